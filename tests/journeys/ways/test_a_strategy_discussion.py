"""A strategy discussion: called from what agencies say, held without one of them, decided, and what it gave to do done."""

import pytest

from tests.journeys.ways.acts import was_called
from tests.journeys.ways.conftest import Clock, Visit
from tests.journeys.ways.person import Person
from tests.journeys.ways.town import SCHOOL

pytestmark = pytest.mark.journey

CARE, POLICE = "Lancashire County Council", "Lancashire Constabulary"
HEALTH = "Health visiting and school nursing (demonstration)"


def says_when(worker: Person, question: str, day: str, time: str) -> None:
    """Fill a day of November 2026 and a time."""
    group = worker.page.get_by_role("group", name=question)
    for part, value in (("Day", day), ("Month", "11"), ("Year", "2026"), ("Time", time)):
        group.get_by_label(part).fill(value)


def calls_it(triage: Person, reference: str) -> str:
    """Call a strategy discussion from the page of what agencies say; give its reference."""
    triage.opens(f"/contacts/{reference}/agencies/")
    triage.follows("Call a strategy discussion")
    triage.reads("Working Together to Safeguard Children (2023)", "Lancashire procedures manual")
    triage.chooses("Aled Example")
    says_when(triage, "When?", "18", "14:00")
    triage.chooses("By telephone")
    triage.writes("Where, or by which number or link?", "01632 960400, code 77")
    triage.writes("Why do you meet?", "A bruise the size of a hand, and he does not want to go home.")
    triage.picks("Must attend: A social work manager of the council", CARE)
    triage.picks("Must attend: Police", POLICE)
    triage.picks("Must attend: Health", HEALTH)
    triage.is_refused("Call it", "Nobody is invited for: Education")
    triage.picks("Must attend: Education", SCHOOL)
    triage.presses("Call it")
    triage.reads("Wednesday 18 November 2026, 14:00", "No reply yet")
    return triage.page.url.rstrip("/").rpartition("/")[2]


def holds_it(manager: Person, reference: str, meeting: str) -> None:
    """Write down who took part; the school was not there, which needs a reason."""
    manager.opens(f"/contacts/{reference}/meetings/{meeting}/")
    manager.follows("Write down who took part")
    says_when(manager, "When was it held?", "18", "14:05")
    said = {CARE: "The mother was open to us in spring.", POLICE: "Two call-outs in a year.", HEALTH: "Missed checks."}
    for agency, words in said.items():
        part = manager.page.get_by_role("region", name=agency)
        part.get_by_label("By telephone").check()
        part.get_by_label("Who?").fill("Pat Police" if agency == POLICE else f"Somebody of {agency}"[:100])
        part.get_by_label("What did they say?").fill(words)
    manager.page.get_by_role("region", name=SCHOOL).get_by_label("Did not take part").check()
    manager.is_refused("Save who took part", "Not there: Education")
    manager.writes("If somebody who must attend was not there", "The school was shut; he goes home at three.")
    manager.presses("Save who took part")
    manager.reads("It went ahead without them because", "The school was shut")


def decides_for_aled(manager: Person) -> None:
    """Write down what was decided: what the council decides, what the police decide, and what all of them do."""
    manager.follows("Write down what was decided")
    answers = {
        "Is the threshold for a section 47 enquiry met?": "Met: a section 47 enquiry begins with this discussion",
        "Do the police investigate a crime?": "Yes",
        "Who enquires?": "Social care and police together",
        "Is a medical examination needed?": "Yes, at once",
        "What keeps the child safe now?": "Arrangements the family agrees to",
        "Who tells the family, and when?": "Both together",
    }
    for question, answer in answers.items():
        manager.chooses(answer, under=question)
        manager.writes(f"Why, how, when? ({question})", "As agreed on the telephone")
    manager.is_refused("Save what was decided", "Say who of the agency said so")
    manager.picks("Who of the agency said so?", "Pat Police")
    manager.presses("Save what was decided")
    manager.reads(
        "Decided for the council by Mo Manager",
        "Decided by Lancashire Constabulary, said by Pat Police",
        "Hold the initial child protection conference: due Wednesday 9 December",
    )


