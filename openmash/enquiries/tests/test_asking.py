"""Ask several agencies in one act: what each is asked, by when, what it is shown, and what is not asked twice."""

from datetime import timedelta

import pytest

from openmash.base.actors import Actor
from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.enquiries import queries, services
from openmash.enquiries.models import AgencyRequest, AskedAbout
from openmash.enquiries.services import EnquiryGiven
from openmash.enquiries.tests.conftest import NOW
from openmash.people.models import Household, Person
from openmash.sharing.models import FootingWarning
from openmash.trail.models import Entry


def test_several_requests_are_one_act_each_with_its_own_questions_and_clock(ask, worker):
    asking = ask("LANCS-POLICE", "HEALTH-0-19")

    assert [(one.agency.code, one.question_set) for one in asking.requests] == [
        ("LANCS-POLICE", "police"),
        ("HEALTH-0-19", "health-visiting"),
    ]
    assert {one.enquiry_id for one in asking.requests} == {asking.enquiry.pk}
    assert {one.due_at - NOW for one in asking.requests} == {timedelta(hours=2)}
    with request_transaction(worker):
        entry = Entry.objects.get(kind="agencies.asked")
    assert entry.details["agencies"] == ["LANCS-POLICE", "HEALTH-0-19"]
    assert entry.details["about"] == ["P1", "P2", "P3"]


@pytest.mark.parametrize(("rag", "hours"), [("red", 2), ("amber", 12), ("green", 48), ("", 12)])
def test_the_colour_sets_the_clock_and_no_colour_counts_as_the_packs(ask, rag, hours):
    (request,) = ask("LANCS-POLICE", rag=rag).requests

    assert request.due_at - NOW == timedelta(hours=hours)


@pytest.fixture
def shown(ask, worker):
    """Ask about some people, and return by name the address that agencies are shown, and whether it is kept back."""

    def make(about):
        enquiry = ask(about=about).enquiry
        with request_transaction(worker):
            rows = AskedAbout.objects.filter(enquiry=enquiry)
            return {one.name: (one.address, one.address_kept_back) for one in rows}

    return make


def test_a_protected_address_is_kept_back_beside_whoever_lives_there(shown, family):
    family[1].address, family[1].postcode = "3 Other Road", "PR2 1AA"

    assert shown(family) == {
        "Aled Example": ("", True),
        "Cari Example": ("3 Other Road, PR2 1AA", False),
        "Mair Example": ("", True),
    }


def test_also_where_who_it_protects_lives_there_and_is_not_asked_about(shown, family):
    with request_transaction(Actor.machine("test")):
        home = Household.objects.create(reference="H-9", address="", postcode="", created_at=NOW)
        for one in family:
            one.household = home
            one.save()
        Person.objects.filter(reference="P3").update(address="12, high street", postcode="pr18xj", restricted=True)

    assert shown(family[:1]) == {"Aled Example": ("", True)}


def test_a_repeat_of_an_open_question_is_shown_and_not_sent(ask, family, worker):
    first = ask("LANCS-POLICE")

    again = ask("LANCS-POLICE", "HEALTH-0-19", about=family[:1])

    assert [one.agency.code for one in again.requests] == ["HEALTH-0-19"]
    assert [one.reference for one in again.open_already] == [first.requests[0].reference]


def test_asking_about_somebody_new_is_no_repeat(ask, family):
    ask("LANCS-POLICE", about=family[:1])

    assert [one.agency.code for one in ask("LANCS-POLICE").requests] == ["LANCS-POLICE"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        pytest.param({"purpose": ""}, "purpose", id="what-for"),
        pytest.param({"lawful_bases": ()}, "lawful_bases", id="no-basis"),
        pytest.param({"told": "must_not"}, "must_not_be_told", id="nobody-named-who-must-not-be-told"),
        pytest.param({"about": []}, "people", id="about-nobody"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(ask, worker, change, field):
    with pytest.raises(RuleBroken) as refused:
        ask("LANCS-POLICE", **change)

    assert refused.value.field == field
    with request_transaction(worker):
        assert not AgencyRequest.objects.exists()


def test_a_partner_cannot_ask_other_agencies(police, family):
    with request_transaction(police), pytest.raises(Denied, match="Only a social worker or manager"):
        services.ask_agencies(
            actor=police,
            subject_kind="contact",
            subject="C-1",
            team=None,
            agency_codes=["HEALTH-0-19"],
            about=[],
            given=EnquiryGiven(purpose="x", lawful_bases=("y",)),
            now=NOW,
        )


def test_the_pack_suggests_by_category_and_age_and_says_why(worker, family):
    with request_transaction(worker):
        choices = queries.choices_for(
            subject_kind="contact", subject="C-1", category="domestic-abuse", ages=[3], rag="red", now=NOW
        )

    suggested = {one.code for one in choices if one.why}
    assert {"LANCS-POLICE", "HEALTH-0-19", "SAFE-HOMES", "EXAMPLE-HOUSING"} <= suggested
    assert "SCHOOL-GUILD" not in suggested
    assert "LCC" not in {one.code for one in choices}


def test_a_request_can_be_taken_back_with_a_reason_and_the_agency_reads_it(ask, worker, police):
    (request,) = ask("LANCS-POLICE").requests

    with request_transaction(worker):
        services.withdraw_request(actor=worker, request=request, reason="Another family", now=NOW)

    with request_transaction(police):
        (held,) = queries.answered_requests(police)
        assert held.state == "withdrawn"
        assert [one.words for one in held.events.all()] == ["Another family"]


def test_no_agreement_stops_nothing_about_one_child_and_is_warned_about_once(ask, worker):
    first = ask("HEALTH-0-19", "SCHOOL-GUILD")

    assert {one.footing for one in first.requests} == {"No agreement covers this; it goes ahead on its lawful basis"}
    with request_transaction(Actor.machine("test")):
        assert FootingWarning.objects.filter(subject="C-1").count() == 2
