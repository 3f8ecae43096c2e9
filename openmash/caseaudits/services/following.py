"""What follows from an audit: what cannot wait reaches a manager at once, and what is to be done is done and looked at again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock, worktime
from openmash.base.actors import Actor
from openmash.base.errors import Denied, RuleBroken
from openmash.base.references import next_reference
from openmash.base.transactions import request_transaction
from openmash.caseaudits import permissions
from openmash.caseaudits.models import Audit, Escalation
from openmash.caseaudits.queries import restricted_audit
from openmash.caseaudits.services.giving import AUDIT, GIVER, locked, note_of
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

ESCALATION = "audit_escalation"
ORIGIN = "audit"
BY_DAY = "by the day agreed"
FURTHEST = timedelta(days=731)


@dataclass(frozen=True)
class AuditAction:
    """What an audit asks for: in words, by which team and perhaps whom in it, until which day, for which themes."""

    words: str
    team_code: str
    due_on: date
    owner_id: int | None = None
    themes: tuple[str, ...] = ()


def _auditing(audit: Audit) -> Any:
    assert audit.pack_id is not None
    return agencies.pack_of(audit.pack_id).auditing


@transaction.atomic
def escalate_audit(*, actor: Actor, audit: Audit, immediate: bool, words: str, now: datetime) -> Escalation:
    """Escalate what cannot wait until the audit is read: danger now goes to managers as red work, by its own clock.

    Raises Denied unless the audit is with the actor; RuleBroken without words.
    """
    held = locked(audit)
    permissions.check_can_audit(actor, held)
    if not words.strip():
        raise RuleBroken("Say what you found, and what you are worried about.", field="words")
    auditing = _auditing(held)
    due = agencies.due_by(auditing.danger_clock if immediate else auditing.escalation_clock, now)
    team = agencies.team_by_code(auditing.escalation_team)
    escalation = Escalation.objects.create(
        reference=next_reference("AE-", "ref_audit_escalation"),
        audit=held,
        immediate=immediate,
        words=words.strip(),
        team=team,
        raised_at=now,
        raised_by=actor.reference,
        raised_by_name=actor.name,
        due_at=due.due_at,
        due_rule=due.rule,
    )
    held.escalated = True
    held.save(update_fields=["escalated"])
    trail.record(
        actor=actor,
        kind="case_audit.escalated",
        subject=f"{ESCALATION} {escalation.reference}",
        at=now,
        audit=held.reference,
        immediate=immediate,
    )
    _tell_managers(actor, held, escalation, due, now)
    return escalation


def _tell_managers(actor: Actor, held: Audit, escalation: Escalation, due: agencies.DueBy, now: datetime) -> None:
    """Put it into the managers' queues: danger now is red, and stands above everything that is not."""
    immediate = escalation.immediate
    with request_transaction(GIVER):
        work.open_work(
            actor=GIVER,
            act=WorkAct.ANSWER_AUDIT,
            subject_kind=ESCALATION,
            subject=escalation.reference,
            team=escalation.team,
            locality=held.locality,
            restricted=restricted_audit(held),
            due=due,
            rag="red" if immediate else "",
            arrived_at=now,
            note=f"{note_of(held)}. {'Danger now' if immediate else 'Found by an audit'}",
            roles=("mash_manager", "locality_manager"),
            not_by=actor.reference,
            now=now,
        )


@transaction.atomic
def answer_escalation(*, actor: Actor, escalation: Escalation, answer: str, now: datetime) -> Escalation:
    """Answer what was escalated: what was done, or why it stands. Raises Denied; RuleBroken without words, and answered before."""
    Escalation.objects.select_for_update(of=("self",)).values_list("pk").get(pk=escalation.pk)
    held = Escalation.objects.select_related("audit").get(pk=escalation.pk)
    permissions.check_can_answer(actor, held)
    if held.answered_at is not None:
        raise RuleBroken("This has been answered already.")
    if not answer.strip():
        raise RuleBroken("Say what you did, or why it stands as it is.", field="answer")
    held.answered_at, held.answered_by, held.answered_by_name = now, actor.reference, actor.name
    held.answer = answer.strip()
    held.save(update_fields=["answered_at", "answered_by", "answered_by_name", "answer"])
    trail.record(actor=actor, kind="case_audit.escalation_answered", subject=f"{ESCALATION} {held.reference}", at=now)
    with request_transaction(GIVER):
        work.finish_work(
            actor=GIVER,
            act=WorkAct.ANSWER_AUDIT,
            subject_kind=ESCALATION,
            subject=held.reference,
            reason="answered",
            now=now,
        )
    return held


@transaction.atomic
def act_on_audit(*, actor: Actor, audit: Audit, given: AuditAction, now: datetime) -> Any:
    """Say what an audit asks for: it becomes an action in the queue of its owner. Raises Denied, NotFound, RuleBroken."""
    held = locked(audit)
    permissions.check_can_act_on(actor, held)
    today = clock.london_day(now)
    if given.due_on < today:
        raise RuleBroken("Choose a day that is still to come.", field="due_on")
    if given.due_on > today + FURTHEST:
        raise RuleBroken("That is more than two years away. Is the year right?", field="due_on")
    team = agencies.team_by_code(given.team_code)
    members = {key for key, _ in agencies.members_of(team, on=today)}
    if given.owner_id is not None and given.owner_id not in members:
        raise RuleBroken("Choose somebody of the team that does it.", field="owner")
    action = work.ActionGiven(
        origin_kind=ORIGIN,
        origin=held.reference,
        words=given.words,
        team=team,
        owner_id=given.owner_id,
        due_at=worktime.end_of(given.due_on),
        due_rule=BY_DAY,
        themes=given.themes,
        restricted=restricted_audit(held),
        note=note_of(held),
    )
    made = work.agree_action(actor=actor, given=action, now=now)
    trail.record(
        actor=actor, kind="case_audit.action_agreed", subject=f"{AUDIT} {held.reference}", at=now, action=made.reference
    )
    return made


@transaction.atomic
def finish_audit_action(*, actor: Actor, action: Any, words: str, now: datetime) -> Any:
    """Say that what an audit asked for is done: somebody else looks again. Raises Denied, RuleBroken."""
    auditing = agencies.pack_in_force().auditing
    done = work.finish_action(
        actor=actor,
        action=action,
        words=words,
        looks_in=agencies.team_by_code(auditing.team),
        look_clock=auditing.look_again_clock,
        now=now,
    )
    trail.record(actor=actor, kind="case_audit.action_done", subject=f"action {done.reference}", at=now)
    return done


@transaction.atomic
def look_at_action(
    *, actor: Actor, action: Any, holds: bool, words: str, due_on: date | None = None, now: datetime
) -> Any:
    """Keep what a re-look found. Where it does not hold, it is to be done once more, until a day. Raises Denied, RuleBroken."""
    overseer = actor.has(*permissions.ANSWERERS)
    if not (actor.is_authority and (overseer or action.agreed_by == actor.reference)):
        raise Denied("The auditor who asked for it, the principal social worker or a manager looks again.")
    looked = work.look_again(
        actor=actor,
        action=action,
        holds=holds,
        words=words,
        due_at=worktime.end_of(due_on) if due_on else None,
        now=now,
    )
    trail.record(actor=actor, kind="case_audit.looked_again", subject=f"action {looked.reference}", at=now, holds=holds)
    return looked
