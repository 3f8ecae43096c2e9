"""From the first word of a call to the answer the referrer reads, and what becomes of a disagreement."""

import pytest

from tests.journeys.ways.acts import decides, screens, takes_a_call
from tests.journeys.ways.conftest import Clock, Visit

pytestmark = pytest.mark.journey


def test_a_call_is_taken_screened_decided_and_answered(visit: Visit, time: Clock) -> None:
    triage = visit("triage")
    reference = takes_a_call(triage, "Aled Example", "Bryn Example")
    screens(triage, reference, siblings=True)
    decides(triage, reference, outcome="Referral: assessment of a child in need", level="4", siblings=True)
    triage.opens(f"/contacts/{reference}/")
