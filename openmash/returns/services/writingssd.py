"""Write the standard safeguarding dataset: a folder with one CSV for each of its tables, all of them or none."""

import csv
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from heapq import merge
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.cells import plain_cell
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.cases import queries as cases
from openmash.cases.choices import FactKind
from openmash.cases.queries import FactTold
from openmash.frontdoor import queries as frontdoor
from openmash.frontdoor.queries import ContactTold
from openmash.people import queries as people
from openmash.people.queries import ForReturns
from openmash.returns import permissions
from openmash.returns.queries.census import known_of
from openmash.returns.rules import ssd
from openmash.returns.services.writing import WRITER
from openmash.trail import services as trail

TABLES_FILE = Path(__file__).parents[1] / "data" / "ssd_tables.json"
PEOPLE_AT_ONCE = 500


@lru_cache(maxsize=1)
def tables() -> Mapping[str, Sequence[str]]:
    """Return the tables of the dataset with their fields, in their order."""
    return json.loads(TABLES_FILE.read_text(encoding="utf-8"))["tables"]  # type: ignore[no-any-return]


class _Folder:
    """The files of all tables, open, each with its first line."""

    def __init__(self, place: Path, held: ExitStack) -> None:
        self.rows: Counter[str] = Counter(dict.fromkeys(tables(), 0))
        self.writers = {}
        for name, fields in tables().items():
            file = held.enter_context((place / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            self.writers[name] = csv.DictWriter(file, fields, restval="")
            self.writers[name].writeheader()

    def add(self, line: ssd.Line) -> None:
        table, row = line
        self.writers[table].writerow({name: plain_cell(_as_text(value)) for name, value in row.items()})
        self.rows[table] += 1


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


@transaction.atomic
def write_ssd(*, actor: Actor, start: date, end: date, out: Path, now: datetime) -> dict[str, int]:
    """Write what is known of everybody whose case or contact lies in a period; return the rows of each table.

    Raises Denied, and RuleBroken for a period that is none or a place where nothing can be put.
    """
    permissions.check_can_write_returns(actor)
    if end < start:
        raise RuleBroken("The last day comes before the first.", field="end")
    with request_transaction(WRITER), _all_or_none(out) as place, ExitStack() as held:
        folder = _Folder(place, held)
        workers: dict[str, str] = {}
        teams: set[str] = set()
        for case in _cases(start, end):
            for line in ssd.said(case):
                folder.add(line)
            workers |= {fact.worker: fact.team for fact in case.facts if fact.worker}
            teams |= {fact.team for fact in case.facts if fact.team}
        for name, team in sorted(workers.items()):
            folder.add(ssd.professional(name, team))
        for team in sorted(teams):
            folder.add(ssd.department(team))
    rows = dict(folder.rows)
    trail.record(
        actor=actor,
        kind="return.written",
        subject="return ssd",
        at=now,
        first=start.isoformat(),
        last=end.isoformat(),
        children=rows["ssd_person"],
    )
    return rows


@contextmanager
def _all_or_none(out: Path) -> Iterator[Path]:
    """Give a folder whose files are put into `out` once all are written. Raises RuleBroken where nothing can be put there."""
    place = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(dir=out.parent, prefix=".writing-"))
        yield place
        out.mkdir(exist_ok=True)
        for file in place.iterdir():
            file.replace(out / file.name)
    except OSError as problem:
        raise RuleBroken(f"{out} cannot be written: {problem.strerror}.") from None
    finally:
        if place:
            shutil.rmtree(place, ignore_errors=True)


def _cases(start: date, end: date) -> Iterator[ssd.Case]:
    """Give everybody of whom something lies in the period, one after another: two streams, each in the order of people."""
    pack = agencies.pack_in_force()
    flags = {one.code: one.ssd_flags for one in pack.outcomes}
    sources = {one.code: one.title for one in pack.contact_sources}
    taken = people.references_that_are_council_ids(WRITER)
    told: Iterator[FactTold | ContactTold] = merge(
        cases.facts_told(WRITER, kinds=list(FactKind), start=start, end=end),
        frontdoor.contacts_told(WRITER, start=_midnight(start), end=_midnight(end + timedelta(days=1))),
        key=lambda one: one.person,
    )
    each = ((key, list(rows)) for key, rows in groupby(told, key=lambda one: one.person))
    while batch := list(islice(each, PEOPLE_AT_ONCE)):
        known = people.told_for_returns(WRITER, [key for key, _ in batch])
        for key, rows in batch:
            facts = [_fact(one, end) for one in rows if isinstance(one, FactTold)]
            contacts = [_contact(one, flags) for one in rows if isinstance(one, ContactTold)]
            yield ssd.Case(_about(known[key], taken, end), facts, contacts, sources)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.LONDON)


def _about(person: ForReturns, taken: set[str], end: date) -> ssd.About:
    """Return a person as the dataset describes them: of one who is restricted without name, numbers and place."""
    said = known_of(person, twice=set(), taken=taken)
    about = ssd.About(
        id=said.child_id,
        sex=person.sex,
        ethnicity=person.ethnicity,
        born=None if person.unborn else person.date_of_birth,
        expected=person.date_of_birth if person.unborn else None,
        died=person.died_on if person.died_on and person.died_on <= end else None,
        upn_unknown=person.upn_unknown,
        disabilities=ssd.disabilities_of(person.disabled, person.disabilities),
    )
    if person.restricted:
        return about
    place = ("", "") if person.address_protected else (person.address, person.postcode)
    return replace(
        about,
        given_name=person.given_name,
        family_name=person.family_name,
        nhs_number=person.nhs_number,
        upn=person.upn,
        household=person.household,
        address=place[0],
        postcode=place[1],
    )


def _fact(fact: FactTold, end: date) -> ssd.Told:
    return ssd.Told(
        fact.reference, fact.kind, fact.variety, fact.began_on, fact.ended_on if fact.ended_on and fact.ended_on <= end else None,
        fact.outcome, fact.reason, fact.category, fact.seen, fact.alone, fact.seen_on, fact.worker, fact.team,
        clock.london_day(fact.due_at) if fact.due_at else None, fact.details,
    )  # fmt: skip


def _contact(one: ContactTold, flags: Mapping[str, Sequence[str]]) -> ssd.Contacted:
    return ssd.Contacted(one.reference, clock.london_day(one.received_at), one.source, flags.get(one.outcome, ()))
