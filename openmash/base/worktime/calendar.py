"""Which days and hours count: bank holidays, opening hours, school terms."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from types import MappingProxyType

from openmash.base.errors import RuleBroken
from openmash.base.worktime.moments import at, closing, london_day

ONE_DAY = timedelta(days=1)
SATURDAY = 5
DAYS_OF_THE_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_HOLIDAY_IN_DAYS = 60

Opening = tuple[time, time]


class CalendarEnds(RuleBroken):
    """A day lies outside the dates for which the calendar is known, so no answer would be true."""


@dataclass(frozen=True)
class OpeningHours:
    """When a team or service is open: a table of the week, and what bank holidays do to it.

    `week` has seven entries, Monday first, each with its openings in order. An opening that
    ends at 00:00 ends at midnight. Bank holidays are closed unless openings are stated.
    """

    week: tuple[tuple[Opening, ...], ...]
    bank_holidays: tuple[Opening, ...] = ()
    closed: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if len(self.week) != len(DAYS_OF_THE_WEEK):
            raise ValueError("Opening hours need an entry for each of the seven days of the week.")
        if not any(self.week):
            raise ValueError("Opening hours that are never open cannot run a clock.")
        for openings in (*self.week, self.bank_holidays):
            check_openings(openings)

    def on(self, day: date, calendar: "Calendar") -> tuple[Opening, ...]:
        """Return the openings of this day. Raises CalendarEnds beyond the bank-holiday list."""
        if day in self.closed:
            return ()
        if calendar.is_bank_holiday(day):
            return self.bank_holidays
        return self.week[day.weekday()]


def check_openings(openings: Iterable[Opening]) -> None:
    """Check that openings of one day are in order and do not overlap. Raises ValueError."""
    last_minute = -1
    for opens, closes in openings:
        start = opens.hour * 60 + opens.minute
        end = closes.hour * 60 + closes.minute or 24 * 60
        if end <= start:
            raise ValueError(
                f"An opening cannot end ({closes:%H:%M}) before it begins ({opens:%H:%M}): "
                "write one that runs past midnight as two."
            )
        if start < last_minute:
            raise ValueError("Openings of one day must be in order and must not overlap.")
        last_minute = end


@dataclass(frozen=True)
class SchoolTerm:
    """An unbroken stretch of school. Stretches with the same name are the halves of one term."""

    first_day: date
    last_day: date
    name: str = ""

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise ValueError("A school term cannot end before it begins.")


@dataclass(frozen=True)
class SchoolCalendar:
    """The terms of a school or an area, and the days inside them on which it is closed.

    `terms` are unbroken stretches, so that a half-term holiday lies between two of the same name.
    A `closed` day is a training (INSET) day or any other day without pupils.
    """

    terms: tuple[SchoolTerm, ...]
    closed: frozenset[date] = frozenset()

    def is_school_day(self, day: date, calendar: "Calendar") -> bool:
        """Return whether pupils are in school. Raises CalendarEnds outside the known terms."""
        self.check_known(day)
        in_term = any(term.first_day <= day <= term.last_day for term in self.terms)
        return in_term and day not in self.closed and calendar.is_working_day(day)

    def term_ends_after(self, day: date) -> list[date]:
        """Return the last days of the whole terms that begin after a day. Raises CalendarEnds."""
        self.check_known(day)
        whole: dict[str, list[SchoolTerm]] = {}
        for term in self.terms:
            whole.setdefault(term.name or str(term.first_day), []).append(term)
        return sorted(
            max(half.last_day for half in halves)
            for halves in whole.values()
            if min(half.first_day for half in halves) > day
        )

    def check_known(self, day: date) -> None:
        """Raises CalendarEnds when the day lies outside the terms that are loaded."""
        ahead = [term.first_day for term in self.terms if term.last_day >= day]
        if not ahead or min(ahead) - day > timedelta(days=LONGEST_HOLIDAY_IN_DAYS):
            raise CalendarEnds(f"No school terms are known for {in_full(day)}. Add that school year to the pack.")


@dataclass(frozen=True)
class Calendar:
    """The working calendar: bank holidays, and from when until when they are known."""

    bank_holidays: frozenset[date]
    known_from: date
    known_until: date
    hours: Mapping[str, OpeningHours] = field(default_factory=lambda: MappingProxyType({}))
    schools: SchoolCalendar | None = None

    def is_bank_holiday(self, day: date) -> bool:
        """Return whether the day is a bank holiday. Raises CalendarEnds outside the list."""
        if not self.known_from <= day <= self.known_until:
            raise CalendarEnds(
                f"Bank holidays are known from {in_full(self.known_from)} to "
                f"{in_full(self.known_until)}, so nothing can be said about {in_full(day)}."
            )
        return day in self.bank_holidays

    def is_working_day(self, day: date) -> bool:
        """Return whether the day is a weekday that is not a bank holiday. Raises CalendarEnds."""
        holiday = self.is_bank_holiday(day)
        return day.weekday() < SATURDAY and not holiday

    def opening_hours(self, code: str) -> OpeningHours:
        """Return the opening hours of that code. Raises KeyError with a sentence if unknown."""
        if code not in self.hours:
            raise KeyError(f"No opening hours “{code}” are known.")
        return self.hours[code]

    def with_hours(self, hours: Mapping[str, OpeningHours]) -> "Calendar":
        """Return this calendar knowing these opening hours as well."""
        return replace(self, hours=MappingProxyType({**self.hours, **hours}))

    def with_schools(self, schools: SchoolCalendar | None) -> "Calendar":
        """Return this calendar with the terms of a school or an area."""
        return replace(self, schools=schools)


@cache
def england() -> Calendar:
    """Return the calendar of England and Wales from the list that is shipped, never the network."""
    from govuk_bank_holidays.bank_holidays import BankHolidays  # brings a web client with it: only when asked

    source = BankHolidays(use_cached_holidays=True)
    days = frozenset(holiday["date"] for holiday in source.get_holidays(BankHolidays.ENGLAND_AND_WALES))
    return Calendar(
        bank_holidays=days,
        known_from=date(min(days).year, 1, 1),
        known_until=date(max(days).year, 12, 31),
    )


def is_working_day(day: date, calendar: Calendar | None = None) -> bool:
    """Return whether the day is a working day in England. Raises CalendarEnds."""
    return (calendar or england()).is_working_day(day)


def next_working_day(day: date, calendar: Calendar) -> date:
    """Return the first working day after this one. Raises CalendarEnds."""
    day += ONE_DAY
    while not calendar.is_working_day(day):
        day += ONE_DAY
    return day


def working_days_between(start: datetime, end: datetime, *, calendar: Calendar | None = None) -> int:
    """Return how many working days lie after the day of the start, the day of the end included.

    The day of the start is day 0, so something done the next working day took 1. An end before
    the start counts backwards. Raises CalendarEnds.
    """
    calendar = calendar or england()
    first, last = london_day(start), london_day(end)
    if last < first:
        return -working_days_between(end, start, calendar=calendar)
    days = (first + ONE_DAY * step for step in range(1, (last - first).days + 1))
    return sum(calendar.is_working_day(day) for day in days)


def openings_from(start: datetime, hours: OpeningHours, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """Yield the stretches of open time from a moment on. Raises CalendarEnds at the list's end."""
    day = london_day(start)
    while True:
        for opens_at, closes_at in hours.on(day, calendar):
            begins, ends = at(day, opens_at), closing(day, closes_at)
            if ends > start:
                yield max(begins, start), ends
        day += ONE_DAY


def service_hours_between(
    start: datetime, end: datetime, hours: OpeningHours, *, calendar: Calendar | None = None
) -> timedelta:
    """Return how much open time lies between two moments. Raises CalendarEnds."""
    total = timedelta(0)
    for begins, ends in openings_from(start, hours, calendar or england()):
        if begins >= end:
            return total
        total += min(ends, end) - begins
    return total


def in_full(day: date) -> str:
    """Return a day as people write it: 3 March 2026."""
    return f"{day.day} {day:%B %Y}"
