"""Read in what was audited elsewhere, and figures reported without their cases: each unit whole or not at all."""

import hashlib
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from django.db import connection, transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.csvfiles import open_csv
from openmash.base.errors import RuleBroken
from openmash.base.references import next_references
from openmash.base.workbooks import open_book
from openmash.caseaudits import permissions
from openmash.caseaudits.choices import AuditKind, AuditState, FileOf, Source
from openmash.caseaudits.models import Answer, Audit, FileRead, Grade, ReportedFigure
from openmash.caseaudits.rules import elsewhere, reported
from openmash.caseaudits.rules.elsewhere import AuditGiven, GradeGiven, Known, read_audits
from openmash.caseaudits.rules.given import CannotRead, Said
from openmash.caseaudits.rules.reported import ReportedGiven, read_reported
from openmash.caseaudits.rules.workbook import table_of
from openmash.trail import services as trail

LARGEST = 20_000_000
BATCH = 2000
# Of what is refused or doubtful, the table keeps this many; the answer names them all.
KEPT = 2000
LOCK = 7203002
PLAIN = ("sample", "cohort", "locality", "team", "social_worker_met", "feedback_from", "escalated", "audited_on")

# What each kind of file must name to be recognised in a workbook, and its columns of days.
NEEDED = {FileOf.AUDITS: (elsewhere.NEEDED, ("audited_on",)), FileOf.REPORTED: (reported.NEEDED, ())}
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

Rows = Iterable[tuple[int, Mapping[str, str], str]]


@dataclass
class ReadIn:
    """What came of a file: `refused` and `doubted` name row (from 1; 0 is the file), column and reason."""

    rows: int = 0
    accepted: int = 0
    added: int = 0
    changed: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)
    doubted: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    number: int = 0


@dataclass(frozen=True)
class _Opened:
    """A file opened for reading."""

    what: FileOf
    name: str
    columns: Sequence[str]
    rows: Rows
    remarks: list[str]
    content_hash: str


@transaction.atomic
def read_audits_in(*, actor: Actor, file: BinaryIO, name: str, now: datetime) -> ReadIn:
    """Read in audits that were made elsewhere. An audit that is held unchanged adds nothing; one that differs takes its place.

    Raises Denied; RuleBroken when the file as a whole cannot be read: then nothing is changed.
    """
    permissions.check_can_read_in(actor)
    opened, today = _open(file, FileOf.AUDITS, name), london_day(now)
    pack = agencies.pack_in_force(today)
    known = Known.of(pack.in_force("audit_toolkits", today), localities=agencies.localities_in_use(today))
    try:
        found = read_audits(opened.columns, opened.rows, known=known, today=today)
    except CannotRead as problem:
        raise RuleBroken(str(problem), field="file") from None
    _one_at_a_time()
    toolkits = {cohort: one.code for one in pack.in_force("audit_toolkits", today) for cohort in one.cohorts}
    added, changed = _keep_audits(found.audits, toolkits, actor, now)
    result = _result(opened, found.rows, found.refused, found.doubted)
    result.added, result.changed = added, changed
    _keep_file(result, opened, actor, now)
    trail.record(
        actor=actor, kind="audits.read_in", subject=f"auditfile {result.number}", at=now, rows=result.rows,
        accepted=result.accepted, added=added, changed=changed,
    )  # fmt: skip
    return result


@transaction.atomic
def read_reported_in(*, actor: Actor, file: BinaryIO, name: str, now: datetime) -> ReadIn:
    """Read in figures reported without their cases, as the source gave them. One that is given anew takes the earlier one's place.

    Raises Denied; RuleBroken when the file as a whole cannot be read: then nothing is changed.
    """
    permissions.check_can_read_in(actor)
    opened = _open(file, FileOf.REPORTED, name)
    try:
        found = read_reported(opened.columns, opened.rows, today=london_day(now))
    except CannotRead as problem:
        raise RuleBroken(str(problem), field="file") from None
    _one_at_a_time()
    result = _result(opened, found.rows, found.refused, found.doubted)
    kept = _keep_file(result, opened, actor, now)
    result.added, result.changed = _keep_figures([one for _, one in found.figures], kept, actor, now)
    kept.added, kept.changed = result.added, result.changed
    kept.save(update_fields=["added", "changed"])
    trail.record(
        actor=actor, kind="reported_figures.read_in", subject=f"auditfile {result.number}", at=now, rows=result.rows,
        accepted=result.accepted, added=result.added, changed=result.changed,
    )  # fmt: skip
    return result


