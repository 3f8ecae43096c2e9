"""Write down that a meeting was held: who took part, how, and what each said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.meetings import permissions, queries, rules
from openmash.meetings.choices import APART, ATTENDANCE_WORDS, PRESENT, MeetingState
from openmash.meetings.models import Attendee, Contribution, Meeting
from openmash.meetings.services.shared import lock_meeting
from openmash.trail import services as trail


@dataclass(frozen=True)
class CameGiven:
    """How one took part, and what they said. `key` is of somebody invited; without one somebody else came for an agency."""

    attendance: str
    key: int | None = None
    agency: str = ""
    seat: str = ""
    name: str = ""
    role: str = ""
    said: str = ""


@transaction.atomic
def hold_meeting(
    *,
    actor: Actor,
    meeting: Meeting,
    held_at: datetime,
    came: Sequence[CameGiven],
    inquorate_reason: str = "",
    notes: str = "",
    now: datetime,
) -> Meeting:
    """Write down who took part in a meeting and what each said. Going on without a seat filled needs a reason.

    Raises Denied; RuleBroken when it was held already, for a time ahead, without a word on somebody invited, or with a
    seat left empty and no reason.
    """
    permissions.check_can_keep(actor, meeting.subject_kind)
    meeting = lock_meeting(meeting)
    if not rules.may_move(meeting.state, MeetingState.HELD):
        raise RuleBroken("This meeting has been written down or called off already.")
    if held_at > now:
        raise RuleBroken("The meeting cannot have been held in the future.", field="held_at")
    invited = {one.pk: one for one in meeting.attendees.all()}
    _check(came, invited)
    took_part = [(invited[one.key].seat if one.key else one.seat, one.attendance) for one in came]
    needed = _seats(meeting)
    empty = rules.empty_seats(needed, took_part)
    if not rules.may_go_ahead(empty, inquorate_reason):
        raise RuleBroken(
            f"Not there: {', '.join(one.title for one in empty)}. Say why it could not wait for them.",
            field="inquorate_reason",
        )
    for one in came:
        _keep(actor, meeting, invited, one, now)
    meeting.state, meeting.held_at, meeting.held_by = MeetingState.HELD, held_at, actor.reference
    meeting.written_at, meeting.notes = now, notes
    meeting.seats_left_empty = [one.code for one in empty]
    meeting.inquorate_reason = inquorate_reason if empty else ""
    meeting.save()
    trail.record(
        actor=actor,
        kind="meeting.held",
        subject=meeting,
        at=now,
        about=f"{meeting.subject_kind} {meeting.subject}",
        seats_left_empty=meeting.seats_left_empty,
    )
    return meeting


def _seats(meeting: Meeting) -> list[rules.Seat]:
    pack, day = agencies.pack_of(meeting.pack_id), clock.london_day(meeting.called_at)
    return [rules.Seat(one.code, one.title) for one in queries.seats_of(meeting.kind, pack=pack, on=day)]


def _check(came: Sequence[CameGiven], invited: dict[int, Attendee]) -> None:
    told = {one.key for one in came if one.key}
    if set(invited) - told:
        raise RuleBroken("Say of everybody who was invited whether they took part.")
    for one in came:
        named = invited[one.key].name if one.key in invited else ""
        if one.attendance not in ATTENDANCE_WORDS:
            raise RuleBroken("Say of everybody how they took part.", field=f"attendance_{one.key or 'more'}")
        if one.attendance in PRESENT and not (one.name.strip() or named):
            raise RuleBroken("Write the name of who took part.", field=f"name_{one.key or 'more'}")


def _keep(actor: Actor, meeting: Meeting, invited: dict[int, Attendee], one: CameGiven, now: datetime) -> None:
    if one.key:
        attendee = invited[one.key]
        attendee.attendance, attendee.role = one.attendance, one.role.strip() or attendee.role
        attendee.name = one.name.strip() or attendee.name
        attendee.save(update_fields=["attendance", "name", "role"])
    else:
        attendee = Attendee.objects.create(
            meeting=meeting,
            agency=agencies.agency_by_code(one.agency) if one.agency and meeting.subject_kind not in APART else None,
            seat=one.seat,
            name=one.name.strip(),
            role=one.role.strip(),
            attendance=one.attendance,
            apart=meeting.subject if meeting.subject_kind in APART else "",
        )
    if one.said.strip():
        Contribution.objects.create(attendee=attendee, words=one.said, written_at=now, written_by=actor.reference)
