"""One row of an index as another service wrote it: what is kept, what is doubtful, and what refuses the row."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openmash.base.errors import RuleBroken
from openmash.people.rules.days import birth_date_problem, read_day
from openmash.people.rules.names import search_text
from openmash.people.rules.numbers import nhs_kept, nhs_passes
from openmash.people.rules.places import is_postcode, tidy_postcode

# The columns of a person file, and how many characters of each are kept.
COLUMNS: dict[str, int] = {
    "record_id": 60,
    "given_name": 120,
    "family_name": 120,
    "also_known_as": 200,
    "date_of_birth": 0,
    "age": 0,
    "sex": 0,
    "address": 250,
    "postcode": 12,
    "nhs_number": 20,
    "upn": 20,
    "updated_on": 0,
    "involvement": 120,
    "status": 60,
    "since": 0,
    "until": 0,
    "worker": 120,
    "team": 120,
    "phone": 40,
    "flags": 200,
}
NAMES = ("given_name", "family_name", "also_known_as")
DAYS = ("date_of_birth", "since", "until", "updated_on")
SEXES = {
    "M": {"m", "male", "boy", "man", "1"},
    "F": {"f", "female", "girl", "woman", "2"},
    "U": {"u", "unknown", "not known", "not stated", "indeterminate", "0", "9", "x", "other", "unborn"},
}
CLOSED = re.compile(r"\b(closed|ended|ceased|completed?|inactive|historic(al)?|no further action|nfa|former)\b")
UNBORN = re.compile(r"\b(unborn|pre-?birth|not yet born|bump|baby)\b")
OLDEST = 120
MOST_COLUMNS = 1000


@dataclass
class RowRead:
    """What came of one row: its values, or the columns that refuse it; notes tell what is doubtful and kept."""

    values: dict[str, Any] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def is_open(status: str, until: date | None, today: date) -> bool:
    """Whether an involvement goes on: no word of closing, no end that has come."""
    return not CLOSED.search(status.casefold()) and (until is None or until >= today)


def check_columns(columns: list[str]) -> tuple[list[str], list[str]]:
    """Return the unknown and the missing columns of a person file. Raises RuleBroken when it cannot be used."""
    if len(columns) > MOST_COLUMNS:
        raise RuleBroken(
            f"The first line names {len(columns)} columns; {MOST_COLUMNS} can be read. Is it a line of names?"
        )
    twice = sorted(column for column, times in Counter(columns).items() if column and times > 1)
    if twice:
        raise RuleBroken(f"The file has the column {twice[0]} twice. Rename one of them and load it again.")
    if "record_id" not in columns:
        raise RuleBroken(
            "The file has no column record_id, so it cannot be loaded. The first line must name the columns."
        )
    if not any(column in NAMES for column in columns):
        raise RuleBroken("The file has no column with a name: given_name, family_name or also_known_as is needed.")
    unknown = [column for column in columns if column and column not in COLUMNS]
    return unknown, [column for column in COLUMNS if column not in columns]


def read_row(cells: dict[str, str], *, today: date) -> RowRead:
    """Return the values of one row, what refuses it and what is doubtful. Reasons never repeat what was written."""
    read = RowRead()
    words = {
        column: " ".join(cell.replace("\x00", "").split()) if (cell := cells.get(column)) else "" for column in COLUMNS
    }
    _read_identity(words, read)
    for column in DAYS:
        read.values[column] = _day(column, words, read, today)
    read.values["age"] = _age(words["age"], read)
    read.values["sex"] = _sex(words["sex"], read)
    read.values["postcode"] = _postcode(words["postcode"], read)
    read.values["nhs_number"] = _nhs(words["nhs_number"], read)
    for column in ("address", "upn", "involvement", "status", "worker", "team", "phone", "flags"):
        read.values[column] = _cut(column, words[column], read)
    names = (read.values["given_name"], read.values["family_name"], read.values["also_known_as"])
    read.values["search_text"] = search_text(*names)
    return read


def _cut(column: str, words: str, read: RowRead) -> str:
    if len(words) > COLUMNS[column]:
        read.notes.append((column, f"Longer than {COLUMNS[column]} characters; the rest was left out."))
    return words[: COLUMNS[column]]


def _read_identity(words: dict[str, str], read: RowRead) -> None:
    if not words["record_id"]:
        read.refused.append(("record_id", "The row has no record_id."))
    elif len(words["record_id"]) > COLUMNS["record_id"]:
        read.refused.append(("record_id", f"The record_id is longer than {COLUMNS['record_id']} characters."))
    read.values["record_id"] = words["record_id"]
    if not any(words[name] for name in NAMES):
        read.refused.append(("given_name", "The row has no name."))
    for name in NAMES:
        read.values[name] = _cut(name, words[name], read)


def _day(column: str, words: dict[str, str], read: RowRead, today: date) -> date | None:
    if not words[column]:
        return None
    day, remark = read_day(words[column])
    if day is None:
        read.refused.append((column, remark))
        return None
    if column == "date_of_birth":
        told = " ".join([*(words[name] for name in (*NAMES, "age", "involvement", "status", "flags"))]).casefold()
        problem = birth_date_problem(day, today, unborn=bool(UNBORN.search(told)) or not words["given_name"])
    elif day.year < 1900:
        problem = "This date lies before 1900."
    else:
        problem = "This date lies ahead." if day > today else ""
    if problem:
        read.refused.append((column, problem))
    elif remark:
        read.notes.append((column, remark))
    return day


def _age(words: str, read: RowRead) -> int | None:
    if not words:
        return None
    found = re.search(r"\d{1,3}", words)
    if not found or "-" in words[: found.start()] or int(found[0]) > OLDEST:
        if "unborn" not in words.casefold():
            read.notes.append(("age", "This is not an age; it was left out."))
        return None
    small = re.search(r"\d\s*(m|w|d)", words.casefold())
    if small:
        return int(found[0]) // 12 if small[1] == "m" else 0
    return int(found[0])


def _sex(words: str, read: RowRead) -> str:
    if not words:
        return ""
    for code, names in SEXES.items():
        if words.casefold() in names:
            return code
    read.notes.append(("sex", "This word is not known here; sex is kept as not known."))
    return "U"


def _postcode(words: str, read: RowRead) -> str:
    if not words:
        return ""
    if not is_postcode(words):
        read.notes.append(("postcode", "This is not the form of a postcode; it is kept as given."))
    return tidy_postcode(words)[: COLUMNS["postcode"]]


def _nhs(words: str, read: RowRead) -> str:
    if words and not nhs_passes(words):
        read.notes.append(("nhs_number", "This NHS number does not pass its own check; it is kept as given."))
    return nhs_kept(words)[: COLUMNS["nhs_number"]]
