"""Read a CSV of facts of our own: each child whole or not at all. The same file again adds nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock, collecting
from openmash.base.actors import Actor
from openmash.base.csvfiles import CsvFile, open_csv
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.cases import queries as cases_queries
from openmash.cases import services as cases
from openmash.cases.choices import Source
from openmash.cases.services import FactGiven, FactTaken
from openmash.people import services as people
from openmash.people.services import ChildKnown
from openmash.returns import permissions
from openmash.returns.rules.csvfacts import AnswerAsked, FactRow, KindAsked, check_columns, read_row, said_as
from openmash.trail import services as trail

READER = Actor.machine("returns", purpose="reading facts from a file")
MOST_ROWS = 500_000
NOTED = 1000
ETHNICITIES = "ethnicities"
COLUMN_OF = {"record_id": "child_id"}


@dataclass
class FactsRead:
    """What came of a file: its rows, what was refused and why, what was left out, how fresh it is, and what it changed here."""

    rows: int = 0
    accepted: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)
    noted: list[dict[str, Any]] = field(default_factory=list)
    columns_unknown: list[str] = field(default_factory=list)
    columns_missing: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    as_of: datetime | None = None
    children: int = 0
    new: int = 0
    changed: int = 0


class _Again(Exception):
    """Somebody cannot be kept: all is undone, and kept again without them."""


def read_facts(*, actor: Actor, path: Path, as_of: date | None, now: datetime) -> FactsRead:
    """Take what happened in cases from a CSV. `as_of` is the day on which the file was true; none: now.

    Raises Denied, and RuleBroken with a sentence where the file as a whole cannot be used: nothing of it is kept then.
    """
    permissions.check_can_read_returns(actor)
    if as_of is not None and as_of > clock.london_day(now):
        raise RuleBroken("The day on which the file was true lies ahead.")
    read = FactsRead(as_of=datetime.combine(as_of, time(12), clock.LONDON) if as_of else now)
    read.as_of = min(read.as_of or now, now)
    try:
        with path.open("rb") as file, collecting.resting(), request_transaction(READER):
            rows = _rows(open_csv(file), read, now)
            _keep_all(rows, read, now)
    except OSError as problem:
        raise RuleBroken(f"The file {path.name} cannot be opened: {problem.strerror}.") from None
    _tell(rows, read)
    with request_transaction(actor):
        trail.record(
            actor=actor, kind="return.read", subject="return facts", at=now, rows=read.rows, accepted=read.accepted,
            new=read.new, changed=read.changed,
        )  # fmt: skip
    return read


def _rows(opened: CsvFile, read: FactsRead, now: datetime) -> list[FactRow]:
    kinds, ethnicities = _kinds(), said_as(_ethnicities())
    answers = sorted({name for kind in kinds.values() for name in kind.answers})
    read.columns_unknown, read.columns_missing = check_columns(opened.columns, answers=answers)
    read.remarks, today = opened.remarks, clock.london_day(now)
    strange, rows = set(read.columns_unknown), []
    for number, cells, problem in opened.rows():
        if number > MOST_ROWS:
            raise RuleBroken(f"This file has more than {MOST_ROWS:,} rows. Nothing was taken; send it in parts.")
        known = {column: cell for column, cell in cells.items() if column not in strange}
        row = read_row(number, known, kinds=kinds, ethnicities=ethnicities, today=today)
        if problem:
            row.refused.insert(0, ("", problem))
        rows.append(row)
    if not rows:
        raise RuleBroken("The file has no row of data: there is nothing to take from it.")
    return rows


def _kinds() -> dict[str, KindAsked]:
    found: dict[str, KindAsked] = {}
    for code, shape in cases_queries.kinds_of_fact().items():
        answers = {one.name: AnswerAsked(one.shape, said_as(cases_queries.code_titles(one))) for one in shape.answers}
        kind = KindAsked(code, said_as(shape.varieties), answers)
        found |= dict.fromkeys(said_as({code: shape.title}), kind)
    return found


def _ethnicities() -> dict[str, str]:
    return {item.code: item.title for item in agencies.pack_in_force().code_list(ETHNICITIES).items}


def _keep_all(rows: Sequence[FactRow], read: FactsRead, now: datetime) -> None:
    """Keep the children of whom no row is refused; whom only their records refuse is found on the way."""
    while True:
        hindered = {row.child for row in rows if row.refused}
        sound = [row for row in rows if row.child not in hindered]
        if not sound:
            return
        try:
            with transaction.atomic():
                _keep(sound, read, now)
        except _Again:
            continue
        return


def _keep(rows: Sequence[FactRow], read: FactsRead, now: datetime) -> None:
    """Keep children and their facts. Raises _Again where one of them was refused."""
    kept = people.keep_children(
        actor=READER, children=(ChildKnown(record_id=row.child, **row.about) for row in rows), now=now
    )
    first = {row.child: row for row in reversed(rows)}
    for child, (column, reason) in kept.refused.items():
        first[child].refused.append((COLUMN_OF.get(column, column), reason))
    if kept.refused:
        raise _Again
    facts = [
        FactTaken(place, kept.persons[row.child], row.kind, row.name, _given(row)) for place, row in enumerate(rows)
    ]
    taken = cases.take_facts(actor=READER, rows=facts, source=Source.CSV, source_at=read.as_of or now, now=now)
    for refused in taken.refused:
        rows[refused.row].refused.append((refused.field, refused.reason))
    if taken.refused:
        raise _Again
    read.children, read.new, read.changed = len(kept.persons), taken.new, taken.changed


def _given(row: FactRow) -> FactGiven:
    return FactGiven(row.began, row.ended, row.variety, row.answers)


def _tell(rows: Sequence[FactRow], read: FactsRead) -> None:
    """Count what was accepted, and list what was refused: what hinders a child first known, then what belongs to the child."""
    because: dict[str, int] = {}
    for row in rows:
        if row.refused and row.child:
            because.setdefault(row.child, row.number)
    for row in rows:
        read.rows += 1
        reasons = row.refused
        if not reasons and row.child in because:
            reasons = [("child_id", f"belongs to a child of whom row {because[row.child]} is refused")]
        read.refused += [{"row": row.number, "column": column, "reason": reason} for column, reason in reasons]
        read.accepted += not reasons
        if len(read.noted) < NOTED:
            read.noted += [{"row": row.number, "column": column, "reason": reason} for column, reason in row.noted]
