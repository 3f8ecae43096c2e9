"""What a return tells of contacts: of every child, by person, without a word that anybody wrote."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from openmash.base.actors import Actor
from openmash.frontdoor.models import Contact, ContactChild

AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class ContactTold:
    """That a contact came about a child: by which source, and what was decided; empty while nothing is."""

    person: int
    reference: str
    received_at: datetime
    source: str
    outcome: str


def contacts_told(actor: Actor, *, start: datetime, end: datetime) -> Iterator[ContactTold]:
    """Give each child of each contact received from a moment until before another, by person. One query, read as it is used."""
    received = Contact.objects.visible_to(actor).filter(received_at__gte=start, received_at__lt=end)
    rows = ContactChild.objects.filter(contact__in=received).order_by("person_id", "contact__received_at", "pk")
    columns = ("person_id", "contact__reference", "contact__received_at", "contact__source", "outcome")
    for row in rows.values_list(*columns).iterator(AT_ONCE):
        yield ContactTold(*row)
