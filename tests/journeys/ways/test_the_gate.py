"""What leaves with detail of a case: a letter stopped by a protected address, and released by a second person."""

import pytest

from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.frontdoor.queries.contacts import contact_by_reference
from tests.journeys.ways.acts import decides, screens, was_called
from tests.journeys.ways.conftest import Clock, Visit

pytestmark = pytest.mark.journey
HOME = "3 Refuge Lane"


def is_protected(reference: str) -> None:
    """Have the address of the children of a contact be one that nobody may learn."""
    with request_transaction(Actor.machine("journeys")):
        for child in contact_by_reference(Actor.machine("journeys"), reference).children.all():
            child.person.address, child.person.address_protected = HOME, True
            child.person.save(update_fields=["address", "address_protected"])


def test_a_letter_is_stopped_by_a_protected_address_and_released_by_a_second_person(visit: Visit, time: Clock) -> None:
    triage, second = visit("triage"), visit("second")
    reference = was_called("triage", "Heledd Example", now=time.moment)
    is_protected(reference)
    screens(triage, reference)
    decides(triage, reference, outcome="Information and advice", level="2")

    triage.finds_work("Answer the referrer", reference)
    triage.follows("Record an address for a letter")
    triage.writes("Name and address", f"Mair Example\n{HOME}\nPreston")
    triage.writes("Where do you have it from?", "She said so on the telephone")
    triage.presses("Record it")
    triage.chooses("By letter")
    triage.writes("What are you telling them?", "A family worker will ring you this week.")
    triage.presses("Continue")
    triage.presses("Prepare this letter")
    triage.reads("At the gate: a second person reads it before it goes")
    triage.follows("See it at the gate")
    triage.reads("Waits for a second person")
    triage.follows("What we decided about")
    triage.reads("It goes to where Heledd Example lives, which is protected.", "that is somebody else")

    second.finds_work("Read what is to leave, as the second person", reference)
    second.follows("What we decided about")
    second.reads("Whoever raised the worry reads exactly this", HOME, "A family worker will ring you this week.")
    second.chooses("I have read it as it is here. It may leave")
    second.presses("Record it")
    second.reads("Released", "Sam Second")
    second.has_no_work("Read what is to leave, as the second person", reference)

    triage.opens("/messages/")
    triage.reads("To be printed and posted")


def test_an_agency_is_told_what_it_may_be_told(visit: Visit, time: Clock) -> None:
    triage, manager = visit("triage"), visit("manager")
    reference = was_called("triage", "Ifan Example", now=time.moment)

    triage.opens(f"/contacts/{reference}/")
    triage.follows("See what leaves, or tell an agency")
    triage.follows("Tell an agency")
    triage.chooses("Lancashire Constabulary", under="To which agencies?")
    triage.chooses("Ifan Example", under="About whom?")
    triage.page.get_by_role("group", name="What for?").get_by_role("radio").first.check()
    triage.page.get_by_role("group", name="On which lawful basis").get_by_role("checkbox").first.check()
    triage.presses("Prepare")
    triage.reads("reads exactly this", "Ifan Example", "bruise")
    triage.follows("Leave something out, or take words out")
    triage.writes("Words to take out", "bruise")
    triage.presses("Make it anew")
    triage.reads("[taken out]")
    triage.does_not_read("bruise")
    triage.chooses("I have read it. It may leave")
    triage.presses("Record it")
    triage.follows("Show it for printing")
    triage.reads("Released", "Mark of this document", "[taken out]")

    manager.opens(f"/contacts/{reference}/packages/")
    manager.reads("Released", "Tess Triage", "Lancashire Constabulary")
