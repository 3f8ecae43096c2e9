"""The history before the family: when it was opened and whose it was, and when the family was approached."""

from datetime import datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.frontdoor import permissions
from openmash.frontdoor.models import Contact
from openmash.frontdoor.rules import contacts as rules
from openmash.frontdoor.services.shared import lock_contact
from openmash.people import queries as people_queries
from openmash.people import services as people
from openmash.trail import services as trail


@transaction.atomic
def record_history_opened(*, actor: Actor, contact: Contact, now: datetime) -> Contact:
    """Keep that the history was opened, the first time by whom, and every time whose records were shown."""
    if contact.history_opened_at is None and permissions.can_screen(actor, contact):
        contact = lock_contact(contact)
        if contact.history_opened_at is None:
            contact.history_opened_at, contact.history_opened_by = now, actor.reference
            contact.save(update_fields=["history_opened_at", "history_opened_by"])
            trail.record(actor=actor, kind="contact.history_opened", subject=contact, at=now)
    shown = [child.person for child in contact.children.select_related("person")]
    shown += [adult.person for adult in contact.adults.select_related("person")]
    people.note_look_up(
        actor=actor,
        looked_for=people_queries.look_ups_for(shown),
        subject=f"contact {contact.reference}",
        now=now,
    )
    with trail.gathering():
        for person in shown:
            trail.saw(
                actor=actor, subject=person, purpose=actor.purpose or "history", at=now, contact=contact.reference
            )
    return contact


@transaction.atomic
def record_family_approached(*, actor: Actor, contact: Contact, reason: str, now: datetime) -> Contact:
    """Record that the family has been approached about this worry.

    Raises Denied; RuleBroken when recorded before, or before the history was opened without a reason.
    """
    contact = lock_contact(contact)
    permissions.check_can_screen(actor, contact)
    if contact.family_approached_at is not None:
        raise RuleBroken("It is recorded already that the family was approached.")
    rules.check_family_may_be_approached(
        history_opened=contact.history_opened_at is not None,
        history_first=agencies.pack_of(contact.pack).door.history_before_family,
        reason=reason,
    )
    contact.family_approached_at, contact.family_approached_by = now, actor.reference
    contact.no_history_reason = "" if contact.history_opened_at else reason
    contact.save(update_fields=["family_approached_at", "family_approached_by", "no_history_reason"])
    trail.record(
        actor=actor, kind="family.approached", subject=contact, at=now, history=contact.history_opened_at is not None
    )
    return contact
