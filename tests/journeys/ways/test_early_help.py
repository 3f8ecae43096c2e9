"""Down to early help and up again: nothing is typed twice, and each side sees what the other knows."""

import pytest

from tests.journeys.ways.acts import decides, screens, was_called
from tests.journeys.ways.conftest import Clock, Visit

pytestmark = pytest.mark.journey


def test_a_child_steps_down_to_early_help_and_up_again(visit: Visit, time: Clock) -> None:
    triage, officer = visit("triage"), visit("officer")
    origin = was_called("triage", "Hedd Example", now=time.moment)
    screens(triage, origin)
    decides(triage, origin, outcome="Early help", level="2")

    officer.finds_work("Offer early help", origin)
    officer.reads("Hedd Example", "He came to school with a bruise")
    officer.follows("Offer a service")
    officer.page.get_by_role("radio").first.check()
    officer.writes("Who is the lead professional?", "Lea Lead, 01632 960321")
    officer.presses("Make the offer")
    officer.follows("Taken up")
    officer.presses("Record it")
    officer.has_no_work("Offer early help", origin)

    officer.follows("Children in early help")
    officer.reads("Hedd Example", "Taken up 18 November 2026", "Lea Lead")
    officer.follows("Open Hedd Example")
    officer.follows("Step up")
    officer.writes("What has changed?", "His father is back in the house and he is afraid again.")
    officer.presses("Step up")
    officer.reads("Hedd Example", "Being looked at")
    reference = officer.page.url.rstrip("/").rsplit("/", 1)[-1]

    triage.finds_work("Screen", reference)
    triage.reads(
        "Hedd Example", "12 Example Street", "His father is back in the house", "Stepped up from early help", origin
    )
    screens(triage, reference, check="Found: early help is or was involved")
    decides(triage, reference, outcome="Early help", level="2")
    officer.finds_work("Offer early help", reference)
    officer.reads(f"From {origin}", "taken up 18 November 2026")
    officer.follows("Stepped up")
    officer.reads("Hedd Example")
