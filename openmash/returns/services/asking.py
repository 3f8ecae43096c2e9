"""Have a return written for a person, and give them its file: by a job, since it may take longer than a page."""

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from openmash.base import clock, files, jobs
from openmash.base.actors import Actor
from openmash.base.errors import NotFound, Refusal, RuleBroken
from openmash.base.files.scanning import Scan
from openmash.base.references import drawn_reference
from openmash.returns import permissions
from openmash.returns.choices import Kind
from openmash.returns.models import ReturnWritten
from openmash.returns.rules.census import period_problem
from openmash.returns.rules.naming import file_name
from openmash.returns.services.writing import WRITER
from openmash.returns.services.writingannexa import write_annex_a
from openmash.returns.services.writingcin import write_census
from openmash.returns.services.writingssd import write_ssd
from openmash.trail import services as trail

KEPT_FOR = timedelta(days=30)
JOB = "returns.write_return"
WORKBOOK = "application/octet-stream"


@transaction.atomic
def ask_return(*, actor: Actor, kind: str, first: date, last: date, now: datetime) -> ReturnWritten:
    """Have a return of a period written. Raises Denied, and RuleBroken for a period that is none."""
    permissions.check_can_write_returns(actor)
    if kind not in set(Kind):
        raise NotFound("There is no return of this name.")
    if last < first:
        raise RuleBroken("The last day comes before the first.", field="last")
    if first > clock.london_day(now):
        raise RuleBroken("This period lies ahead: nothing has happened in it yet.", field="first")
    if kind == Kind.CIN and (problem := period_problem(first, last)):
        raise RuleBroken(problem, field="last")
    asked = ReturnWritten.objects.create(
        reference=drawn_reference("RT-"),
        kind=kind,
        first=first,
        last=last,
        asked_at=now,
        asked_by=actor.reference,
        asked_by_name=actor.name,
    )
    jobs.enqueue(JOB, now=now, unique_key=f"{JOB}:{asked.reference}", reference=asked.reference)
    trail.record(
        actor=actor,
        kind="return.asked",
        subject=f"return {asked.reference}",
        at=now,
        of=kind,
        first=first.isoformat(),
        last=last.isoformat(),
    )
    return asked


@transaction.atomic
def write_return(*, actor: Actor, reference: str, now: datetime) -> ReturnWritten:
    """Write a return that was asked for, or keep why it cannot be. One that is written already stays. Raises Denied, NotFound."""
    permissions.check_can_look_through(actor)
    asked = ReturnWritten.objects.select_for_update().filter(reference=reference).first()
    if asked is None:
        raise NotFound
    if asked.finished_at:
        return asked
    try:
        with transaction.atomic():
            made = _made(asked, now)
    except Refusal as refusal:
        asked.problem = refusal.reason[:300]
    else:
        asked.tables, asked.lacking, asked.left_out = made.tables, made.lacking, made.left_out
        asked.file = files.store(made.taken, now=now)
    asked.finished_at = now
    asked.save()
    trail.record(actor=actor, kind="return.finished", subject=f"return {reference}", at=now, ok=not asked.problem)
    return asked


@dataclass(frozen=True)
class _Made:
    taken: files.Taken
    tables: dict[str, int]
    lacking: list[dict[str, Any]]
    left_out: int


def _made(asked: ReturnWritten, now: datetime) -> _Made:
    with tempfile.TemporaryDirectory(prefix="openmash-") as folder:
        place, out, left_out = Path(folder), Path(folder) / "return", 0
        if asked.kind == Kind.CIN:
            written = write_census(actor=WRITER, start=asked.first, end=asked.last, out=out, now=now)
            tables, lacking, kind = dict(written.tables), written.in_words, "application/xml"
            content, left_out = out.read_bytes(), written.left_out
        elif asked.kind == Kind.ANNEX_A:
            out = out.with_suffix(".xlsx")
            tables = write_annex_a(actor=WRITER, start=asked.first, end=asked.last, out=out, now=now)
            lacking, kind, content = [], WORKBOOK, out.read_bytes()
        else:
            tables = write_ssd(actor=WRITER, start=asked.first, end=asked.last, out=out, now=now)
            lacking, kind = [], "application/zip"
            content = Path(shutil.make_archive(str(place / "packed"), "zip", out)).read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    return _Made(
        files.Taken(file_name(asked.kind, asked.first, asked.last), kind, content, sha256, Scan.NOT_SCANNED),
        tables,
        lacking,
        left_out,
    )


@transaction.atomic
def take_return(*, actor: Actor, asked: ReturnWritten, now: datetime) -> ReturnWritten:
    """Give the file of a return, and keep who took it: everybody is in it. Raises Denied, NotFound without a file."""
    permissions.check_can_write_returns(actor)
    if asked.file is None:
        raise NotFound("There is no file of this return. Write it again.")
    trail.record(actor=actor, kind="return.taken", subject=f"return {asked.reference}", at=now, of=asked.kind)
    return asked


@transaction.atomic
def forget_files(*, actor: Actor, now: datetime) -> int:
    """Take away the files of returns that were written long ago: each can be written again. Returns how many. Raises Denied."""
    permissions.check_can_look_through(actor)
    old = ReturnWritten.objects.filter(file__isnull=False, finished_at__lt=now - KEPT_FOR)
    gone = old.update(file=None)
    if gone:
        trail.record(actor=actor, kind="return.files_forgotten", subject="return files", at=now, files=gone)
    return gone
