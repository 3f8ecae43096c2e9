"""The one place that reads the clock. Views, jobs and commands call `now()` once and pass it down."""

from datetime import date, datetime, timezone
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(timezone.utc)


def london_day(moment: datetime) -> date:
    """Return the day that people in England would say this moment lies on."""
    return moment.astimezone(LONDON).date()
