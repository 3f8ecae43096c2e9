"""What leaves, in words."""

from datetime import datetime
from typing import Any

from openmash.base import worktime
from openmash.release.choices import (
    DISPATCH_WORDS,
    MESSAGE_WORDS,
    RECIPIENT_WORDS,
    WAY_WORDS,
    DispatchState,
    RecipientKind,
    Way,
)

AT_WORK = (RecipientKind.AGENCY, RecipientKind.AGENCY_LEAD, RecipientKind.KEY_ADULT)
DETAIL_KEPT_BACK = "The words are about a case. Open the record that it is about to read them."


def standing(dispatch: Any, now: datetime) -> str:
    """Return where a message stands, as one sentence."""
    if dispatch.state == DispatchState.SENT:
        gone = {Way.LETTER: "Posted", Way.FILE: "Handed over"}.get(Way(dispatch.way), "Sent")
        return f"{gone} {worktime.said_at(dispatch.sent_at, now)}"
    if dispatch.state == DispatchState.WAITING and dispatch.way == Way.LETTER:
        return "To be printed and posted"
    words = DISPATCH_WORDS[dispatch.state]
    if dispatch.state == DispatchState.WAITING and dispatch.tries:
        words = f"Tried {dispatch.tries} {'time' if dispatch.tries == 1 else 'times'}, and will be tried again"
    return f"{words}. {dispatch.problem}" if dispatch.problem else words


def dispatch_row(dispatch: Any, now: datetime) -> dict[str, Any]:
    """Return one line of the outbox."""
    return {
        "reference": dispatch.reference,
        "what": MESSAGE_WORDS.get(dispatch.kind, dispatch.kind.replace("_", " ").capitalize()),
        "about": dispatch.source,
        "to": dispatch.recipient_name or RECIPIENT_WORDS[dispatch.recipient_kind],
        "way": WAY_WORDS[dispatch.way],
        "standing": standing(dispatch, now),
        "prepared": worktime.said_at(dispatch.prepared_at, now),
    }


def dispatch_in_full(dispatch: Any, now: datetime) -> dict[str, Any]:
    """Return one message: word for word where it holds no detail of a case."""
    return dispatch_row(dispatch, now) | {
        # Who raised a worry may have asked not to be known: their address is read where the contact is.
        "address": dispatch.address if dispatch.recipient_kind in AT_WORK else "",
        "subject_line": dispatch.subject_line,
        "body": DETAIL_KEPT_BACK if dispatch.carries_detail else dispatch.body,
        "from_record": dispatch.recipient,
        "template": dispatch.template,
        "mark": dispatch.document_hash,
        "through": {
            "mail": "A mail server",
            "notify": "GOV.UK Notify",
            "folder": "The folder of the secure transfer",
        }.get(dispatch.sent_through, ""),
    }
