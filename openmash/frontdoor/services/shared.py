"""What several services of the front door do alike: lock a contact, change its status, open its work."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.frontdoor.models import Contact, ContactChild, Decision, StatusChange
from openmash.frontdoor.rules import contacts as contact_rules
from openmash.work import services as work
from openmash.work.choices import WorkAct

__all__ = ["change_status", "lock_contact", "open_contact_work", "reload_children"]


def lock_contact(contact: Contact) -> Contact:
    """Return the contact's row as it is now, locked until the end of the transaction.

    Locked first and read with its team after: a row that is joined while it is locked is left out when somebody else, for whom
    the lock waited, has given it another team.
    """
    Contact.objects.select_for_update(of=("self",)).values_list("pk").get(pk=contact.pk)
    return Contact.objects.select_related("team", "pack").defer("pack__content").get(pk=contact.pk)


def reload_children(contact: Contact, children: list[ContactChild]) -> list[ContactChild]:
    """Return these children of the contact as they are now, locked, in their order."""
    wanted = [child.pk for child in children]
    rows = ContactChild.objects.select_for_update(of=("self",)).select_related("person")
    found = list(rows.filter(contact=contact, pk__in=wanted).order_by("pk"))
    for child in found:
        child.contact = contact
    return found


def change_status(*, actor: Actor, contact: Contact, after: str, reason: str = "", now: datetime) -> None:
    """Move a contact to another status and keep the change. Raises RuleBroken for a move that is none."""
    if contact.status == after:
        return
    contact_rules.check_move(contact.status, after)
    StatusChange.objects.create(
        contact=contact, before=contact.status, after=after, reason=reason, changed_at=now, changed_by=actor.reference
    )
    contact.status = after
    contact.save(update_fields=["status"])


def open_contact_work(
    *,
    actor: Actor,
    contact: Contact,
    act: str,
    due: agencies.DueBy,
    team: Any = None,
    child: ContactChild | None = None,
    note: str = "",
    roles: Collection[str] = (),
    not_by: str = "",
    owner_id: int | None = None,
    now: datetime,
) -> None:
    """Put a thing to do about a contact, or one of its children, into the queue of its team or of another."""
    work.open_work(
        actor=actor,
        act=act,
        subject_kind="contact",
        subject=contact.reference,
        team=team or contact.team,
        due=due,
        rag=(child.rag if child else "") or contact.rag,
        arrived_at=contact.received_at,
        locality=contact.locality,
        restricted=contact.restricted,
        child=child.person.reference if child else "",
        note=note,
        roles=roles,
        not_by=not_by,
        owner_id=owner_id,
        now=now,
    )


def countersign_done(*, actor: Actor, decision: Decision, reason: str, now: datetime) -> None:
    """End the work of reading a decision as the second person."""
    work.finish_work(
        actor=actor,
        act=WorkAct.COUNTERSIGN,
        subject_kind="contact",
        subject=decision.child.contact.reference,
        child=decision.child.person.reference,
        reason=reason,
        now=now,
    )
