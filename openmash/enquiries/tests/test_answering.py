"""Answer as an agency: nothing relevant, the whole, a part, declined, passed on, more time; and what lateness does."""

from datetime import timedelta

import pytest

from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.fields.days import PartialDay
from openmash.base.transactions import request_transaction
from openmash.enquiries import queries, services
from openmash.enquiries.jobs import CHASER
from openmash.enquiries.models import AgencyRequest, AgencyReturn, AskedAbout, DatedFact, Enquiry, Involvement
from openmash.enquiries.services import FactGiven, InvolvedGiven, ReturnGiven
from openmash.enquiries.tests.conftest import NOW
from openmash.trail.models import Entry
from openmash.work.models import WorkItem

WHOLE = ReturnGiven(
    kind="whole",
    answers={"known": "yes", "domestic-abuse": "no"},
    words="Called twice in June.",
    handling="no",
    involved=(InvolvedGiven(worker="O Officer", telephone="01632 960201"),),
)


@pytest.fixture
def asked(ask):
    return ask("LANCS-POLICE").requests[0]


def answer(actor, request, given, now=NOW):
    with request_transaction(actor):
        return services.answer_request(actor=actor, request=request, given=given, now=now)


def state(worker, request):
    with request_transaction(worker):
        return AgencyRequest.objects.get(pk=request.pk).state


def test_nothing_relevant_is_one_tap(asked, police, worker):
    answer(police, asked, ReturnGiven(kind="no_information"))

    assert state(worker, asked) == "no_information"


def test_an_answer_reaches_those_who_asked_as_work(asked, police, worker):
    answer(police, asked, WHOLE)

    with request_transaction(worker):
        item = WorkItem.objects.get(act="read_returns")
        assert (item.subject, item.team.code, item.rag) == ("C-1", "east-central-triage", "red")
        assert "has answered" in item.note
        assert Entry.objects.get(kind="request.answered").details["handling"] == "no"
        services.read_returns(actor=worker, subject_kind="contact", subject="C-1", now=NOW)
        assert not WorkItem.objects.open().filter(subject="C-1").exists()


def test_a_whole_answer_needs_the_questions_that_matter_and_a_part_does_not(asked, police, worker):
    thin = ReturnGiven(kind="whole", words="Called twice", handling="ask")

    with pytest.raises(RuleBroken, match="Answer this question") as refused:
        answer(police, asked, thin)

    assert refused.value.field == "question_known"
    answer(police, asked, ReturnGiven(kind="part", words="Called twice", handling="ask"))
    assert state(worker, asked) == "partly_answered"


