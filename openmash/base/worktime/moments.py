"""London time: read it, and know when its days end.

Every moment inside the product is aware and in UTC. London is where people live: days begin
and end there, and a time that somebody typed without an offset is a London time.
"""

from datetime import UTC, date, datetime, time, timedelta

from openmash.base.clock import LONDON

END_OF_DAY = time(23, 59, 59)
MIDNIGHT_AT_THE_END = time(0, 0)


class NotATime(ValueError):
    """The text is not a date or a time that exists."""


def moment(value: datetime) -> datetime:
    """Return the moment in UTC; a time without an offset is London time.

    In the hour that comes twice in autumn the first is meant. A time that the spring change
    leaves out is carried on by the hour that was lost: 01:30 becomes 02:30 summer time.
    """
    if value.tzinfo is None:
        value = value.replace(tzinfo=LONDON, fold=0)
    return value.astimezone(UTC)


def local(value: datetime) -> datetime:
    """Return the same moment as a clock in London shows it."""
    return moment(value).astimezone(LONDON)


def london_day(value: datetime) -> date:
    """Return the day it is in London at this moment."""
    return local(value).date()


def at(day: date, clock_time: time) -> datetime:
    """Return the moment at which a London clock shows this time on this day."""
    return moment(datetime.combine(day, clock_time))


def end_of(day: date) -> datetime:
    """Return the last second of a London day: a rule in days falls due then."""
    return at(day, END_OF_DAY)


def closing(day: date, clock_time: time) -> datetime:
    """Return when an opening that ends at this time ends; 00:00 (or 24:00) is the day's end."""
    if clock_time == MIDNIGHT_AT_THE_END:
        return at(day + timedelta(days=1), clock_time)
    return at(day, clock_time)


def read_moment(text: str) -> datetime:
    """Return the moment that ISO 8601 text names; a day alone is its beginning in London.

    Raises NotATime when the text is no date or time, or names a day that does not exist.
    """
    try:
        return moment(datetime.fromisoformat(text.strip()))
    except (ValueError, OverflowError):
        raise NotATime(
            f"“{text}” is not a date or time that exists. "
            "Write it as 2026-03-06T14:30, with an offset if it is not London time."
        ) from None
