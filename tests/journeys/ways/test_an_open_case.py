"""A caller about a child whose case is open: put through to the worker, who finds it in her own work."""

import pytest

from tests.journeys.ways.acts import takes_a_call
from tests.journeys.ways.conftest import Clock, Visit

pytestmark = pytest.mark.journey


def test_a_call_about_an_open_case_is_handed_over_warm(visit: Visit, time: Clock) -> None:
    triage, social = visit("triage"), visit("social")
    reference = takes_a_call(triage, "Olwen Opencase", born=("3", "2", "2014"))
    triage.opens(f"/contacts/{reference}/")
    triage.reads("Olwen Opencase has an open case: Child in need", "Sol Social", "01632 960123")

    triage.follows("Hand over to Sol Social")
    triage.chooses("I have put the caller through, or spoken to the worker")
    triage.writes("Anything the worker should know first?", "She sounded frightened.")
    triage.presses("Hand over")
    triage.reads("Passed to the worker of an open case", "Sol Social")

    social.finds_work("Read what came in on your case", reference)
    social.reads("She sounded frightened.", "He came to school with a bruise", "Sky School", "The whole contact")
    social.presses("I have this")
    social.has_no_work("Read what came in on your case", reference)
    triage.opens(f"/contacts/{reference}/")
    triage.does_not_read("Read what came in on your case")
