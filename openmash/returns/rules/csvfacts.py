"""A CSV of facts of our own: which columns it has, and what one row says. A child of whom one row is refused is refused whole."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openmash.base.errors import RuleBroken
from openmash.cases.choices import Shape
from openmash.returns.rules.annexa.cells import BLANK, day_of, normal

NEEDED = ("child_id", "kind", "began_on")
ABOUT_CHILD = ("date_of_birth", "sex", "ethnicity", "upn")
OURS = (*NEEDED, "variety", "ended_on", "fact_id", *ABOUT_CHILD)
MOST_COLUMNS, LONGEST_ID, LONGEST_WORDS = 1000, 60, 2000
YES = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}
NOT_KNOWN = "This answer is not known here; it was left out."
NOT_OF_KIND = "A fact of this kind does not say this; it was left out."
LARGEST_NUMBER = 10_000
Words = Mapping[str, str]


@dataclass(frozen=True)
class AnswerAsked:
    """One answer of a kind of fact: its shape, and where it is one of a list, the code by each way of saying it."""

    shape: Shape
    codes: Words


@dataclass(frozen=True)
class KindAsked:
    """A kind of fact: its sub-kinds by each way of saying them, and its answers by name."""

    code: str
    varieties: Words
    answers: Mapping[str, AnswerAsked]


@dataclass
class FactRow:
    """One row of data: its number from 1, what it says, what refuses it, and what of it was left out."""

    number: int
    child: str = ""
    kind: str = ""
    variety: str = ""
    name: str = ""
    began: date | None = None
    ended: date | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)
    noted: list[tuple[str, str]] = field(default_factory=list)


def said_as(titles: Words) -> Words:
    """Return each code of a list by the ways in which it may be said: the code, or what it is called."""
    return {normal(title): code for code, title in titles.items()} | {normal(code): code for code in titles}


def check_columns(columns: Sequence[str], *, answers: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the unknown and the missing columns. Raises RuleBroken with a sentence where the file cannot be used."""
    if len(columns) > MOST_COLUMNS:
        raise RuleBroken(
            f"The first line names {len(columns)} columns; {MOST_COLUMNS} can be read. Is it a line of names?"
        )
    twice = sorted(column for column, times in Counter(columns).items() if column and times > 1)
    if twice:
        raise RuleBroken(f"The file has the column {twice[0]} twice. Rename one of them and load it again.")
    if lacking := [column for column in NEEDED if column not in columns]:
        raise RuleBroken(
            f"The file has no column {lacking[0]}, so nothing of it can be kept. The first line must name the columns."
        )
    known = {*OURS, *answers}
    return [one for one in columns if one and one not in known], [
        one for one in (*OURS, *answers) if one not in columns
    ]


def read_row(
    number: int, cells: Mapping[str, str], *, kinds: Mapping[str, KindAsked], ethnicities: Words, today: date
) -> FactRow:
    """Return what one row says: codes or plain words, dates as YYYY-MM-DD. Reasons never repeat what was written."""
    words = {name: " ".join(cell.replace("\x00", "").split()) for name, cell in cells.items() if name and cell}
    row = FactRow(number, child=words.get("child_id", ""))
    if not row.child:
        row.refused.append(("child_id", "The row has no number of the child."))
    elif len(row.child) > LONGEST_ID:
        row.refused.append(("child_id", f"The number is longer than {LONGEST_ID} characters."))
    row.began, row.ended = _day(row, words, "began_on", today), _day(row, words, "ended_on", today)
    if row.began is None and not row.refused:
        row.refused.append(("began_on", "The row says nothing without its day."))
    _read_child(row, words, ethnicities, today)
    kind = kinds.get(normal(words.get("kind", "")))
    if kind is None:
        row.refused.append(("kind", "There is nothing of this kind in a case."))
        return row
    row.kind = kind.code
    if said := words.get("variety", ""):
        row.variety = kind.varieties.get(normal(said), "")
        if not row.variety:
            row.refused.append(("variety", "A fact of this kind has no such sub-kind."))
    _read_answers(row, words, kind)
    row.name = words.get("fact_id", "") or f"{row.child} {row.began}" + (f" {row.variety}" if row.variety else "")
    if len(row.name) > LONGEST_ID + len(" 2026-01-01 123"):
        row.refused.append(("fact_id", f"It is longer than {LONGEST_ID} characters."))
    return row


def _day(row: FactRow, words: Words, column: str, today: date) -> date | None:
    if not (said := words.get(column, "")):
        return None
    day, problem = day_of(said)
    if day is not None and day.year < 1900:
        problem = "This date lies before 1900."
    elif day is not None and day > today and column != "date_of_birth":
        problem = "This date lies ahead."
    if problem:
        row.refused.append((column, problem.replace("DD/MM/YYYY", "YYYY-MM-DD")))
        return None
    return day


def _read_child(row: FactRow, words: Words, ethnicities: Words, today: date) -> None:
    row.about["date_of_birth"] = _day(row, words, "date_of_birth", today)
    row.about["upn"] = words.get("upn", "")
    sex = normal(words.get("sex", ""))[:1].upper()
    ethnicity = ethnicities.get(normal(words.get("ethnicity", "")), "")
    for column, value, right in (("sex", sex, sex in ("M", "F", "U")), ("ethnicity", ethnicity, bool(ethnicity))):
        if words.get(column) and not right:
            row.noted.append((column, NOT_KNOWN))
        row.about[column] = value if right else ""


def _read_answers(row: FactRow, words: Words, kind: KindAsked) -> None:
    for column, said in words.items():
        if column in OURS:
            continue
        asked = kind.answers.get(column)
        if asked is None:
            row.noted.append((column, NOT_OF_KIND))
            continue
        value, problem = _answer(asked, said)
        if problem:
            (row.refused if asked.shape == Shape.DAY else row.noted).append((column, problem))
        else:
            row.answers[column] = value


def _answer(asked: AnswerAsked, said: str) -> tuple[Any, str]:
    """Return what was answered, or why that cannot be."""
    if asked.shape == Shape.CODE:
        code = asked.codes.get(normal(said))
        return code, "" if code else NOT_KNOWN
    if asked.shape == Shape.CODES:
        parts = [part for part in said.replace("|", ";").split(";") if part.strip()]
        if len(parts) == 1 and normal(parts[0]) not in asked.codes:
            parts = said.replace(",", " ").split()
        codes = [asked.codes.get(normal(part)) for part in parts]
        return codes, "" if all(codes) else NOT_KNOWN
    if asked.shape == Shape.DAY:
        day, problem = day_of(said)
        return day, problem.replace("DD/MM/YYYY", "YYYY-MM-DD")
    if asked.shape == Shape.YES_NO:
        value = YES.get(normal(said))
        return value, "" if value is not None or normal(said) in BLANK else NOT_KNOWN
    if asked.shape == Shape.NUMBER:
        right = said.isascii() and said.isdigit() and int(said[:9]) < LARGEST_NUMBER
        return (int(said) if right else None), "" if right else "This is not a whole number; it was left out."
    return said[:LONGEST_WORDS], ""
