"""Dates of birth and ages, as people give them: give or take one, day and month swapped, never impossible."""

import re
from calendar import month_name, monthrange
from datetime import date
from functools import lru_cache

EARLIEST = date(1900, 1, 1)
MONTHS_AHEAD = 10
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
BRITISH = re.compile(r"(\d{1,2})(?:[/.\-]|\s+)(\d{1,2})(?:[/.\-]|\s+)(\d{4})")
IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?\s+(\d{4})")
MONTHS = [name.casefold() for name in month_name]
SHORT_YEAR = re.compile(r"\d{1,2}(?:[/.\-]|\s+)\d{1,2}(?:[/.\-]|\s+)\d{2}")


def months_after(day: date, months: int) -> date:
    """Return the same day some months later; the end of a shorter month stands in for a day that it does not have."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def birth_date_problem(born: date, today: date, *, unborn: bool = False) -> str:
    """Return why a date of birth cannot be right, as a sentence, or nothing."""
    if born < EARLIEST:
        return "The date of birth lies before 1900. Check the year."
    if born <= today:
        return ""
    if not unborn:
        return "The date of birth lies ahead. For an unborn child, say so and give the expected date."
    if born > months_after(today, MONTHS_AHEAD):
        return "The expected date lies more than 10 months ahead. Check it."
    return ""


def age_on(born: date, day: date) -> int:
    """Return the age in whole years; below 0 before birth."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_agrees(born: date, age: int, today: date) -> bool:
    """Whether an age as said fits a date of birth, give or take one."""
    return abs(max(age_on(born, today), 0) - age) <= 1


def day_and_month_swapped(day: date) -> date | None:
    """Return the date with day and month swapped, when that is another date that exists."""
    if day.day > 12 or day.day == day.month:
        return None
    return date(day.year, day.day, day.month)


def one_digit_off(one: date, other: date) -> bool:
    """Whether two dates differ in exactly one written digit."""
    return sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True)) == 1


@lru_cache(maxsize=20_000)
def read_day(words: str) -> tuple[date | None, str]:
    """Return the day that words mean, and what is wrong or doubtful about them.

    No day and a sentence: it cannot be read. A day and a sentence: it was read, and how should be known.
    """
    words = words.strip()
    note = ""
    if found := ISO.fullmatch(words):
        year, month, day = (int(part) for part in found.groups())
    elif found := BRITISH.fullmatch(words):
        day, month, year = (int(part) for part in found.groups())
        note = "Read as day, month, year. Write dates as YYYY-MM-DD."
    elif (found := IN_WORDS.fullmatch(words)) and _month(found[2]):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    elif SHORT_YEAR.fullmatch(words):
        return None, "The year has two digits. Write dates as YYYY-MM-DD."
    else:
        return None, "This is not a date. Write dates as YYYY-MM-DD."
    try:
        return date(year, month, day), note
    except ValueError:
        return None, "This date does not exist. Write dates as YYYY-MM-DD."


def _month(word: str) -> int:
    """Return the number of a month by its name or the beginning of it; 0 when it is none."""
    return next((n for n, name in enumerate(MONTHS) if name and name.startswith(word.casefold())), 0)


def age_words(age: int | None, *, unborn: bool = False, born: date | None = None, today: date | None = None) -> str:
    """Return an age as people say it: months for a baby, expected date for an unborn child."""
    if unborn and (born is None or today is None or born > today):
        return f"unborn, expected {_said(born)}" if born else "unborn"
    if age is None:
        return "age not known yet"
    if age < 2 and born and today:
        months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
        if months < 1:
            weeks = (today - born).days // 7
            return f"{weeks} week{'' if weeks == 1 else 's'}"
        return f"{months} month{'' if months == 1 else 's'}"
    return str(age)


def _said(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"
