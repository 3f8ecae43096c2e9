"""An invitation and an agency's own actions in words."""

from datetime import datetime
from typing import Any

from openmash.meetings.choices import MeetingState
from openmash.meetings.queries import action_in_words, kind_of, meeting_in_words, state_tag
from openmash.meetings.queries.words import when_in_words


def invitation_row(meeting: Any) -> dict[str, Any]:
    """Return a line of an agency's list."""
    names = [one.name for one in meeting.about.all()]
    others = len(names) - 1
    more = f", and {others} {'other' if others == 1 else 'others'}" if others > 0 else ""
    return {
        "reference": meeting.reference,
        "title": kind_of(meeting).title,
        "who": f"{names[0]}{more}" if names else "",
        "when": when_in_words(meeting),
        "state": state_tag(meeting),
        "open": meeting.state == MeetingState.CALLED,
    }


def invitation_page(meeting: Any, own: list[Any], now: datetime) -> dict[str, Any]:
    """Return what an agency is shown of a meeting: when, where, about whom and why; nothing of what others say."""
    said = meeting_in_words(meeting, now)
    shown = (
        "reference",
        "title",
        "kind_words",
        "state",
        "open",
        "held",
        "when",
        "how",
        "about",
        "purpose",
        "called",
        "called_off",
        "team",
        "telephone",
        "agenda",
    )
    first = own[0] if own else None
    return {name: said[name] for name in shown} | {
        "urgent": bool(said["urgent"]),
        "agency": first.agency.name if first and first.agency else "",
        "reply": first.get_reply_display() if first and first.reply else "",
        "reply_name": first.name if first else "",
    }


def action_row(action: Any, now: datetime) -> dict[str, Any]:
    """Return something the agency has to do, with the meeting it comes from."""
    return action_in_words(action, now) | {"meeting": action.meeting.reference}
