"""The clock that a discussion starts for a child, and what a child's story tells of meetings."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.meetings import rules
from openmash.meetings.choices import MeetingState
from openmash.meetings.models import Finding, Meeting, MeetingAbout
from openmash.meetings.queries.packed import kind_of, questions_of


@dataclass(frozen=True)
class AfterMeeting:
    """A clock that runs for a child since a meeting: until when, by which rule, and what ended it."""

    title: str
    meeting: str
    subject: str
    meeting_title: str
    began_at: datetime
    due_at: datetime
    explanation: str
    ended_at: datetime | None = None
    ending: str = ""


@dataclass(frozen=True)
class Told:
    """One thing of a meeting that a child's story tells."""

    at: datetime
    title: str
    text: str
    subject: str


@dataclass(frozen=True)
class Met:
    """What a child's story tells of meetings, and the clock that one of them began, running or ended."""

    told: tuple[Told, ...] = ()
    clock: AfterMeeting | None = None


def _places(actor: Actor, persons: Collection[int]) -> dict[int, list[MeetingAbout]]:
    """Return the places of people in meetings, with what was decided there, by their keys. One query more where they met."""
    rows = MeetingAbout.objects.filter(person__in=persons, meeting__in=Meeting.objects.visible_to(actor))
    held: dict[int, list[MeetingAbout]] = {key: [] for key in persons}
    for one in rows.select_related("meeting").prefetch_related("findings").order_by("pk"):
        held[one.person_id].append(one)
    return held


def clocks_of(actor: Actor, persons: Iterable[Any]) -> dict[int, AfterMeeting]:
    """Return for people, by their key, the clock that a meeting began for them, running or ended.

    Several meetings can have been held: only the one that began it counts.
    """
    found = {key: _clock(places) for key, places in _places(actor, [person.pk for person in persons]).items()}
    return {key: clock for key, clock in found.items() if clock is not None}


def met_by(actor: Actor, persons: Collection[int], *, subjects: Collection[str]) -> dict[int, Met]:
    """Return what the stories of people tell of meetings about these records, and their clocks, by their keys. Two queries."""
    return {
        key: Met(
            told=tuple(row for place in places if place.meeting.subject in subjects for row in _told(place)),
            clock=_clock(places),
        )
        for key, places in _places(actor, persons).items()
    }


def _clock(places: Iterable[MeetingAbout]) -> AfterMeeting | None:
    held = [place for place in places if place.meeting.state == MeetingState.HELD]
    meetings = {place.meeting.reference: place.meeting for place in held}
    found = sorted(
        ((one, place.meeting) for place in held for one in place.findings.all()), key=lambda pair: pair[0].pk
    )
    plain = [
        rules.Found(meeting.reference, meeting.held_at, one.question, one.answer, one.version, one.recorded_at)
        for one, meeting in found
        if meeting.held_at is not None
    ]
    starting: list[tuple[rules.Began, Any]] = []
    for kind in {meeting.kind: kind_of(meeting) for meeting in meetings.values()}.values():
        if (after := kind.clock_after) is None:
            continue
        begun = rules.began(
            plain, question=after.question, answer=after.answer, ended_by=after.ended_by, ending=after.ending
        )
        if begun is not None:
            starting.append((begun, after))
    if not starting:
        return None
    begun, after = max(starting, key=lambda pair: pair[0].held_at)
    meeting = meetings[begun.meeting]
    due = agencies.due_by(after.clock, begun.held_at, pack=meeting.pack)
    pack = agencies.pack_of(meeting.pack_id)
    question = pack.one("meeting_questions", after.ended_by)
    ending = question.answer(begun.ending)
    return AfterMeeting(
        title=pack.clock(after.clock).title,
        meeting=begun.meeting,
        subject=meeting.subject,
        meeting_title=kind_of(meeting).title,
        began_at=begun.held_at,
        due_at=due.due_at,
        explanation=due.explanation,
        ended_at=begun.ended_at,
        ending=ending.title if ending else "",
    )


def _told(row: MeetingAbout) -> list[Told]:
    meeting = row.meeting
    title = kind_of(meeting).title
    if meeting.state == MeetingState.CALLED:
        when = f"{clock.london_day(meeting.planned_at):%-d %B}"
        return [Told(meeting.called_at, f"{title} called for {when}", meeting.purpose, meeting.subject)]
    if meeting.held_at is None:
        return [Told(meeting.called_at, f"{title} called off", meeting.called_off_reason, meeting.subject)]
    questions = {one.code: one for one in questions_of(meeting)}
    latest: dict[str, Finding] = {}
    for one in sorted(row.findings.all(), key=lambda found: found.version):
        latest[one.question] = one
    found = [(questions[code], one) for code, one in latest.items() if code in questions]
    said = [
        f"{question.title} {answer.title if (answer := question.answer(one.answer)) else one.answer}."
        for question, one in found
    ]
    return [Told(meeting.held_at, f"{title} held", " ".join(said), meeting.subject)]
