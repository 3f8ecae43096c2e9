"""Write an Annex A of a period from the cases and the front door: one workbook in the layout of January 2024."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from heapq import merge
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import xlsxwriter
from django.db import transaction

from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.cases import queries as cases
from openmash.cases.choices import FactKind
from openmash.cases.queries import FactTold
from openmash.frontdoor import queries as frontdoor
from openmash.frontdoor.queries import ContactTold
from openmash.people import queries as people
from openmash.people.queries import ForReturns
from openmash.returns import permissions
from openmash.returns.models import Adopter
from openmash.returns.rules.annexa.layout import ADOPTERS, LISTS
from openmash.returns.rules.annexa.writing import About, Told, Window, cell_of, rows_of_child
from openmash.returns.services.writing import WRITER
from openmash.trail import services as trail

PEOPLE_AT_ONCE = 500
COLUMNS = ("outcome", "reason", "category", "seen", "alone", "seen_on")


@transaction.atomic
def write_annex_a(*, actor: Actor, start: date, end: date, out: Path, now: datetime) -> dict[str, int]:
    """Write the workbook of a period, and return how many rows each list has. Everybody is in it, restricted people too.

    Raises Denied, and RuleBroken where the period is none or nothing can be written there.
    """
    permissions.check_can_write_returns(actor)
    if end < start:
        raise RuleBroken("The last day comes before the first.", field="last")
    rows: Counter[str] = Counter({layout.name: 0 for layout in LISTS.values()})
    with _workbook(out) as book:
        sheets = {number: _Sheet(book, number) for number in LISTS}
        for about, facts in _children(start, end):
            for number, row in rows_of_child(about, facts, Window(start, end)):
                sheets[number].write(row)
                rows[LISTS[number].name] += 1
        for adopter in Adopter.objects.order_by("pk").iterator():
            sheets[ADOPTERS].write({"adopter": adopter.number} | adopter.told)
            rows[LISTS[ADOPTERS].name] += 1
    trail.record(
        actor=actor, kind="return.written", subject="return annex_a", at=now, first=start.isoformat(), last=end.isoformat(),
        rows=sum(rows.values()),
    )  # fmt: skip
    return dict(rows)


class _Sheet:
    """One sheet that is written row by row, its headings first."""

    def __init__(self, book: Any, number: int) -> None:
        self.columns, self.at = LISTS[number].columns, 0
        self.sheet = book.add_worksheet(LISTS[number].name)
        self.sheet.write_row(0, 0, [column.heading for column in self.columns])

    def write(self, row: dict[str, Any]) -> None:
        self.at += 1
        for place, column in enumerate(self.columns):
            value = cell_of(column, row.get(column.name))
            if isinstance(value, str):
                if value:
                    self.sheet.write_string(self.at, place, value)
            elif isinstance(value, date):
                self.sheet.write_datetime(self.at, place, datetime.combine(value, time()))
            else:
                self.sheet.write_number(self.at, place, value)


@contextmanager
def _workbook(out: Path) -> Iterator[Any]:
    """Give a workbook that becomes `out` once all is in it. Raises RuleBroken where nothing can be written there."""
    place = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=out.parent, prefix=".writing-", delete=False) as file:
            place = Path(file.name)
        book = xlsxwriter.Workbook(
            str(place), {"constant_memory": True, "default_date_format": "dd/mm/yyyy", "tmpdir": str(out.parent)}
        )
        yield book
        book.close()
        place.chmod(0o600)
        place.replace(out)
    except OSError as problem:
        raise RuleBroken(f"{out} cannot be written: {problem.strerror}.") from None
    except xlsxwriter.exceptions.XlsxWriterException:
        raise RuleBroken(f"{out} cannot be written: it would be larger than a workbook can be.") from None
    finally:
        if place:
            place.unlink(missing_ok=True)


def _children(start: date, end: date) -> Iterator[tuple[About, list[Told]]]:
    """Give everybody of whom something lies in the period, one after another: two streams, each in the order of people."""
    told: Iterator[FactTold | ContactTold] = merge(
        cases.facts_told(WRITER, kinds=list(FactKind), start=start, end=end),
        frontdoor.contacts_told(WRITER, start=_midnight(start), end=_midnight(end + timedelta(days=1))),
        key=lambda one: one.person,
    )
    each = ((key, list(rows)) for key, rows in groupby(told, key=lambda one: one.person))
    while batch := list(islice(each, PEOPLE_AT_ONCE)):
        known = people.told_for_returns(WRITER, [key for key, _ in batch])
        for key, rows in batch:
            yield _about(known[key]), [_told(one) for one in rows]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.LONDON)


def _about(person: ForReturns) -> About:
    return About(
        number=person.council_id or person.reference,
        sex=person.sex,
        ethnicity=person.ethnicity,
        born=person.date_of_birth,
        unborn=person.unborn,
        disabled=person.disabled if person.disabled is not None else _disabled(person.disabilities),
    )


def _disabled(codes: tuple[str, ...]) -> bool | None:
    return bool(set(codes) - {"NONE"}) if codes else None


def _told(one: FactTold | ContactTold) -> Told:
    if isinstance(one, ContactTold):
        day = clock.london_day(one.received_at)
        return Told(FactKind.CONTACT, "", day, None, answers={"source": one.source})
    answers = {name: value for name in COLUMNS if (value := getattr(one, name)) not in (None, "")} | one.details
    return Told(one.kind, one.variety, one.began_on, one.ended_on, one.team, one.worker, answers)
