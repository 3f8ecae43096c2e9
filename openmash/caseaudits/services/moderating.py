"""Two readers agree: what they graded differently is settled section by section, each change with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.caseaudits import permissions, rules
from openmash.caseaudits.choices import AuditKind, AuditState
from openmash.caseaudits.models import AgreedGrade, Audit
from openmash.caseaudits.queries import restricted_audit
from openmash.caseaudits.services.giving import AUDIT, GIVER, locked, note_of, overseers
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct


@dataclass(frozen=True)
class AgreedGiven:
    """What holds for one section, and why."""

    section: str
    grade: str
    reason: str = ""


def differing(first: Audit, second: Audit) -> dict[str, tuple[str, str]]:
    """Return the two grades of each section that the readers graded differently."""
    one, other = ({row.section: row.grade for row in audit.grades.all()} for audit in (first, second))
    return {
        section: (one[section], other[section])
        for section in one
        if one[section] and other.get(section) and one[section] != other[section]
    }


def ask_to_agree(*, actor: Actor, second: Audit, now: datetime) -> None:
    """Put it into the work of those who oversee audits that two readers differ. Where they do not, nothing is to be done."""
    with request_transaction(GIVER):
        first = Audit.objects.select_related("person", "contact").get(second_readings=second)
        if not differing(first, second):
            return
        assert second.pack_id is not None
        auditing = agencies.pack_of(second.pack_id).auditing
        work.open_work(
            actor=GIVER,
            act=WorkAct.AGREE_GRADES,
            subject_kind=AUDIT,
            subject=first.reference,
            team=agencies.team_by_code(auditing.team),
            restricted=restricted_audit(first),
            due=agencies.due_by(auditing.agree_clock, now),
            rag="",
            arrived_at=now,
            note=note_of(first),
            roles=overseers(first),
            now=now,
        )
    trail.record(actor=actor, kind="case_audit.readers_differ", subject=f"{AUDIT} {first.reference}", at=now)


@transaction.atomic
def agree_grades(*, actor: Actor, audit: Audit, given: Sequence[AgreedGiven], now: datetime) -> list[AgreedGrade]:
    """Record what holds for each section on which two readers differed. A grade that is changed says why.

    Raises Denied for either reader; NotFound before both have finished; RuleBroken for a section left out or without a reason,
    and when it was agreed before.
    """
    held = locked(audit)
    second = _second_of(held)
    permissions.check_can_agree_grades(actor, held, second)
    if held.agreed_grades.exists():
        raise RuleBroken("What holds has been agreed already.")
    open_sections, said = differing(held, second), {one.section: one for one in given}
    rows = [
        AgreedGrade(
            audit=held,
            section=section,
            before=one,
            second=other,
            agreed_at=now,
            agreed_by=actor.reference,
            agreed_by_name=actor.name,
            **_holds(section, said.get(section)),
        )
        for section, (one, other) in open_sections.items()
    ]
    if not rows:
        raise RuleBroken("The two readers do not differ. There is nothing to agree.")
    AgreedGrade.objects.bulk_create(rows)
    trail.record(
        actor=actor,
        kind="case_audit.grades_agreed",
        subject=f"{AUDIT} {held.reference}",
        at=now,
        changed=sorted(one.section for one in rows if one.after != one.before),
    )
    work.finish_work(
        actor=actor, act=WorkAct.AGREE_GRADES, subject_kind=AUDIT, subject=held.reference, reason="agreed", now=now
    )
    return rows


def _second_of(first: Audit) -> Any:
    """Return the finished second reading of a finished audit. Raises NotFound."""
    rows = Audit.objects.filter(reads_id=first.pk, kind=AuditKind.SECOND, state=AuditState.FINISHED)
    second = rows.prefetch_related("grades").order_by("-pk").first()
    if second is None or first.state != AuditState.FINISHED:
        raise NotFound
    return second


def _holds(section: str, given: AgreedGiven | None) -> dict[str, str]:
    """Return what holds for a section, and why. Raises RuleBroken with the field that is missing."""
    if given is None or not given.grade:
        raise RuleBroken("Say which grade holds.", field=f"{section}_grade")
    rules.check_gradeable(given.grade)
    if not given.reason.strip():
        raise RuleBroken("Say why this grade holds.", field=f"{section}_reason")
    return {"after": given.grade, "reason": given.reason.strip()}
