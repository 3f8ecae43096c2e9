"""The allegation meeting: the hub's own services, with the access of the worry that it is about. It opens no work of a team:
what it gives to do stands where whoever decides on the worry begins, and nowhere else.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.accounts import queries as accounts
from openmash.agencies import queries as agencies
from openmash.allegations import permissions, queries, rules
from openmash.allegations.choices import AllegationState
from openmash.allegations.models import Allegation
from openmash.allegations.queries import ABOUT, OFFICERS
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.meetings import queries as meeting_queries
from openmash.meetings import services as meetings
from openmash.meetings.services import ActionGiven, CameGiven, FindingGiven, InviteGiven, MeetingGiven
from openmash.trail import services as trail

LONGEST_NAME = 160


def _own(actor: Actor, reference: str) -> Allegation:
    """Return a worry that the actor decides on. Raises NotFound."""
    held = queries.allegation_by_reference(actor, reference)
    permissions.check_can_decide(actor, held)
    return held


def _team(actor: Actor, now: datetime) -> Any:
    """Return the team that keeps the meeting: the officers', else the actor's own."""
    found = agencies.teams_of_kind(OFFICERS, on=clock.london_day(now))
    own = [team for team in agencies.teams_in_use() if team.pk in actor.team_ids]
    return (found or own)[0]


@transaction.atomic
def call_meeting(*, actor: Actor, reference: str, given: MeetingGiven, invited: str, now: datetime) -> Any:
    """Call a meeting about a worry whose threshold is met; `invited` names one person a line, with what they are.

    Nobody of them sees it here: the officer tells them. Raises NotFound; RuleBroken before the threshold is met, without
    anybody invited, where the person concerned is among them, or as `meetings.call_meeting`.
    """
    held = _own(actor, reference)
    if held.state != AllegationState.MET:
        raise RuleBroken("First decide that the threshold is met. Then call the meeting.")
    names = rules.invited_among(invited)
    _check_invited(held, names)
    meeting = meetings.call_meeting(
        actor=actor,
        subject=held.reference,
        team=_team(actor, now),
        given=given,
        about=[],
        invited=[InviteGiven(name=name) for name in names],
        now=now,
        **ABOUT,
    )
    trail.record(
        actor=actor,
        kind="allegation.meeting_called",
        subject=f"allegation {held.reference}",
        at=now,
        meeting=meeting.reference,
    )
    return meeting


def _check_invited(held: Allegation, names: Sequence[str]) -> None:
    if not names:
        raise RuleBroken("Write who is invited, one a line.", field="invited")
    if any(len(name) > LONGEST_NAME for name in names):
        raise RuleBroken(f"Write at most {LONGEST_NAME} letters for each of them, one a line.", field="invited")
    keys = rules.keys_of(held.concerned)
    concerned = [held.who_name, *(name for key, name in accounts.all_names().items() if key in keys)]
    for name in names:
        if any(rules.same_name(name, one) for one in concerned):
            raise RuleBroken(f"“{name}” may be the person concerned. They are not invited.", field="invited")


@transaction.atomic
def call_off_meeting(*, actor: Actor, reference: str, meeting: str, reason: str, now: datetime) -> Any:
    """Call an allegation meeting off. Raises NotFound; RuleBroken as `meetings.call_off_meeting`."""
    held = queries.meeting_about(actor, _own(actor, reference).reference, meeting)
    called_off = meetings.call_off_meeting(actor=actor, meeting=held, reason=reason, now=now)
    trail.record(
        actor=actor,
        kind="allegation.meeting_called_off",
        subject=f"allegation {reference}",
        at=now,
        meeting=meeting,
    )
    return called_off


@transaction.atomic
def hold_meeting(
    *,
    actor: Actor,
    reference: str,
    meeting: str,
    held_at: datetime,
    came: Sequence[CameGiven],
    notes: str,
    given: Sequence[FindingGiven],
    now: datetime,
) -> Any:
    """Write down who took part, what each said, and what was decided: the outcome of the worry comes from here.

    Raises NotFound; RuleBroken as `meetings.hold_meeting` and `meetings.record_findings`.
    """
    held = queries.meeting_about(actor, _own(actor, reference).reference, meeting)
    done = meetings.hold_meeting(actor=actor, meeting=held, held_at=held_at, came=came, notes=notes, now=now)
    meetings.record_findings(actor=actor, meeting=done, about=None, given=given, expected_version=0, now=now)
    trail.record(
        actor=actor, kind="allegation.meeting_held", subject=f"allegation {reference}", at=now, meeting=meeting
    )
    return done


@transaction.atomic
def agree_action(
    *, actor: Actor, reference: str, meeting: str, words: str, owner: str, due_at: datetime, now: datetime
) -> Any:
    """Write down what the meeting gave somebody to do, by name, until when. Raises NotFound; RuleBroken without an owner, or
    as `meetings.agree_action`.
    """
    held = queries.meeting_about(actor, _own(actor, reference).reference, meeting)
    if not owner.strip():
        raise RuleBroken("Write who does it.", field="owner")
    action = meetings.agree_action(
        actor=actor,
        meeting=held,
        given=ActionGiven(words=words, due_at=due_at, agency=held.team.agency, owner_name=owner.strip()),
        now=now,
    )
    trail.record(
        actor=actor,
        kind="allegation.action_agreed",
        subject=f"allegation {reference}",
        at=now,
        action=action.reference,
    )
    return action


@transaction.atomic
def finish_action(*, actor: Actor, reference: str, meeting: str, action: str, words: str, now: datetime) -> Any:
    """Say that an action is done. Raises NotFound; RuleBroken as `meetings.finish_action`."""
    held = queries.meeting_about(actor, _own(actor, reference).reference, meeting)
    done = meetings.finish_action(actor=actor, action=meeting_queries.action_of(held, action), words=words, now=now)
    trail.record(actor=actor, kind="allegation.action_done", subject=f"allegation {reference}", at=now, action=action)
    return done
