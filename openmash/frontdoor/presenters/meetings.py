"""Meetings about a contact in words: choices of its forms, its page and its minutes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from openmash.base import clock
from openmash.meetings import queries as meetings
from openmash.meetings.choices import PRESENT, MeetingState


def children_choices(contact: Any, now: datetime) -> list[tuple[str, str]]:
    """Return the children of a contact as choices, each with an age."""
    today = clock.london_day(now)
    return [
        (one.person.reference, f"{one.person.full_name}, {one.person.age_in_words(today)}")
        for one in contact.children.all()
    ]


def meeting_row(meeting: Any, now: datetime) -> dict[str, Any]:
    """Return a meeting as a line of a contact's list, with what is still to be done."""
    said = meetings.meeting_in_words(meeting, now)
    return said | {
        "who": ", ".join(one["name"] for one in said["about"]),
        "actions": [meetings.action_in_words(one, now) for one in meeting.actions.all()],
    }


def meeting_page(meeting: Any, seats: Sequence[Any], now: datetime | None) -> dict[str, Any]:
    """Return everything that a meeting said, decided and gave to do; for its minutes, without a now, with times in full."""
    titles = {seat.code: seat.title for seat in seats}
    attendees = sorted(meeting.attendees.all(), key=lambda one: one.pk)
    rows = [meetings.attendee_in_words(one, titles) | {"came": one.attendance in PRESENT} for one in attendees]
    filled = {one.seat for one in attendees if one.attendance in PRESENT}
    questions = {one.code: one.title for one in meetings.questions_of(meeting)}
    return meetings.meeting_in_words(meeting, now) | {
        "attendees": rows,
        "came": [row for row in rows if row["came"]],
        "away": [row for row in rows if not row["came"]],
        "said": [row for row in rows if row["said"]],
        "seats": [
            {"title": seat.title, "why": seat.why, "source": seat.source, "filled": seat.code in filled}
            for seat in seats
        ],
        "children": [
            {
                "person": one.person_reference,
                "name": one.name,
                "age": one.age,
                "findings": meetings.findings_in_words(meeting, one, now),
                "decided": any(found.about_id == one.pk for found in meeting.findings.all()),
            }
            for one in sorted(meeting.about.all(), key=lambda row: row.pk)
        ],
        "dissents": [
            {
                "who": meetings.who_in_words(one.attendee),
                "about": questions.get(one.question, ""),
                "reason": one.reason,
            }
            for one in sorted(meeting.dissents.all(), key=lambda row: row.pk)
        ],
        "actions": [
            meetings.action_in_words(one, now) for one in sorted(meeting.actions.all(), key=lambda row: row.due_at)
        ],
    }


def clock_rows(contact: Any, clocks: Mapping[int, Any], now: datetime | None) -> list[dict[str, str]]:
    """Return the clock that a discussion began, for each child of a contact for whom one runs or ran."""
    return [
        meetings.clock_in_words(clocks[one.person_id], now) | {"name": one.person.full_name}
        for one in contact.children.all()
        if one.person_id in clocks
    ]


def attendee_choices(meeting: Any) -> list[dict[str, Any]]:
    """Return who was invited, as the form of a meeting that was held asks about them."""
    rows = sorted(meeting.attendees.all(), key=lambda one: one.pk)
    return [
        {
            "key": one.pk,
            "label": one.agency.name if one.agency else one.name or "Somebody",
            "known": one.name,
            "hint": one.reply_words,
        }
        for one in rows
    ]


def people_who_came(meeting: Any, agency_kinds: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Return those who took part as choices; of agencies of these kinds where any are named."""
    kinds = set(agency_kinds)
    rows = sorted(meeting.attendees.all(), key=lambda one: one.pk)
    return [
        (str(one.pk), meetings.who_in_words(one))
        for one in rows
        if one.attendance in PRESENT and (not kinds or (one.agency is not None and one.agency.kind in kinds))
    ]


def owner_choices(meeting: Any, teams: Iterable[Any]) -> list[tuple[str, str]]:
    """Return who can be given something to do: the council's teams, and the agencies that were invited."""
    own = [(f"team:{one.code}", one.name) for one in teams if one.agency.is_authority]
    invited = {
        one.agency.code: one.agency.name
        for one in meeting.attendees.all()
        if one.agency and not one.agency.is_authority
    }
    return [*((f"agency:{code}", name) for code, name in invited.items()), *own]


def standing_words(states: Sequence[str]) -> str:
    """Return how the meetings about a contact stand, as a sentence."""
    held, called = states.count(MeetingState.HELD), states.count(MeetingState.CALLED)
    parts = [f"{held} held" if held else "", f"{called} called" if called else ""]
    return ", ".join(part for part in parts if part).capitalize() + "." if held or called else "No meeting yet."
