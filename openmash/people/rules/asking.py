"""What somebody types into one box: names, an age, a date, a postcode or part of one, an NHS number, in any order."""

import re
from datetime import date

from openmash.people.rules.days import birth_date_problem, read_day
from openmash.people.rules.numbers import nhs_digits
from openmash.people.rules.particulars import Particulars
from openmash.people.rules.places import OUTWARD, is_postcode, tidy_postcode

NHS = re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")
DAY = re.compile(r"\b(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4})\b")
WHOLE = re.compile(r"\b([A-Za-z]{1,2}[0-9OoIi][A-Za-z0-9]?)\s?([0-9OoIi][A-Za-z01]{2})\b")
AGE_WORDS = re.compile(r"\b(?:aged?\s+)?(\d{1,3})\s*(?:years?|yrs?|yo)?(?:\s+old)?\b", re.IGNORECASE)
HOUSE = re.compile(r"\b(\d+[A-Za-z]?)\s+((?:[^\s\d,]+\s+){0,3}(?:street|st|road|rd|avenue|ave|lane|close|drive|way|"
                   r"court|crescent|grove|terrace|place|row|square|gardens))\b", re.IGNORECASE)  # fmt: skip
OLDEST = 120


def read_question(words: str, *, today: date) -> Particulars:
    """Return what typed words ask for. Whatever is no number, date or place is part of a name."""
    words, nhs = _take(NHS, words)
    words, day = _take(DAY, words)
    words, postcode = _take_postcode(words)
    words, address = _take(HOUSE, words)
    words, age = _take_age(words)
    words, outward = (words, "") if postcode else _take_outward(words)
    born = read_day(day)[0] if day else None
    if born is not None and birth_date_problem(born, today, unborn=True):
        born = None
    return Particulars(
        loose=" ".join(re.findall(r"[^\s,;]+", words)),
        date_of_birth=born,
        age=age,
        address=address,
        postcode=postcode or outward,
        nhs=nhs_digits(nhs),
    )


def _take(pattern: re.Pattern[str], words: str) -> tuple[str, str]:
    found = pattern.search(words)
    return (f"{words[: found.start()]} {words[found.end() :]}", found[0]) if found else (words, "")


def _take_postcode(words: str) -> tuple[str, str]:
    for found in WHOLE.finditer(words):
        if is_postcode(found[0]):
            return f"{words[: found.start()]} {words[found.end() :]}", tidy_postcode(found[0])
    return words, ""


def _take_age(words: str) -> tuple[str, int | None]:
    found = AGE_WORDS.search(words)
    if found and int(found[1]) <= OLDEST:
        return f"{words[: found.start()]} {words[found.end() :]}", int(found[1])
    return words, None


def _take_outward(words: str) -> tuple[str, str]:
    """Take the first half of a postcode out, such as pr1."""
    for word in words.split():
        if any(letter.isdigit() for letter in word) and OUTWARD.fullmatch(word.upper()):
            return words.replace(word, " ", 1), word.upper()
    return words, ""
