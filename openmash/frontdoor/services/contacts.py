"""Contacts: taken by telephone or received as a notice, amended, their people matched, their history opened."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import Conflict, RuleBroken
from openmash.base.references import next_reference
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import ContactStatus, WayIn
from openmash.frontdoor.models import Contact, ContactChild, ContactPerson, LevelOpinion, StatusChange
from openmash.frontdoor.queries import contacts as queries
from openmash.frontdoor.rules import contacts as rules
from openmash.frontdoor.rules.given import CallGiven, Incident, PersonRow
from openmash.frontdoor.services.answers import acknowledge
from openmash.frontdoor.services.restrictions import keep_restriction
from openmash.frontdoor.services.routing import ROUTED, Place, place_of
from openmash.frontdoor.services.shared import lock_contact, open_contact_work
from openmash.people import queries as people
from openmash.people import services as people_services
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

__all__ = [
    "CallGiven",
    "Incident",
    "PersonRow",
    "add_person",
    "amend_contact",
    "as_text",
    "match_person",
    "receive_notice",
    "record_family_approached",
    "record_history_opened",
    "route_contact",
    "take_call",
]

AS_GIVEN = {field.name for field in fields(CallGiven)} - {"people", "referrer_level", "risk_grade", "source"}
# Who stays anonymous is nowhere: what is not held cannot get out. A number to call back on is theirs to give.
NOT_KEPT = ("caller_name", "caller_organisation", "caller_email")
AMENDABLE = AS_GIVEN | {"believed_malicious", "malicious_evidence"}


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
        raise RuleBroken("Name at least one child. Where nobody knows the name, write “not known”.", field="p0_given")
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
        **_where(place),
    }
    contact = Contact.objects.create(**(values | dict(extra)))
    StatusChange.objects.create(contact=contact, after=contact.status, changed_at=now, changed_by=actor.reference)
    _add_people(actor=actor, contact=contact, rows=given.people, now=now)
    if given.referrer_level is not None:
        _referrers_level(actor=actor, contact=contact, level=given.referrer_level, now=now)
    open_contact_work(actor=actor, contact=contact, act=WorkAct.SCREEN, due=decide, now=now)
    _queue_address(actor=actor, contact=contact, place=place, now=now)
    acknowledge(actor=actor, contact=contact, now=now)
    return contact


def _where(place: Place) -> dict[str, Any]:
    return {
        "district": place.district,
        "locality": place.locality,
        "authority": place.authority,
        "address_state": place.state,
        "operating_model": place.operating_model,
        "team": place.team,
    }


def _queue_address(*, actor: Actor, contact: Contact, place: Place, now: datetime) -> None:
    if place.state != ROUTED:
        due = agencies.due_by(place.queue_clock, now, team=place.team)
        open_contact_work(
            actor=actor,
            contact=contact,
            act=WorkAct.RESOLVE_ADDRESS,
            due=due,
            team=place.team,
            note=place.queue_words,
            now=now,
        )


def _add_people(*, actor: Actor, contact: Contact, rows: tuple[PersonRow, ...], now: datetime) -> None:
    adult_words = _adult_words()
    members, restricted = [], False
    today = clock.london_day(now)
    child_there = any(rules.is_child(row, adult_words=adult_words, today=today) for row in rows)
    if not child_there:
        rows = (*rows, PersonRow(is_child=True))
    seen: set[int] = set()
    for row in rows:
        person = _person(actor=actor, contact=contact, row=row, now=now)
        if person.pk in seen:
            continue
        seen.add(person.pk)
        members.append(person)
        restricted = restricted or person.restricted
        _join(contact=contact, person=person, row=row, child=rules.is_child(row, adult_words=adult_words, today=today))
    if restricted:
        contact.restricted = True
        contact.save(update_fields=["restricted"])
    newcomers = [p for p in members if p.household_id is None]
    if (contact.address or contact.postcode) and newcomers and len(members) > 1:
        people_services.form_household(
            actor=actor, members=newcomers, address=contact.address, postcode=contact.postcode, now=now
        )


def _adult_words() -> frozenset[str]:
    grown = {"parent", "carer", "wider_family"}
    kinds = [r for r in agencies.pack_in_force().relationships if r.kind in grown]
    words = {word.casefold() for r in kinds for word in (r.code, r.title, *r.also_called)}
    return frozenset(words | {"mother", "father", "parent", "stepfather", "stepmother", "partner", "adult", "carer"})


def _person(*, actor: Actor, contact: Contact, row: PersonRow, now: datetime) -> Any:
    if row.reference:
        return people.person_by_reference(actor, row.reference.strip().upper())
    if row.record:
        index, _, record_id = row.record.partition("|")
        return people_services.person_from_record(actor=actor, index=index, record_id=record_id, now=now)
    held = _same_person(actor, contact=contact, row=row)
    if held is not None:
        return held
    given = people_services.PersonGiven(
        given_name=row.given_name,
        family_name=row.family_name,
        date_of_birth=row.date_of_birth,
        date_of_birth_estimated=row.date_of_birth_estimated,
        age_given=None if row.date_of_birth else row.age,
        unborn=row.unborn,
        sex=row.sex,
        address=row.address or contact.address,
        postcode=row.postcode or contact.postcode,
    )
    return people_services.create_person(actor=actor, given=given, now=now)


def _same_person(actor: Actor, *, contact: Contact, row: PersonRow) -> Any:
    """Return our own record of exactly this person: names, date of birth and postcode agree. Nothing less certain."""
    if contact.way_in == WayIn.TELEPHONE:
        return None
    return people.person_certain(
        actor,
        given=row.given_name,
        family=row.family_name,
        dob=row.date_of_birth,
        postcode=row.postcode or contact.postcode,
        estimated=row.date_of_birth_estimated,
    )


def _join(*, contact: Contact, person: Any, row: PersonRow, child: bool) -> None:
    if child:
        ContactChild.objects.create(
            contact=contact, person=person, as_given=row.as_given, relationship=row.relationship[:60]
        )
    else:
        ContactPerson.objects.create(
            contact=contact, person=person, as_given=row.as_given, relationship=row.relationship[:60]
        )


def _referrers_level(*, actor: Actor, contact: Contact, level: int, now: datetime) -> None:
    scheme = agencies.pack_in_force().need_scheme(clock.london_day(now))
    for child in contact.children.all():
        child.referrer_level = level
        child.save(update_fields=["referrer_level"])
        LevelOpinion.objects.create(
            child=child, whose="referrer", scheme=scheme.code, level=level, given_at=now, given_by=actor.reference
        )


@transaction.atomic
def add_person(*, actor: Actor, contact: Contact, row: PersonRow, now: datetime) -> Contact:
    """Add somebody to a contact, found or new. Raises Denied, NotFound; RuleBroken when they are in it already."""
    contact = lock_contact(contact)
    permissions.check_can_screen(actor, contact)
    person = _person(actor=actor, contact=contact, row=row, now=now)
    if contact.children.filter(person=person).exists() or contact.adults.filter(person=person).exists():
        raise RuleBroken("This person is part of the contact already.")
    child = rules.is_child(row, adult_words=_adult_words(), today=clock.london_day(now))
    if child:
        rules.check_open(contact.status)
    _join(contact=contact, person=person, row=row, child=child)
    keep_restriction(actor=actor, contact=contact, now=now)
    trail.record(actor=actor, kind="contact.person_added", subject=contact, at=now, person=person.reference)
    return contact


@transaction.atomic
def match_person(*, actor: Actor, child: ContactChild, reference: str, now: datetime) -> ContactChild:
    """Say which person we hold a child of a contact is. Raises Denied, NotFound; RuleBroken when already in it."""
    contact = lock_contact(child.contact)
    permissions.check_can_screen(actor, contact)
    person = people.person_by_reference(actor, reference.strip().upper())
    if contact.children.filter(person=person).exclude(pk=child.pk).exists():
        raise RuleBroken("This child is part of the contact already.", field="reference")
    before = child.person.reference
    child.person = person
    child.version += 1
    child.save(update_fields=["person", "version"])
    keep_restriction(actor=actor, contact=contact, now=now)
    trail.record(
        actor=actor, kind="contact.person_matched", subject=contact, at=now, before=before, after=person.reference
    )
    return child


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
            current={name: as_text(getattr(contact, name)) for name in changed},
            yours={name: as_text(value) for name, value in changed.items()},
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


def as_text(value: Any) -> str:
    """Return a value as a person reads it on the page of two texts."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


