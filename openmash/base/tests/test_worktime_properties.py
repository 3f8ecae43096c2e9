"""What holds of working time for any start: across clock changes, leap days and year ends."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from openmash.base.tests.worktime_examples import LONG_DAY, OFFICE
from openmash.base.worktime import (
    CONVENTIONS,
    ClockRule,
    Convention,
    Kind,
    OpeningHours,
    SchoolCalendar,
    SchoolTerm,
    add_months,
    due,
    end_of,
    england,
    in_words,
    local,
    london_day,
    service_hours_between,
    working_days_between,
)

FIRST, LAST = datetime(2012, 1, 8), datetime(2027, 6, 30)  # noqa: DTZ001
CHANGES = [
    datetime(year, month, day, hour, tzinfo=UTC)
    for year, month, day in [
        (2024, 3, 31),
        (2024, 10, 27),
        (2026, 3, 29),
        (2026, 10, 25),
        (2024, 2, 29),
        (2025, 12, 31),
    ]
    for hour in (0, 1, 2, 23)
]
SCHOOLS = SchoolCalendar(
    tuple(
        SchoolTerm(date(year, *first), date(year, *last))
        for year in range(2011, 2030)
        for first, last in [
            ((1, 5), (2, 12)),
            ((2, 22), (4, 1)),
            ((4, 18), (5, 25)),
            ((6, 4), (7, 20)),
            ((9, 2), (10, 22)),
            ((11, 1), (12, 19)),
        ]
    )
)
ODD_HOURS = OpeningHours(week=(((time(0), time(1, 30)), (time(22), time(0))),) * 7)
CALENDAR = england().with_hours({"office": OFFICE, "long-day": LONG_DAY, "odd": ODD_HOURS}).with_schools(SCHOOLS)
HOURS = {"office": OFFICE, "long-day": LONG_DAY, "odd": ODD_HOURS}

anywhere = st.datetimes(FIRST, LAST, timezones=st.just(UTC)).map(lambda value: value.replace(microsecond=0))
near_a_change = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes), st.sampled_from(CHANGES), st.integers(-90, 90)
)
starts = anywhere | near_a_change
limits = st.integers(1, 60)


@st.composite
def rules(draw):
    kind = draw(st.sampled_from(list(Kind)))
    return ClockRule(
        code="any",
        limit=draw(st.integers(1, 4) if kind in (Kind.SCHOOL_TERMS, Kind.CALENDAR_MONTHS) else limits),
        kind=kind,
        convention=draw(st.sampled_from(CONVENTIONS[kind])),
        hours=draw(st.sampled_from(list(HOURS))) if kind is Kind.SERVICE_HOURS else "",
        before=time(8, 30) if kind is Kind.NEXT_SCHOOL_DAY else None,
    )


def found(rule, start):
    return due(rule, start, calendar=CALENDAR).due_at


@given(rules(), starts)
def test_nothing_is_due_before_it_starts(rule, start):
    assert found(rule, start) >= start


@given(rules(), starts, starts)
def test_what_starts_later_is_never_due_earlier(rule, one, other):
    earlier, later = sorted((one, other))

    assert found(rule, earlier) <= found(rule, later)


@given(rules(), starts)
def test_a_longer_limit_is_never_due_earlier(rule, start):
    longer = ClockRule(rule.code, rule.limit + 1, rule.kind, rule.convention, hours=rule.hours, before=rule.before)

    assert found(longer, start) >= found(rule, start)


@given(rules(), starts)
def test_the_same_moment_told_with_another_offset_is_due_at_the_same_moment(rule, start):
    assert found(rule, local(start)) == found(rule, start)


@given(rules().filter(lambda rule: rule.kind in (Kind.WORKING_DAYS, Kind.CALENDAR_DAYS, Kind.WEEKS)), starts)
def test_a_rule_in_days_falls_due_in_the_last_second_of_a_day_in_london(rule, start):
    assert local(found(rule, start)).time() == time(23, 59, 59)


@given(limits, st.sampled_from(CONVENTIONS[Kind.WORKING_DAYS]), starts)
def test_a_working_day_rule_never_falls_due_on_a_day_off(limit, convention, start):
    rule = ClockRule("any", limit, Kind.WORKING_DAYS, convention)

    assert CALENDAR.is_working_day(london_day(found(rule, start)))


@given(limits, starts)
def test_as_many_working_days_lie_between_as_the_limit_says(limit, start):
    rule = ClockRule("any", limit, Kind.WORKING_DAYS)

    assert working_days_between(start, found(rule, start)) == limit


@given(st.integers(1, 30), st.integers(1, 30), starts)
def test_some_days_and_then_more_days_are_all_the_days_together(first, second, start):
    step = [ClockRule("any", limit, Kind.WORKING_DAYS) for limit in (first, second, first + second)]

    assert found(step[1], found(step[0], start)) == found(step[2], start)


@given(limits, starts)
def test_counting_the_first_day_is_one_working_day_sooner(limit, start):
    inclusive = ClockRule("any", limit + 1, Kind.WORKING_DAYS, Convention.INCLUSIVE)

    assert found(inclusive, start) == found(ClockRule("any", limit, Kind.WORKING_DAYS), start)


@given(limits, starts)
def test_clock_hours_pass_at_the_same_pace_whatever_the_clocks_on_the_wall_do(limit, start):
    assert found(ClockRule("any", limit, Kind.ELAPSED_HOURS), start) - start == timedelta(hours=limit)


@given(limits, st.sampled_from(list(HOURS)), starts)
def test_open_hours_up_to_the_due_time_are_the_limit(limit, where, start):
    rule = ClockRule("any", limit, Kind.SERVICE_HOURS, hours=where)
    at = found(rule, start)

    assert service_hours_between(start, at, HOURS[where], calendar=CALENDAR) == timedelta(hours=limit)
    assert service_hours_between(start, at - timedelta(seconds=1), HOURS[where], calendar=CALENDAR) < timedelta(
        hours=limit
    )


@given(
    st.sampled_from(list(HOURS)),
    st.tuples(starts, st.timedeltas(timedelta(0), timedelta(days=40)), st.timedeltas(timedelta(0), timedelta(days=40))),
)
def test_open_time_adds_up(where, stretches):
    first, one, other = stretches
    middle, last = first + one, first + one + other

    def between(start, end):
        return service_hours_between(start, end, HOURS[where], calendar=CALENDAR)

    assert between(first, middle) + between(middle, last) == between(first, last)


@given(st.dates(date(2012, 1, 1), date(2080, 1, 1)), st.integers(0, 600))
def test_months_keep_the_day_or_end_with_the_month(day, months):
    later = add_months(day, months)

    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(starts)
def test_a_school_rule_falls_due_on_a_school_morning(start):
    at = local(found(ClockRule("any", 1, Kind.NEXT_SCHOOL_DAY, before=time(8, 30)), start))

    assert at.time() == time(8, 30)
    assert SCHOOLS.is_school_day(at.date(), CALENDAR)


@given(starts, st.integers(-10_000, 10_000))
def test_words_say_overdue_when_it_is_and_only_then(now, minutes):
    words = in_words(now + timedelta(minutes=minutes), now)

    assert words.startswith("overdue") == (minutes < 0)


@given(st.dates(date(2012, 1, 1), date(2080, 1, 1)))
def test_a_day_in_london_ends_one_second_before_the_next_begins(day):
    assert london_day(end_of(day)) == day
    assert london_day(end_of(day) + timedelta(seconds=1)) == day + timedelta(days=1)
