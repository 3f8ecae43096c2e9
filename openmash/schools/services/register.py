"""Load the national list of schools, and say of a school who signs in for it and which calendar it has."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.csvfiles import CsvFile, open_csv
from openmash.base.errors import RuleBroken
from openmash.schools import permissions, queries
from openmash.schools.models import RegisterLoad, School
from openmash.schools.rules.listing import RowRefused, SchoolRow, read_row, what_is_missing
from openmash.schools.services.shared import REGISTER, one_at_a_time
from openmash.trail import services as trail

LARGEST = 200 * 1024 * 1024
BATCH = 2000
# Of what is refused, the table keeps this many; the command names them all.
KEPT = 1000
WRITTEN = tuple(SchoolRow.__dataclass_fields__)


@dataclass
class Loaded:
    """What came of a file: `refused` rows with row (from 1), column and reason."""

    file_name: str
    rows: int = 0
    accepted: int = 0
    new: int = 0
    changed: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    number: int = 0

    def refuse(self, row: int, column: str, reason: str) -> None:
        self.refused.append({"row": row, "column": column, "reason": reason})


@contextmanager
def _opened(file: Path | BinaryIO) -> Iterator[BinaryIO]:
    if isinstance(file, Path):
        with file.open("rb") as stream:
            yield stream
    else:
        yield file


@transaction.atomic
def load_register(*, actor: Actor, file: Path | BinaryIO, name: str, now: datetime) -> Loaded:
    """Load schools from a file of the national list: each good row whole, each bad one refused with its column and why.

    A school that the file does not name stays: a file may hold one area. The same file again changes nothing. Raises Denied;
    RuleBroken when the file as a whole cannot be read: the register then stays as it was.
    """
    permissions.check_can_keep_register(actor)
    with _opened(file) as stream:
        mark = _mark_of(stream, name)
        source = open_csv(stream)
        if wrong := what_is_missing(source.columns):
            raise RuleBroken(f"{name}: {wrong}", field="file")
        loaded = Loaded(name[:200], remarks=source.remarks)
        one_at_a_time(REGISTER)
        _keep(_rows(source, loaded), loaded)
    load = RegisterLoad.objects.create(
        file_name=loaded.file_name,
        content_hash=mark,
        rows=loaded.rows,
        accepted=loaded.accepted,
        new=loaded.new,
        changed=loaded.changed,
        refused=loaded.refused[:KEPT],
        refused_count=len(loaded.refused),
        remarks=loaded.remarks,
        loaded_at=now,
        loaded_by=actor.reference,
    )
    loaded.number = load.pk
    trail.record(
        actor=actor,
        kind="schools.loaded",
        subject=f"registerload {load.pk}",
        at=now,
        rows=loaded.rows,
        accepted=loaded.accepted,
    )
    return loaded


def _mark_of(stream: BinaryIO, name: str) -> str:
    digest, size = hashlib.sha256(), 0
    stream.seek(0)
    while chunk := stream.read(1 << 20):
        digest.update(chunk)
        size += len(chunk)
        if size > LARGEST:
            raise RuleBroken(
                f"{name} is larger than {LARGEST >> 20} MB: the national list is a fraction of that.", field="file"
            )
    stream.seek(0)
    return digest.hexdigest()


def _rows(source: CsvFile, loaded: Loaded) -> Iterator[SchoolRow]:
    """Yield each good row once; refuse the others, among them a second row about a school that says something else."""
    seen: dict[str, tuple[int, SchoolRow]] = {}
    for number, cells, problem in source.rows():
        loaded.rows = number
        try:
            if problem:
                raise RowRefused("", problem)
            row = read_row(cells)
            first = seen.get(row.urn)
            if first is not None and first[1] != row:
                raise RowRefused(
                    "URN", f"{row.urn} is there twice, and says something else in row {first[0]}. That one is kept."
                )
        except RowRefused as refused:
            loaded.refuse(number, refused.column, str(refused))
            continue
        loaded.accepted += 1
        if first is None:
            seen[row.urn] = number, row
            yield row


def _keep(rows: Iterator[SchoolRow], loaded: Loaded) -> None:
    """Write what is new and what has changed, and touch nothing else."""
    held = {one.urn: one for one in School.objects.all()}
    new, changed = [], []
    for row in rows:
        mark = _hash_of(row)
        school = held.get(row.urn)
        if school is not None and school.content_hash == mark:
            continue
        values = asdict(row) | {"content_hash": mark, "search_text": _search_text(row)}
        if school is None:
            new.append(School(**values))
        else:
            for key, value in values.items():
                setattr(school, key, value)
            school.version += 1
            changed.append(school)
    School.objects.bulk_create(new, batch_size=BATCH)
    School.objects.bulk_update(changed, [*WRITTEN, "content_hash", "search_text", "version"], batch_size=BATCH)
    loaded.new, loaded.changed = len(new), len(changed)


def _hash_of(row: SchoolRow) -> str:
    plain = "\x1f".join(f"{key}={value}" for key, value in sorted(asdict(row).items()))
    return hashlib.sha256(plain.encode()).hexdigest()


def _search_text(row: SchoolRow) -> str:
    squeezed = row.postcode.replace(" ", "")
    return f"{row.name} {row.address} {row.postcode} {squeezed} {row.urn}".casefold()[:400]


@transaction.atomic
def set_up_school(*, actor: Actor, school: School, agency_code: str, calendar_code: str, now: datetime) -> School:
    """Say whose people sign in for a school (an agency's code, or nobody), and which calendar it has (empty: the default one).

    Raises Denied; NotFound for an agency or a calendar that there is not; RuleBroken for an agency that is another school's.
    """
    permissions.check_can_keep_register(actor)
    school = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    agency = agencies.agency_by_code(agency_code) if agency_code else None
    if agency is not None and School.objects.filter(agency=agency).exclude(pk=school.pk).exists():
        raise RuleBroken(f"People of {agency.name} sign in for another school of the register already.", field="agency")
    school.agency = agency
    school.calendar = queries.calendar_by_code(calendar_code) if calendar_code else None
    school.version += 1
    school.save(update_fields=["agency", "calendar", "version"])
    trail.record(
        actor=actor,
        kind="school.set_up",
        subject=f"school {school.urn}",
        at=now,
        agency=agency_code,
        calendar=calendar_code,
    )
    return school
