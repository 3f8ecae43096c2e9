"""Worries about workers: for the designated officer, and a receipt for whoever recorded one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.allegations import permissions, rules
from openmash.allegations.choices import AllegationState, Reader
from openmash.allegations.models import Allegation
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.transactions import request_transaction
from openmash.meetings import queries as meetings
from openmash.meetings.choices import MeetingState

KEEPER = Actor.machine("worries-about-workers")
MOST = 200
MOST_AT_HOME = 10


ABOUT: Any = {"subject_kind": "allegation"}
# The kind of the officers' team in a pack.
OFFICERS = "lado"


@dataclass(frozen=True)
class Ahead:
    """What comes after a decision: a meeting to call or to hold, or an action of one that is still to be done."""

    allegation: Allegation
    title: str
    meeting: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True)
class Waiting:
    """How many worries wait for somebody, the first of them, the most urgent first, and what their meetings have ahead."""

    number: int
    first: tuple[Allegation, ...]
    ahead: tuple[Ahead, ...] = ()


def allegations_for(actor: Actor) -> list[Allegation]:
    """Return the worries that the actor may decide, those that wait first, by due time; then the latest."""
    rows = list(Allegation.objects.visible_to(actor).order_by("-recorded_at")[:MOST])
    waiting = sorted((row for row in rows if row.state == AllegationState.RAISED), key=lambda row: row.due_at)
    return [*waiting, *(row for row in rows if row.state != AllegationState.RAISED)]


def waiting_for(actor: Actor) -> Waiting | None:
    """Return the worries that wait for the actor's decision, the first due first, and what meetings about others have ahead.

    One query while there is no meeting. None where nothing waits: a manager is told only of what they stand in for, and
    nobody of what is about them.
    """
    if not permissions.may_decide_some(actor):
        return None
    rows = Allegation.objects.visible_to(actor).filter(state__in=[AllegationState.RAISED, AllegationState.MET])
    held = list(rows.order_by("due_at", "pk")[:MOST])
    found = [one for one in held if one.state == AllegationState.RAISED]
    ahead = _ahead([one for one in held if one.state == AllegationState.MET])
    return Waiting(len(found), tuple(found[:MOST_AT_HOME]), tuple(ahead)) if found or ahead else None


def _ahead(met: Sequence[Allegation]) -> list[Ahead]:
    """Return what meetings about worries have ahead: what has no time yet first, then the first due first."""
    by_subject = meetings_by_subject(met)
    found: list[Ahead] = []
    for one in met:
        held = by_subject.get(one.reference, [])
        called = [meeting for meeting in held if meeting.state == MeetingState.CALLED]
        found += [Ahead(one, "Hold the allegation meeting", row.reference, row.planned_at) for row in called]
        if not called and not outcome_of(held)[1]:
            found.append(Ahead(one, "Call the next allegation meeting" if held else "Call the allegation meeting"))
        for row in held:
            open_ = [action for action in row.actions.all() if action.done_at is None]
            found += [Ahead(one, f"{act.words} ({act.owner_name})", row.reference, act.due_at) for act in open_]
    return sorted(found, key=lambda one: (one.due_at is not None, one.due_at or one.allegation.due_at))


def meetings_by_subject(rows: Iterable[Allegation]) -> dict[str, list[Any]]:
    """Return the meetings about worries that the actor may read, by reference, in the order of their times."""
    found: dict[str, list[Any]] = {}
    for meeting in meetings.meetings_apart(subjects=[one.reference for one in rows], **ABOUT):
        found.setdefault(meeting.subject, []).append(meeting)
    return found


def outcome_of(held: Iterable[Any]) -> tuple[str, bool]:
    """Return how a worry ends, as the latest of its meetings that said so has it, and whether it has ended."""
    said = [
        outcome for one in held if one.state == MeetingState.HELD and (outcome := meetings.outcome_in_words(one))[0]
    ]
    return said[-1] if said else ("", False)


def meetings_about(actor: Actor, reference: str) -> list[Any]:
    """Return every meeting about a worry that the actor may read, the latest first. Raises NotFound for every other."""
    return meetings.meetings_about(actor, subject=allegation_by_reference(actor, reference).reference, **ABOUT)


def meeting_about(actor: Actor, reference: str, meeting: str) -> Any:
    """Return one meeting about a worry that the actor may read. Raises NotFound for every other."""
    held = allegation_by_reference(actor, reference)
    return meetings.meeting_about(actor, subject=held.reference, reference=meeting, **ABOUT)


def meeting_kind(now: datetime) -> Any:
    """Return the pack's kind of meeting about a worry. Raises NotFound where it has none."""
    found = meetings.kinds(now, about=ABOUT["subject_kind"])
    if not found:
        raise NotFound
    return found[0]


