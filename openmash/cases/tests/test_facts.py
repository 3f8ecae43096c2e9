"""Facts of a case: recorded with their clocks, corrected, withdrawn; who sees them; and who is open by them."""

from datetime import date

import pytest
from django.db import IntegrityError

from openmash.base.errors import Conflict, Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.cases import queries, services
from openmash.cases.choices import ClockState, Source
from openmash.cases.models import Fact
from openmash.cases.tests.conftest import NOW, TODAY
from openmash.people import queries as people
from openmash.people import services as people_services
from openmash.people.models import Person
from openmash.trail.models import Entry


def test_an_assessment_is_counted_from_the_referral_that_it_answers(happened, record_of, brothers):
    happened("referral", date(2026, 9, 1))
    happened("assessment", date(2026, 9, 3))

    row = record_of(brothers[0])[0]

    assert row.fact.due_at.date() == date(2026, 11, 3)  # 45 working days after 1 September
    assert row.state == ClockState.LATE


def test_the_conference_stops_the_clock_of_its_enquiry(happened, record_of, brothers):
    happened("section-47", date(2026, 10, 1))
    happened("conference", date(2026, 10, 20), variety="initial", outcome="plan")

    enquiry = record_of(brothers[0])[1]

    assert (enquiry.state, enquiry.stopped_on) == (ClockState.IN_TIME, date(2026, 10, 20))


def test_what_lies_before_the_bank_holidays_that_are_known_has_no_clock_and_is_kept(happened, social_worker, brothers):
    with request_transaction(social_worker):
        Person.objects.filter(pk=brothers[0].pk).update(date_of_birth=date(2004, 1, 1))
        brothers[0].refresh_from_db()

    assert happened("assessment", date(2009, 1, 5)).due_at is None


def test_a_correction_keeps_what_was_said_before(happened, social_worker):
    fact = happened("section-47", date(2026, 10, 1), outcome="Initial CP Conference")
    given = services.FactGiven(date(2026, 10, 2), date(2026, 10, 9), "", {"outcome": "No Further Action"})

    with request_transaction(social_worker):
        rows = services.correct_fact(
            actor=social_worker, fact=fact, given=given, reason="Read the minutes again", expected_version=1, now=NOW
        )
        held = Fact.objects.get(pk=fact.pk)

    assert {row.field: (row.before, row.after) for row in rows} == {
        "began_on": ("2026-10-01", "2026-10-02"),
        "ended_on": (None, "2026-10-09"),
        "outcome": ("Initial CP Conference", "No Further Action"),
    }
    assert held.version == 2
    assert held.due_at.date() == date(2026, 10, 23)
    assert Entry.objects.filter(
        kind="case_fact.corrected", details__changed=["began_on", "ended_on", "outcome"]
    ).exists()


def test_a_correction_over_somebody_elses_is_shown_both(happened, social_worker, manager):
    fact = happened("visit", date(2026, 10, 1), variety="cp", seen=True)
    mine = services.FactGiven(date(2026, 10, 2), None, "cp", {"seen": True})
    theirs = services.FactGiven(date(2026, 10, 3), None, "cp", {"seen": True})
    with request_transaction(manager):
        services.correct_fact(actor=manager, fact=fact, given=theirs, reason="Diary", expected_version=1, now=NOW)

    with request_transaction(social_worker), pytest.raises(Conflict) as refused:
        services.correct_fact(actor=social_worker, fact=fact, given=mine, reason="Diary", expected_version=1, now=NOW)

    assert refused.value.changed_by == "Mo Manager"
    assert (refused.value.current["began_on"], refused.value.yours["began_on"]) == ("2026-10-03", "2026-10-02")


def test_nothing_different_and_no_reason_are_no_corrections(happened, social_worker):
    fact = happened("visit", date(2026, 10, 1), variety="cp", seen=True)
    same = services.FactGiven(date(2026, 10, 1), None, "cp", {"seen": True})

    for reason in ("", "Just so"):
        with request_transaction(social_worker), pytest.raises(RuleBroken):
            services.correct_fact(
                actor=social_worker, fact=fact, given=same, reason=reason, expected_version=1, now=NOW
            )


