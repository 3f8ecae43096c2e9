"""What one cell says: a day, a number, words, or one of a list of codes, however a council wrote it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from openmash.returns.rules.annexa.layout import AGE, BIRTH, DAY, NUMBER, TEXT, codes, synonyms

# How the process that opens workbooks marks a cell that holds a date.
DATE_MARK = "\x01"
BLANK = frozenset(
    {"", "-", "--", ".", "n/a", "na", "n.a", "none", "null", "nan", "not known", "unknown", "n/k", "nk", "not applicable",
     "not recorded", "blank", "(blank)", "tbc", "nat"}
)  # fmt: skip
# Answers in which "unknown" or "none" is a code and not a gap.
CODED_BLANKS = frozenset({"sex", "source", "yes_no", "need", "ethnicity"})
ERRORS = frozenset({"#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!", "#getting_data"})
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
FIRST_SERIAL, LAST_SERIAL = 61, 80_000
EARLIEST = date(1900, 1, 1)
LONGEST_WAIT = timedelta(days=304)
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
BRITISH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: .*)?")
IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]+([a-z]{3,9})[-/., ]+(\d{4})(?: .*)?")
SHORT = re.compile(r"\d{1,2}[-/. ]+(?:\d{1,2}|[a-z]{3,9})[-/. ]+\d{2}(?: .*)?")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PREFIX = re.compile(r"^\(?[a-z]{1,2}[).]\s+|^\(?[a-z]{1,2}\)\s*")
LEADING = re.compile(r"[\s\[(]*([a-z]{0,2}\d{1,2}[a-z]?|[a-z]{4}|[a-z])\b")
LONGEST = 120

NOT_A_DAY = "This is not a date. Write it as DD/MM/YYYY."
NO_SUCH_DAY = "This date does not exist. Write it as DD/MM/YYYY."
SHORT_YEAR = "The year has two digits. Write the date as DD/MM/YYYY."
AHEAD = "This date lies ahead."
TOO_EARLY = "This date lies before 1900."
NOT_A_NUMBER = "This is not a whole number; it was left out."
NOT_A_CODE = "This answer is not known here; it was left out."


@dataclass(slots=True)
class CellRead:
    """What a cell says; `problem` refuses its row, `note` tells what was left out."""

    value: Any = None
    problem: str = ""
    note: str = ""


def normal(words: str) -> str:
    """Return words as they are compared: small letters, one kind of quotation mark and dash, single spaces."""
    for odd, plain in (("’", "'"), ("‘", "'"), ("–", "-"), ("\xa0", " ")):
        words = words.replace(odd, plain)
    return " ".join(words.casefold().split())


@dataclass
class Cells:
    """Reads cells, each value of a column once: a book has a hundred thousand cells and a few hundred answers."""

    today: date
    from_1904: bool = False
    _known: dict[str, dict[Any, CellRead]] = field(default_factory=dict)

    def known(self, answer: str) -> Mapping[Any, CellRead]:
        """Return what has been read so far of the answers of a kind, by the cell: it grows as more is read."""
        return self._known.setdefault(answer, {})

    def read(self, answer: str, value: Any) -> CellRead:
        """Return what a cell says, by how its column is read."""
        held = self._known.setdefault(answer, {})
        found = held.get(value)
        if found is None or isinstance(value, bool):
            found = self._read(answer, value)
            if len(held) < 200_000:
                held[value] = found
        return found

    def _read(self, answer: str, value: Any) -> CellRead:
        if isinstance(value, str):
            words = normal(value)
            if words in ERRORS:
                told = f"The cell holds the error {words.upper()}."
                return CellRead(problem=told) if answer in (DAY, BIRTH) else CellRead(note=f"{told} It was left out.")
            if words in BLANK and (answer not in CODED_BLANKS or words in ("", "-", "nan", ".")):
                return CellRead()
        if value is None:
            return CellRead()
        if answer in (DAY, BIRTH):
            return self._day(value, birth=answer == BIRTH)
        if answer in (NUMBER, AGE):
            return _number(value)
        if answer == TEXT:
            return CellRead(_text(value)[:LONGEST])
        code = code_of(answer, _text(value))
        return CellRead(code) if code is not None else CellRead(note=NOT_A_CODE)

    def _day(self, value: Any, *, birth: bool) -> CellRead:
        day, problem = day_of(value, from_1904=self.from_1904)
        if day is None:
            return CellRead(problem=problem)
        if birth:
            return CellRead(day, problem=self._birth_problem(day))
        if day < EARLIEST:
            return CellRead(problem=TOO_EARLY)
        return CellRead(day, problem=AHEAD if day > self.today else "")

    def _birth_problem(self, born: date) -> str:
        """Return why nobody can be born on a day; one ahead is the expected day of a child who is not born yet."""
        if born < EARLIEST:
            return "The date of birth lies before 1900. Check the year."
        if born > self.today + LONGEST_WAIT:
            return "The expected date lies more than 10 months ahead. Check it."
        return ""


def day_of(value: Any, *, from_1904: bool = False) -> tuple[date | None, str]:
    """Return the day that a cell means, or why it means none: a date, a serial number, or a date written as text."""
    if isinstance(value, str) and value.startswith(DATE_MARK):
        return date.fromisoformat(value[1:11]), ""
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
    words = "" if number is not None else normal(str(value))
    if number is None and re.fullmatch(r"\d{5}(\.0+)?", words):
        number = float(words)
    if number is not None:
        if not FIRST_SERIAL <= number <= LAST_SERIAL:
            return None, NOT_A_DAY
        return (EPOCH_1904 if from_1904 else EPOCH) + timedelta(days=int(number)), ""
    if found := ISO.fullmatch(words):
        year, month, day = (int(part) for part in found.groups())
    elif found := BRITISH.fullmatch(words):
        day, month, year = (int(part) for part in found.groups())
    elif (found := IN_WORDS.fullmatch(words)) and found[2][:3] in MONTHS:
        day, month, year = int(found[1]), MONTHS.index(found[2][:3]) + 1, int(found[3])
    else:
        return None, SHORT_YEAR if SHORT.fullmatch(words) else NOT_A_DAY
    try:
        return date(year, month, day), ""
    except ValueError:
        return None, NO_SUCH_DAY


def _number(value: Any) -> CellRead:
    if isinstance(value, str):
        try:
            value = float(value.strip())
        except ValueError:
            return CellRead(note=NOT_A_NUMBER)
    if isinstance(value, bool) or not -1 <= value < 10_000:
        return CellRead(note=NOT_A_NUMBER)
    return CellRead(int(value))


def _text(value: Any) -> str:
    """Return a cell as words: a number without the point that a spreadsheet puts behind it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    words = str(value)
    if words.startswith(DATE_MARK):
        return words[1:11]
    words = " ".join(words.replace("\x00", "").split())
    # The quotation mark that keeps words from being a formula is none of the words.
    return words[1:] if len(words) > 1 and words[0] == "'" and words[1] in "=+-@" else words


