"""Words for transfers and answers: what a contact is about in four lines, and where it has been."""

from datetime import datetime
from typing import Any

from openmash.base import clock, worktime
from openmash.frontdoor.choices import STATUS_WORDS
from openmash.frontdoor.models import Contact

STATES = {
    "offered": "offered to",
    "accepted": "accepted by",
    "rejected": "rejected by",
    "settled": "given by a manager to",
    "withdrawn": "withdrawn from",
}


def day_in_words(moment: datetime) -> str:
    """Return the London day of a moment: 3 March 2026."""
    day = clock.london_day(moment)
    return f"{day.day} {day:%B %Y}"


def names_and_age(person: Any, now: datetime) -> str:
    """Return "Aled Example, 11", or the name alone where the age is not known."""
    age = person.age_on(clock.london_day(now))
    return str(person.full_name) if age is None else f"{person.full_name}, {age}"


def names_in_words(contact: Contact, now: datetime) -> str:
    """Return "Aled Example, 11; Cari Example, 6"."""
    words = [names_and_age(child.person, now) for child in contact.children.all()]
    return "; ".join(words) or "Nobody named yet"


def contact_summary(contact: Contact, now: datetime) -> list[tuple[str, str]]:
    """Return what a colleague needs to know which contact this is."""
    received = contact.received_at.astimezone(clock.LONDON)
    return [
        ("About", names_in_words(contact, now)),
        ("Received", f"{received:%A} {received.day} {received:%B %Y, %H:%M}"),
        ("Where", ", ".join(part for part in (contact.district, contact.locality) if part) or "Address not known yet"),
        ("Colour", contact.rag.capitalize() or "Not set yet"),
        ("Stands at", STATUS_WORDS[contact.status]),
        ("With", contact.team.name),
        ("Decide", worktime.in_words(contact.decide_due_at, now) if contact.decided_at is None else "Decided"),
    ]


def transfer_sentences(contact: Contact, now: datetime) -> list[str]:
    """Return one sentence for each transfer so far, oldest first."""
    sentences = []
    for transfer in sorted(contact.transfers.all(), key=lambda row: row.pk):
        when = (transfer.answered_at or transfer.offered_at).astimezone(clock.LONDON)
        words = (
            f"{when.day} {when:%B %H:%M}: {transfer.from_team.name}, {STATES[transfer.state]} {transfer.to_team.name}"
        )
        why = transfer.answer_reason or transfer.reason
        sentences.append(f"{words}. {why}" if why else f"{words}.")
    return sentences
