"""One clock service: a rule, a start, and the moment by which it asks for something."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from openmash.base.worktime.calendar import (
    ONE_DAY,
    Calendar,
    CalendarEnds,
    SchoolCalendar,
    england,
    in_full,
    next_working_day,
    openings_from,
)
from openmash.base.worktime.moments import at, end_of, local, london_day, moment

MONTHS_IN_A_YEAR = 12
DAYS_IN_A_WEEK = 7


class Kind(StrEnum):
    """What a limit is counted in."""

    ELAPSED_HOURS = "elapsed_hours"
    SERVICE_HOURS = "service_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WEEKS = "weeks"
    CALENDAR_MONTHS = "calendar_months"
    NEXT_SCHOOL_DAY = "next_school_day"
    SCHOOL_TERMS = "school_terms"


class Convention(StrEnum):
    """Which day is day 1."""

    DAY_AFTER_IS_ONE = "day_after_is_one"
    INCLUSIVE = "inclusive"
    FROM_NEXT_WORKING_DAY = "from_next_working_day"
    BY_THE_CLOCK = "by_the_clock"


CONVENTIONS: Mapping[Kind, tuple[Convention, ...]] = MappingProxyType(
    {
        Kind.ELAPSED_HOURS: (Convention.BY_THE_CLOCK,),
        Kind.SERVICE_HOURS: (Convention.BY_THE_CLOCK,),
        Kind.WORKING_DAYS: (
            Convention.DAY_AFTER_IS_ONE,
            Convention.INCLUSIVE,
            Convention.FROM_NEXT_WORKING_DAY,
        ),
        Kind.CALENDAR_DAYS: (Convention.DAY_AFTER_IS_ONE, Convention.INCLUSIVE),
        Kind.WEEKS: (Convention.DAY_AFTER_IS_ONE, Convention.INCLUSIVE),
        Kind.CALENDAR_MONTHS: (Convention.DAY_AFTER_IS_ONE,),
        Kind.NEXT_SCHOOL_DAY: (Convention.BY_THE_CLOCK,),
        Kind.SCHOOL_TERMS: (Convention.DAY_AFTER_IS_ONE,),
    }
)
"""The conventions each kind can have; the first is what it has unless a pack states another."""


@dataclass(frozen=True)
class ClockRule:
    """How long something may take, counted how, from what until what, and who says so.

    `hours` names opening hours (service hours only); `before` is the time of the school day
    before which it is due (next school day only).
    """

    code: str
    limit: int
    kind: Kind
    convention: Convention | None = None
    start: str = ""
    stop: str = ""
    source: str = ""
    note: str = ""
    applies_to: tuple[str, ...] = ()
    hours: str = ""
    before: time | None = None

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise ValueError("A limit is at least 1.")
        if self.convention is None:
            object.__setattr__(self, "convention", CONVENTIONS[self.kind][0])
        if self.convention not in CONVENTIONS[self.kind]:
            raise ValueError(f"{self.kind} cannot be counted as {self.convention}.")
        if bool(self.hours) != (self.kind is Kind.SERVICE_HOURS):
            raise ValueError("Service hours, and only they, name the opening hours they count in.")
        if (self.before is not None) != (self.kind is Kind.NEXT_SCHOOL_DAY):
            raise ValueError("Next school day, and only it, names a time of the day.")


@dataclass(frozen=True)
class Due:
    """When something is due (in UTC), and why, as a sentence."""

    due_at: datetime
    explanation: str


def due(rule: ClockRule, start: datetime, *, calendar: Calendar | None = None) -> Due:
    """Return when something that started then is due by this rule, and why.

    A rule in days, weeks or months falls due at 23:59:59 London time on its last day.
    Raises CalendarEnds when the answer would need bank holidays or terms nobody has published.
    """
    started = moment(start)
    try:
        due_at = COUNTED[rule.kind](rule, started, calendar or england())
    except OverflowError:
        raise CalendarEnds(f"Nothing can be counted from {in_full(london_day(started))}: it is too far away.") from None
    return Due(due_at, explain(rule, started, due_at))


def _elapsed_hours(rule: ClockRule, start: datetime, _: Calendar) -> datetime:
    return start + timedelta(hours=rule.limit)


def _service_hours(rule: ClockRule, start: datetime, calendar: Calendar) -> datetime:
    left = timedelta(hours=rule.limit)
    for begins, ends in openings_from(start, calendar.opening_hours(rule.hours), calendar):
        if ends - begins >= left:
            return begins + left
        left -= ends - begins
    raise AssertionError("openings_from ends only by raising CalendarEnds")


def _working_days(rule: ClockRule, start: datetime, calendar: Calendar) -> datetime:
    day, steps = london_day(start), rule.limit
    if rule.convention is Convention.INCLUSIVE:
        steps -= 1
    elif rule.convention is Convention.FROM_NEXT_WORKING_DAY:
        day = _on_or_after(day, calendar.is_working_day)
    for _ in range(steps):
        day = next_working_day(day, calendar)
    return end_of(_on_or_after(day, calendar.is_working_day))


def _calendar_days(rule: ClockRule, start: datetime, _: Calendar) -> datetime:
    days = rule.limit * (DAYS_IN_A_WEEK if rule.kind is Kind.WEEKS else 1)
    if rule.convention is Convention.INCLUSIVE:
        days -= 1
    return end_of(london_day(start) + ONE_DAY * days)


def _calendar_months(rule: ClockRule, start: datetime, _: Calendar) -> datetime:
    return end_of(add_months(london_day(start), rule.limit))


def _next_school_day(rule: ClockRule, start: datetime, calendar: Calendar) -> datetime:
    schools = _schools(calendar)
    before = rule.before or time(0)
    day = london_day(start)
    if at(day, before) <= start:
        day += ONE_DAY
    for _ in range(rule.limit - 1):
        day = _on_or_after(day, lambda day: schools.is_school_day(day, calendar)) + ONE_DAY
    return at(_on_or_after(day, lambda day: schools.is_school_day(day, calendar)), before)


def _school_terms(rule: ClockRule, start: datetime, calendar: Calendar) -> datetime:
    day = london_day(start)
    later = _schools(calendar).term_ends_after(day)
    if len(later) < rule.limit:
        raise CalendarEnds(f"No school terms are known far enough after {in_full(day)}.")
    return end_of(later[rule.limit - 1])


COUNTED: Mapping[Kind, Callable[[ClockRule, datetime, Calendar], datetime]] = MappingProxyType(
    {
        Kind.ELAPSED_HOURS: _elapsed_hours,
        Kind.SERVICE_HOURS: _service_hours,
        Kind.WORKING_DAYS: _working_days,
        Kind.CALENDAR_DAYS: _calendar_days,
        Kind.WEEKS: _calendar_days,
        Kind.CALENDAR_MONTHS: _calendar_months,
        Kind.NEXT_SCHOOL_DAY: _next_school_day,
        Kind.SCHOOL_TERMS: _school_terms,
    }
)


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day: 31 January, 28 February."""
    year, month = divmod(day.year * MONTHS_IN_A_YEAR + day.month - 1 + months, MONTHS_IN_A_YEAR)
    if year > date.max.year:
        raise OverflowError("past the last year there is")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _on_or_after(day: date, counts: Callable[[date], bool]) -> date:
    while not counts(day):
        day += ONE_DAY
    return day


