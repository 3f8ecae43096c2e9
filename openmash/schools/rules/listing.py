"""The national list of schools, row by row: Get Information about Schools' columns in any order, each row good or refused."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from openmash.schools.choices import SchoolStatus

# Columns as they are compared: in small letters, words joined. The first is the list's own name today.
URN, NAME = ("urn",), ("establishmentname",)
STATUS_CODE = ("establishmentstatus_(code)",)
STATUS_NAME = ("establishmentstatus_(name)", "establishmentstatus")
KIND = ("typeofestablishment_(name)", "typeofestablishment")
PHASE = ("phaseofeducation_(name)", "phaseofeducation")
AUTHORITY = ("la_(name)",)
NUMBER = ("establishmentnumber",)
OPENED, CLOSED = ("opendate",), ("closedate",)
LOWEST, HIGHEST = ("statutorylowage",), ("statutoryhighage",)
ADDRESS = ("street", "locality", "address3", "town")
POSTCODE, TELEPHONE = ("postcode",), ("telephonenum",)
LONGEST = {"name": 200, "kind": 120, "phase": 60, "authority": 120, "establishment_number": 20, "address": 300,
           "postcode": 12, "telephone": 40}  # fmt: skip
OF_CODE = {"1": SchoolStatus.OPEN, "2": SchoolStatus.CLOSED, "3": SchoolStatus.CLOSING, "4": SchoolStatus.PROPOSED}
OF_WORDS = {
    "open": SchoolStatus.OPEN,
    "closed": SchoolStatus.CLOSED,
    "open, but proposed to close": SchoolStatus.CLOSING,
    "proposed to open": SchoolStatus.PROPOSED,
}
DAY_PATTERNS = ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y")
OLDEST_AGE = 25
EARLIEST_YEAR = 1000  # some of England's schools are older than the year 1000; none is older than that by much


class RowRefused(Exception):
    """One row cannot be used: its column, and why as a sentence."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


@dataclass(frozen=True)
class SchoolRow:
    """One school as the list has it."""

    urn: str
    name: str
    status: str
    kind: str = ""
    phase: str = ""
    authority: str = ""
    establishment_number: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    lowest_age: int | None = None
    highest_age: int | None = None
    address: str = ""
    postcode: str = ""
    telephone: str = ""


def what_is_missing(columns: Collection[str]) -> str:
    """Return why a first line is not that of a list of schools; empty where it is."""
    twice = sorted({name for name in columns if name and list(columns).count(name) > 1})
    if twice:
        return f"The column “{twice[0]}” is there twice. Leave one of them out."
    missing = [
        shown
        for shown, names in (
            ("URN", URN),
            ("EstablishmentName", NAME),
            ("EstablishmentStatus (name) or EstablishmentStatus (code)", (*STATUS_NAME, *STATUS_CODE)),
        )
        if not set(names) & set(columns)
    ]
    if not missing:
        return ""
    return (
        f"This is not the national list of schools: its first line does not name {', '.join(missing)}. "
        "Download “Establishment fields CSV” from Get Information about Schools and load it as it is."
    )


def read_row(cells: Mapping[str, str]) -> SchoolRow:
    """Return one school. Raises RowRefused."""
    for column, words in cells.items():
        if "\0" in words:
            raise RowRefused(column, "There is a character in it that no keyboard makes. Download the list again.")
        if "\n" in words:
            raise RowRefused(column, "It runs over several lines: a quotation mark is opened there and not closed.")
    urn = _said(cells, URN)
    if not re.fullmatch(r"[0-9]{5,6}", urn):
        raise RowRefused("URN", f"“{urn[:40]}” is not the number of a school: it has five or six digits.")
    name = _said(cells, NAME)
    if not name:
        raise RowRefused("EstablishmentName", "The name of the school is missing.")
    opened = _day("OpenDate", _said(cells, OPENED))
    closed = _day("CloseDate", _said(cells, CLOSED))
    if opened and closed and closed < opened:
        raise RowRefused("CloseDate", "The school closed before it opened.")
    row = SchoolRow(
        urn=urn,
        name=name,
        status=_status(cells),
        kind=_said(cells, KIND),
        phase=_said(cells, PHASE),
        authority=_said(cells, AUTHORITY),
        establishment_number=_said(cells, NUMBER),
        opened_on=opened,
        closed_on=closed,
        lowest_age=_age("StatutoryLowAge", _said(cells, LOWEST)),
        highest_age=_age("StatutoryHighAge", _said(cells, HIGHEST)),
        address=", ".join(words for column in ADDRESS if (words := _said(cells, (column,)))),
        postcode=_said(cells, POSTCODE).upper(),
        telephone=_telephone(_said(cells, TELEPHONE)),
    )
    for field, longest in LONGEST.items():
        if len(getattr(row, field)) > longest:
            raise RowRefused(field, f"It has {len(getattr(row, field))} characters; {longest} can be kept.")
    return row


def _said(cells: Mapping[str, str], names: Collection[str]) -> str:
    return next((" ".join(cells[name].split()) for name in names if cells.get(name, "").strip()), "")


def _status(cells: Mapping[str, str]) -> str:
    code, words = _said(cells, STATUS_CODE), _said(cells, STATUS_NAME)
    found = OF_CODE.get(code) or OF_WORDS.get(words.casefold())
    if found is None:
        raise RowRefused(
            "EstablishmentStatus", f"“{(words or code)[:40]}” does not say whether the school is open or closed."
        )
    return found


def _day(column: str, words: str) -> date | None:
    if not words:
        return None
    day = read_day(words)
    if day is None or day.year < EARLIEST_YEAR:
        raise RowRefused(column, f"“{words[:40]}” is not a day that exists. The list writes 01-09-2026.")
    return day


def read_day(words: str) -> date | None:
    """Return a day written as 01-09-2026, 01/09/2026 or 2026-09-01; None for anything else."""
    for pattern in DAY_PATTERNS:
        try:
            return datetime.strptime(words, pattern).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    return None


def _age(column: str, words: str) -> int | None:
    if not words:
        return None
    if not re.fullmatch(r"[0-9]{1,2}", words) or int(words) > OLDEST_AGE:
        raise RowRefused(column, f"“{words[:40]}” is not an age of pupils.")
    return int(words)


def _telephone(words: str) -> str:
    """Return a number with its leading nought, which spreadsheets take away."""
    digits = words.replace(" ", "")
    return f"0{digits}" if re.fullmatch(r"[1-9][0-9]{8,9}", digits) else words
