"""What an agency sees of a worry it raised: receipt, answer, disagreement. Nothing else of the case."""

from datetime import datetime
from typing import Any

from openmash.base import clock
from openmash.frontdoor.choices import AnswerKind
from openmash.frontdoor.models import Contact


def _when(moment: datetime | None) -> str:
    if moment is None:
        return ""
    local = moment.astimezone(clock.LONDON)
    return f"{local.day} {local:%B %Y, %H:%M}"


def given_names(contact: Contact) -> str:
    """Return the children as the agency named them: never what else is known of them."""
    names = []
    for child in contact.children.all():
        given = child.as_given or {}
        name = f"{given.get('given_name', '')} {given.get('family_name', '')}".strip()
        names.append(name or "A child")
    return ", ".join(names) or "A child"


def standing(contact: Contact) -> str:
    """Return where the worry stands, in words that give nothing away."""
    if any(row.answered_at is None for row in contact.disagreements.all()):
        return "A manager is looking at what you disagree with"
    if any(answer.kind == AnswerKind.OUTCOME for answer in contact.answers.all()):
        return "Answered"
    return "Being looked at"


def raised_row(contact: Contact, now: datetime) -> dict[str, Any]:
    """Return one row of an agency's list."""
    return {
        "reference": contact.reference,
        "their_reference": contact.external_reference,
        "about": given_names(contact),
        "received": _when(contact.received_at),
        "standing": standing(contact),
    }


def raised_detail(contact: Contact, now: datetime) -> dict[str, Any]:
    """Return an agency's page of one worry it raised."""
    answers = sorted(contact.answers.all(), key=lambda row: row.pk)
    disagreements = sorted(contact.disagreements.all(), key=lambda row: row.pk)
    return raised_row(contact, now) | {
        "story": contact.story,
        "answer_by": _when(contact.referrer_due_at),
        "answers": [{"when": _when(answer.sent_at), "words": answer.words, "kind": answer.kind} for answer in answers],
        "disagreements": [{"when": _when(row.raised_at), "words": row.words} for row in disagreements],
        "may_disagree": contact.decided_at is not None and all(row.answered_at for row in disagreements),
    }
