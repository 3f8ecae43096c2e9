"""What is recorded of whoever raised a worry, after the worry: where a letter to them goes."""

from datetime import datetime

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.frontdoor import permissions
from openmash.frontdoor.models import CallerAddress, Contact
from openmash.frontdoor.services.shared import lock_contact
from openmash.trail import services as trail


@transaction.atomic
def record_caller_address(*, actor: Actor, contact: Contact, address: str, source: str, now: datetime) -> CallerAddress:
    """Record name and address of whoever raised a worry, and where that was learned: letters go there and nowhere else.

    Raises Denied; RuleBroken for a caller who stayed anonymous, without both lines, or without a source.
    """
    contact = lock_contact(contact)
    permissions.check_can_answer_referrer(actor, contact)
    if contact.anonymous:
        raise RuleBroken("The caller stayed anonymous, so no address of theirs is kept.")
    lines = [" ".join(line.split()) for line in address.splitlines() if line.strip()]
    if len(lines) < 2:
        raise RuleBroken("Write the name, and beneath it the address, as on an envelope.", field="address")
    if not source.strip():
        raise RuleBroken("Say where you have this address from.", field="source")
    kept = CallerAddress.objects.create(
        contact=contact,
        words="\n".join(lines)[:400],
        source=source.strip()[:200],
        recorded_at=now,
        recorded_by=actor.reference,
        recorded_by_name=actor.name,
    )
    trail.record(actor=actor, kind="referrer.address_recorded", subject=contact, at=now)
    return kept
