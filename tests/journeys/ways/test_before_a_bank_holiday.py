"""A contact that comes in on the Friday before the August bank holiday is due on the Tuesday, and the page says why."""

from datetime import datetime

import pytest

from openmash.frontdoor.tests.world import LONDON
from tests.journeys.ways.acts import takes_a_call
from tests.journeys.ways.conftest import Clock, Visit

pytestmark = pytest.mark.journey

FRIDAY = datetime(2026, 8, 28, 15, 20, tzinfo=LONDON)


def test_a_friday_before_a_bank_holiday_is_due_on_tuesday(visit: Visit, time: Clock) -> None:
    time.at(FRIDAY)
    triage = visit("triage")
    reference = takes_a_call(triage, "Gwyn Example")

    triage.opens(f"/contacts/{reference}/")
    triage.reads("Decide: due Tuesday 1 September")
    triage.page.get_by_text("Why it is due then").click()
    triage.reads("1 working day from Friday 28 August 2026 15:20", "is Tuesday 1 September 2026 23:59")
    triage.goes_home()
    row = triage.page.locator("[data-row]").filter(has_text=reference)
    assert "due Tuesday 1 September" in row.inner_text() and "1 working day" in row.inner_text()
