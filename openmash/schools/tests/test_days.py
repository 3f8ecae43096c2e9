"""When the next school day begins: the table that a practice lead can sign."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from openmash.base.worktime import england
from openmash.schools.choices import DatesKind
from openmash.schools.rules.days import NO_TERMS, Dates, SchoolDays, next_school_day_begins, terms_of, what_is_wrong

LONDON = ZoneInfo("Europe/London")
TERM, HOLIDAY, INSET = DatesKind.TERM, DatesKind.HOLIDAY, DatesKind.INSET


def at(year, month, day, hour=22, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def dates(kind, first, last=None, name=""):
    return Dates(kind, date(*first), date(*(last or first)), name)


YEAR = (
    dates(TERM, (2026, 9, 1), (2026, 10, 23), "Autumn"),
    dates(TERM, (2026, 11, 2), (2026, 12, 18), "Autumn"),
    dates(TERM, (2027, 1, 4), (2027, 2, 12), "Spring"),
    dates(TERM, (2027, 2, 22), (2027, 3, 25), "Spring"),
    dates(TERM, (2027, 4, 12), (2027, 5, 28), "Summer"),
    dates(TERM, (2027, 6, 7), (2027, 7, 16), "Summer"),
    dates(INSET, (2026, 11, 23)),
    dates(INSET, (2027, 1, 4)),
    dates(HOLIDAY, (2026, 12, 17), (2026, 12, 18), "Closed early"),
)
KNOWN = SchoolDays(time(8, 30), england(), terms_of(YEAR))
UNKNOWN = SchoolDays(time(8, 30), england())


@pytest.mark.parametrize(
    ("happened", "begins"),
    [
        pytest.param(at(2026, 11, 18), at(2026, 11, 19, 8, 30), id="wednesday-evening-is-thursday"),
        pytest.param(at(2026, 11, 18, 3), at(2026, 11, 18, 8, 30), id="in-the-small-hours-is-the-same-morning"),
        pytest.param(at(2026, 11, 18, 8, 29), at(2026, 11, 18, 8, 30), id="a-minute-before-school-is-the-same-morning"),
        pytest.param(at(2026, 11, 18, 8, 30), at(2026, 11, 19, 8, 30), id="as-school-begins-is-the-next-day"),
        pytest.param(at(2026, 11, 13), at(2026, 11, 16, 8, 30), id="friday-night-is-monday"),
        pytest.param(at(2026, 11, 14), at(2026, 11, 16, 8, 30), id="saturday-night-is-monday"),
        pytest.param(at(2026, 11, 15), at(2026, 11, 16, 8, 30), id="sunday-is-monday"),
        pytest.param(at(2026, 11, 21), at(2026, 11, 24, 8, 30), id="saturday-before-an-inset-monday-is-tuesday"),
        pytest.param(at(2026, 10, 23, 9), at(2026, 11, 2, 8, 30), id="last-day-before-half-term-is-after-it"),
        pytest.param(at(2026, 12, 16), at(2027, 1, 5, 8, 30), id="closed-early-for-christmas-is-the-day-after-inset"),
        pytest.param(at(2026, 12, 25), at(2027, 1, 5, 8, 30), id="christmas-is-the-first-day-of-spring-term"),
        pytest.param(at(2027, 3, 25, 20), at(2027, 4, 12, 8, 30), id="last-day-of-term-is-after-easter"),
        pytest.param(at(2027, 5, 1), at(2027, 5, 4, 8, 30), id="before-a-bank-holiday-monday-is-tuesday"),
        pytest.param(at(2027, 3, 23), at(2027, 3, 24, 8, 30), id="before-the-clocks-change"),
        pytest.param(datetime(2026, 10, 25, 0, 30, tzinfo=LONDON), at(2026, 11, 2, 8, 30), id="as-the-clocks-go-back"),
    ],
)
def test_the_next_school_day_begins(happened, begins):
    found = next_school_day_begins(happened, KNOWN)

    assert (found.begins_at, found.caveat) == (begins, "")


def test_a_school_day_after_the_clocks_change_begins_by_the_new_time():
    found = next_school_day_begins(at(2026, 10, 23, 9), KNOWN)

    assert found.begins_at.astimezone(LONDON).strftime("%H:%M %Z") == "08:30 GMT"
    assert (
        next_school_day_begins(at(2027, 4, 12), KNOWN).begins_at.astimezone(LONDON).strftime("%H:%M %Z") == "08:30 BST"
    )


@pytest.mark.parametrize(
    ("calendar", "happened", "begins", "caveat"),
    [
        pytest.param(
            UNKNOWN,
            at(2026, 11, 21),
            at(2026, 11, 23, 8, 30),
            "No school calendar is known: counted by weekdays.",
            id="no-calendar-counts-weekdays",
        ),
        pytest.param(
            UNKNOWN,
            at(2027, 5, 1),
            at(2027, 5, 4, 8, 30),
            "No school calendar is known: counted by weekdays.",
            id="no-calendar-still-knows-bank-holidays",
        ),
        pytest.param(
            KNOWN,
            at(2027, 7, 17),
            at(2027, 7, 19, 8, 30),
            "No term dates are known after 17 July 2027: counted by weekdays.",
            id="beyond-the-last-term-counts-weekdays",
        ),
        pytest.param(
            KNOWN,
            at(2040, 1, 7),
            at(2040, 1, 9, 8, 30),
            "No term dates are known after 7 January 2040: counted by weekdays.",
            id="beyond-the-bank-holiday-list-counts-weekdays",
        ),
    ],
)
def test_without_known_days_the_weekday_stands_in_and_says_so(calendar, happened, begins, caveat):
    found = next_school_day_begins(happened, calendar)

    assert (found.begins_at, found.caveat) == (begins, caveat)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        pytest.param((), NO_TERMS, id="no-dates"),
        pytest.param((dates(INSET, (2026, 9, 1)),), NO_TERMS, id="no-terms"),
        pytest.param(
            (dates(TERM, (2026, 9, 5), (2026, 9, 1)),), "ends on 1 September 2026, before it begins", id="backwards"
        ),
        pytest.param((dates(TERM, (2026, 9, 1), (2027, 7, 16)),), "longer than any term", id="a-whole-year"),
        pytest.param((*YEAR, dates(TERM, (2026, 10, 20), (2026, 11, 1))), "begins before", id="overlapping"),
        pytest.param(YEAR, "", id="a-school-year"),
    ],
)
def test_what_is_no_calendar_says_why(lines, says):
    found = what_is_wrong(lines)

    assert (says in found) if says else found == ""