def _schools(calendar: Calendar) -> SchoolCalendar:
    if calendar.schools is None:
        raise CalendarEnds("No school terms are known. Add them to the pack.")
    return calendar.schools


HOW_COUNTED: Mapping[Convention, str] = MappingProxyType(
    {
        Convention.DAY_AFTER_IS_ONE: "the first working day after the start is day 1",
        Convention.INCLUSIVE: "the day of the start is day 1",
        Convention.FROM_NEXT_WORKING_DAY: (
            "a start on a day off counts as the next working day, and the one after is day 1"
        ),
        Convention.BY_THE_CLOCK: "by the clock, day and night",
    }
)


def limit_in_words(rule: ClockRule) -> str:
    """Return the limit as people say it: 1 working day, 72 hours, 3 months."""
    word = {
        Kind.ELAPSED_HOURS: "hour",
        Kind.SERVICE_HOURS: "open hour",
        Kind.WORKING_DAYS: "working day",
        Kind.CALENDAR_DAYS: "day",
        Kind.WEEKS: "week",
        Kind.CALENDAR_MONTHS: "month",
        Kind.NEXT_SCHOOL_DAY: "school day",
        Kind.SCHOOL_TERMS: "school term",
    }[rule.kind]
    if rule.kind is Kind.NEXT_SCHOOL_DAY and rule.limit == 1:
        return f"before {rule.before:%H:%M} on the next school day"
    return f"{rule.limit} {word}{'' if rule.limit == 1 else 's'}"


def convention_in_words(rule: ClockRule) -> str:
    """Return how the days or hours are counted, as a phrase."""
    if rule.kind is Kind.SERVICE_HOURS:
        return "only while the service is open"
    if rule.kind is Kind.NEXT_SCHOOL_DAY:
        return "weekends, holidays and training days do not count"
    if rule.kind is Kind.SCHOOL_TERMS:
        return "to the end of the term after the start"
    if rule.kind is Kind.CALENDAR_MONTHS:
        return "the same day of the month, or the month's last day"
    if rule.kind in (Kind.CALENDAR_DAYS, Kind.WEEKS) and rule.convention is not Convention.INCLUSIVE:
        return "the day after the start is day 1"
    return HOW_COUNTED[rule.convention or CONVENTIONS[rule.kind][0]]


def explain(rule: ClockRule, started: datetime, due_at: datetime) -> str:
    """Return why it is due then: limit, convention, and the two dates used."""
    begins, ends = local(started), local(due_at)
    words = (
        f"{limit_in_words(rule)} from {begins:%A} {begins.day} {begins:%B %Y %H:%M}"
        f" ({convention_in_words(rule)}) is {ends:%A} {ends.day} {ends:%B %Y %H:%M}."
    )
    return words[:1].upper() + words[1:]
