"""Words for transfers and answers: what a contact is about in four lines, and where it has been."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from openmash.base import clock, worktime
from openmash.frontdoor.choices import STATUS_WORDS, ContactStatus
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


def place_words(place: Any, titles: Mapping[str, str]) -> str:
    """Return a place in early help as a phrase: the service, how far it came, since when."""
    title = titles.get(place.service, place.service)
    if place.ended_at:
        return f"{title}, ended {day_in_words(place.ended_at)}"
    if place.taken_up_at:
        return f"{title}, taken up {day_in_words(place.taken_up_at)}"
    return f"{title}, offered {day_in_words(place.offered_at)}"


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
        ("Decide", worktime.in_words(contact.decide_due_at, now))
        if contact.decided_at is None
        else (
            "Left the front door" if contact.status == ContactStatus.PASSED else "Decided",
            day_in_words(contact.decided_at),
        ),
    ]


def transfer_sentences(contact: Contact, now: datetime) -> list[str]:
    """Return one sentence for each transfer so far, oldest first."""
    sentences = []
    for transfer in sorted(contact.transfers.all(), key=lambda row: row.pk):
        when = (transfer.answered_at or transfer.offered_at).astimezone(clock.LONDON)
        words = (
            f"{when.day} {when:%B %H:%M}: {transfer.from_team.name}, {STATES[transfer.state]} {transfer.to_team.name}."
        )
        offered = f" Offered because: {transfer.reason}" if transfer.reason else ""
        answered = f" Answered: {transfer.answer_reason}" if transfer.answer_reason else ""
        sentences.append(words + offered + answered)
    return sentences
