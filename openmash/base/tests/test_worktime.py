"""Working time, case by case."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from openmash.base.tests.worktime_examples import EXAMPLES, LONG_DAY, OFFICE, days, example_calendar
from openmash.base.worktime import (
    CalendarEnds,
    ClockRule,
    Convention,
    Kind,
    NotATime,
    OpeningHours,
    SchoolCalendar,
    SchoolTerm,
    due,
    england,
    in_words,
    is_working_day,
    local,
    moment,
    read_moment,
    service_hours_between,
    working_days_between,
)


def at(text: str) -> datetime:
    return read_moment(text)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_something_is_due_when_a_practice_lead_would_say(example):
    found = due(example.rule, at(example.start), calendar=example_calendar())

    assert found.due_at == at(example.due)
    assert found.due_at.tzinfo is UTC


def test_the_reason_names_the_limit_the_convention_and_both_dates():
    found = due(days(1), at("2026-04-02T16:30"))

    assert found.explanation == (
        "1 working day from Thursday 2 April 2026 16:30 (the first working day after the start is day 1)"
        " is Tuesday 7 April 2026 23:59."
    )


# --- the calendar


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2026, 3, 6), True, id="a-friday"),
        pytest.param(date(2026, 3, 7), False, id="a-saturday"),
        pytest.param(date(2026, 4, 3), False, id="good-friday"),
        pytest.param(date(2026, 12, 28), False, id="boxing-day-in-lieu"),
        pytest.param(date(2022, 9, 19), False, id="a-single-extra-holiday"),
        pytest.param(date(2026, 8, 3), True, id="scotlands-holiday-is-not-englands"),
    ],
)
def test_a_working_day_is_a_weekday_that_is_no_bank_holiday(day, works):
    assert is_working_day(day) is works


def test_the_calendar_is_read_without_the_network(monkeypatch):
    import requests

    def refuse(*args, **kwargs):
        raise AssertionError("nothing is fetched")

    monkeypatch.setattr(requests, "get", refuse)
    england.cache_clear()

    assert england().known_until.year >= 2028


@pytest.mark.parametrize(
    ("rule", "start"),
    [
        pytest.param(days(45), "2028-12-01T10:00", id="past-the-end"),
        pytest.param(days(1), "2031-06-01T10:00", id="long-past-the-end"),
        pytest.param(days(1), "2011-12-30T10:00", id="before-the-beginning"),
        pytest.param(ClockRule("x", 4, Kind.SERVICE_HOURS, hours="office"), "2028-12-30T10:00", id="open-hours"),
        pytest.param(ClockRule("x", 9999, Kind.CALENDAR_MONTHS), "9500-01-01", id="past-the-last-year"),
        pytest.param(ClockRule("x", 9999, Kind.ELAPSED_HOURS), "9999-12-30", id="hours-past-the-last-year"),
        pytest.param(ClockRule("x", 1, Kind.NEXT_SCHOOL_DAY, before=time(8, 30)), "2027-01-01", id="past-the-terms"),
        pytest.param(ClockRule("x", 2, Kind.SCHOOL_TERMS), "2026-03-10", id="too-many-terms"),
    ],
)
def test_beyond_what_is_known_nothing_is_said(rule, start):
    with pytest.raises(CalendarEnds) as refusal:
        due(rule, at(start), calendar=example_calendar())

    assert str(refusal.value).endswith(".")


def test_hours_by_the_clock_need_no_calendar():
    assert due(ClockRule("x", 72, Kind.ELAPSED_HOURS), at("2040-01-01T10:00")).due_at == at("2040-01-04T10:00")


def test_a_year_without_terms_is_not_taken_for_a_holiday():
    schools = SchoolCalendar(
        (SchoolTerm(date(2024, 9, 2), date(2024, 12, 20)), SchoolTerm(date(2026, 1, 5), date(2026, 2, 13)))
    )

    with pytest.raises(CalendarEnds, match="No school terms are known"):
        schools.is_school_day(date(2025, 3, 3), england())


def test_without_terms_a_school_rule_says_what_is_missing():
    with pytest.raises(CalendarEnds, match="Add them to the pack"):
        due(ClockRule("x", 1, Kind.NEXT_SCHOOL_DAY, before=time(8, 30)), at("2026-03-10"))


# --- counting between


@pytest.mark.parametrize(
    ("start", "end", "days_between"),
    [
        pytest.param("2026-03-06T10:00", "2026-03-06T17:00", 0, id="same-day"),
        pytest.param("2026-03-06T10:00", "2026-03-09T09:00", 1, id="friday-to-monday"),
        pytest.param("2026-03-07T10:00", "2026-03-08T10:00", 0, id="within-a-weekend"),
        pytest.param("2026-04-02T10:00", "2026-04-08T10:00", 2, id="over-easter"),
        pytest.param("2026-03-09T10:00", "2026-03-06T10:00", -1, id="backwards"),
    ],
)
def test_working_days_between_two_moments(start, end, days_between):
    assert working_days_between(at(start), at(end)) == days_between


@pytest.mark.parametrize(
    ("start", "end", "hours", "minutes"),
    [
        pytest.param("2026-03-04T10:00", "2026-03-04T12:30", OFFICE, 150, id="within-a-day"),
        pytest.param("2026-03-04T16:00", "2026-03-05T09:45", OFFICE, 120, id="over-a-night"),
        pytest.param("2026-03-06T18:00", "2026-03-09T08:00", LONG_DAY, 360, id="friday-evening-and-saturday-morning"),
        pytest.param("2026-05-01T17:00", "2026-05-05T08:45", OFFICE, 0, id="bank-holiday-weekend"),
        pytest.param("2026-03-04T12:00", "2026-03-04T10:00", OFFICE, 0, id="end-before-start"),
    ],
)
def test_open_hours_between_two_moments(start, end, hours, minutes):
    assert service_hours_between(at(start), at(end), hours) == timedelta(minutes=minutes)


def test_a_service_that_never_closes_counts_like_a_clock_even_when_the_clocks_change():
    always = OpeningHours(week=(((time(0), time(0)),),) * 7, bank_holidays=((time(0), time(0)),))
    start, end = at("2026-10-23T12:00"), at("2026-10-26T12:00")

    assert service_hours_between(start, end, always) == end - start == timedelta(hours=73)


def test_a_day_marked_as_closed_does_not_count():
    hours = OpeningHours(week=OFFICE.week, closed=frozenset({date(2026, 3, 5)}))
    calendar = england().with_hours({"office": hours})
    rule = ClockRule("x", 4, Kind.SERVICE_HOURS, hours="office")

    assert due(rule, at("2026-03-04T15:00"), calendar=calendar).due_at == at("2026-03-06T10:45")


# --- what cannot be


@pytest.mark.parametrize(
    "week",
    [
        pytest.param(((),) * 7, id="never-open"),
        pytest.param((((time(9), time(17)),),) * 5, id="a-week-of-five-days"),
        pytest.param((((time(17), time(9)),),) * 7, id="closes-before-it-opens"),
        pytest.param((((time(9), time(12)), (time(11), time(17))),) * 7, id="overlapping"),
        pytest.param((((time(13), time(17)), (time(9), time(12))),) * 7, id="out-of-order"),
    ],
)
def test_opening_hours_that_make_no_sense_are_refused(week):
    with pytest.raises(ValueError, match=r"\.$"):
        OpeningHours(week=week)


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param({"limit": 0, "kind": Kind.WORKING_DAYS}, id="no-time-at-all"),
        pytest.param({"limit": 4, "kind": Kind.SERVICE_HOURS}, id="open-hours-of-nobody"),
        pytest.param({"limit": 4, "kind": Kind.ELAPSED_HOURS, "hours": "office"}, id="clock-hours-with-an-office"),
        pytest.param({"limit": 1, "kind": Kind.NEXT_SCHOOL_DAY}, id="school-day-without-a-time"),
        pytest.param(
            {"limit": 4, "kind": Kind.ELAPSED_HOURS, "convention": Convention.INCLUSIVE}, id="hours-with-a-first-day"
        ),
    ],
)
def test_a_rule_that_cannot_be_counted_is_refused(rule):
    with pytest.raises(ValueError, match=r"\.$"):
        ClockRule("x", **rule)


def test_opening_hours_that_are_not_known_are_named():
    with pytest.raises(KeyError, match="No opening hours “night”"):
        due(ClockRule("x", 4, Kind.SERVICE_HOURS, hours="night"), at("2026-03-04"))


# --- reading times


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("2026-03-06", "2026-03-06T00:00:00+00:00", id="a-day-is-its-beginning"),
        pytest.param("2026-07-06T14:30", "2026-07-06T14:30:00+01:00", id="without-offset-london"),
        pytest.param("2026-07-06T14:30Z", "2026-07-06T15:30:00+01:00", id="utc"),
        pytest.param("2026-07-06T14:30+02:00", "2026-07-06T13:30:00+01:00", id="another-offset"),
        pytest.param(" 2026-07-06 14:30 ", "2026-07-06T14:30:00+01:00", id="spaces"),
        pytest.param("2026-10-25T01:30", "2026-10-25T01:30:00+01:00", id="twice-in-autumn-the-first"),
        pytest.param("2026-03-29T01:30", "2026-03-29T02:30:00+01:00", id="left-out-in-spring"),
    ],
)
def test_a_time_is_read_as_london_means_it(text, shown):
    assert local(read_moment(text)).isoformat() == shown


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "2026-02-31", "31/01/2026", "2026-03-06T25:00", "0001-01-01T00:00+14:00"]
)
def test_a_time_that_does_not_exist_is_refused_with_what_to_write(text):
    with pytest.raises(NotATime, match="Write it as 2026-03-06T14:30"):
        read_moment(text)


# --- in words


@pytest.mark.parametrize(
    ("due_at", "words"),
    [
        pytest.param("2026-03-03T15:40", "due 15:40, in 42 minutes", id="today"),
        pytest.param("2026-03-03T14:59", "due 14:59, in 1 minute", id="one-minute"),
        pytest.param("2026-03-03T14:58", "due 14:58, in under a minute", id="now"),
        pytest.param("2026-03-03T17:08", "due 17:08, in 2 hours 10 minutes", id="some-hours"),
        pytest.param("2026-03-03T23:59:59", "due 23:59, in 9 hours", id="end-of-today"),
        pytest.param("2026-03-04T23:59:59", "due tomorrow 23:59", id="end-of-tomorrow"),
        pytest.param("2026-03-04T02:30", "due tomorrow 02:30", id="tonight-after-midnight"),
        pytest.param("2026-03-10T23:59:59", "due Tuesday 10 March", id="a-later-day"),
        pytest.param("2026-03-06T10:30", "due Friday 6 March 10:30", id="a-later-day-with-its-time"),
        pytest.param("2027-01-05T23:59:59", "due Tuesday 5 January 2027", id="another-year"),
        pytest.param("2026-03-03T14:57:59", "overdue by less than a minute", id="just-late"),
        pytest.param("2026-03-03T12:58", "overdue by 2 hours", id="late"),
        pytest.param("2026-03-02T14:00", "overdue by 1 day", id="a-day-late"),
    ],
)
def test_a_clock_reads_as_a_sentence(due_at, words):
    assert in_words(at(due_at), at("2026-03-03T14:58")) == words


def test_a_clock_in_words_is_true_over_the_night_the_clocks_change():
    first, second = at("2026-10-25T01:30"), at("2026-10-25T01:30+00:00")

    assert in_words(second, first) == "due 01:30, in 1 hour"
    assert moment(second) - moment(first) == timedelta(hours=1)
