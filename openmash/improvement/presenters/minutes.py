"""Minutes that were read, in words: each proposed action with the sentence that it came from."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.base.worktime import said_at
from openmash.improvement.choices import PROPOSAL_WORDS, ProposalState

KINDS = {"tagged": "Marked as an action", "narrative": "Told in a sentence"}
TONES = {ProposalState.PROPOSED: "amber", ProposalState.CONFIRMED: "green", ProposalState.DECLINED: "grey"}


def minutes_row(one: Any, now: datetime) -> dict[str, Any]:
    """Return minutes as one entry of the list."""
    waiting = f"{one.waiting} of {one.found} wait for a person" if one.waiting else f"all {one.found} decided on"
    return {
        "href": reverse("improvement:minutes_read", kwargs={"reference": one.reference}),
        "title": one.title,
        "when": f"{said_at(one.read_at, now)}, {one.read_by_name}",
        "found": waiting if one.found else "no action found",
    }


def minutes_said(one: Any, now: datetime, *, may_decide: bool) -> dict[str, Any]:
    """Return what minutes say, and what was made of it."""
    return {
        "title": one.title,
        "when": said_at(one.read_at, now),
        "by": one.read_by_name,
        "resolutions": one.resolutions,
        "warnings": one.warnings,
        "waiting": one.waiting,
        "rows": [
            proposal_row(row, one, may_decide=may_decide)
            for row in sorted(one.proposed.all(), key=lambda row: row.number)
        ],
    }


def proposal_row(row: Any, minutes: Any, *, may_decide: bool = False) -> dict[str, Any]:
    """Return one action that was read: what, who, by when, the sentence, and what a person said of it."""
    where = {"reference": minutes.reference, "number": row.number}
    waits = row.state == ProposalState.PROPOSED and may_decide
    return {
        "number": row.number,
        "words": row.words,
        "owners": ", ".join(row.owners) or "No owner is named.",
        "due": row.due or "No day is named.",
        "kind": KINDS.get(row.kind, row.kind),
        "sentence": " ".join(minutes.text[row.starts : row.ends].split()),
        "tag": {"text": PROPOSAL_WORDS[row.state], "tone": TONES[row.state]},
        "reason": row.reason,
        "made": reverse("improvement:board_action", kwargs={"reference": row.made.reference}) if row.made else "",
        "made_reference": row.made.reference if row.made else "",
        "confirm": reverse("improvement:confirm_proposal", kwargs=where) if waits else "",
        "decline": reverse("improvement:decline_proposal", kwargs=where) if waits else "",
    }
