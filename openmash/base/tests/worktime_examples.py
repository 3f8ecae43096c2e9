"""Examples of working time that a practice lead could sign. The manual's page of timescales is made from them."""

from dataclasses import dataclass
from datetime import date, time

from openmash.base.worktime import (
    Calendar,
    ClockRule,
    Convention,
    Kind,
    OpeningHours,
    SchoolCalendar,
    SchoolTerm,
    england,
)

WEEKDAYS = ((time(8, 45), time(17)),)
OFFICE = OpeningHours(week=(WEEKDAYS,) * 5 + ((), ()))
LONG_DAY = OpeningHours(week=(((time(8), time(20)),),) * 5 + (((time(9), time(13)),), ()))
SCHOOL = SchoolCalendar(
    terms=(
        SchoolTerm(date(2026, 2, 23), date(2026, 3, 27), "Spring 2026"),
        SchoolTerm(date(2026, 4, 13), date(2026, 5, 22), "Summer 2026"),
        SchoolTerm(date(2026, 6, 1), date(2026, 7, 20), "Summer 2026"),
    ),
    closed=frozenset({date(2026, 4, 13)}),
)


def example_calendar() -> Calendar:
    """Return the calendar the examples are counted in."""
    return england().with_hours({"office": OFFICE, "long-day": LONG_DAY}).with_schools(SCHOOL)


def days(limit: int, convention: Convention | None = None) -> ClockRule:
    return ClockRule(f"{limit}-working-days", limit, Kind.WORKING_DAYS, convention)


def hours(limit: int) -> ClockRule:
    return ClockRule(f"{limit}-hours", limit, Kind.ELAPSED_HOURS)


def open_hours(limit: int, where: str = "office") -> ClockRule:
    return ClockRule(f"{limit}-open-hours", limit, Kind.SERVICE_HOURS, hours=where)


def months(limit: int) -> ClockRule:
    return ClockRule(f"{limit}-months", limit, Kind.CALENDAR_MONTHS)


ENCOMPASS = ClockRule("next-school-day", 1, Kind.NEXT_SCHOOL_DAY, before=time(8, 30))


@dataclass(frozen=True)
class Example:
    """One case: what starts when, by which rule, and when it is due."""

    name: str
    rule: ClockRule
    start: str
    due: str

    @property
    def id(self) -> str:
        """Return the name as a test id."""
        return self.name.lower().replace(" ", "-").replace(",", "").replace(":", "")