def _open(file: BinaryIO, what: FileOf, name: str) -> _Opened:
    """Open a CSV file, or a workbook in a process of its own. Raises RuleBroken."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise RuleBroken(
            f"The file is larger than {LARGEST // 1_000_000} MB. Send it in parts, each audit whole.", field="file"
        )
    digest = hashlib.sha256(content).hexdigest()
    if content.startswith(WORKBOOKS):
        return _Opened(what, name[:200], *_sheet(content, what), digest)
    source = open_csv(BytesIO(content))
    return _Opened(what, name[:200], source.columns, source.rows(), source.remarks, digest)


def _sheet(content: bytes, what: FileOf) -> tuple[list[str], Rows, list[str]]:
    needed, days = NEEDED[what]
    with tempfile.NamedTemporaryFile(prefix="openmash-", suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        sheets, from_1904 = open_book(Path(file.name))
    try:
        return table_of(sheets, needed=needed, days=days, from_1904=from_1904)
    except CannotRead as problem:
        raise RuleBroken(str(problem), field="file") from None


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])


def _result(opened: _Opened, rows: int, refused: Sequence[Said], doubted: Sequence[Said]) -> ReadIn:
    return ReadIn(
        rows=rows,
        accepted=rows - len({one.row for one in refused}),
        refused=[one.as_data() for one in refused],
        doubted=[one.as_data() for one in doubted],
        remarks=opened.remarks,
    )


def _keep_file(result: ReadIn, opened: _Opened, actor: Actor, now: datetime) -> FileRead:
    kept = FileRead.objects.create(
        what=opened.what,
        name=opened.name,
        content_hash=opened.content_hash,
        rows=result.rows,
        accepted=result.accepted,
        added=result.added,
        changed=result.changed,
        refused=result.refused[:KEPT],
        refused_count=len(result.refused),
        doubted=result.doubted[:KEPT],
        doubted_count=len(result.doubted),
        remarks=result.remarks,
        read_at=now,
        read_by=actor.reference,
        read_by_name=actor.name[:120],
    )
    result.number = kept.pk
    return kept


# -- audits ------------------------------------------------------------------------------------------------------


def _keep_audits(
    given: Sequence[AuditGiven], toolkits: Mapping[str, str], actor: Actor, now: datetime
) -> tuple[int, int]:
    """Write the audits that are new, and those that differ from what is held. Return how many of each."""
    added, changed = list[AuditGiven](), dict[int, AuditGiven]()
    for start in range(0, len(given), BATCH):
        part = given[start : start + BATCH]
        held = _held([one.audit_id for one in part])
        for one in part:
            if one.audit_id not in held:
                added.append(one)
            elif held[one.audit_id][1] != one:
                changed[held[one.audit_id][0]] = one
    version = agencies.current_pack_version() if added or changed else None
    references = next_references("AU-", "ref_case_audit", len(added)) if added else []
    audits = [
        Audit(
            reference=reference,
            kind=AuditKind.FIRST,
            source=Source.ELSEWHERE,
            source_id=one.audit_id,
            state=AuditState.FINISHED,
            made_at=now,
            made_by=actor.reference,
            finished_at=now,
            finished_by=actor.reference,
            pack=version,
            toolkit=toolkits.get(one.cohort, ""),
            auditor_name=one.auditor,
            **{column: getattr(one, column) for column in PLAIN},
        )
        for one, reference in zip(added, references, strict=True)
    ]
    Audit.objects.bulk_create(audits, batch_size=BATCH)
    _write_contents([(audit.pk, one) for audit, one in zip(audits, added, strict=True)])
    _change(changed, toolkits, now)
    return len(added), len(changed)


def _change(changed: Mapping[int, AuditGiven], toolkits: Mapping[str, str], now: datetime) -> None:
    if not changed:
        return
    held = list(Audit.objects.filter(pk__in=changed))
    for audit in held:
        one = changed[audit.pk]
        for column in PLAIN:
            setattr(audit, column, getattr(one, column))
        audit.auditor_name, audit.toolkit = one.auditor, toolkits.get(one.cohort, "")
        audit.finished_at, audit.version = now, audit.version + 1
    Audit.objects.bulk_update(held, [*PLAIN, "auditor_name", "toolkit", "finished_at", "version"], batch_size=BATCH)
    Answer.objects.filter(audit__in=changed).delete()
    Grade.objects.filter(audit__in=changed).delete()
    _write_contents(list(changed.items()))


def _write_contents(audits: Sequence[tuple[int, AuditGiven]]) -> None:
    Answer.objects.bulk_create(
        [
            Answer(audit_id=pk, section=section, question=question, answer=answer)
            for pk, one in audits
            for (section, question), answer in one.answers.items()
        ],
        batch_size=BATCH,
    )
    Grade.objects.bulk_create(
        [
            Grade(audit_id=pk, section=section, grade=graded.grade, previous_grade=graded.previous)
            for pk, one in audits
            for section, graded in one.grades.items()
        ],
        batch_size=BATCH,
    )


def _held(names: Sequence[str]) -> dict[str, tuple[int, AuditGiven]]:
    """Return what is held of audits that were made elsewhere, in the form in which a file gives them."""
    rows = list(Audit.objects.filter(source=Source.ELSEWHERE, source_id__in=names))
    answers: dict[int, dict[tuple[str, str], str]] = {one.pk: {} for one in rows}
    grades: dict[int, dict[str, GradeGiven]] = {one.pk: {} for one in rows}
    for audit, *key, answer in Answer.objects.filter(audit__in=rows).values_list(
        "audit_id", "section", "question", "answer"
    ):
        answers[audit][key[0], key[1]] = answer
    for audit, section, grade, previous in Grade.objects.filter(audit__in=rows).values_list(
        "audit_id", "section", "grade", "previous_grade"
    ):
        grades[audit][section] = GradeGiven(grade, previous)
    return {
        one.source_id: (
            one.pk,
            AuditGiven(
                audit_id=one.source_id,
                auditor=one.auditor_name,
                answers=answers[one.pk],
                grades=grades[one.pk],
                **{column: getattr(one, column) for column in PLAIN},
            ),
        )
        for one in rows
    }


# -- reported figures --------------------------------------------------------------------------------------------


def _keep_figures(given: Sequence[ReportedGiven], file: FileRead, actor: Actor, now: datetime) -> tuple[int, int]:
    """Write the figures that are new, and those that differ from what is held. Return how many of each."""
    wanted = {one.key: one for one in given}
    measures = {one.measure for one in given}
    held = {
        (one.measure, one.period, one.cohort): one
        for one in ReportedFigure.objects.filter(measure__in=measures, replaced_at__isnull=True)
    }
    fresh = {key: one for key, one in wanted.items() if key not in held or _as_given(held[key]) != one}
    replaced = [held[key].pk for key in fresh if key in held]
    ReportedFigure.objects.filter(pk__in=replaced).update(replaced_at=now, replaced_by=actor.reference)
    ReportedFigure.objects.bulk_create(
        [
            ReportedFigure(
                file=file, read_at=now, read_by=actor.reference,
                **{column: getattr(one, column) for column in ReportedGiven.__dataclass_fields__},
            )
            for one in fresh.values()
        ],
        batch_size=BATCH,
    )  # fmt: skip
    return len(fresh) - len(replaced), len(replaced)


def _as_given(held: ReportedFigure) -> ReportedGiven:
    return ReportedGiven(**{column: getattr(held, column) for column in ReportedGiven.__dataclass_fields__})
