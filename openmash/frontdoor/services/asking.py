"""Ask agencies about a contact: what the hub's own service needs, taken from the contact."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.enquiries import services as enquiries
from openmash.enquiries.services import Asking, EnquiryGiven, PersonAsked
from openmash.frontdoor import permissions
from openmash.frontdoor.models import Contact
from openmash.frontdoor.queries import leaving
from openmash.frontdoor.rules import answers as rules
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

    Raises Denied; RuleBroken where the words name a caller who asked not to be named, or everybody chosen has the same
    question open already, and as `enquiries.ask_agencies`.
    """
    permissions.check_can_screen(actor, contact)
    for field in ("words", "must_not_be_told"):
        rules.check_names_no_caller(
            getattr(given, field), not_to_be_named=leaving.not_to_be_named(contact), field=field
        )
    children = {one.person.reference: one for one in contact.children.select_related("person")}
    adults = {one.person.reference: one for one in contact.adults.select_related("person")}
    about = [
        PersonAsked(person=held.person, is_child=reference in children, relationship=held.relationship)
        for reference in people
        if (held := children.get(reference) or adults.get(reference)) is not None
    ]
    with trail.gathering():
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
                f"Asked already and still open: {names}. Nothing was sent again."
                " Chase them, or ask about somebody else.",
                field="agencies",
            )
        asked = asking.enquiry.reference
        trail.record(actor=actor, kind="contact.agencies_asked", subject=contact, at=now, enquiry=asked)
    return asking


@transaction.atomic
def withdraw_request_about(*, actor: Actor, contact: Contact, request: Any, reason: str, now: datetime) -> Any:
    """Take back what an agency was asked about a contact; the agency reads why.

    Raises Denied; RuleBroken where the reason names a caller who asked not to be named, and as `enquiries.withdraw_request`.
    """
    rules.check_names_no_caller(reason, not_to_be_named=leaving.not_to_be_named(contact), field="reason")
    return enquiries.withdraw_request(actor=actor, request=request, reason=reason, now=now)


@transaction.atomic
def refuse_more_time_about(*, actor: Actor, contact: Contact, request: Any, reason: str, now: datetime) -> Any:
    """Stay with the time that was set for an agency; it reads why.

    Raises Denied; RuleBroken where the reason names a caller who asked not to be named, and as `enquiries.refuse_more_time`.
    """
    rules.check_names_no_caller(reason, not_to_be_named=leaving.not_to_be_named(contact), field="reason")
    return enquiries.refuse_more_time(actor=actor, request=request, reason=reason, now=now)
