"""Days in London as moments, and their months: what counting by moment needs."""

from datetime import date, datetime, time, timedelta

from openmash.base.clock import LONDON, london_day

MONTH = "%Y-%m"


def moments_of(start: date, end: date) -> tuple[datetime, datetime]:
    """Return the first moment of a span of days, both included, and the first moment after it."""
    begins = datetime.combine(start, time(), tzinfo=LONDON)
    return begins, datetime.combine(end + timedelta(days=1), time(), tzinfo=LONDON)


def month_of(moment: datetime) -> str:
    """Return the month of a moment, as 2026-11."""
    return london_day(moment).strftime(MONTH)


def months_of(start: date, end: date) -> list[str]:
    """Return every month that a span of days touches, in order."""
    first, found = start.replace(day=1), []
    while first <= end:
        found.append(first.strftime(MONTH))
        first = (first + timedelta(days=32)).replace(day=1)
    return found
