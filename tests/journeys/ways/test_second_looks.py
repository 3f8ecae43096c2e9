"""Looked at twice: a decision sent back by the second pair of eyes, a decision reopened, a dip sample read."""

import pytest

from openmash.base.transactions import request_transaction
from openmash.frontdoor.models import DipSample
from tests.journeys.ways.acts import actor_of, decides, screens, was_called, was_closed
from tests.journeys.ways.conftest import Clock, Visit

pytestmark = pytest.mark.journey


def test_a_decision_is_returned_with_words_and_made_anew(visit: Visit, time: Clock) -> None:
    triage, manager = visit("triage"), visit("manager")
    reference = was_called("triage", "Eira Example", now=time.moment)
    screens(triage, reference, colour="Red")
    decides(triage, reference, outcome="No further action", level="1")
    triage.reads("Waits for another person", "for a MASH manager")

    manager.finds_work("Countersign the decision", reference)
    manager.follows("Read and countersign the decision")
    manager.reads("No further action, level 1", "Tess Triage", "he is safe at home tonight")
    manager.follows("Return it to the worker")
    manager.writes("What is missing?", "Ask the hospital about the bruise first.")
    manager.presses("Return it")

    triage.finds_work("Decide", reference)
    triage.reads("Mo Manager returned the decision: Ask the hospital about the bruise first.")
    decides(triage, reference, outcome="Referral: assessment of a child in need", level="4")
    triage.reads("Referral: assessment of a child in need", "Answer the referrer")


def test_a_decision_is_reopened_and_what_was_decided_stays(visit: Visit, time: Clock) -> None:
    triage = visit("triage")
    reference = was_called("triage", "Ffion Example", now=time.moment)
    screens(triage, reference)
    decides(triage, reference, outcome="Referral: assessment of a child in need", level="4")

    triage.opens(f"/contacts/{reference}/")
    triage.follows("Reopen")
    triage.chooses("Ffion Example")
    triage.is_refused("Reopen", "Say why this is opened again")
    triage.writes("Why is this opened again?", "The grandmother rang: the children are with her.")
    triage.presses("Reopen")
    triage.reads("Being screened", "Decision", "To do")
    triage.reads("Reopened: The grandmother rang: the children are with her.")
    triage.finds_work("Decide", reference)


def test_a_manager_reads_a_dip_sample(visit: Visit, time: Clock) -> None:
    manager = visit("manager")
    was_closed("triage", *(f"Gwen{letter} Example" for letter in "abcdefghij"), now=time.moment)
    with request_transaction(actor_of("manager")):
        gwens = DipSample.objects.filter(decision__child__person__given_name__startswith="Gwen")
        drawn = gwens.select_related("decision__child__contact").first()
        assert drawn is not None, "one in ten is drawn"
        reference = drawn.decision.child.contact.reference

    manager.finds_work("Read a dip sample", reference)
    manager.follows("Read a dip sample for ")
    manager.reads("No further action", "Tess Triage")
    manager.chooses("No", under="Would you have decided the same?")
    manager.is_refused("Save what you found", "Say what you would have decided")
    manager.writes("What would you have done differently?", "I would have rung the health visitor.")
    manager.presses("Save what you found")
    manager.has_no_work("Read a dip sample", reference)
