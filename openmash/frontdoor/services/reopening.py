"""Opening again what was decided. What was decided stays readable; nothing is deleted."""

from datetime import datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import ContactStatus, DecisionState
from openmash.frontdoor.models import Contact, ContactChild
from openmash.frontdoor.rules import contacts as contact_rules
from openmash.frontdoor.rules import decisions as rules
from openmash.frontdoor.services.answers import drop_waiting
from openmash.frontdoor.services.effects import FOLLOW_ON
from openmash.frontdoor.services.shared import (
    change_status,
    countersign_done,
    lock_contact,
    open_contact_work,
    reload_children,
)
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct


@transaction.atomic
def reopen_contact(
    *, actor: Actor, contact: Contact, children: list[ContactChild], reason: str, now: datetime
) -> Contact:
    """Open decided children again, with a reason. What was decided stays readable.

    Raises Denied; RuleBroken without a reason, or when nothing is decided.
    """
    contact = lock_contact(contact)
    permissions.check_can_reopen(actor, contact)
    if not reason.strip():
        raise RuleBroken("Say why this is opened again.", field="reason")
    if contact.status in contact_rules.OPEN and not any(child.decided_at for child in children):
        raise RuleBroken("Nothing is decided here yet, so there is nothing to reopen.")
    held = reload_children(contact, children) if children else []
    for child in held:
        _reopen_child(actor=actor, child=child, reason=reason, now=now)
    change_status(actor=actor, contact=contact, after=ContactStatus.SCREENING, reason=reason, now=now)
    # Whoever was told the first outcome is told the next one too.
    contact.decided_at = contact.answered_at = None
    contact.version += 1
    contact.save(update_fields=["decided_at", "answered_at", "version"])
    drop_waiting(actor=actor, contact=contact, now=now)
    work.finish_work(
        actor=actor,
        act=WorkAct.ANSWER_REFERRER,
        subject_kind="contact",
        subject=contact.reference,
        reason="reopened",
        now=now,
    )
    pack = agencies.pack_of(contact.pack)
    due = agencies.due_by(pack.door.decision_clock, now, team=contact.team, pack=contact.pack)
    contact.decide_due_at = due.due_at
    answer = agencies.due_by(pack.door.answer_clock, due.due_at, team=contact.team, pack=contact.pack)
    contact.referrer_due_at = answer.due_at
    contact.save(update_fields=["decide_due_at", "referrer_due_at"])
    open_contact_work(actor=actor, contact=contact, act=WorkAct.DECIDE, due=due, note="Reopened", now=now)
    trail.record(
        actor=actor,
        kind="contact.reopened",
        subject=contact,
        at=now,
        children=[child.person.reference for child in held],
    )
    return contact


def _reopen_child(*, actor: Actor, child: ContactChild, reason: str, now: datetime) -> None:
    for decision in child.decisions.select_for_update(of=("self",)).filter(
        state__in=(DecisionState.MADE, DecisionState.AWAITING)
    ):
        rules.check_move(decision.state, DecisionState.REOPENED)
        decision.state = DecisionState.REOPENED
        decision.reopened_at, decision.reopened_by, decision.reopen_reason = now, actor.reference, reason
        decision.save(update_fields=["state", "reopened_at", "reopened_by", "reopen_reason"])
        decision.referrals.filter(ended_at__isnull=True).update(ended_at=now)
        decision.child.contact = child.contact
        countersign_done(actor=actor, decision=decision, reason="reopened", now=now)
    child.outcome, child.decided_level, child.decided_at = "", None, None
    child.save(update_fields=["outcome", "decided_level", "decided_at"])
    work.note_work(
        actor=actor,
        acts=FOLLOW_ON,
        subject_kind="contact",
        subject=child.contact.reference,
        child=child.person.reference,
        note=f"The decision was reopened: {reason}",
        now=now,
    )
