"""Contacts: taken by telephone or received as a notice, and amended."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import Conflict, RuleBroken
from openmash.base.references import next_reference
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import ContactStatus, WayIn
from openmash.frontdoor.models import Contact, StatusChange
from openmash.frontdoor.queries import contacts as queries
from openmash.frontdoor.rules.given import CallGiven, Incident, PersonRow
from openmash.frontdoor.services.answers import acknowledge
from openmash.frontdoor.services.contact_people import add_people, note_referrers_level
from openmash.frontdoor.services.routing import place_of, queue_address, route_contact
from openmash.frontdoor.services.shared import lock_contact, open_contact_work
from openmash.trail import services as trail
from openmash.work.choices import WorkAct

__all__ = ["CallGiven", "Incident", "PersonRow", "amend_contact", "receive_notice", "take_call"]

AS_GIVEN = {field.name for field in fields(CallGiven)} - {"people", "referrer_level", "risk_grade", "source"}
# Who stays anonymous is nowhere: what is not held cannot get out. A number to call back on is theirs to give.
NOT_KEPT = ("caller_name", "caller_organisation", "caller_email")
AMENDABLE = (AS_GIVEN - {"adults_only"}) | {"believed_malicious", "malicious_evidence"}


@transaction.atomic
def take_call(*, actor: Actor, given: CallGiven, received_at: datetime | None = None, now: datetime) -> Contact:
    """Open a contact from a call: routed, with its clocks, its first work and its acknowledgement.

    It was received when the call began, where that is known: what is written up later is not less late.

    Raises Denied; RuleBroken for a call about nobody, and without any words.
    """
    permissions.check_can_take_call(actor)
    if not given.story.strip() and not given.worries_most.strip():
        raise RuleBroken("Write what the caller is telling you, in their words.", field="story")
    if not given.people:
        whom = "adult" if given.adults_only else "child"
        raise RuleBroken(f"Name at least one {whom}. Where nobody knows the name, write “not known”.", field="p0_given")
    extra = {
        "taken_by": actor.reference,
        "sent_by_agency": _callers_agency(given),
        "received_at": min(received_at or now, now),
    }
    contact = _open(actor=actor, given=given, way_in=WayIn.TELEPHONE, extra=extra, now=now)
    trail.record(actor=actor, kind="contact.taken", subject=contact, at=now, children=contact.children.count())
    return contact


@transaction.atomic
def receive_notice(*, actor: Actor, incident: Incident, now: datetime) -> Contact | None:
    """Open a contact from all rows of one incident of a notice file. None: it is held already, unchanged.

    Raises Denied; RuleBroken when the same reference came before with other words.
    """
    permissions.check_can_load_notices(actor)
    earlier = queries.held_notice(incident.reference, incident.agency)
    if earlier is not None:
        if earlier.external_hash == incident.content_hash:
            return None
        raise RuleBroken(
            f"{incident.reference} was received before, as {earlier.reference}, with other words. "
            "What was received first is kept: add what is new to that contact.",
            field="reference",
        )
    extra = {
        "external_reference": incident.reference,
        "external_hash": incident.content_hash,
        "sent_by_agency": queries.agency_named(incident.agency),
        "incident_at": incident.incident_at,
        "received_at": incident.received_at or now,
        "risk_grade_given": incident.given.risk_grade,
    }
    contact = _open(actor=actor, given=incident.given, way_in=WayIn.POLICE_NOTICE, extra=extra, now=now)
    trail.record(actor=actor, kind="contact.received", subject=contact, at=now, children=contact.children.count())
    return contact


def _callers_agency(given: CallGiven) -> Any:
    """Return the agency that a professional rings for, so that its people see what became of it; else none."""
    return (
        queries.agency_named(given.caller_organisation)
        if given.caller_is_professional and not given.anonymous
        else None
    )


def _source(given: CallGiven) -> str:
    """Return the pack's code of a source given as code or words; else the pack's code for unknown or anonymous."""
    pack, wanted = agencies.pack_in_force(), given.source.strip().casefold()
    for entry in pack.contact_sources:
        if wanted and wanted in (entry.code.casefold(), entry.title.casefold()):
            return str(entry.code)
    return str(pack.door.anonymous_source if given.anonymous else pack.door.unknown_source)


def _open(*, actor: Actor, given: CallGiven, way_in: str, extra: Mapping[str, Any], now: datetime) -> Contact:
    pack, version = agencies.pack_in_force(), agencies.current_pack_version()
    place = place_of(postcode=given.postcode, now=now)
    received_at = extra.get("received_at", now)
    decide = agencies.due_by(pack.door.decision_clock, received_at, team=place.team)
    values: dict[str, Any] = {name: getattr(given, name) for name in AS_GIVEN} | {
        **(dict.fromkeys(NOT_KEPT, "") if given.anonymous else {}),
        "reference": next_reference("C-", "ref_contact"),
        "way_in": way_in,
        "source": _source(given),
        "received_at": received_at,
        "status": ContactStatus.RECEIVED,
        "decide_due_at": decide.due_at,
        "statutory_due_at": decide.due_at,
        # The latest day that can be promised at receipt; the clock itself begins with the decision.
        "referrer_due_at": agencies.due_by(pack.door.answer_clock, decide.due_at, team=place.team).due_at,
        "pack": version,
        **place.columns(),
    }
    contact = Contact.objects.create(**(values | dict(extra)))
    StatusChange.objects.create(contact=contact, after=contact.status, changed_at=now, changed_by=actor.reference)
    add_people(actor=actor, contact=contact, rows=given.people, now=now)
    if given.referrer_level is not None:
        note_referrers_level(actor=actor, contact=contact, level=given.referrer_level, now=now)
    open_contact_work(actor=actor, contact=contact, act=WorkAct.SCREEN, due=decide, now=now)
    queue_address(actor=actor, contact=contact, place=place, now=now)
    acknowledge(actor=actor, contact=contact, now=now)
    return contact


@transaction.atomic
def amend_contact(
    *, actor: Actor, contact: Contact, changes: Mapping[str, Any], expected_version: int, now: datetime
) -> Contact:
    """Change what was told. A new postcode routes the contact anew.

    Raises Denied, and Conflict with both texts when somebody saved other words meanwhile.
    """
    contact = lock_contact(contact)
    permissions.check_can_screen(actor, contact)
    if unknown := set(changes) - AMENDABLE:
        raise ValueError(f"These are not amended here: {', '.join(sorted(unknown))}.")
    changed = {name: value for name, value in changes.items() if getattr(contact, name) != value}
    if not changed:
        return contact
    if contact.version != expected_version:
        raise Conflict(
            current={name: _as_text(getattr(contact, name)) for name in changed},
            yours={name: _as_text(value) for name, value in changed.items()},
            changed_by="A colleague",
            current_version=contact.version,
        )
    for name, value in changed.items():
        setattr(contact, name, value)
    contact.version += 1
    contact.save(update_fields=[*changed, "version"])
    trail.record(actor=actor, kind="contact.amended", subject=contact, at=now, fields=sorted(changed))
    if "postcode" in changed:
        route_contact(actor=actor, contact=contact, now=now)
    return contact


def _as_text(value: Any) -> str:
    """Return a value as a person reads it on the page of two texts."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
