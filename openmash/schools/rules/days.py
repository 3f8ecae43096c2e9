"""When the next school day begins: by a school's own calendar, else by the weekday, and then it says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from openmash.base.worktime import (
    Calendar,
    CalendarEnds,
    ClockRule,
    Kind,
    SchoolCalendar,
    SchoolTerm,
    due,
    in_full,
    london_day,
    moment,
)
from openmash.schools.choices import DatesKind

SATURDAY = 5
ONE_DAY = timedelta(days=1)
LONGEST_TERM_IN_DAYS = 200


@dataclass(frozen=True)
class SchoolDays:
    """What is known of a school's days: when one begins, England's working days, and the terms where a calendar has them."""

    begins: time
    working: Calendar
    terms: SchoolCalendar | None = None


@dataclass(frozen=True)
class SchoolDay:
    """When the next school day begins (in UTC); `caveat` says why that is not certain, and is empty where it is."""

    begins_at: datetime
    caveat: str = ""


def next_school_day_begins(incident_at: datetime, calendar: SchoolDays) -> SchoolDay:
    """Return when the first school day begins after an incident: the same day's morning counts while it has not begun.

    Where no term dates are known for that time, the next weekday that is no bank holiday stands in, and the caveat says so.
    """
    if calendar.terms is None:
        return SchoolDay(_next_weekday(incident_at, calendar), "No school calendar is known: counted by weekdays.")
    rule = ClockRule(code="next-school-day", limit=1, kind=Kind.NEXT_SCHOOL_DAY, before=calendar.begins)
    try:
        found = due(rule, incident_at, calendar=calendar.working.with_schools(calendar.terms))
    except CalendarEnds:
        day = in_full(london_day(incident_at))
        return SchoolDay(
            _next_weekday(incident_at, calendar), f"No term dates are known after {day}: counted by weekdays."
        )
    return SchoolDay(found.due_at)


def _next_weekday(incident_at: datetime, calendar: SchoolDays) -> datetime:
    day = london_day(incident_at)
    if _begins(day, calendar) <= incident_at:
        day += ONE_DAY
    while not _is_weekday(day, calendar.working):
        day += ONE_DAY
    return _begins(day, calendar)


def _begins(day: date, calendar: SchoolDays) -> datetime:
    return moment(datetime.combine(day, calendar.begins))


def _is_weekday(day: date, working: Calendar) -> bool:
    try:
        return working.is_working_day(day)
    except CalendarEnds:
        return day.weekday() < SATURDAY


# -- what a calendar says ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Dates:
    """One line of a calendar: both days are part of it."""

    kind: str
    first_day: date
    last_day: date
    name: str = ""

    @property
    def days(self) -> Iterator[date]:
        """Yield each day of it."""
        for step in range((self.last_day - self.first_day).days + 1):
            yield self.first_day + ONE_DAY * step


def terms_of(lines: Iterable[Dates]) -> SchoolCalendar | None:
    """Return terms and closed days as working time knows them, or None where no line is a term."""
    held = list(lines)
    terms = tuple(
        SchoolTerm(one.first_day, one.last_day, one.name)
        for one in sorted(held, key=lambda one: one.first_day)
        if one.kind == DatesKind.TERM
    )
    closed = frozenset(day for one in held if one.kind != DatesKind.TERM for day in one.days)
    return SchoolCalendar(terms, closed) if terms else None


NO_TERMS = (
    "This calendar has no term dates, so nobody could tell which days are school days. "
    "Give at least one term with its first and its last day."
)


def what_is_wrong(lines: Iterable[Dates]) -> str:
    """Return why these lines make no calendar, as a sentence; empty where they do."""
    held = sorted(lines, key=lambda one: (one.first_day, one.last_day))
    for one in held:
        if one.last_day < one.first_day:
            return f"A line ends on {in_full(one.last_day)}, before it begins on {in_full(one.first_day)}."
        if (one.last_day - one.first_day).days > LONGEST_TERM_IN_DAYS:
            return f"The line from {in_full(one.first_day)} to {in_full(one.last_day)} is longer than any term is."
    terms = [one for one in held if one.kind == DatesKind.TERM]
    if not terms:
        return NO_TERMS
    for before, after in pairwise(terms):
        if after.first_day <= before.last_day:
            return (
                f"The term that begins on {in_full(after.first_day)} begins before the one that ends on "
                f"{in_full(before.last_day)} is over. Give each half of a term as its own line."
            )
    return ""
