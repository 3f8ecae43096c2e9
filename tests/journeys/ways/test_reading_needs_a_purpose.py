"""A record that is not part of one's work: asked why, told to whoever holds it, reviewed. And a look-up that met a hidden one."""

import pytest

from openmash.base.transactions import request_transaction
from openmash.people import services as people
from openmash.people.jobs import look_again
from openmash.people.models import Person
from tests.journeys.ways.acts import actor_of, was_called
from tests.journeys.ways.conftest import Clock, Visit

pytestmark = pytest.mark.journey


def person_called(given: str, family: str) -> Person:
    with request_transaction(actor_of("manager")):
        return Person.objects.get(given_name=given, family_name=family)


def test_a_record_is_opened_for_a_reason_and_reviewed(visit: Visit, time: Clock) -> None:
    triage, central, manager = visit("triage"), visit("central"), visit("manager")
    was_called("triage", "Gwenllian Purposely", now=time.moment, address="3 Why Row", postcode="PR2 8UQ")
    child = person_called("Gwenllian", "Purposely").reference

    triage.opens(f"/children/{child}/")
    triage.reads("Gwenllian Purposely", "own work")

    central.opens(f"/children/{child}/")
    central.reads("This record is not part of your work", "It opens for 4 hours")
    central.does_not_read("Gwenllian")
    central.is_refused("Open the record", "Choose why you need to see this record")
    central.chooses("I am covering for a colleague or another team")
    central.writes("What do you need to know, and what for?", "The head teacher rings me back at three.")
    central.presses("Open the record")
    central.reads("Gwenllian Purposely", "Story so far", "I am covering for a colleague or another team")

    opening = opened_last("triage", "Read who opened a record you hold")
    triage.finds_work("Read who opened a record you hold", opening)
    triage.reads("Cass Central", "The head teacher rings me back at three.", "A manager reviews it")
    triage.presses("I have read this")
    triage.has_no_work("Read who opened a record you hold", opening)

    manager.finds_work("Review why a record was opened", opening)
    manager.chooses("Needs follow-up")
    manager.is_refused("Save the review", "Say what happens next")
    manager.writes("What happens next", "I ask Cass tomorrow why the transfer was not made first.")
    manager.presses("Save the review")
    manager.reads("Needs follow-up", "Mo Manager")
    manager.follows("Records opened for a reason")
    manager.reads("Cass Central", "Needs follow-up")
    manager.has_no_work("Review why a record was opened", opening)

    time.passes(hours=4)
    central = visit("central")
    central.opens(f"/children/{child}/")
    central.reads("This record is not part of your work")


def opened_last(who: str, act: str) -> str:
    from openmash.work import queries as work
    from openmash.work.choices import ACT_WORDS

    code = next(code for code, words in ACT_WORDS.items() if words == act)
    actor = actor_of(who)
    with request_transaction(actor):
        return str(work.work_of(actor, act=code).latest("pk").subject)


def test_a_search_meets_a_restricted_record_and_a_cleared_manager_completes_the_check(
    visit: Visit, time: Clock
) -> None:
    triage, manager = visit("triage"), visit("manager")
    boss = actor_of("manager")
    was_called("manager", "Heledd Hiddenname", now=time.moment)
    hidden = person_called("Heledd", "Hiddenname")
    with request_transaction(boss):
        people.restrict_person(actor=boss, person=hidden, reason="Child of a member of staff", now=time.moment)

    triage.opens("/people/?q=Heledd+Hiddenname")
    triage.reads("No record visible to you")
    triage.does_not_read("Heledd Hiddenname")
    look_again(now=time.moment)
    triage.goes_home()
    triage.does_not_read("restricted")

    check = opened_last("manager", "Complete a check of a restricted record")
    manager.finds_work("Complete a check of a restricted record", check)
    manager.reads("Heledd Hiddenname", "Tess Triage", "A search that names no contact")
    manager.is_refused("The check is complete", "Choose whether it is this person")
    manager.chooses("It is this person")
    manager.writes("What you did for the child, and whom you told", "I rang the school and screen it myself.")
    manager.presses("The check is complete")
    manager.reads("It is this person", "I rang the school and screen it myself.")
    manager.opens(f"/people/{hidden.reference}/")
    manager.reads("Look-ups that met this record", "Checked by Mo Manager")

    triage.opens("/people/?q=Heledd+Hiddenname")
    triage.reads("No record visible to you")
    triage.has_no_work("Complete a check of a restricted record", check)
