"""Read a children in need census: child by child, each whole or not at all, the file to its end or nothing of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from django.db import transaction

from openmash.base import clock, collecting
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.cases import services as cases
from openmash.cases.choices import Source
from openmash.people import services as people
from openmash.people.services import ChildKnown
from openmash.returns import permissions
from openmash.returns.rules import asxml, codes
from openmash.returns.rules.census import census_year_end
from openmash.returns.rules.fromxml import COLUMNS, ChildRead, Refused, Row, Rows, read_child
from openmash.returns.rules.tofacts import FactSaid, facts_said
from openmash.returns.services.openingxml import elements, name_of
from openmash.trail import services as trail

FIRST_YEAR = 2021
CHILDREN_AT_ONCE = 2000
MOST_CHILDREN = 250_000
LISTED = 20_000
READER = Actor.machine("returns", purpose="reading a statutory return")
COLUMN_OF = {"record_id": "LAchildID", "date_of_birth": "PersonBirthDate", "upn": "UPN", "ethnicity": "Ethnicity"}
COLUMN_OF_FACT = {
    "began_on": {
        asxml.DETAILS: "CINreferralDate", asxml.ASSESSMENTS: "AssessmentActualStartDate", asxml.NEED_PLANS: "CINPlanStartDate",
        asxml.ENQUIRIES: "S47ActualStartDate", asxml.PROTECTION_PLANS: "CPPstartDate",
    },
    "ended_on": {
        asxml.DETAILS: "CINclosureDate", asxml.ASSESSMENTS: "AssessmentAuthorisationDate", asxml.NEED_PLANS: "CINPlanEndDate",
        asxml.ENQUIRIES: "DateOfInitialCPC", asxml.PROTECTION_PLANS: "CPPendDate",
    },
}  # fmt: skip
ONE_OF_TWO = {"Sex", "GenderCurrent"}


@dataclass
class ListRead:
    """What came of one table: rows, how many were accepted, which were refused and why, which columns were not there."""

    rows: int = 0
    accepted: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    def as_data(self, table: str) -> dict[str, Any]:
        found = self.known | (ONE_OF_TWO if ONE_OF_TWO & self.known else set())
        missing = [column for column in COLUMNS[table] if column not in found] if self.rows else []
        return {
            "rows": self.rows,
            "accepted": self.accepted,
            "refused": self.refused,
            "columns_missing": missing,
            "columns_unknown": sorted(self.unknown),
        }


@dataclass
class CensusRead:
    """What came of a file: its year, its tables, and what it changed here. `unlisted` counts refused rows beyond the list."""

    layout: str = "cin"
    lists: dict[str, ListRead] = field(default_factory=lambda: {table: ListRead() for table in asxml.TABLES})
    remarks: list[str] = field(default_factory=list)
    source_at: datetime | None = None
    children: int = 0
    facts: int = 0
    changed: int = 0
    unlisted: int = 0

    def refuse(self, refused: Refused) -> None:
        held = self.lists[refused.row.table].refused
        if len(held) < LISTED:
            held.append({"row": refused.row.number, "column": refused.column, "reason": refused.reason})
        else:
            self.unlisted += 1

    def as_data(self) -> dict[str, Any]:
        """Return the answer of the command line."""
        return {
            "lists": {table: held.as_data(table) for table, held in self.lists.items()},
            "layout": self.layout,
            "children": self.children,
            "facts": self.facts,
            "changed": self.changed,
            "unlisted": self.unlisted,
            "remarks": self.remarks,
        }


def read_census(*, actor: Actor, path: Path, now: datetime) -> CensusRead:
    """Take the children and what happened to them from a census file of any year since 2021.

    A child of whom anything cannot be is refused whole. Raises Denied, and RuleBroken with a sentence where the file as a
    whole cannot be used: nothing of it is kept then.
    """
    permissions.check_can_read_returns(actor)
    read, rows = CensusRead(), Rows()
    try:
        with path.open("rb") as file, collecting.resting(), request_transaction(READER):
            waiting = _children(file, read, rows, now)
            seen: set[str] = set()
            while batch := list(islice(waiting, CHILDREN_AT_ONCE)):
                _take(batch, read, seen, now)
    except OSError as problem:
        raise RuleBroken(f"The file {path.name} cannot be opened: {problem.strerror}.") from None
    with request_transaction(actor):
        trail.record(
            actor=actor,
            kind="return.read",
            subject="return cin",
            at=now,
            layout=read.layout,
            children=read.children,
            facts=read.facts,
            changed=read.changed,
        )
    return read


def _children(file: Any, read: CensusRead, rows: Rows, now: datetime) -> Iterator[ChildRead]:
    """Give each child of a file; the head, which comes first, is looked at on the way."""
    for element in elements(file, root="Message", units=frozenset({"Header", "Child"})):
        if name_of(element) == "Header":
            _read_head(element, read, now)
            continue
        one = read_child(element, rows)
        read.lists[asxml.CHILD].rows = rows.seen[asxml.CHILD]
        if rows.seen[asxml.CHILD] > MOST_CHILDREN:
            raise RuleBroken(f"This file holds more than {MOST_CHILDREN} children. Nothing was taken.")
        yield one
    if not rows.seen[asxml.CHILD]:
        raise RuleBroken("This file holds no child: there is nothing to take from it.")
    for table, number in rows.seen.items():
        read.lists[table].rows = number


def _read_head(element: Element, read: CensusRead, now: datetime) -> None:
    """Look at what a file says of itself. Raises RuleBroken for one that is no census, or of a year that cannot be."""
    said = {name_of(one): (one.text or "").strip() for one in element.iter()}
    if said.get("Collection", "CIN") != "CIN":
        raise RuleBroken(
            "This file says that it is another collection than the children in need census. Nothing was taken."
        )
    day = _day(said.get("ReferenceDate", ""))
    year = said.get("Year", "") or (str(day.year) if day else "")
    if not year:
        return
    last = census_year_end(clock.london_day(now)).year
    if not year.isdigit() or not FIRST_YEAR <= int(year) <= last:
        raise RuleBroken(
            f"This file is of the year {year[:10]}. Files of {FIRST_YEAR} to {last} can be read. Nothing was taken."
        )
    if day and day != date(int(year), 3, 31):
        raise RuleBroken(
            f"This file is of the year {year}, but its ReferenceDate is {day}: it should be {year}-03-31. Nothing was taken."
        )
    read.layout = f"cin-{year}"
    read.source_at = _moment(said.get("DateTime", ""), day, now)


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return None


def _moment(words: str, day: date | None, now: datetime) -> datetime:
    """Return how fresh a file is: when it was written, else the day that it is as of; never ahead."""
    try:
        said = datetime.fromisoformat(words)
    except ValueError:
        said = datetime(day.year, day.month, day.day) if day else now  # noqa: DTZ001
    return min(said if said.tzinfo else said.replace(tzinfo=clock.LONDON), now)


# -- keeping -----------------------------------------------------------------------------------------------------------


class _Again(Exception):
    """Somebody of a batch cannot be kept: the batch is undone, and kept again without them."""


def _take(batch: list[ChildRead], read: CensusRead, seen: set[str], now: datetime) -> None:
    """Keep the children of a batch of whom everything can be, and say of the others what hinders them."""
    sound: dict[str, ChildRead] = {}
    for one in batch:
        if not one.refused and one.child.child_id in seen:
            one.refuse(one.row, "LAchildID", "Another child of this file has the same LAchildID.")
        seen.add(one.child.child_id)
        if one.refused:
            continue
        sound[one.child.child_id] = one
    while sound:
        try:
            with transaction.atomic():
                _keep(sound, read, now)
            break
        except _Again:
            sound = {name: one for name, one in sound.items() if not one.refused}
    for one in batch:
        _count(one, read)


def _keep(sound: dict[str, ChildRead], read: CensusRead, now: datetime) -> None:
    """Keep children and their facts. Raises _Again where one of them was refused."""
    kept = people.keep_children(actor=READER, children=(_known(one) for one in sound.values()), now=now)
    for name, (column, reason) in kept.refused.items():
        sound[name].refuse(sound[name].row, COLUMN_OF.get(column, column), reason)
    if kept.refused:
        raise _Again
    said = [(one, fact) for one in sound.values() for fact in facts_said(one)]
    rows = [_fact(number, kept.persons[one.child.child_id], fact) for number, (one, fact) in enumerate(said)]
    taken = cases.take_facts(actor=READER, rows=rows, source=Source.CIN, source_at=read.source_at or now, now=now)
    for refused in taken.refused:
        one, fact = said[refused.row]
        one.refuse(fact.row, COLUMN_OF_FACT.get(refused.field, {}).get(fact.row.table, refused.field), refused.reason)
    if taken.refused:
        raise _Again
    read.children += len(sound)
    read.facts += len(rows)
    read.changed += taken.new + taken.changed


def _known(one: ChildRead) -> ChildKnown:
    child = one.child
    return ChildKnown(
        record_id=child.child_id,
        sex=child.sex,
        ethnicity=child.ethnicity,
        date_of_birth=child.born or child.expected,
        unborn=child.born is None and child.expected is not None,
        upn=child.upn,
        former_upn=child.former_upn,
        upn_unknown=child.upn_unknown,
        disabled=child.disabilities != [codes.NO_DISABILITY] if child.disabilities else None,
        disabilities=tuple(child.disabilities),
        died_on=child.died,
    )


def _fact(number: int, person: Any, fact: FactSaid) -> cases.FactTaken:
    given = cases.FactGiven(fact.began, fact.ended, fact.variety, fact.answers)
    return cases.FactTaken(number, person, fact.kind, fact.name, given)


def _count(one: ChildRead, read: CensusRead) -> None:
    """Count the rows of a child as accepted, or list them as refused: what hinders it first, then what belongs to it."""
    for table, column in one.known:
        read.lists[table].known.add(column)
    for table, column in one.unknown:
        read.lists[table].unknown.add(column)
    if not one.refused:
        for row in one.rows:
            read.lists[row.table].accepted += 1
        return
    for refused in one.refused:
        read.refuse(refused)
    named = {refused.row for refused in one.refused}
    for row in _others(one.rows, named):
        read.refuse(Refused(row, "", f"belongs to child {one.row.number}, who was refused"))


def _others(rows: Iterable[Row], named: set[Row]) -> Iterator[Row]:
    return (row for row in rows if row not in named)