@transaction.atomic
def route_contact(*, actor: Actor, contact: Contact, now: datetime) -> Contact:
    """Send a contact to where its postcode leads now. Once decided it stays with its team. Raises Denied."""
    permissions.check_can_screen(actor, contact)
    place = place_of(postcode=contact.postcode, now=now)
    where, before = _where(place), contact.team
    if contact.status not in rules.OPEN or contact.transfers.exists():
        where.pop("team")
    for name, value in where.items():
        setattr(contact, name, value)
    contact.save(update_fields=list(where))
    if "team" in where:
        work.move_subject(
            actor=actor,
            subject_kind="contact",
            subject=contact.reference,
            from_team=before,
            to_team=place.team,
            reason="address",
            now=now,
        )
    if place.state == ROUTED:
        work.finish_work(
            actor=actor,
            act=WorkAct.RESOLVE_ADDRESS,
            subject_kind="contact",
            subject=contact.reference,
            reason="found",
            now=now,
        )
    else:
        _queue_address(actor=actor, contact=contact, place=place, now=now)
    trail.record(actor=actor, kind="contact.routed", subject=contact, at=now, team=contact.team.code, state=place.state)
    return contact


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
    for person in shown:
        trail.saw(actor=actor, subject=person, purpose=actor.purpose or "history", at=now, contact=contact.reference)
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
