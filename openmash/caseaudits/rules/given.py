"""What other people's files give: cells as words, read one by one, with the column and the reason where one cannot be used."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

EARLIEST = date(1900, 1, 1)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
YES = frozenset({"yes", "y", "true", "1"})
NO = frozenset({"no", "n", "false", "0"})
# What a spreadsheet writes where it could not reckon.
NOT_RECKONED = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)", re.IGNORECASE)
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
SHOWN = 60


class CannotRead(Exception):
    """A file as a whole cannot be used; the sentence says why and what to do."""


class Refused(Exception):
    """One row cannot be used: which column, and why."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


@dataclass(frozen=True)
class Said:
    """Something said of one row (from 1; 0 is the file itself): which column, and what."""

    row: int
    column: str
    reason: str

    def as_data(self) -> dict[str, object]:
        return {"row": self.row, "column": self.column, "reason": self.reason}


@dataclass
class Sayings:
    """What is said of the rows of a file: those refused, and what was doubtful and is kept."""

    refused: list[Said] = field(default_factory=list)
    doubted: list[Said] = field(default_factory=list)


def quoted(words: str) -> str:
    """Return what was given, short enough for a sentence."""
    return f"“{words[:SHOWN]}…”" if len(words) > SHOWN else f"“{words}”"


def plain(words: str) -> str:
    """Return words as they are compared: small letters, single spaces, no difference between _, - and a space."""
    return " ".join(words.casefold().replace("_", " ").replace("-", " ").split())


def cells_of(row: Mapping[str, str], longest: Mapping[str, int]) -> dict[str, str]:
    """Return the known cells of a row, trimmed. Raises Refused for one that is too long or cannot be printed."""
    cells = {}
    for column, most in longest.items():
        words = (
            " ".join((row.get(column) or "").split()) if "\n" not in (row.get(column) or "") else row[column].strip()
        )
        if UNPRINTABLE.search(words):
            raise Refused(column, "It holds signs that cannot be printed. Type it again.")
        if NOT_RECKONED.fullmatch(words):
            raise Refused(column, f"{quoted(words)} is what a spreadsheet writes where it could not reckon.")
        if len(words) > most:
            raise Refused(column, f"It has {len(words):,} characters; {most} can be kept.")
        cells[column] = words
    return cells


def day(column: str, words: str, *, today: date) -> date | None:
    """Return a day that has come; None where none is given. Raises Refused."""
    if not words:
        return None
    try:
        if not DAY.fullmatch(words):
            raise Refused(column, f"{quoted(words)} is not a date. Write it as YYYY-MM-DD, such as 2026-03-03.")
        found = date.fromisoformat(words)
    except ValueError:
        raise Refused(column, f"{words} does not exist.") from None
    if found < EARLIEST:
        raise Refused(column, f"{words} lies before 1900.")
    if found > today:
        raise Refused(column, f"{words} lies ahead.")
    return found


def yes_or_no(column: str, words: str) -> bool | None:
    """Return yes or no; None where neither is given. Raises Refused."""
    if not words:
        return None
    if (said := plain(words)) in YES | NO:
        return said in YES
    raise Refused(column, f"{quoted(words)} is neither yes nor no. Leave it empty where it is not given.")


def one_of(column: str, words: str, known: Mapping[str, str], *, offered: Collection[str]) -> str:
    """Return the code that words stand for, by `known`: plain words to code. Raises Refused, naming what is offered."""
    if not words:
        return ""
    code = known.get(plain(words))
    if code is None:
        raise Refused(column, f"{quoted(words)} is not known. Write one of: {', '.join(offered)}.")
    return code
