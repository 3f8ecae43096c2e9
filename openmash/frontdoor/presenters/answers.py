"""What an agency sees of a worry it raised: receipt, answer, disagreement. Nothing else of the case."""

from datetime import datetime
from typing import Any

from openmash.base import clock, worktime
from openmash.frontdoor.choices import KIND_WORDS, AnswerState, Channel
from openmash.frontdoor.models import Contact
from openmash.frontdoor.presenters.contacts import caller


def _by(moment: datetime | None) -> str:
    """Return until when: the day alone where it is the whole of it."""
    if moment is None:
        return ""
    day = clock.london_day(moment)
    return worktime.in_full(day) if moment == worktime.end_of(day) else _when(moment)


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
    if contact.answered_at is not None:
        return "Answered"
    return "Being looked at"


def ways_to_tell(contact: Contact, *, sees_it_here: bool, letter_to: str) -> list[tuple[str, str]]:
    """Return the ways in which this person can be told, those that cannot reach them left out.

    `letter_to`: name and address that are recorded for a letter, in lines; empty where none are.
    """
    ways = [("in_product", "In OpenMASH, on their own page")] if sees_it_here else []
    number = f" ({contact.caller_telephone})" if contact.caller_telephone else ""
    ways.append(("telephone", f"I have told them on the telephone{number}"))
    if contact.caller_email and not contact.anonymous:
        ways.append(("email", f"By e-mail to {contact.caller_email}"))
    if letter_to:
        ways.append(("letter", f"By letter to {', '.join(letter_to.splitlines())}"))
    return ways


def own_words_hint(*, takes_own_words: bool) -> str:
    """Return what to write, and where it goes."""
    if takes_own_words:
        return "Your own words follow that sentence. You read the whole message before it goes. Name nobody in it."
    return "An e-mail or letter holds that sentence alone. Write here only what you said on the telephone."


def raised_by(contact: Contact, *, known: bool) -> list[tuple[str, str]]:
    """Return who raised a worry and how they can be reached, for a summary list."""
    audience = "a professional" if contact.caller_is_professional else "a member of the public"
    who = caller(contact, known=known)
    return [("Raised by", f"{who['name']}, {audience}"), ("Call back on", who["telephone"] or "No number given")]


def raised_row(contact: Contact, now: datetime) -> dict[str, Any]:
    """Return one row of an agency's list."""
    return {
        "reference": contact.reference,
        "their_reference": contact.external_reference,
        "about": given_names(contact),
        "received": worktime.said_at(contact.received_at, now),
        "standing": standing(contact),
    }


def raised_detail(contact: Contact, now: datetime) -> dict[str, Any]:
    """Return an agency's page of one worry it raised."""
    answers = sorted(contact.answers.all(), key=lambda row: row.pk)
    disagreements = sorted(contact.disagreements.all(), key=lambda row: row.pk)
    return raised_row(contact, now) | {
        "story": contact.story,
        "answer_by": _by(contact.referrer_due_at),
        "answers": [
            {"when": _when(answer.sent_at), "words": answer.words, "title": KIND_WORDS[answer.kind]}
            for answer in answers
            if answer.state == AnswerState.SAID and answer.channel != Channel.NOT_POSSIBLE
        ],
        "disagreements": [{"when": _when(row.raised_at), "words": row.words} for row in disagreements],
        "may_disagree": contact.decided_at is not None and all(row.answered_at for row in disagreements),
    }
