"""Minutes read in, and what a person makes of each action that was read: confirmed as it is or corrected, or declined."""

import hashlib
from datetime import datetime

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.references import next_reference
from openmash.base.worktime import england
from openmash.improvement import permissions
from openmash.improvement.choices import Origin, ProposalState
from openmash.improvement.extracting import CannotRead, check_size, text_in
from openmash.improvement.models import BoardAction, Minutes, ProposedAction
from openmash.improvement.rules.minutes import read_minutes
from openmash.improvement.services.actions import ActionWanted, make_action
from openmash.trail import services as trail

SUBJECT = "minutes"


@transaction.atomic
def read_minutes_in(*, actor: Actor, name: str, content: bytes, title: str, now: datetime) -> Minutes:
    """Read a file of minutes: what it says is kept, its actions as proposals. Nothing is done until a person confirms it.

    Raises Denied; RuleBroken when it cannot be read, or was read before.
    """
    permissions.check_can_keep_plan(actor)
    try:
        check_size(name, len(content))
        text = text_in(name, content)
    except CannotRead as problem:
        raise RuleBroken(str(problem), field="file") from None
    digest = hashlib.sha256(text.encode()).hexdigest()
    before = Minutes.objects.filter(content_hash=digest).first()
    if before is not None:
        raise RuleBroken(f"These minutes were read before: “{before.title}”. Open them in the list.", field="file")
    holidays = england().bank_holidays
    found = read_minutes(text, closed=lambda day: "a bank holiday" if day in holidays else "")
    minutes = Minutes.objects.create(
        reference=next_reference("MN-", "ref_minutes"),
        title=title.strip()[:200] or name[:200],
        content_hash=digest,
        text=text,
        resolutions=found.resolutions,
        warnings=found.warnings,
        read_at=now,
        read_by=actor.reference,
        read_by_name=actor.name,
    )
    ProposedAction.objects.bulk_create(
        ProposedAction(
            minutes=minutes,
            number=number,
            kind=one.kind,
            words=one.text,
            owners=list(one.owners),
            due=one.due or "",
            starts=one.start,
            ends=one.end,
        )
        for number, one in enumerate(found.actions, start=1)
    )
    trail.record(
        actor=actor, kind="minutes.read", subject=f"{SUBJECT} {minutes.reference}", at=now, actions=len(found.actions)
    )
    return minutes


@transaction.atomic
def confirm_proposal(*, actor: Actor, proposal: ProposedAction, wanted: ActionWanted, now: datetime) -> BoardAction:
    """Confirm an action that was read, as it stands or corrected: it becomes an action of the board. Raises Denied, RuleBroken."""
    permissions.check_can_keep_plan(actor)
    held = _waiting(proposal)
    if wanted.origin_kind != Origin.MINUTE or wanted.origin != held.minutes.reference:
        raise RuleBroken("What minutes propose comes from these minutes.")
    made = make_action(actor=actor, wanted=wanted, now=now)
    held.state, held.made = ProposalState.CONFIRMED, made
    _decided(actor, held, now)
    return made


@transaction.atomic
def decline_proposal(*, actor: Actor, proposal: ProposedAction, reason: str, now: datetime) -> ProposedAction:
    """Say that what was read is no action, and why. Raises Denied, RuleBroken."""
    permissions.check_can_keep_plan(actor)
    held = _waiting(proposal)
    if not reason.strip():
        raise RuleBroken("Say why it is no action.", field="reason")
    held.state, held.reason = ProposalState.DECLINED, reason.strip()[:300]
    _decided(actor, held, now)
    return held


def _waiting(proposal: ProposedAction) -> ProposedAction:
    held = ProposedAction.objects.select_for_update(of=("self",)).select_related("minutes").get(pk=proposal.pk)
    if held.state != ProposalState.PROPOSED:
        raise RuleBroken("Somebody has decided on this already.")
    return held


def _decided(actor: Actor, held: ProposedAction, now: datetime) -> None:
    held.decided_at, held.decided_by, held.decided_by_name = now, actor.reference, actor.name
    held.save(update_fields=["state", "made", "reason", "decided_at", "decided_by", "decided_by_name"])
    trail.record(
        actor=actor,
        kind=f"minutes.proposal_{held.state}",
        subject=f"{SUBJECT} {held.minutes.reference}",
        at=now,
        number=held.number,
    )
