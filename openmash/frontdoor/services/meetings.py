"""Meetings about a contact: the hub's own services with what they need from the contact, and the work that comes of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.frontdoor import permissions
from openmash.frontdoor.models import Contact
from openmash.frontdoor.queries import leaving
from openmash.frontdoor.rules import answers as rules
from openmash.meetings import services as meetings
from openmash.meetings.services import AboutGiven, ActionGiven, CameGiven, FindingGiven, InviteGiven, MeetingGiven
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

AT_THE_AGREED_TIME = "agreed-time"


@dataclass(frozen=True)
class OwnerGiven:
    """Who has something to do: a team of the council, or an agency by its code; perhaps a person of it by name."""

    team: str = ""
    agency: str = ""
    name: str = ""


@transaction.atomic
def call_meeting_about(
    *,
    actor: Actor,
    contact: Contact,
    given: MeetingGiven,
    people: Sequence[str],
    invited: Sequence[InviteGiven],
    now: datetime,
) -> Any:
    """Call a meeting about children of a contact, by their references. Holding it becomes work of the contact's team.

    Raises Denied; RuleBroken as `meetings.call_meeting`.
    """
    permissions.check_can_meet(actor, contact)
    for field in ("purpose", "place", "urgent_reason"):
        _names_no_caller(contact, getattr(given, field), field)
    children = {one.person.reference: one.person for one in contact.children.select_related("person")}
    meeting = meetings.call_meeting(
        actor=actor,
        subject_kind="contact",
        subject=contact.reference,
        team=contact.team,
        given=given,
        about=[AboutGiven(children[one]) for one in people if one in children],
        invited=invited,
        restricted=contact.restricted,
        now=now,
    )
    named = meeting_title(meeting)
    due = agencies.DueBy(given.planned_at, f"{named} is called for then.", AT_THE_AGREED_TIME)
    _open(actor=actor, contact=contact, act=WorkAct.HOLD_MEETING, key=meeting.reference, due=due, note=named, now=now)
    trail.record(actor=actor, kind="contact.meeting_called", subject=contact, at=now, meeting=meeting.reference)
    return meeting


def _names_no_caller(contact: Contact, words: str, field: str) -> None:
    """Raise RuleBroken where words that the invited read name a caller who asked not to be named."""
    rules.check_names_no_caller(words, not_to_be_named=leaving.not_to_be_named(contact), field=field)


def meeting_title(meeting: Any) -> str:
    """Return what kind of meeting it is, with its reference."""
    entry = agencies.pack_of(meeting.pack_id).one("meeting_kinds", meeting.kind)
    return f"{entry.title} {meeting.reference}"


def _open(
    *,
    actor: Actor,
    contact: Contact,
    act: str,
    key: str,
    due: agencies.DueBy,
    note: str,
    team: Any = None,
    owner_id: int | None = None,
    now: datetime,
) -> None:
    """Open work on a contact that several of its meetings and actions can have at once: `key` tells them apart."""
    work.open_work(
        actor=actor,
        act=act,
        subject_kind="contact",
        subject=contact.reference,
        team=team or contact.team,
        due=due,
        rag=contact.rag,
        arrived_at=now,
        locality=contact.locality,
        restricted=contact.restricted,
        child=key,
        owner_id=owner_id,
        note=note,
        now=now,
    )


def _finish(*, actor: Actor, contact: Contact, act: str, key: str, reason: str, now: datetime) -> None:
    work.finish_work(
        actor=actor, act=act, subject_kind="contact", subject=contact.reference, child=key, reason=reason, now=now
    )


@transaction.atomic
def hold_meeting_about(
    *,
    actor: Actor,
    contact: Contact,
    meeting: Any,
    held_at: datetime,
    came: Sequence[CameGiven],
    inquorate_reason: str,
    notes: str,
    now: datetime,
) -> Any:
    """Write down that a meeting was held; the work of holding it ends. Raises Denied; RuleBroken as `meetings.hold_meeting`."""
    permissions.check_can_meet(actor, contact)
    held = meetings.hold_meeting(
        actor=actor,
        meeting=meeting,
        held_at=held_at,
        came=came,
        inquorate_reason=inquorate_reason,
        notes=notes,
        now=now,
    )
    _finish(actor=actor, contact=contact, act=WorkAct.HOLD_MEETING, key=meeting.reference, reason="held", now=now)
    return held


@transaction.atomic
def call_off_meeting_about(*, actor: Actor, contact: Contact, meeting: Any, reason: str, now: datetime) -> Any:
    """Call a meeting off; the work of holding it ends. Raises Denied; RuleBroken as `meetings.call_off_meeting`."""
    permissions.check_can_meet(actor, contact)
    _names_no_caller(contact, reason, "reason")
    held = meetings.call_off_meeting(actor=actor, meeting=meeting, reason=reason, now=now)
    _finish(actor=actor, contact=contact, act=WorkAct.HOLD_MEETING, key=meeting.reference, reason="called off", now=now)
    return held


@transaction.atomic
def decide_in_meeting(
    *,
    actor: Actor,
    contact: Contact,
    meeting: Any,
    about: Any,
    given: Sequence[FindingGiven],
    expected_version: int,
    now: datetime,
) -> list[Any]:
    """Write down what a meeting decided for a child of a contact.

    Raises Denied; RuleBroken and Conflict as `meetings.record_findings`.
    """
    permissions.check_can_meet(actor, contact)
    return meetings.record_findings(
        actor=actor, meeting=meeting, about=about, given=given, expected_version=expected_version, now=now
    )


@transaction.atomic
def record_dissent_about(
    *, actor: Actor, contact: Contact, meeting: Any, attendee: Any, question: str, reason: str, now: datetime
) -> Any:
    """Write down who did not agree with a meeting about a contact. Raises Denied; RuleBroken as `meetings.record_dissent`."""
    permissions.check_can_meet(actor, contact)
    return meetings.record_dissent(
        actor=actor, meeting=meeting, attendee=attendee, question=question, reason=reason, now=now
    )


@transaction.atomic
def agree_action_about(
    *, actor: Actor, contact: Contact, meeting: Any, words: str, due_at: datetime, owner: OwnerGiven, now: datetime
) -> Any:
    """Write down what a meeting gave to do: for a team of the council it becomes work in its queue.

    An agency outside the council finds it on its own page of meetings. Raises Denied; RuleBroken as `meetings.agree_action`.
    """
    permissions.check_can_meet(actor, contact)
    _names_no_caller(contact, words, "words")
    if not (owner.team or owner.agency):
        raise RuleBroken("Choose who does it.", field="owner")
    team = agencies.team_by_code(owner.team) if owner.team else None
    agency = team.agency if team else agencies.agency_by_code(owner.agency)
    given = ActionGiven(words=words, due_at=due_at, agency=agency, team=team, owner_name=owner.name.strip())
    action = meetings.agree_action(actor=actor, meeting=meeting, given=given, now=now)
    if team is not None:
        due = agencies.DueBy(due_at, f"Agreed at {meeting_title(meeting)}.", AT_THE_AGREED_TIME)
        _open(
            actor=actor,
            contact=contact,
            act=WorkAct.DO_ACTION,
            key=action.reference,
            due=due,
            note=words,
            team=team,
            owner_id=_named(team, owner.name, now),
            now=now,
        )
    return action


def _named(team: Any, name: str, now: datetime) -> int | None:
    """Return the key of the one of a team who is named, or None: then it is the team's."""
    wanted = name.strip().casefold()
    keys = [key for key, held in agencies.members_of(team, on=clock.london_day(now)) if held.casefold() == wanted]
    return keys[0] if len(keys) == 1 else None


@transaction.atomic
def finish_action_about(*, actor: Actor, contact: Contact, action: Any, words: str, now: datetime) -> Any:
    """Say that an action is done; its work ends. Raises Denied; RuleBroken as `meetings.finish_action`."""
    done = meetings.finish_action(actor=actor, action=action, words=words, now=now)
    _finish(actor=actor, contact=contact, act=WorkAct.DO_ACTION, key=action.reference, reason="done", now=now)
    return done
