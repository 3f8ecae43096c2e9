"""Another person reads a decision: countersigned, or returned with words."""

from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import DecisionState
from openmash.frontdoor.models import Contact, Decision
from openmash.frontdoor.rules import decisions as rules
from openmash.frontdoor.services.effects import close_when_all_decided, take_effect
from openmash.frontdoor.services.screening import decision_due
from openmash.frontdoor.services.shared import (
    countersign_done,
    lock_contact,
    open_contact_work,
)
from openmash.trail import services as trail
from openmash.work.choices import WorkAct


def _overseen(actor: Actor, decision: Decision) -> tuple[Decision, Any]:
    """Return the locked decision and the pack's rule for it, once the actor may answer it."""
    contact = lock_contact(decision.child.contact)
    decision = Decision.objects.select_for_update(of=("self",)).select_related("child__person").get(pk=decision.pk)
    decision.child.contact = contact
    entry = agencies.pack_of(contact.pack).one("oversight", decision.oversight) if decision.oversight else None
    permissions.check_can_oversee(actor, contact, entry.by if entry else ())
    rules.check_not_own(proposed_by=decision.proposed_by, actor=actor.reference)
    if decision.countersigned_at is not None:
        raise RuleBroken("This decision was countersigned already.")
    return decision, entry


@transaction.atomic
def countersign_decision(*, actor: Actor, decision: Decision, words: str, now: datetime) -> Decision:
    """Agree to a colleague's decision; one that waited for it takes effect now.

    Raises Denied; RuleBroken for one's own decision, or one that waits for nobody.
    """
    decision, entry = _overseen(actor, decision)
    if entry is None or decision.state not in (DecisionState.AWAITING, DecisionState.MADE):
        raise RuleBroken("This decision waits for nobody.")
    waited = decision.state == DecisionState.AWAITING
    decision.countersigned_at, decision.countersigned_by, decision.countersign_words = now, actor.reference, words
    if waited:
        rules.check_move(decision.state, DecisionState.MADE)
        decision.state, decision.made_at = DecisionState.MADE, now
    decision.save(update_fields=["countersigned_at", "countersigned_by", "countersign_words", "state", "made_at"])
    contact = decision.child.contact
    countersign_done(actor=actor, decision=decision, reason="countersigned", now=now)
    trail.record(
        actor=actor, kind="decision.countersigned", subject=contact, at=now, child=decision.child.person.reference
    )
    if waited:
        outcome = agencies.pack_of(contact.pack).outcome(decision.outcome)
        take_effect(actor=actor, decision=decision, entry=outcome, now=now)
        close_when_all_decided(actor=actor, contact=contact, now=now)
    return decision


def _who_proposed(decision: Decision, contact: Contact, now: datetime) -> int | None:
    """Return the key of the one who proposed a decision, while they are in the team that has the contact."""
    members = [key for key, _ in agencies.members_of(contact.team, on=clock.london_day(now))]
    return next((key for key in members if f"user:{key}" == decision.proposed_by), None)


@transaction.atomic
def return_decision(*, actor: Actor, decision: Decision, words: str, now: datetime) -> Decision:
    """Send a proposed decision back with words; the child is undecided again.

    Raises Denied; RuleBroken without words, for one's own decision, or one that took effect already.
    """
    decision, _ = _overseen(actor, decision)
    if not words.strip():
        raise RuleBroken("Say what is missing, so that the worker knows what to do.", field="words")
    if decision.state == DecisionState.MADE:
        raise RuleBroken("This decision has taken effect. Reopen the contact instead, with a reason.")
    rules.check_move(decision.state, DecisionState.RETURNED)
    decision.state = DecisionState.RETURNED
    decision.countersigned_at, decision.countersigned_by, decision.countersign_words = now, actor.reference, words
    decision.save(update_fields=["state", "countersigned_at", "countersigned_by", "countersign_words"])
    contact = decision.child.contact
    countersign_done(actor=actor, decision=decision, reason="returned", now=now)
    open_contact_work(
        actor=actor,
        contact=contact,
        act=WorkAct.DECIDE,
        due=decision_due(contact, now=now),
        owner_id=_who_proposed(decision, contact, now),
        note="Returned",
        now=now,
    )
    trail.record(actor=actor, kind="decision.returned", subject=contact, at=now, child=decision.child.person.reference)
    return decision
