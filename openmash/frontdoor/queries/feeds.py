"""What the front door offers for standing feeds: children with open contacts."""

from collections.abc import Iterator
from datetime import datetime

from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.frontdoor.models import ContactChild
from openmash.frontdoor.rules.contacts import OPEN
from openmash.people import queries as people

OPEN_CHILDREN = "frontdoor.open_children"
ITEMS = (
    "reference", "name", "date_of_birth", "sex", "address", "postcode", "nhs_number", "upn", "open_since", "team",
    "team_telephone", "category",
)  # fmt: skip


def children_with_open_contacts(actor: Actor, now: datetime) -> Iterator[dict[str, str]]:
    """Yield a line for each child of each contact that waits for a decision, the longest wait first.

    Restricted children and contacts are left out, and an address where anybody in the household has a protected one. Who
    may have it sent is asked before, by the room of sharing.
    """
    rows = ContactChild.objects.filter(
        contact__status__in=OPEN, contact__restricted=False, person__restricted=False, person__replaced_by__isnull=True
    )
    rows = rows.select_related("contact__team", "person").order_by("contact__received_at", "contact_id", "pk")
    children = list(rows)
    hidden = people.people_with_protected_address({child.person_id for child in children})
    for child in children:
        person, contact = child.person, child.contact
        shown = child.person_id not in hidden
        yield {
            "person": person.reference,
            "reference": contact.reference,
            "name": person.full_name,
            "date_of_birth": person.date_of_birth.isoformat() if person.date_of_birth else "",
            "sex": person.sex,
            "address": person.address if shown else "",
            "postcode": person.postcode if shown else "",
            "nhs_number": person.nhs_number,
            "upn": person.upn,
            "open_since": london_day(contact.received_at).isoformat(),
            "team": contact.team.name,
            "team_telephone": contact.team.telephone,
            "category": contact.category,
        }
