"""The days that minutes name: a day, a month, or none. A day is never made up.

A day without a year is the first such day on or after the meeting; where nobody wrote when the meeting was, it has no year
and so is no date at all.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?P<weekday>mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?(?:the\s+)?"
_DAY = r"(?P<day>\d{1,2})\s*(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>\d{4}|[’']?\d{2}(?![\d:.]))\b)?"
DAY_MONTH = re.compile(rf"\b{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH}(?![a-z]){_YEAR}", re.IGNORECASE)
MONTH_DAY = re.compile(rf"\b{_WEEKDAY}{_MONTH}(?![a-z])\s+{_DAY}(?!\d)(?:,?\s+(?P<year>\d{{4}})\b)?", re.IGNORECASE)
NUMBERS = re.compile(
    rf"\b{_WEEKDAY}(?P<day>\d{{1,2}})[./-](?P<month>\d{{1,2}})[./-](?P<year>\d{{4}}|\d{{2}})(?!\d)", re.IGNORECASE
)
ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")
MONTH_YEAR = re.compile(rf"\b(?:end\s+(?:of\s+)?)?{_MONTH}(?![a-z])\s+(?P<year>\d{{4}})\b", re.IGNORECASE)
MONTH_ALONE = re.compile(
    rf"\b(?:end\s+of\s+|in\s+|by\s+|during\s+|early\s+|late\s+|mid[- ])(?:the\s+)?{_MONTH}(?![a-z])(?!\s+\d)",
    re.IGNORECASE,
)
BARE_MONTH = re.compile(rf"\b{_MONTH}(?![a-z])(?!\s+\d)", re.IGNORECASE)
NEXT_MEETING = re.compile(r"\bnext\s+(?:[a-z]+\s+){0,3}meeting\b", re.IGNORECASE)
_OF_BODY = (
    r"(?:(?:full|formal|scheduled|board|group|sub-?group|committee|panel|partnership|executive|steering|forum|quarterly|monthly)"
    r"\s+){0,3}"
)
_LINE = r"^[#\s]*(?:\d+[.)]?[^\S\n]*)?"
NEXT_HEADING = re.compile(
    rf"(?:\bdates?\s+(?:and\s+times?\s+)?of\s+(?:the\s+)?(?:next|future)\s+{_OF_BODY}meetings?"
    rf"|(?m:{_LINE}(?:dates\s+of\s+meetings?|next\s+meeting[^\S\n]*$))"
    rf"|\bnext\s+{_OF_BODY}meeting(?=[^\S\n]*(?:[:\-–(,]|(?:is|will|would|on|of|to\s+be|takes|scheduled)\b)))",
    re.IGNORECASE,
)
ClosedDay = Callable[[date], str]


@dataclass(frozen=True)
class DateFound:
    """A day or month in a text: `value` is YYYY-MM-DD, YYYY-MM, or none where it cannot be said; `problem` says why."""

    start: int
    end: int
    words: str
    value: str | None = None
    day: date | None = None
    problem: str = ""


def dates_in(text: str, *, met_on: date | None, bare_months: bool = False) -> list[DateFound]:
    """Return the days and months that a text names, in their order. `met_on`: the day of the meeting, where known.

    `bare_months`: a month alone is one too (“September”), where the words are known to be a date.
    """
    found: list[DateFound] = []
    for pattern in (DAY_MONTH, MONTH_DAY, NUMBERS, ISO):
        found += [_day(match, met_on) for match in pattern.finditer(text) if not _covered(match, found)]
    for pattern in (MONTH_YEAR, MONTH_ALONE, *((BARE_MONTH,) if bare_months else ())):
        found += [_month(match, met_on) for match in pattern.finditer(text) if not _covered(match, found)]
    return sorted(found, key=lambda one: one.start)


def _covered(match: re.Match[str], found: list[DateFound]) -> bool:
    return any(match.start() < one.end and one.start < match.end() for one in found)


def _number(name: str) -> int:
    if name.isdigit():
        return int(name)
    return next(place for place, month in enumerate(MONTHS, start=1) if month.startswith(name.lower()[:3]))


def _year(written: str | None) -> int | None:
    if not written:
        return None
    number = int(written.lstrip("’'"))
    return number if number >= 1000 else 2000 + number


def _day(match: re.Match[str], met_on: date | None) -> DateFound:
    held = match.groupdict()
    words, month, number = match.group().strip(), _number(held["month"]), int(held["day"])
    year = _year(held.get("year"))
    place = (match.start(), match.end(), words)
    if year is None and met_on is None:
        return DateFound(*place, problem=f"“{words}” names no year, and the minutes do not say when the meeting was.")
    try:
        if year is None:
            day = _first_on_or_after(met_on, month, number)
        else:
            day = date(year, month, number)
    except ValueError:
        return DateFound(*place, problem=f"“{words}” is no day of the calendar.")
    named = held.get("weekday")
    if named and not WEEKDAYS[day.weekday()].lower().startswith(named.lower()[:3]):
        problem = f"“{words}” is a {WEEKDAYS[day.weekday()]}: check the date."
        return DateFound(*place, value=day.isoformat(), day=day, problem=problem)
    return DateFound(*place, value=day.isoformat(), day=day)


def _first_on_or_after(met_on: date | None, month: int, number: int) -> date:
    assert met_on is not None
    day = date(met_on.year, month, number)
    return day if day >= met_on else date(met_on.year + 1, month, number)


def _month(match: re.Match[str], met_on: date | None) -> DateFound:
    held, words = match.groupdict(), match.group().strip()
    place = (match.start(), match.end(), words)
    month, year = _number(held["month"]), _year(held.get("year"))
    if year is None and met_on is None:
        return DateFound(*place, problem=f"“{words}” names no year, and the minutes do not say when the meeting was.")
    if year is None:
        assert met_on is not None
        year = met_on.year if month >= met_on.month else met_on.year + 1
    return DateFound(*place, value=f"{year:04}-{month:02}")


TITLE_LINES = 3  # in these a date is the meeting’s, whatever stands before it


def met_on(text: str) -> date | None:
    """Return the day of the meeting: the first full date in the head of the minutes that is not of another meeting."""
    lines = [line for line in text.splitlines() if line.strip()][:18]
    for place, line in enumerate(lines):
        if place >= TITLE_LINES and re.search(
            r"\bnext\b|\bprevious\b|\blast\s+(?:meeting|minutes)|minutes\s+of\s+\d|action|deadline|\bby\s+\d",
            line,
            re.IGNORECASE,
        ):
            continue
        found = [one for one in dates_in(line, met_on=None) if one.day is not None]
        if found and (
            len(line) <= 200 or re.search(r"\b(?:held|meeting|date|when)\b", line[: found[0].start], re.IGNORECASE)
        ):
            return found[0].day
    return None


def next_meeting_on(text: str, *, met: date | None) -> date | None:
    """Return the day that the minutes name for the next meeting: the first after this one; none where they name none."""
    days = []
    for match in NEXT_HEADING.finditer(text):
        rest = text[match.end() : match.end() + 160]
        rest = rest if not rest.strip().startswith("\n") else rest.lstrip()
        lines = [line for line in rest.splitlines() if line.strip()][:4]
        for line in lines[:1] if match.group().strip()[-1] not in ":s" and not rest.startswith("\n") else lines:
            days += [one.day for one in dates_in(line, met_on=met) if one.day and one.start <= 90][:1]
    later = sorted(day for day in days if met is None or day > met)
    return later[0] if later and (met is not None or len(set(later)) == 1) else None


def closed_words(day: date, closed: ClosedDay) -> str:
    """Return why nobody meets on a day: its weekend name, or the bank holiday; empty for a working day."""
    if day.weekday() >= 5:
        return f"a {WEEKDAYS[day.weekday()]}"
    return closed(day)


def in_words(day: date) -> str:
    """Return a day as it is read."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"