def code_of(answer: str, words: str) -> str | bool | None:
    """Return the code that words mean, None where they mean none. Yes and no come back as true and false.

    Tried in turn: as the workbook writes it, with and without its letter; the code that it begins with; what it is called;
    what councils are known to write in its place.
    """
    said = normal(words).strip(" .")
    found = _code_of(answer, said)
    if found is None and (bare := PREFIX.sub("", said).strip(" .")) != said:
        found = _code_of(answer, bare)
    if answer in ("yes_no", "suitable"):
        return {"yes": True, "no": False}.get(found or "")
    return found


def _code_of(answer: str, said: str) -> str | None:
    known = _known(answer)
    if found := known.get(said):
        return found
    if (begin := LEADING.match(said)) and (code := _by_code(answer).get(begin[1])):
        return code
    if found := synonyms().get(answer, {}).get(said):
        return found
    compact = re.sub(r"[^a-z]", "", said)
    return next((code for title, code in _compact(answer) if title and title in compact), None)


_caches: dict[str, dict[str, Any]] = {"known": {}, "code": {}, "compact": {}}


def _known(answer: str) -> Mapping[str, str]:
    """Return each code by how it is written and called."""
    if answer not in _caches["known"]:
        found: dict[str, str] = {}
        for code, names in codes().get(answer, {}).items():
            for name in (code, *names):
                said = normal(name).strip(" .")
                for one in (said, PREFIX.sub("", said).strip(" ."), re.sub(r"^\w{1,3}( -|:) ", "", said)):
                    found.setdefault(one, code)
        _caches["known"][answer] = found
    held: Mapping[str, str] = _caches["known"][answer]
    return held


def _by_code(answer: str) -> Mapping[str, str]:
    """Return the codes by themselves in small letters, where a code alone can begin an answer."""
    if answer not in _caches["code"]:
        short = {code.casefold(): code for code in codes().get(answer, {}) if re.fullmatch(r"[A-Z0-9]{1,4}", code)}
        _caches["code"][answer] = {} if answer in ("sex", "yes_no", "category", "left") else short
    held: Mapping[str, str] = _caches["code"][answer]
    return held


def _compact(answer: str) -> list[tuple[str, str]]:
    """Return the names of ethnicities without anything between their letters: councils write codes of their own before them."""
    if answer not in _caches["compact"]:
        rows = []
        if answer == "ethnicity":
            for code, names in codes()[answer].items():
                rows += [(re.sub(r"[^a-z]", "", normal(name)), code) for name in names[1:] if len(name) > 6]
        _caches["compact"][answer] = {"rows": sorted(rows, key=lambda row: -len(row[0]))}
    held: list[tuple[str, str]] = _caches["compact"][answer]["rows"]
    return held
