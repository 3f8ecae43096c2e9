"""Which children of a contact have a school to tell, and who else is in the story."""

from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.frontdoor.models import Contact
from openmash.schools.queries import OfRecord, of_age


def children_to_tell(contact: Contact, now: datetime) -> list[Any]:
    """Return the children of a contact who are of school age on the day of the incident."""
    day = clock.london_day(contact.incident_at or contact.received_at)
    if agencies.pack_in_force().schools is None:
        return []
    return [child for child in contact.children.all() if of_age(child.person, day)]


def others_of(contact: Contact) -> list[OfRecord]:
    """Return everybody of a contact, with whether they belong to the family."""
    adults = [OfRecord(one.person, in_family=not one.outside_family) for one in contact.adults.all()]
    return [*(OfRecord(one.person) for one in contact.children.all()), *adults]
