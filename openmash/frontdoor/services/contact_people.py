"""The people of a contact: the children and adults it names, found among those we hold or new, and matched later."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import WayIn
from openmash.frontdoor.models import Contact, ContactChild, ContactPerson, LevelOpinion
from openmash.frontdoor.rules import contacts as rules
from openmash.frontdoor.rules.given import PersonRow
from openmash.frontdoor.services.restrictions import keep_restriction
from openmash.frontdoor.services.shared import lock_contact
from openmash.people import queries as people
from openmash.people import services as people_services
from openmash.trail import services as trail


@transaction.atomic
def add_person(*, actor: Actor, contact: Contact, row: PersonRow, now: datetime) -> Contact:
    """Add somebody to a contact, found or new. Raises Denied, NotFound; RuleBroken when they are in it already."""
    contact = lock_contact(contact)
    permissions.check_can_screen(actor, contact)
    already = [one.person for rows in (contact.children, contact.adults) for one in rows.select_related("person")]
    (person,) = _persons(actor=actor, contact=contact, rows=(row,), already=already, now=now)
    if contact.children.filter(person=person).exists() or contact.adults.filter(person=person).exists():
        raise RuleBroken("This person is part of the contact already.")
    child = rules.is_child(row, adult_words=_adult_words(), today=clock.london_day(now))
    if child:
        rules.check_open(contact.status)
    _join(contact=contact, person=person, row=row, child=child)
    _note_look_up(actor=actor, contact=contact, persons=[person], now=now)
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


def add_people(*, actor: Actor, contact: Contact, rows: tuple[PersonRow, ...], now: datetime) -> None:
    """Add everybody a new contact names, found or new; where no child is named, one not known, unless only adults are in it.

    Raises RuleBroken where somebody is a child in what is said to be about adults only.
    """
    adult_words = _adult_words()
    members, restricted = [], False
    today = clock.london_day(now)
    child_there = any(rules.is_child(row, adult_words=adult_words, today=today) for row in rows)
    if child_there and contact.adults_only:
        raise RuleBroken(
            "Somebody here is a child, or nobody knows that they are not. Say how old they are, or that a child is in this.",
            field="adults_only",
        )
    if not child_there and not contact.adults_only:
        rows = (*rows, PersonRow(is_child=True))
    elsewhere: set[int] = set()
    for row, person in zip(rows, _persons(actor=actor, contact=contact, rows=rows, now=now), strict=True):
        if person in members:
            continue
        members.append(person)
        if _lives_elsewhere(row, contact):
            elsewhere.add(person.pk)
        restricted = restricted or person.restricted
        _join(contact=contact, person=person, row=row, child=rules.is_child(row, adult_words=adult_words, today=today))
    _note_look_up(actor=actor, contact=contact, persons=members, now=now)
    if restricted:
        contact.restricted = True
        contact.save(update_fields=["restricted"])
    newcomers = [p for p in members if p.household_id is None and p.pk not in elsewhere]
    if (contact.address or contact.postcode) and newcomers and len(members) > 1:
        formed = people_services.form_household(
            actor=actor,
            members=newcomers,
            besides=members,
            address=contact.address,
            postcode=contact.postcode,
            now=now,
        )
        for rows_of in (contact.children, contact.adults):
            rows_of.filter(person__in=formed.left).update(left_at_home=True)


def _lives_elsewhere(row: PersonRow, contact: Contact) -> bool:
    """Whether somebody was said to live at another address than the one of the contact."""
    theirs, here = (row.address, row.postcode), (contact.address, contact.postcode)
    return bool(row.address) and not people.may_be_one_home(theirs, here)


def _note_look_up(*, actor: Actor, contact: Contact, persons: list[Any], now: datetime) -> None:
    """Have everybody named looked for among restricted records too: a cleared manager is told, and nobody else."""
    people_services.note_look_up(
        actor=actor, looked_for=people.look_ups_for(persons), subject=f"contact {contact.reference}", now=now
    )


def _adult_words() -> frozenset[str]:
    grown = {"parent", "carer", "wider_family"}
    kinds = [r for r in agencies.pack_in_force().relationships if r.kind in grown]
    words = {word.casefold() for r in kinds for word in (r.code, r.title, *r.also_called)}
    return frozenset(words | {"mother", "father", "parent", "stepfather", "stepmother", "partner", "adult", "carer"})


def _persons(
    *, actor: Actor, contact: Contact, rows: Sequence[PersonRow], already: Sequence[Any] = (), now: datetime
) -> list[Any]:
    """Return the person of each row, found or new, beside those who are in the contact already.

    Nobody new is given an address that is protected, though it was said. Those who are held are found first: where one of
    them hides is known only then.
    """
    found = [_held(actor=actor, contact=contact, row=row, now=now) for row in rows]
    homes, _ = people.protected_homes([*already, *(one for one in found if one is not None)])
    born: set[date] = set()
    for number, row in enumerate(rows):
        if found[number] is not None:
            continue
        # The same child in two rows of a notice is made once.
        again = _same_person(actor, contact=contact, row=row) if row.date_of_birth in born else None
        found[number] = again or _new(actor=actor, contact=contact, row=row, homes=homes, now=now)
        if row.date_of_birth is not None:
            born.add(row.date_of_birth)
    return found


def _held(*, actor: Actor, contact: Contact, row: PersonRow, now: datetime) -> Any:
    """Return the person of a row whom we hold, or whom an index does; None where nobody is certain."""
    if row.reference:
        return people.person_by_reference(actor, row.reference.strip().upper())
    if row.record:
        index, _, record_id = row.record.partition("|")
        return people_services.person_from_record(actor=actor, index=index, record_id=record_id, now=now)
    return _same_person(actor, contact=contact, row=row)


def _new(*, actor: Actor, contact: Contact, row: PersonRow, homes: Sequence[tuple[str, str]], now: datetime) -> Any:
    """Make the record of somebody new, at the address that was said unless it is one of the protected `homes`."""
    address, postcode = row.address or contact.address, row.postcode or contact.postcode
    if people.is_any_home((address, postcode), homes):
        address, postcode = "", ""
    given = people_services.PersonGiven(
        given_name=row.given_name,
        family_name=row.family_name,
        date_of_birth=row.date_of_birth,
        date_of_birth_estimated=row.date_of_birth_estimated,
        age_given=None if row.date_of_birth else row.age,
        unborn=row.unborn,
        sex=row.sex,
        address=address,
        postcode=postcode,
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


def note_referrers_level(*, actor: Actor, contact: Contact, level: int, now: datetime) -> None:
    """Keep the level of need that the referrer gave, for each child."""
    scheme = agencies.pack_in_force().need_scheme(clock.london_day(now))
    for child in contact.children.all():
        child.referrer_level = level
        child.save(update_fields=["referrer_level"])
        LevelOpinion.objects.create(
            child=child, whose="referrer", scheme=scheme.code, level=level, given_at=now, given_by=actor.reference
        )
