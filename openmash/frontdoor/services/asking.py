"""Ask agencies about a contact: what the hub's own service needs, taken from the contact."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.enquiries import services as enquiries
from openmash.enquiries.services import Asking, EnquiryGiven, PersonAsked
from openmash.frontdoor import permissions
from openmash.frontdoor.models import Contact
from openmash.trail import services as trail


@transaction.atomic
def ask_agencies_about(
    *,
    actor: Actor,
    contact: Contact,
    agency_codes: Sequence[str],
    people: Sequence[str],
    given: EnquiryGiven,
    now: datetime,
) -> Asking:
    """Ask agencies about people of a contact, by their references. The worry's kind and colour are the contact's.

    Raises Denied; RuleBroken where everybody chosen has the same question open already, and as `enquiries.ask_agencies`.
    """
    permissions.check_can_screen(actor, contact)
    children = {one.person.reference: one for one in contact.children.select_related("person")}
    adults = {one.person.reference: one for one in contact.adults.select_related("person")}
    about = [
        PersonAsked(person=held.person, is_child=reference in children, relationship=held.relationship)
        for reference in people
        if (held := children.get(reference) or adults.get(reference)) is not None
    ]
    asking = enquiries.ask_agencies(
        actor=actor,
        subject_kind="contact",
        subject=contact.reference,
        team=contact.team,
        agency_codes=agency_codes,
        about=about,
        given=replace(given, category=contact.category, rag=contact.rag),
        restricted=contact.restricted,
        locality=contact.locality,
        now=now,
    )
    if asking.enquiry is None:
        names = ", ".join(one.agency.name for one in asking.open_already)
        raise RuleBroken(
            f"Asked already and still open: {names}. Nothing was sent again. Chase them, or ask about somebody else.",
            field="agencies",
        )
    trail.record(actor=actor, kind="contact.agencies_asked", subject=contact, at=now, enquiry=asking.enquiry.reference)
    return asking
