"""From the first word of a call to the answer the referrer reads, and what becomes of a disagreement."""

import pytest

from tests.journeys.ways.acts import decides, screens, takes_a_call
from tests.journeys.ways.conftest import Clock, Visit
from tests.journeys.ways.person import Person

pytestmark = pytest.mark.journey


def weighs(triage: Person) -> None:
    """Record a high-risk indicator and recommend a level, for both children where it is the same."""
    triage.follows("Risks and strengths for Aled")
    triage.chooses("A high-risk indicator")
    triage.page.get_by_label("Heading").select_option(index=1)
    triage.writes("What was seen or said?", "A bruise the size of a hand on the upper arm.")
    triage.writes("Who says so, or where was it read?", "The school nurse, today")
    triage.presses("Record it")
    triage.follows("Level of need for Aled")
    triage.chooses("What I recommend", under="Whose view is this?")
    triage.page.get_by_role("group", name="Level of need").get_by_label("4").check()
    triage.writes("Why this level?", "A bruise without an explanation.")
    triage.page.get_by_label("The same for ").check()
    triage.presses("Save the level")


def agrees_and_reopens(manager: Person, reference: str) -> None:
    """Answer a disagreement by agreeing with it, and go straight on to reopening."""
    manager.finds_work("Answer the disagreement", reference)
    manager.reads("He said today that he will be beaten tonight.")
    manager.chooses("Yes: the decision should be looked at again")
    manager.writes("What are you telling them?", "You are right: we look at this again today.")
    manager.chooses("In OpenMASH, on their own page")
    manager.presses("Continue")
    manager.reads("Reopen this contact")
    for child in ("Aled", "Bryn"):
        manager.chooses(f"{child} Example")
    manager.writes("Why is this opened again?", "The school heard more today.")
    manager.presses("Reopen")
    manager.reads("Being screened")


def test_a_call_is_taken_screened_decided_answered_and_disagreed_with(visit: Visit, time: Clock) -> None:
    triage, manager = visit("triage"), visit("manager")
    reference = takes_a_call(triage, "Aled Example", "Bryn Example")
    screens(triage, reference, siblings=True)
    weighs(triage)
    decides(triage, reference, outcome="Referral: assessment of a child in need", level="4", siblings=True)
    triage.reads(
        "Referral: assessment of a child in need", "Start the assessment for Aled Example", "for a MASH manager"
    )

    for child in ("Aled", "Bryn"):
        manager.opens(f"/contacts/{reference}/")
        manager.follows(f"Countersign the decision for {child}")
        manager.reads("Referral: assessment of a child in need, level 4", "Tess Triage")
        manager.presses("Countersign")
    manager.has_no_work("Countersign the decision", reference)

    triage.finds_work("Answer the referrer", reference)
    triage.reads("Sky School, a professional")
    triage.chooses("In OpenMASH, on their own page")
    triage.writes("What are you telling them?", "A social worker visits the family this week and will ring you.")
    triage.presses("Continue")
    triage.opens(f"/contacts/{reference}/")
    triage.does_not_read("Answer the referrer")

    time.passes(days=1)
    school = visit("school")
    school.goes_home()
    school.follows("Worries raised")
    school.follows("Aled Example")
    school.reads("Answered", "A social worker visits the family this week and will ring you.")
    school.follows("Disagree with the outcome")
    school.writes("What do you disagree with?", "He said today that he will be beaten tonight.")
    school.presses("Send to a manager")
    school.reads("A manager is looking at what you disagree with")

    agrees_and_reopens(visit("manager"), reference)
    school.opens(f"/raised/{reference}/")
    school.reads("You are right: we look at this again today.", "You disagreed on")
