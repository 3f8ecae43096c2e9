"""Four agencies are asked in one act: three answer, each in its own way, and one is late and raised to its lead."""

import pytest

from openmash.base.transactions import request_transaction
from openmash.enquiries import services
from openmash.enquiries.jobs import CHASER
from tests.journeys.ways.acts import was_called
from tests.journeys.ways.conftest import Clock, Visit
from tests.journeys.ways.person import Person
from tests.journeys.ways.town import SCHOOL

pytestmark = pytest.mark.journey

HEALTH = "Health visiting and school nursing (demonstration)"
ASKED = ("Lancashire Constabulary", SCHOOL, "Lancashire County Council, adult social care", HEALTH)
OPEN_ALL = "() => document.querySelectorAll('details').forEach(one => { one.open = true; })"


def asks_four(triage: Person, reference: str) -> None:
    """Ask police, school, adult social care and health about one child, from the contact."""
    triage.opens(f"/contacts/{reference}/")
    triage.opens(f"/contacts/{reference}/agencies/ask/")
    triage.page.evaluate(OPEN_ALL)
    for agency in ASKED:
        triage.chooses(agency, under="Which agencies?")
    triage.chooses("Aled Example", under="About whom?")
    triage.chooses("To find out whether a child has to be protected (section 47)")
    triage.writes("What should they know", "A bruise on the arm; he does not want to go home.")
    triage.chooses("Public task", under="On which lawful basis")
    triage.chooses("Not told yet", under="Does the family know?")
    triage.presses("Ask them")
    triage.reads("4 agencies asked, 0 answered")


def answers_with_a_date(police: Person) -> None:
    """Answer as the police: what is known, and what happened on which day."""
    police.goes_home()
    police.follows("Aled Example")
    police.reads("A bruise on the arm", "The family does not know yet that we ask")
    police.does_not_read("Adult social care", "Guild")
    police.follows("We know this family")
    police.chooses("Yes", under="Are any of these people known to you")
    first = police.page.get_by_role("group", name="When?").first
    for part, value in (("Day", "3"), ("Month", "6"), ("Year", "2026")):
        first.get_by_label(part).fill(value)
    police.writes("What happened?", "Called to the address: a neighbour heard shouting.")
    police.chooses("Must not be shared with the family")
    police.chooses("Yes, this is our answer")
    police.presses("Send the answer")
    police.reads("You answered this", "3 June 2026")


def test_four_agencies_are_asked_three_answer_and_one_is_late_and_raised(visit: Visit, time: Clock) -> None:
    reference = was_called("triage", "Aled Example", colour="red", now=time.moment)
    asks_four(visit("triage"), reference)

    time.passes(minutes=20)
    answers_with_a_date(visit("police"))
    school = visit("school")
    school.opens("/requests/")
    school.follows("Aled Example")
    school.presses("We hold nothing relevant")
    school.reads("You answered this")
    adults = visit("adults")
    adults.finds_work("Answer what the front door asks", "Q-")
    adults.follows("We know this family")
    adults.chooses("No", under="Is an adult of the household open to you")
    adults.chooses("May be shared with the family")
    adults.chooses("Yes, this is our answer")
    adults.presses("Send the answer")
    adults.has_no_work("Answer what the front door asks", "Q-")

    time.passes(hours=2, minutes=45)  # red: two hours, and one more until the agency's lead is told
    with request_transaction(CHASER):
        services.chase_late_requests(actor=CHASER, now=time.moment)
    triage = visit("triage")
    triage.finds_work("Chase an agency", reference)
    triage.reads("4 agencies asked, 3 answered, 1 late", f"What does {HEALTH} know? They have not answered.")
    triage.page.evaluate(OPEN_ALL)
    triage.reads("Raised to the agency’s lead")
    triage.reads("What happened when", "Called to the address: a neighbour heard shouting.", "Not for the family")
    triage.follows("Lancashire Constabulary 1")
    triage.reads("Called to the address: a neighbour heard shouting.")
    triage.does_not_read("This contact")
    triage.presses("I have read them")
    triage.has_no_work("Read what agencies answered", reference)

    police = visit("police")
    police.opens("/requests/")
    police.follows("How your agency answers")
    police.reads("answered on time")
