"""What a meeting agreed is to be done: by whom, until when, and that it is done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.references import drawn_reference, next_reference
from openmash.meetings import permissions
from openmash.meetings.choices import APART
from openmash.meetings.models import Meeting, MeetingAction
from openmash.meetings.services.shared import check_held, lock_meeting
from openmash.trail import services as trail


@dataclass(frozen=True)
class ActionGiven:
    """What is to be done, until when, by a team of the council or by an agency that was invited; perhaps by whom of them."""

    words: str
    due_at: datetime
    agency: Any
    team: Any = None
    owner_name: str = ""


@transaction.atomic
def agree_action(*, actor: Actor, meeting: Meeting, given: ActionGiven, now: datetime) -> MeetingAction:
    """Write down an action. The room above makes it work in the owner's queue.

    Raises Denied; RuleBroken before the meeting was held, without words, for a time that is over, or for an agency outside
    the council that was not invited: it would read of a family it was told nothing about.
    """
    permissions.check_can_keep(actor, meeting.subject_kind)
    meeting = lock_meeting(meeting)
    check_held(meeting)
    if not given.words.strip():
        raise RuleBroken("Write what is to be done.", field="words")
    if given.due_at < now:
        raise RuleBroken("Choose a time that is still to come.", field="due_at")
    apart = meeting.subject_kind in APART
    if given.team is None and not apart and not meeting.attendees.filter(agency=given.agency).exists():
        raise RuleBroken("Only an agency that was invited can be given something to do.", field="owner")
    action = MeetingAction.objects.create(
        reference=drawn_reference("AC-") if apart else next_reference("AC-", "ref_action"),
        meeting=meeting,
        agreed_at=now,
        agreed_by=actor.reference,
        **vars(given),
    )
    trail.record(
        actor=actor,
        kind="meeting.action_agreed",
        subject=meeting,
        at=now,
        action=action.reference,
        agency=given.agency.code,
    )
    return action


@transaction.atomic
def finish_action(*, actor: Actor, action: MeetingAction, words: str, now: datetime) -> MeetingAction:
    """Say that an action is done, and what came of it. Raises Denied; RuleBroken when it was done before, or without words."""
    action = MeetingAction.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=action.pk)
    permissions.check_can_finish(actor, action)
    if action.done_at is not None:
        raise RuleBroken("This has been done already.")
    if not words.strip():
        raise RuleBroken("Write what was done.", field="words")
    action.done_at, action.done_by, action.done_by_name, action.done_words = now, actor.reference, actor.name, words
    action.save(update_fields=["done_at", "done_by", "done_by_name", "done_words"])
    trail.record(actor=actor, kind="meeting.action_done", subject=f"action {action.reference}", at=now)
    return action
