"""Who has an audit: given, given to another with the reason, taken out of the round, and chased when it is late."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.caseaudits import permissions
from openmash.caseaudits.choices import COHORT_WORDS, IN_HAND, AuditState
from openmash.caseaudits.models import Allocation, Audit
from openmash.caseaudits.queries import case_of, readers_at_work, restricted_audit
from openmash.caseaudits.rules import Reader, why_not
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

AUDIT = "case_audit"
GIVER = Actor.machine("giving-out-audits")


def overseers(audit: Audit) -> tuple[str, ...]:
    """Return whose work it is that an audit finds its auditor: of a restricted child those who are cleared."""
    return ("mash_manager",) if restricted_audit(audit) else ("principal_social_worker",)


def note_of(audit: Audit) -> str:
    """Return what the queue shows of an audit: the child, or the contact, and the group."""
    who = audit.person.full_name if audit.person is not None else audit.contact.reference if audit.contact else ""
    return f"{who}, {COHORT_WORDS[audit.cohort].lower()}"


def locked(audit: Audit) -> Audit:
    """Return the audit as it is now, locked."""
    Audit.objects.select_for_update(of=("self",)).values_list("pk").get(pk=audit.pk)
    return Audit.objects.select_related("person", "contact").get(pk=audit.pk)


def _pack(audit: Audit) -> Any:
    assert audit.pack_id is not None
    return agencies.pack_of(audit.pack_id).auditing


@transaction.atomic
def allocate_audit(*, actor: Actor, audit: Audit, auditor_id: int, reason: str = "", now: datetime) -> Audit:
    """Give an audit to an auditor, or to another one: then with the reason.

    Raises Denied; NotFound for an audit that the actor may not see; RuleBroken with the rule that forbids this auditor, without
    a reason where somebody had it already, and once it is finished.
    """
    permissions.check_can_allocate(actor)
    if not Audit.objects.visible_to(actor).filter(pk=audit.pk).exists():
        raise NotFound
    held = locked(audit)
    if held.state not in (AuditState.DRAWN, *IN_HAND):
        raise RuleBroken("This audit is over. It cannot go to anybody else.")
    reader = next((one for one in readers_at_work(on=clock.london_day(now)) if one.user_id == auditor_id), None)
    if reader is None:
        raise RuleBroken("Choose somebody who audits.", field="auditor")
    if forbidden := why_not(reader, case_of(held)):
        raise RuleBroken(f"{reader.name}: {forbidden}", field="auditor")
    if held.auditor_id == auditor_id:
        raise RuleBroken(f"{reader.name} has this audit already.", field="auditor")
    if held.auditor_id is not None and not reason.strip():
        raise RuleBroken("Say why it goes to somebody else.", field="reason")
    with request_transaction(GIVER):
        return give(actor=actor, audit=held, reader=reader, reason=reason, now=now)


def give(*, actor: Actor, audit: Audit, reader: Reader, reason: str, now: datetime) -> Audit:
    """Put an audit into the hands of a reader whom no rule forbids it: what they had written of it stays with the audit."""
    due = agencies.due_by(_pack(audit).finish_clock, now)
    _finish_work(actor, audit, "given to another", now)
    audit.auditor_id, audit.auditor_name, audit.state = reader.user_id, reader.name, AuditState.ALLOCATED
    audit.due_at, audit.due_rule = due.due_at, due.rule
    audit.save(update_fields=["auditor", "auditor_name", "state", "due_at", "due_rule"])
    Allocation.objects.create(
        audit=audit,
        auditor_id=reader.user_id,
        auditor_name=reader.name,
        reason=reason.strip()[:300],
        allocated_at=now,
        allocated_by=actor.reference,
        allocated_by_name=actor.name,
    )
    _open(audit, WorkAct.AUDIT_CASE, due, owner_id=reader.user_id, roles=permissions.READERS, now=now)
    trail.record(
        actor=actor,
        kind="case_audit.allocated",
        subject=f"{AUDIT} {audit.reference}",
        at=now,
        auditor=f"user:{reader.user_id}",
    )
    return audit


def wait_for_auditor(*, actor: Actor, audit: Audit, now: datetime, until: datetime | None = None) -> None:
    """Put it into the work of those who give out audits: nobody could have it by rule, or it is made later, by `until`."""
    due = agencies.due_by(_pack(audit).allocate_clock, now)
    if until is not None:
        due = agencies.DueBy(until, "", "audit again")
    _open(audit, WorkAct.ALLOCATE_AUDIT, due, owner_id=None, roles=overseers(audit), now=now)
    trail.record(actor=actor, kind="case_audit.waits", subject=f"{AUDIT} {audit.reference}", at=now)


def _open(
    audit: Audit, act: str, due: agencies.DueBy, *, owner_id: int | None, roles: tuple[str, ...], now: datetime
) -> None:
    with request_transaction(GIVER):
        work.open_work(
            actor=GIVER,
            act=act,
            subject_kind=AUDIT,
            subject=audit.reference,
            team=agencies.team_by_code(_pack(audit).team),
            owner_id=owner_id,
            restricted=restricted_audit(audit),
            due=due,
            rag="",
            arrived_at=now,
            note=note_of(audit),
            roles=roles,
            now=now,
        )


def _finish_work(actor: Actor, audit: Audit, reason: str, now: datetime) -> None:
    with request_transaction(GIVER):
        for act in (WorkAct.AUDIT_CASE, WorkAct.ALLOCATE_AUDIT, WorkAct.CHASE_AUDIT):
            work.finish_work(actor=GIVER, act=act, subject_kind=AUDIT, subject=audit.reference, reason=reason, now=now)


@transaction.atomic
def withdraw_audit(*, actor: Actor, audit: Audit, reason: str, now: datetime) -> Audit:
    """Take an audit out: it cannot be made, and counts for nothing. Raises Denied; RuleBroken without a reason, or once finished."""
    permissions.check_can_allocate(actor)
    held = locked(audit)
    if held.state not in (AuditState.DRAWN, *IN_HAND):
        raise RuleBroken("This audit is over. It stays as it is.")
    if not reason.strip():
        raise RuleBroken("Say why it cannot be made.", field="reason")
    held.state, held.withdrawn_at, held.withdrawn_by = AuditState.WITHDRAWN, now, actor.reference
    held.withdrawn_because = reason.strip()
    held.save(update_fields=["state", "withdrawn_at", "withdrawn_by", "withdrawn_because"])
    _finish_work(actor, held, "taken out", now)
    trail.record(actor=actor, kind="case_audit.withdrawn", subject=f"{AUDIT} {held.reference}", at=now)
    return held


def finish_case_work(*, actor: Actor, audit: Audit, now: datetime) -> None:
    """Finish what was to be done on an audit: it is made."""
    _finish_work(actor, audit, "audited", now)


@transaction.atomic
def chase_audits(*, actor: Actor, now: datetime) -> int:
    """Remind auditors of what is due in a few days, and tell those who oversee audits of what is late. Returns how many are late.

    Raises Denied for everybody but a machine.
    """
    if not actor.system:
        raise Denied("Late audits are chased by a job, not by hand.")
    late = 0
    rows = Audit.objects.filter(state__in=IN_HAND, due_at__isnull=False)
    for audit in rows.select_related("person", "contact").order_by("pk"):
        assert audit.due_at is not None
        remind = audit.due_at - timedelta(days=_pack(audit).remind_days)
        note = note_of(audit)
        if now > audit.due_at:
            due = agencies.due_by(_pack(audit).allocate_clock, audit.due_at)
            _open(audit, WorkAct.CHASE_AUDIT, due, owner_id=None, roles=overseers(audit), now=now)
            late, note = late + 1, f"{note}. Late: finish it, or say that you cannot"
        elif now >= remind:
            note = f"{note}. Due soon"
        work.note_work(
            actor=actor,
            acts=(WorkAct.AUDIT_CASE,),
            subject_kind=AUDIT,
            subject=audit.reference,
            child="",
            note=note,
            now=now,
        )
    return late