def test_what_is_withdrawn_counts_for_nothing_and_is_kept(happened, record_of, social_worker, brothers):
    fact = happened("plan", date(2026, 10, 1), variety="cp", category="NEG")

    with request_transaction(social_worker):
        services.withdraw_fact(actor=social_worker, fact=fact, reason="His brother's", expected_version=1, now=NOW)
        kept = queries.withdrawn_of(social_worker, brothers[0])
        involved = people.involvements_of(social_worker, brothers[0], today=TODAY)

    assert record_of(brothers[0]) == []
    assert [one.withdrawn_because for one in kept] == ["His brother's"]
    assert involved == []
    with request_transaction(social_worker), pytest.raises(RuleBroken):
        services.withdraw_fact(actor=social_worker, fact=fact, reason="Again", expected_version=2, now=NOW)


@pytest.mark.parametrize(
    ("kind", "variety", "answers", "field"),
    [
        pytest.param("section-47", "", {"outcome": "Whatever"}, "outcome", id="no-code-of-the-list"),
        pytest.param("assessment", "", {"factors": ["1A", "99Z"]}, "factors", id="one-code-not-of-the-list"),
        pytest.param("visit", "cp", {"seen": False, "alone": True}, "alone", id="alone-but-not-seen"),
        pytest.param("visit", "", {}, "variety", id="which-visit"),
        pytest.param("visit", "cp", {"score": 4}, None, id="an-answer-of-another-kind"),
        pytest.param("assessment", "", {"seen_on": date(2026, 12, 1)}, "seen_on", id="seen-ahead"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(happened, kept, kind, variety, answers, field):
    with pytest.raises(RuleBroken) as refused:
        happened(kind, date(2026, 10, 1), variety=variety, **answers)

    assert refused.value.field == field
    assert kept() == ([], [])


def test_only_childrens_social_care_records_and_reads(happened, brothers, police):
    happened("referral", date(2026, 10, 1))

    with pytest.raises(Denied):
        happened("referral", date(2026, 10, 1), by=police)
    with request_transaction(police):
        assert queries.record_of(police, brothers[0], today=TODAY) == []


def test_a_fact_is_found_under_its_own_child_alone(happened, social_worker, brothers):
    fact = happened("referral", date(2026, 10, 1))

    with request_transaction(social_worker):
        assert queries.fact_by_reference(social_worker, brothers[0], fact.reference) == fact
        with pytest.raises(NotFound):
            queries.fact_by_reference(social_worker, brothers[1], fact.reference)


def test_the_case_of_a_restricted_child_is_hidden_with_them(happened, record_of, brothers, manager):
    happened("referral", date(2026, 10, 1))
    with request_transaction(manager):
        people_services.restrict_person(actor=manager, person=brothers[0], reason="Child of a worker", now=NOW)

    assert record_of(brothers[0]) == []
    assert len(record_of(brothers[0], by=manager)) == 1


def test_a_child_is_open_by_what_happened_with_their_worker(happened, social_worker, brothers):
    happened("referral", date(2026, 9, 1))
    happened("plan", date(2026, 10, 1), variety="cp", category="NEG")
    happened("worker", date(2026, 9, 2), worker="Sol Social", team="Central social work")

    with request_transaction(social_worker):
        (case,) = people.open_cases_of(social_worker, brothers[0], today=TODAY)
        again = people.open_case(social_worker, case.record_id, today=TODAY)

    assert (case.involvement, case.since, case.worker) == ("Child protection plan", date(2026, 10, 1), "Sol Social")
    assert again == case


def test_the_same_row_of_a_source_is_one_fact(happened, social_worker, brothers):
    given = services.FactGiven(date(2026, 10, 1))

    def take():
        return services.record_fact(
            actor=social_worker,
            person=brothers[0],
            kind="referral",
            given=given,
            source=Source.CIN,
            source_id="R1",
            now=NOW,
        )

    with request_transaction(social_worker):
        take()
    with pytest.raises(IntegrityError), request_transaction(social_worker):
        take()