def who_in_words(one: Allegation) -> str:
    """Return whom a worry is about: name, what they do, and for whom."""
    return ", ".join(part for part in (one.who_name, one.who_role, one.who_employer) if part)


def allegation_by_reference(actor: Actor, reference: str) -> Allegation:
    """Return a worry with what was decided. Raises NotFound for every one that is not the actor's to read."""
    rows = Allegation.objects.visible_to(actor).prefetch_related("decisions__decided_by")
    found = rows.filter(reference=reference).first()
    if found is None:
        raise NotFound
    return found


def receipts_of(actor: Actor) -> list[Allegation]:
    """Return what the actor recorded, the latest first: for the receipt alone."""
    return list(Allegation.objects.recorded_by_actor(actor).order_by("-recorded_at")[:MOST])


def receipt(actor: Actor, reference: str) -> Allegation:
    """Return one that the actor recorded. Raises NotFound for every other."""
    found = Allegation.objects.recorded_by_actor(actor).filter(reference=reference).first()
    if found is None:
        raise NotFound
    return found


def reader_of(one: Allegation, now: datetime) -> Reader:
    """Return who can read a worry now: the officer, a manager who stands in, or nobody."""
    return _reader(one, *_holders(now))


def _holders(now: datetime) -> tuple[set[int], set[int]]:
    today = clock.london_day(now)
    return (
        agencies.holders_of(Role.DESIGNATED_OFFICER, on=today),
        agencies.holders_of(Role.MASH_MANAGER, on=today),
    )


def _reader(one: Allegation, officers: set[int], managers: set[int]) -> Reader:
    told, concerned = rules.keys_of(one.told), rules.keys_of(one.concerned)
    return rules.who_can_read(officers=officers, managers=managers, told=told, concerned=concerned)


def unread(now: datetime) -> list[Allegation]:
    """Return the worries that wait for a decision and that nobody can read, the oldest first. For a machine."""
    waiting = Allegation.objects.filter(state=AllegationState.RAISED).order_by("recorded_at", "pk")
    officers, managers = _holders(now)
    return [one for one in waiting if _reader(one, officers, managers) == Reader.NOBODY]


@dataclass(frozen=True)
class Unread:
    """How many worries wait that nobody can read, and since when: nothing of what is in them."""

    number: int
    since: datetime


def unread_for(actor: Actor, now: datetime) -> Unread | None:
    """Return what an administrator is told of worries without a reader, but of none about themselves; None where there is none."""
    if not permissions.is_told_of_unread(actor):
        return None
    with request_transaction(KEEPER):
        found = [one for one in unread(now) if not permissions.is_concerned(actor, one)]
    return Unread(len(found), found[0].recorded_at) if found else None


def telephones(now: datetime) -> list[tuple[str, str]]:
    """Return when or for where each number of the front door is, and the number: for a worry that nobody here can read."""
    return agencies.front_door_telephones(clock.london_day(now))


def thresholds(now: datetime) -> dict[str, str]:
    """Return what makes a worry one for the designated officer, as the pack in force words it, by code."""
    return {
        entry.code: entry.title
        for entry in agencies.pack_in_force().in_force("worker_thresholds", clock.london_day(now))
    }


def officers_telephone(now: datetime) -> str:
    """Return the number of the designated officer, empty where the pack names no such team."""
    teams = agencies.pack_in_force().in_force("teams", clock.london_day(now))
    return next((team.telephone for team in teams if team.kind == OFFICERS), "")