def gives_to_do(manager: Person, what: str, owner: str) -> None:
    manager.follows("Add something to do")
    manager.writes("What is to be done?", what)
    manager.picks("Who does it?", owner)
    says_when(manager, "By when?", "19", "12:00")
    manager.presses("Give it to them")


def test_a_strategy_discussion_from_the_enquiry_to_what_it_gave_to_do(visit: Visit, time: Clock) -> None:
    reference = was_called("triage", "Aled Example", colour="red", now=time.now())
    triage, police = visit("triage"), visit("police")
    meeting = calls_it(triage, reference)
    triage.finds_work("Hold the meeting", reference)

    police.opens("/meetings/")
    police.follows("Strategy discussion: Aled Example")
    police.reads("Do not tell the family of this meeting", "01632 960400, code 77")
    police.chooses("Yes, somebody comes")
    police.writes("Who?", "Pat Police")
    police.presses("Send the reply")
    police.reads("Comes: Pat Police")

    time.passes(hours=5)
    manager = visit("manager")
    holds_it(manager, reference, meeting)
    decides_for_aled(manager)
    manager.follows("Somebody does not agree")
    manager.page.get_by_label(HEALTH).check()
    manager.writes("Why? In their words", "He should be seen in hospital, not at the surgery.")
    manager.presses("Write it down")
    gives_to_do(manager, "Fetch the records of both call-outs", POLICE)
    gives_to_do(manager, "See him with the police today", "Central social work")

    police = visit("police")
    police.opens("/meetings/")
    police.follows("Fetch the records of both call-outs")
    police.writes("What was done?", "Both are with the social worker.")
    police.presses("This is done")
    social = visit("social")
    social.finds_work("Do what a meeting agreed", reference)
    social.follows("See him with the police today")
    social.writes("What was done?", "He is with his aunt tonight.")
    social.presses("This is done")
    social.has_no_work("Do what a meeting agreed", reference)

    manager.opens(f"/contacts/{reference}/meetings/{meeting}/")
    manager.reads("Both are with the social worker.", "He is with his aunt tonight.")
    manager.follows("Minutes, to print")
    manager.reads("Two call-outs in a year.", "not at the surgery", "Counted from Strategy discussion")
    manager.opens(f"/contacts/{reference}/")
    manager.reads("Hold the initial child protection conference: due Wednesday 9 December", "1 held.")


def test_a_disagreement_goes_to_the_managers_and_is_settled(visit: Visit, time: Clock) -> None:
    reference = was_called("triage", "Bryn Example", colour="red", now=time.now())
    second = visit("second")
    second.opens(f"/contacts/{reference}/meetings/")
    second.follows("Raise a professional disagreement")
    second.chooses("What was decided about")
    second.writes("Why?", "Amber is too low: he is two.")
    second.writes("What should happen instead?", "Red, today.")
    second.presses("Raise it")
    second.reads("Waits for an answer", "Those who work on it")

    triage = visit("triage")
    triage.finds_work("Answer a professional disagreement", reference)
    triage.follows("PD-")
    triage.writes("Who spoke with whom, and what is agreed?", "We spoke: it stays amber.")
    triage.presses("Answer")
    second.finds_work("Read the answer to your disagreement", reference)
    second.follows("PD-")
    second.reads("We spoke: it stays amber.")
    second.chooses("No, raise it to the next stage")
    second.writes("In your words", "He was seen alone in the street.")
    second.presses("Send")

    manager = visit("manager")
    manager.finds_work("Answer a professional disagreement", reference)
    manager.follows("PD-")
    manager.writes("Who spoke with whom, and what is agreed?", "Red from now on.")
    manager.presses("Answer")
    second.finds_work("Read the answer to your disagreement", reference)
    second.follows("PD-")
    second.chooses("Yes, it is settled")
    second.presses("Send")
    second.reads("Settled")
