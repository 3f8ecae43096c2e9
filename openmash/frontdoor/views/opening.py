"""Opening a contact on a page: found for this actor, and the opening of every child in it recorded with its purpose."""

from datetime import datetime
from typing import Any

from openmash.base.actors import Actor
from openmash.frontdoor import queries
from openmash.trail import services as trail


def record_opening(actor: Actor, contact: Any, now: datetime) -> None:
    """Record that the actor saw each child of a contact."""
    for child in contact.children.all():
        trail.saw(actor=actor, subject=child.person, purpose=actor.purpose, at=now, contact=contact.reference)


def opened_contact(actor: Actor, reference: str, now: datetime) -> Any:
    """Return a contact to show, its opening recorded. Raises NotFound when there is none that the actor may see."""
    contact = queries.visible_contact(actor, reference)
    record_opening(actor, contact, now)
    return contact
