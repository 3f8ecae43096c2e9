"""Call a meeting, call it off, and reply to an invitation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound, RuleBroken
from openmash.base.references import drawn_reference, next_reference
from openmash.meetings import permissions, queries, rules
from openmash.meetings.choices import APART, MEANS_WORDS, REPLY_WORDS, MeetingState
from openmash.meetings.models import Attendee, Meeting, MeetingAbout
from openmash.meetings.services.shared import lock_meeting
from openmash.trail import services as trail


@dataclass(frozen=True)
class AboutGiven:
    """Somebody the meeting is about."""

    person: Any


@dataclass(frozen=True)
class InviteGiven:
    """Who is invited: an agency by its code, the seat it fills (empty: none that must be filled), and a name.

    To a meeting about a record that stands apart somebody is invited by name alone: no agency sees it here.
    """

    agency: str = ""
    seat: str = ""
    name: str = ""


@dataclass(frozen=True)
class MeetingGiven:
    """What kind of meeting, when, how and where, why, and why it cannot wait if it cannot."""

    kind: str
    planned_at: datetime
    means: str
    place: str = ""
    purpose: str = ""
    urgent_reason: str = ""


@transaction.atomic
def call_meeting(
    *,
    actor: Actor,
    subject_kind: str,
    subject: str,
    team: Any,
    given: MeetingGiven,
    about: Sequence[AboutGiven],
    invited: Sequence[InviteGiven],
    restricted: bool = False,
    now: datetime,
) -> Meeting:
    """Call a meeting about a record, and invite agencies. A seat that nobody is invited to needs the urgent reason.

    About a record that stands apart: nobody of `about`, and those invited by name.

    Raises Denied; RuleBroken without a person, for a kind or a way that there is not, or with a seat left empty silently.
    """
    permissions.check_can_keep(actor, subject_kind)
    _check(given, subject_kind, about, now)
    seats = queries.seats_of(given.kind, on=clock.london_day(now))
    asked = {one.seat for one in invited}
    missing = [seat.title for seat in seats if seat.code not in asked]
    if missing and not given.urgent_reason.strip():
        raise RuleBroken(
            f"Nobody is invited for: {', '.join(missing)}. Invite them, or say why it cannot wait for them.",
            field="urgent_reason",
        )
    meeting = Meeting(subject_kind=subject_kind, subject=subject, team=team, restricted=restricted, **vars(given))
    _keep(actor, meeting, about, invited, now)
    trail.record(
        actor=actor,
        kind="meeting.called",
        subject=meeting,
        at=now,
        about=f"{subject_kind} {subject}",
        meeting_kind=given.kind,
        people=[one.person.reference for one in about],
        agencies=[one.agency for one in invited if one.agency],
        urgent=bool(given.urgent_reason.strip()),
    )
    return meeting


def _keep(
    actor: Actor, meeting: Meeting, about: Sequence[AboutGiven], invited: Sequence[InviteGiven], now: datetime
) -> None:
    """Keep a meeting, what is shown of those it is about, and who is invited."""
    apart = meeting.subject if meeting.subject_kind in APART else ""
    meeting.reference = drawn_reference("MT-") if apart else next_reference("MT-", "ref_meeting")
    meeting.state = MeetingState.CALLED
    meeting.pack, meeting.called_at = agencies.current_pack_version(), now
    meeting.called_by, meeting.called_by_name = actor.reference, actor.name
    meeting.save(force_insert=True)
    today = clock.london_day(now)
    MeetingAbout.objects.bulk_create(_shown(meeting, one.person, today) for one in about)
    Attendee.objects.bulk_create(
        Attendee(
            meeting=meeting,
            agency=agencies.agency_by_code(one.agency) if one.agency and not apart else None,
            seat=one.seat,
            name=one.name.strip(),
            invited_at=now,
            apart=apart,
        )
        for one in invited
    )


def _check(given: MeetingGiven, subject_kind: str, about: Sequence[AboutGiven], now: datetime) -> None:
    if given.kind not in {one.code for one in queries.kinds(now, about=subject_kind)}:
        raise RuleBroken("Choose what kind of meeting this is.", field="kind")
    if given.means not in MEANS_WORDS:
        raise RuleBroken("Choose how you meet.", field="means")
    if not given.place.strip():
        raise RuleBroken("Write the place, or the number or link to join by.", field="place")
    if not about and subject_kind not in APART:
        raise RuleBroken("Choose at least one child.", field="people")


def _shown(meeting: Meeting, person: Any, today: date) -> MeetingAbout:
    born = person.date_of_birth
    return MeetingAbout(
        meeting=meeting,
        person=person,
        person_reference=person.reference,
        name=person.full_name,
        age=person.age_in_words(today),
        born=f"{born.day} {born:%B %Y}" if born else "",
    )


@transaction.atomic
def call_off_meeting(*, actor: Actor, meeting: Meeting, reason: str, now: datetime) -> Meeting:
    """Call a meeting off; those invited read why. Raises Denied; RuleBroken without a reason, or when it was held."""
    permissions.check_can_keep(actor, meeting.subject_kind)
    meeting = lock_meeting(meeting)
    if not rules.may_move(meeting.state, MeetingState.CALLED_OFF):
        raise RuleBroken("This meeting has been held or called off already.")
    if not reason.strip():
        raise RuleBroken("Write why. Those who are invited read it.", field="reason")
    meeting.state, meeting.called_off_reason = MeetingState.CALLED_OFF, reason
    meeting.save(update_fields=["state", "called_off_reason"])
    trail.record(actor=actor, kind="meeting.called_off", subject=meeting, at=now)
    return meeting


@transaction.atomic
def reply_to_invitation(
    *, actor: Actor, meeting: Meeting, reply: str, name: str = "", words: str = "", now: datetime
) -> Attendee:
    """Say for the actor's agency whether somebody comes, and who.

    Raises NotFound where the agency is not invited; RuleBroken when it is over, or for an answer that there is not.
    """
    held, own = queries.invitation(actor, meeting.reference)
    if not own:
        raise NotFound
    if held.state != MeetingState.CALLED:
        raise RuleBroken("This meeting has been held or called off already.")
    if reply not in REPLY_WORDS:
        raise RuleBroken("Choose whether somebody of you comes.", field="reply")
    for one in own:
        one.reply, one.reply_words, one.replied_at, one.replied_by = reply, words, now, actor.reference
        one.name = name.strip() or one.name
        one.save(update_fields=["reply", "reply_words", "replied_at", "replied_by", "name"])
    trail.record(actor=actor, kind="meeting.replied", subject=held, at=now, reply=reply, agency=actor.agency_code)
    return own[0]