EXAMPLES = (
    # One working day, the limit of a decision
    Example("Monday is due Tuesday", days(1), "2026-03-02T10:00", "2026-03-03T23:59:59"),
    Example("Friday is due Monday", days(1), "2026-03-06T16:30", "2026-03-09T23:59:59"),
    Example("Late on Friday is due Monday", days(1), "2026-03-06T23:55", "2026-03-09T23:59:59"),
    Example("Saturday is due Monday", days(1), "2026-03-07T11:00", "2026-03-09T23:59:59"),
    Example("Sunday just before midnight is due Monday", days(1), "2026-03-08T23:59:59", "2026-03-09T23:59:59"),
    Example("Monday at midnight is due Tuesday", days(1), "2026-03-09T00:00", "2026-03-10T23:59:59"),
    Example("Friday before a bank holiday Monday is due Tuesday", days(1), "2026-05-01T15:00", "2026-05-05T23:59:59"),
    Example("Maundy Thursday skips the Easter weekend", days(1), "2026-04-02T16:30", "2026-04-07T23:59:59"),
    Example("Good Friday is due Tuesday after Easter", days(1), "2026-04-03T09:00", "2026-04-07T23:59:59"),
    Example("Christmas Eve 2026 is due Tuesday", days(1), "2026-12-24T12:00", "2026-12-29T23:59:59"),
    Example("Christmas Day 2025 is due Monday", days(1), "2025-12-25T08:00", "2025-12-29T23:59:59"),
    Example("New Year's Eve is due 2 January", days(1), "2025-12-31T17:00", "2026-01-02T23:59:59"),
    Example("Boxing Day on a Saturday has a day in lieu", days(1), "2026-12-25T09:00", "2026-12-29T23:59:59"),
    Example("The extra holiday of the Coronation", days(1), "2023-05-05T12:00", "2023-05-09T23:59:59"),
    # Longer limits in working days
    Example("A conference in 15 working days over Easter", days(15), "2026-03-23T10:00", "2026-04-15T23:59:59"),
    Example(
        "An assessment in 45 working days over two May holidays", days(45), "2026-04-20T10:00", "2026-06-24T23:59:59"
    ),
    Example("A core group in 10 working days over Christmas", days(10), "2025-12-19T10:00", "2026-01-07T23:59:59"),
    Example("A first review in 20 working days over a leap day", days(20), "2024-02-15T10:00", "2024-03-14T23:59:59"),
    # Other conventions
    Example(
        "Counting the first day: 1 day on a Wednesday",
        days(1, Convention.INCLUSIVE),
        "2026-03-04T10:00",
        "2026-03-04T23:59:59",
    ),
    Example(
        "Counting the first day: 15 days", days(15, Convention.INCLUSIVE), "2026-03-06T10:00", "2026-03-26T23:59:59"
    ),
    Example(
        "Counting the first day: 1 day on a Saturday",
        days(1, Convention.INCLUSIVE),
        "2026-03-07T10:00",
        "2026-03-09T23:59:59",
    ),
    Example(
        "Counting the first day: 2 days on a Saturday",
        days(2, Convention.INCLUSIVE),
        "2026-03-07T10:00",
        "2026-03-09T23:59:59",
    ),
    Example(
        "Saturday counted as Monday",
        days(1, Convention.FROM_NEXT_WORKING_DAY),
        "2026-03-07T10:00",
        "2026-03-10T23:59:59",
    ),
    Example(
        "Wednesday stays Wednesday",
        days(1, Convention.FROM_NEXT_WORKING_DAY),
        "2026-03-04T10:00",
        "2026-03-05T23:59:59",
    ),
    # Hours by the clock
    Example("Red: 4 hours on a Friday night", hours(4), "2026-03-06T22:30", "2026-03-07T02:30"),
    Example("72 hours over a weekend", hours(72), "2026-03-06T18:00", "2026-03-09T18:00"),
    Example("72 hours when the clocks go forward", hours(72), "2026-03-27T18:00", "2026-03-30T19:00"),
    Example("72 hours when the clocks go back", hours(72), "2026-10-23T18:00", "2026-10-26T17:00"),
    Example("4 hours over the night the clocks go back", hours(4), "2026-10-24T23:00", "2026-10-25T02:00"),
    Example(
        "A time that comes twice in autumn means the first", hours(1), "2026-10-25T01:30", "2026-10-25T01:30+00:00"
    ),
    Example("A time the spring leaves out is carried on", hours(1), "2026-03-29T01:30", "2026-03-29T03:30"),
    # Hours while a service is open (08:45 to 17:00 on weekdays)
    Example("4 open hours in one day", open_hours(4), "2026-03-04T10:00", "2026-03-04T14:00"),
    Example("4 open hours over a night", open_hours(4), "2026-03-04T15:00", "2026-03-05T10:45"),
    Example("4 open hours over a weekend", open_hours(4), "2026-03-06T16:30", "2026-03-09T12:15"),
    Example("Open hours that end as the office closes", open_hours(2), "2026-03-04T15:00", "2026-03-04T17:00"),
    Example("Before the office opens", open_hours(1), "2026-03-04T06:00", "2026-03-04T09:45"),
    Example("Over a bank holiday", open_hours(4), "2026-05-01T16:00", "2026-05-05T11:45"),
    Example("A service open on Saturday morning", open_hours(7, "long-day"), "2026-03-06T18:00", "2026-03-09T09:00"),
    # Days, weeks and months of the calendar
    Example(
        "8 days end on a Saturday",
        ClockRule("8-days", 8, Kind.CALENDAR_DAYS),
        "2026-03-06T10:00",
        "2026-03-14T23:59:59",
    ),
    Example(
        "8 days with the first counted",
        ClockRule("8-days", 8, Kind.CALENDAR_DAYS, Convention.INCLUSIVE),
        "2026-03-06T10:00",
        "2026-03-13T23:59:59",
    ),
    Example("6 weeks", ClockRule("6-weeks", 6, Kind.WEEKS), "2026-03-06T10:00", "2026-04-17T23:59:59"),
    Example("31 January and one month", months(1), "2026-01-31T10:00", "2026-02-28T23:59:59"),
    Example("31 January and one month in a leap year", months(1), "2028-01-31T10:00", "2028-02-29T23:59:59"),
    Example("29 February and twelve months", months(12), "2024-02-29T10:00", "2025-02-28T23:59:59"),
    Example("30 November and three months", months(3), "2025-11-30T10:00", "2026-02-28T23:59:59"),
    Example("6 months over a year's end", months(6), "2025-08-15T10:00", "2026-02-15T23:59:59"),
    # Schools
    Example("An incident on a school night", ENCOMPASS, "2026-03-10T22:00", "2026-03-11T08:30"),
    Example("An incident before school begins", ENCOMPASS, "2026-03-11T02:00", "2026-03-11T08:30"),
    Example("An incident on Friday night", ENCOMPASS, "2026-03-06T23:00", "2026-03-09T08:30"),
    Example("An incident in the holidays, and a training day after", ENCOMPASS, "2026-04-05T23:00", "2026-04-14T08:30"),
    Example("An incident before the May bank holiday", ENCOMPASS, "2026-05-02T23:00", "2026-05-05T08:30"),
    Example(
        "A plan reviewed by the end of the next term",
        ClockRule("1-term", 1, Kind.SCHOOL_TERMS),
        "2026-03-10T10:00",
        "2026-07-20T23:59:59",
    ),
)