def test_what_a_part_answered_need_not_be_answered_again(asked, police, worker):
    answer(police, asked, ReturnGiven(kind="part", answers={"known": "yes"}, handling="ask"))

    answer(police, asked, ReturnGiven(kind="whole", words="Nothing more", handling="ask"))

    assert state(worker, asked) == "answered"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param(ReturnGiven(kind="whole", answers={"known": "yes"}), "handling", id="no-handling-mark"),
        pytest.param(ReturnGiven(kind="part", words="  ", handling="yes"), "words", id="an-empty-answer"),
        pytest.param(ReturnGiven(kind="declined"), "reason", id="declined-without-a-reason"),
        pytest.param(ReturnGiven(kind="declined", reason="no-power"), "words", id="a-reason-that-needs-words"),
        pytest.param(ReturnGiven(kind="shouted"), "kind", id="no-such-kind"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(asked, police, given, field):
    with pytest.raises(RuleBroken) as refused:
        answer(police, asked, given)

    assert refused.value.field == field


def test_an_answer_to_a_withdrawn_request_is_refused_in_a_sentence(asked, police, worker):
    with request_transaction(worker):
        services.withdraw_request(actor=worker, request=asked, reason="Another family", now=NOW)

    with pytest.raises(RuleBroken, match="has been taken back"):
        answer(police, asked, WHOLE)


def test_another_agency_neither_sees_nor_answers_it(asked, health, police):
    answer(police, asked, WHOLE)

    with request_transaction(health):
        with pytest.raises(NotFound):
            queries.request_asked_of(health, asked.reference)
        assert queries.requests_to_answer(health) == []
        for table in (AgencyRequest, Enquiry, AskedAbout, AgencyReturn, Involvement, DatedFact):
            assert not table.objects.exists(), table
        with pytest.raises(Denied):
            services.open_request(actor=health, request=asked, now=NOW)


def test_an_agency_sees_its_own_answer_and_not_the_others(ask, police, health):
    ask("LANCS-POLICE", "HEALTH-0-19")
    with request_transaction(health):
        (theirs,) = queries.requests_to_answer(health)
    answer(health, theirs, ReturnGiven(kind="part", words="Seen in May", handling="yes"))

    with request_transaction(police):
        assert [one.agency.code for one in AgencyRequest.objects.select_related("agency")] == ["LANCS-POLICE"]
        assert not AgencyReturn.objects.exists()


def test_a_colleague_of_the_same_agency_takes_it_over_and_nobody_else(asked, police, health, worker):
    with request_transaction(police), pytest.raises(RuleBroken, match="colleague of your agency"):
        services.pass_request_on(actor=police, request=asked, to_user_id=health.user_id, words="", now=NOW)


def test_more_time_is_asked_for_and_given_once_and_the_first_due_time_stays(asked, police, worker):
    until = asked.due_at + timedelta(hours=4)
    with request_transaction(police):
        services.ask_for_more_time(actor=police, request=asked, until=until, reason="Paper files", now=NOW)
    with request_transaction(worker):
        assert WorkItem.objects.get(act="give_more_time").child == asked.reference
        held = services.give_more_time(actor=worker, request=asked, now=NOW)
        assert (held.due_at, held.first_due_at) == (until, asked.first_due_at)
        assert not WorkItem.objects.open().filter(subject="C-1").exists()

    with request_transaction(police), pytest.raises(RuleBroken, match="more time already"):
        services.ask_for_more_time(
            actor=police, request=asked, until=until + timedelta(hours=4), reason="Still", now=NOW
        )


def chased(now):
    with request_transaction(CHASER):
        return services.chase_late_requests(actor=CHASER, now=now)


def test_a_late_agency_is_reminded_then_raised_to_its_lead_and_once_each(asked, worker, police):
    due = asked.due_at

    assert chased(due - timedelta(minutes=1)) == 0
    assert chased(due + timedelta(minutes=1)) == 1
    assert chased(due + timedelta(minutes=2)) == 0
    assert chased(due + timedelta(minutes=61)) == 1
    assert chased(due + timedelta(hours=9)) == 0

    with request_transaction(worker):
        held = AgencyRequest.objects.prefetch_related("events").get(pk=asked.pk)
        assert [one.kind for one in held.events.order_by("pk")] == ["chased", "raised"]
        assert "Inspector" in held.events.get(kind="raised").words
        assert WorkItem.objects.get(act="chase_agency").child == asked.reference
    answer(police, asked, WHOLE, now=due + timedelta(hours=10))
    with request_transaction(worker):
        assert not WorkItem.objects.open().filter(act="chase_agency").exists()


def when(year, month=None, day=None):
    return PartialDay(year, month, day)


FACTS = (
    FactGiven(when(2026, 8), "Called to the address again."),
    FactGiven(when(2026, 6, 3), "Called to the address: shouting."),
    FactGiven(when(2024), "An earlier partner was convicted."),
)


def test_dated_facts_stand_oldest_first_with_the_owners_mark(ask, police, health, worker):
    ask("LANCS-POLICE", "HEALTH-0-19")
    with request_transaction(police):
        (to_police,) = queries.requests_to_answer(police)
    with request_transaction(health):
        (to_health,) = queries.requests_to_answer(health)
    answer(police, to_police, ReturnGiven(kind="part", handling="no", facts=FACTS))
    seen = FactGiven(when(2026, 7, 1), "Not brought.")
    answer(health, to_health, ReturnGiven(kind="part", handling="yes", facts=[seen]))

    with request_transaction(worker):
        facts = queries.facts_told(queries.requests_about(worker, subject_kind="contact", subject="C-1"))
    assert [(one.when, one.code, one.tone) for one in facts] == [
        ("about 2024", "LANCS-POLICE", "red"),
        ("3 June 2026", "LANCS-POLICE", "red"),
        ("1 July 2026", "HEALTH-0-19", "green"),
        ("about August 2026", "LANCS-POLICE", "red"),
    ]
    with request_transaction(health):
        assert [one.words for one in DatedFact.objects.all()] == ["Not brought."]


@pytest.mark.parametrize(
    ("fact", "field"),
    [
        pytest.param(FactGiven(when(2026, 6, 3), "  "), "fact_1_words", id="a-day-without-words"),
        pytest.param(FactGiven(when(2026, 12), "It will be"), "fact_1_when", id="a-month-that-lies-ahead"),
    ],
)
def test_a_dated_fact_has_words_and_lies_in_the_past(asked, police, fact, field):
    with pytest.raises(RuleBroken) as refused:
        answer(police, asked, ReturnGiven(kind="part", words="Known", handling="no", facts=[fact]))

    assert refused.value.field == field
