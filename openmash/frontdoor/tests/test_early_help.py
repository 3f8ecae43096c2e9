"""Early help: offered and taken up, stepped up to the front door and down again, with nothing typed twice."""

from datetime import timedelta

import pytest

from openmash.agencies.choices import Role
from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.frontdoor import queries
from openmash.frontdoor.models import Contact
from openmash.frontdoor.queries.earlyhelp import place_of, places_held, places_of_person
from openmash.frontdoor.services import earlyhelp, earlyhelp_checks, history, screening
from openmash.frontdoor.tests.conftest import NOW, fresh
from openmash.frontdoor.tests.test_decisions import decide
from openmash.sharing.services import PositionGiven
from openmash.trail.models import Entry
from openmash.work.models import WorkItem


@pytest.fixture
def officer(act_as):
    return act_as(Role.EARLY_HELP_OFFICER, team="central-early-help")


@pytest.fixture
def place(worker, officer, screened):
    """Aled's place, taken up after the front door decided on early help."""
    contact, children = screened()
    with request_transaction(worker):
        decide(worker, children, "EH")
    with request_transaction(officer):
        child = queries.visible_contact(officer, contact.reference).children.get(person=children[0].person)
        made = earlyhelp.offer_early_help(
            actor=officer, child=child, service="preston-family-wellbeing", lead_professional="Lea Lead", now=NOW
        )
        return earlyhelp.take_up_place(actor=officer, place=made, now=NOW)


def step_up(officer, place, *, story="He is afraid again.", level=3, now=NOW):
    with request_transaction(officer):
        return earlyhelp.step_up(actor=officer, place=place, story=story, worries_most="", level=level, now=now)


def test_stepping_down_gives_early_help_the_contact_as_it_is(worker, officer, screened):
    contact, children = screened()
    with request_transaction(worker):
        decide(worker, children, "EH")

    with request_transaction(officer):
        held = queries.visible_contact(officer, contact.reference)
        assert held.story == contact.story
        assert WorkItem.objects.open().filter(act="early_help", team__code="central-early-help").count() == len(
            children
        )


def test_stepping_up_carries_family_and_address_over(worker, officer, place):
    origin = place.child.contact

    contact = step_up(officer, place)

    with request_transaction(worker):
        held, children = fresh(worker, contact)
        assert (held.address, held.postcode, held.locality) == (origin.address, origin.postcode, origin.locality)
        before = [child.person for child in fresh(worker, origin)[1]]
        assert [child.person for child in children] == before
        assert (held.stepped_up_from.reference, held.way_in) == (origin.reference, "step_up")
        assert {child.referrer_level for child in children} == {3}
        assert Entry.objects.filter(kind="contact.stepped_up", subject=contact.reference).exists()


def test_a_step_up_is_screened_by_the_locality_on_its_own_clock(worker, officer, place):
    contact = step_up(officer, place, now=NOW + timedelta(days=7))

    with request_transaction(worker):
        item = WorkItem.objects.open().get(subject=contact.reference, act="screen")
        assert item.team.code == "east-central-triage"
        assert item.due_at == contact.decide_due_at > NOW + timedelta(days=7)


def test_the_officer_sees_what_became_of_a_step_up_and_not_its_screening(officer, place):
    contact = step_up(officer, place)

    with request_transaction(officer):
        assert queries.raised_contact(officer, contact.reference).reference == contact.reference
        assert contact.reference in {row.reference for row in queries.raised_by_agency(officer)}
        assert not Contact.objects.visible_to(officer).filter(pk=contact.pk).exists()


def test_another_team_of_early_help_sees_neither_the_place_nor_the_step_up(act_as, officer, place):
    contact = step_up(officer, place)
    north = act_as(Role.EARLY_HELP_OFFICER, team="north-early-help")

    with request_transaction(north):
        assert places_held(north) == []
        assert queries.raised_contact(north, contact.reference) is None


def test_a_place_stays_with_its_team_once_the_work_of_offering_is_done(act_as, officer, place):
    colleague = act_as(Role.EARLY_HELP_OFFICER, team="central-early-help")

    with request_transaction(colleague):
        assert [held.reference for held in places_held(colleague)] == [place.reference]
        assert queries.visible_contact(colleague, place.child.contact.reference)


def test_the_front_door_sees_the_place_when_it_checks_early_help(worker, officer, place):
    step_up(officer, place)

    with request_transaction(worker):
        assert [held.reference for held in places_of_person(worker, place.child.person)] == [place.reference]


@pytest.mark.parametrize(("story", "why"), [pytest.param("  ", "Write what has changed", id="without-words")])
def test_a_step_up_says_what_has_changed(officer, place, story, why):
    with pytest.raises(RuleBroken, match=why):
        step_up(officer, place, story=story)


def test_a_child_is_not_stepped_up_twice_before_it_is_decided(officer, place):
    step_up(officer, place)

    with pytest.raises(RuleBroken, match="stepped up already"):
        step_up(officer, place)


def test_only_early_help_steps_up(worker, place):
    with request_transaction(worker), pytest.raises(Denied, match="Only an early-help officer"):
        earlyhelp.step_up(actor=worker, place=place, story="Worse", worries_most="", level=None, now=NOW)


@pytest.fixture
def stepped_down(worker, officer, place):
    """Aled stepped up and down again while his place goes on: the new contact, his child in it, and the place."""
    contact = step_up(officer, place)
    with request_transaction(worker):
        history.record_history_opened(actor=worker, contact=contact, now=NOW)
        _, children = fresh(worker, contact)
        screening.rate_rag(actor=worker, children=children, rag="green", reason="Known", now=NOW)
        earlyhelp_checks.record_early_help_check(actor=worker, children=children, result="found", episode="x", now=NOW)
        agreed = PositionGiven(told="told", told_who="Mother", agreement="agreed")
        screening.record_family_position(actor=worker, contact=contact, given=agreed, now=NOW)
        decide(worker, fresh(worker, contact)[1], "EH")
    return contact


def test_a_child_stepped_down_carries_on_with_the_place_it_has(officer, place, stepped_down):
    with request_transaction(officer):
        held = queries.visible_contact(officer, stepped_down.reference)
        child = held.children.get(person=place.child.person)
        earlyhelp.carry_on_with_place(actor=officer, place=place, child=child, now=NOW)

        waiting = WorkItem.objects.open().filter(subject=held.reference, act="early_help")
        assert child.person.reference not in waiting.values_list("child", flat=True)
        assert place_of(officer, place.reference).ended_at is None
        assert Entry.objects.filter(kind="early_help.carried_on", subject=place.reference).exists()
        with pytest.raises(RuleBroken, match="Nobody is waiting"):
            earlyhelp.carry_on_with_place(actor=officer, place=place, child=child, now=NOW)


def test_a_place_is_not_carried_on_for_another_child(officer, place, stepped_down):
    with request_transaction(officer):
        held = queries.visible_contact(officer, stepped_down.reference)
        sibling = held.children.exclude(person=place.child.person).get()
        with pytest.raises(RuleBroken, match="another child"):
            earlyhelp.carry_on_with_place(actor=officer, place=place, child=sibling, now=NOW)
