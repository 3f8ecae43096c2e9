"""Worries about workers in words. Plain values in and out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.allegations.choices import STATE_WORDS, AllegationState, Reader
from openmash.allegations.models import Allegation, AllegationDecision
from openmash.allegations.queries import outcome_of, who_in_words
from openmash.base import worktime
from openmash.meetings import queries as meetings

RECEIPT_TITLES = {
    Reader.OFFICER: "The designated officer has it",
    Reader.STAND_IN: "A manager has it, in place of the designated officer",
    Reader.NOBODY: "It is kept, and nobody here can read it yet",
}


def row(one: Allegation, now: datetime, held: Sequence[Any] = ()) -> dict[str, Any]:
    """Return a worry, with the meetings about it, as a line of the designated officer's list."""
    waits = one.state == AllegationState.RAISED
    return {
        "href": reverse("allegations:decide_allegation", kwargs={"reference": one.reference}),
        "reference": one.reference,
        "who": who_in_words(one),
        "when": worktime.said_at(one.recorded_at, now),
        "state": STATE_WORDS[one.state],
        "outcome": outcome_of(held)[0],
        "due": _due(one, now) if waits else None,
    }


def meeting_row(meeting: Any, reference: str, now: datetime) -> dict[str, Any]:
    """Return a meeting about a worry as a line of its page."""
    return meetings.meeting_in_words(meeting, now) | {
        "href": reverse("allegations:meeting", kwargs={"reference": reference, "meeting": meeting.reference}),
        "outcome": meetings.outcome_in_words(meeting)[0],
        "actions": [
            action_row(one, now) for one in sorted(meeting.actions.all(), key=lambda one: (one.due_at, one.pk))
        ],
    }


def action_row(action: Any, now: datetime) -> dict[str, Any]:
    """Return what a meeting gave to do: whoever does it is named in words, and is nobody's team here."""
    return meetings.action_in_words(action, now) | {"owner": action.owner_name}


def meeting_page(meeting: Any, reference: str, now: datetime) -> dict[str, Any]:
    """Return everything that a meeting about a worry said, decided and gave to do."""
    rows = attendees(meeting)
    return meeting_row(meeting, reference, now) | {
        "attendees": rows,
        "said": [row for row in rows if row["said"]],
        "findings": [one for one in meetings.findings_in_words(meeting, None, now) if one["answer"]],
    }


def attendees(meeting: Any) -> list[dict[str, Any]]:
    """Return who was invited, and how they took part once it was held."""
    return [meetings.attendee_in_words(one, {}) for one in sorted(meeting.attendees.all(), key=lambda one: one.pk)]


def _due(one: Allegation, now: datetime) -> dict[str, Any]:
    return {"text": worktime.in_words(one.due_at, now), "tone": "overdue" if one.due_at < now else ""}


def receipt(one: Allegation, now: datetime, reader: Reader = Reader.OFFICER) -> dict[str, Any]:
    """Return the receipt for whoever recorded a worry: that it is kept and who has it, and nothing of what is in it."""
    return {
        "title": RECEIPT_TITLES[reader],
        "reader": reader.value,
        "href": reverse("allegations:receipt", kwargs={"reference": one.reference}),
        "reference": one.reference,
        "when": worktime.said_at(one.recorded_at, now),
        "by": worktime.said_at(one.due_at, now) if one.due_at < now else worktime.in_words(one.due_at, now),
    }


def page(one: Allegation, thresholds: Mapping[str, str], held: Sequence[Any], now: datetime) -> dict[str, Any]:
    """Return a worry, with the meetings about it (the latest first), as the designated officer reads it."""
    told = {
        "Who it is about": who_in_words(one),
        "What worries": one.words,
        "Children": one.children,
        "Danger now": one.safe_now,
        "A child’s own complaint": "Yes: an advocate can help them" if one.own_complaint else "No",
        "Recorded": f"{one.recorded_by_name}, {worktime.said_at(one.recorded_at, now)}",
        "From contact": one.contact,
        "Signs in here": "Yes. They see nothing of this." if one.concerned else "Nobody of this name does.",
    }
    return {
        "reference": one.reference,
        "state": STATE_WORDS[one.state],
        "due": _due(one, now) if one.state == AllegationState.RAISED else None,
        "rows": [{"key": key, "value": value} for key, value in told.items() if value],
        "met": one.state == AllegationState.MET,
        "meetings": [meeting_row(meeting, one.reference, now) for meeting in held],
        "outcome": outcome_of(reversed(held))[0],
        "decisions": [_decided(made, thresholds, now) for made in reversed(list(one.decisions.all()))],
    }


def _decided(made: AllegationDecision, thresholds: Mapping[str, str], now: datetime) -> dict[str, Any]:
    met = "; ".join(thresholds.get(code, code) for code in made.thresholds)
    return {
        "title": STATE_WORDS[made.decision],
        "by": f"{made.decided_by.name}, {worktime.said_at(made.decided_at, now)}",
        "lines": [part for part in (met, made.words) if part],
    }
