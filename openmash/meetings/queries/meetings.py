"""Meetings about one record: for a room that has checked that the actor may see the record."""

from collections.abc import Collection, Iterable

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.meetings.choices import APART
from openmash.meetings.models import Attendee, Finding, Meeting, MeetingAbout, MeetingAction
from openmash.meetings.permissions import can_keep

WITH = (
    "about",
    "attendees__agency",
    "attendees__said",
    "findings__decided_by_agency",
    "findings__about",
    "dissents__attendee__agency",
    "actions__agency",
    "actions__team",
)


def meetings_about(actor: Actor, *, subject_kind: str, subject: str) -> list[Meeting]:
    """Return every meeting about a record with what came of it, the latest first. A fixed number of queries."""
    rows = Meeting.objects.about_record(actor, subject_kind=subject_kind, subject=subject)
    return list(rows.select_related("team").prefetch_related(*WITH).order_by("-planned_at", "-pk"))


def meetings_apart(*, subject_kind: str, subjects: Collection[str]) -> list[Meeting]:
    """Return every meeting about records that stand apart, by when, for a room that has checked that they may be read."""
    if subject_kind not in APART or not subjects:
        return []
    rows = Meeting.objects.filter(subject_kind=subject_kind, subject__in=subjects)
    return list(rows.prefetch_related("actions", "findings").order_by("planned_at", "pk"))


def states_about(actor: Actor, *, subject_kind: str, subject: str) -> list[str]:
    """Return where each meeting about a record stands. One query."""
    rows = Meeting.objects.visible_to(actor).filter(subject_kind=subject_kind, subject=subject)
    return list(rows.order_by("pk").values_list("state", flat=True))


def meeting_about(actor: Actor, *, subject_kind: str, subject: str, reference: str) -> Meeting:
    """Return one meeting about a record. Raises NotFound where it is about another."""
    for one in meetings_about(actor, subject_kind=subject_kind, subject=subject):
        if one.reference == reference:
            return one
    raise NotFound


def person_of(meeting: Meeting, reference: str) -> MeetingAbout:
    """Return the row of somebody the meeting is about. Raises NotFound."""
    for one in meeting.about.all():
        if one.person_reference == reference:
            return one
    raise NotFound


def attendee_of(meeting: Meeting, key: int) -> Attendee:
    """Return one of those who were invited or came. Raises NotFound."""
    for one in meeting.attendees.all():
        if one.pk == key:
            return one
    raise NotFound


def action_of(meeting: Meeting, reference: str) -> MeetingAction:
    """Return one action of a meeting. Raises NotFound."""
    for one in meeting.actions.all():
        if one.reference == reference:
            return one
    raise NotFound


def actions_about(actor: Actor, *, subject_kind: str, subject: str) -> list[MeetingAction]:
    """Return what meetings about a record gave to do, the open first: all to those who keep meetings, else one's teams' own."""
    rows = MeetingAction.objects.filter(meeting__subject_kind=subject_kind, meeting__subject=subject)
    rows = rows.exclude(meeting__subject_kind__in=APART)
    if not can_keep(actor):
        rows = rows.filter(team_id__in=actor.team_ids) if actor.is_authority else rows.none()
    rows = rows if actor.cleared else rows.filter(meeting__restricted=False)
    rows = rows.select_related("meeting", "agency", "team")
    return sorted(rows.order_by("due_at", "pk"), key=lambda one: one.done_at is not None)


def findings_in_force(findings: Iterable[Finding], about: MeetingAbout | None) -> dict[str, Finding]:
    """Return the answers that stand for somebody, by question: of each the latest version."""
    held: dict[str, Finding] = {}
    for one in sorted(findings, key=lambda row: row.version):
        if one.about_id == (about.pk if about else None):
            held[one.question] = one
    return held
