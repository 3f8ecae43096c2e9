"""Which row of an index is which person: a person says so, and may take it back."""

from datetime import datetime

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.errors import NotFound, RuleBroken
from openmash.people import permissions
from openmash.people.models import IndexRecord, Person
from openmash.people.queries import visible_records
from openmash.people.services.persons import PersonGiven, create_person, locked
from openmash.trail import services as trail


@transaction.atomic
def link_index_record(*, actor: Actor, index: str, record_id: str, person: Person, now: datetime) -> IndexRecord:
    """Confirm that a row of an index is this person. Raises Denied, NotFound, and RuleBroken when it is another's."""
    permissions.check_can_change_people(actor)
    held = locked(actor, person)
    record = _locked_record(actor, index, record_id)
    if record.person_id == held.pk:
        return record
    if record.person_id is not None:
        raise RuleBroken("This record is linked to somebody else. Undo that link first.")
    record.person, record.linked_at, record.linked_by = held, now, actor.reference
    record.save(update_fields=["person", "linked_at", "linked_by"])
    trail.record(actor=actor, kind="index_record.linked", subject=held, at=now, index=index, record=record.record_id)
    return record


@transaction.atomic
def person_from_record(*, actor: Actor, index: str, record_id: str, now: datetime) -> Person:
    """Return the person whom somebody chose by a row of an index: the one it is linked to, or a new one made from it.

    Raises Denied, and NotFound when there is no such row that the actor may see.
    """
    permissions.check_can_change_people(actor)
    record = _locked_record(actor, index, record_id)
    if record.person is not None:
        return record.person
    today = london_day(now)
    given = PersonGiven(
        given_name=record.given_name,
        family_name=record.family_name,
        also_known_as=record.also_known_as,
        date_of_birth=record.date_of_birth,
        unborn=record.date_of_birth is not None and record.date_of_birth > today,
        age_given=record.age if record.date_of_birth is None else None,
        sex=record.sex,
        address=record.address,
        postcode=record.postcode,
        nhs_number=record.nhs_number,
        upn=record.upn,
    )
    person = create_person(actor=actor, given=given, now=now)
    link_index_record(actor=actor, index=index, record_id=record_id, person=person, now=now)
    return person


@transaction.atomic
def unlink_index_record(*, actor: Actor, index: str, record_id: str, now: datetime) -> IndexRecord:
    """Take back that a row of an index is somebody. Raises Denied, NotFound, and RuleBroken when it is nobody's."""
    permissions.check_can_change_people(actor)
    record = _locked_record(actor, index, record_id)
    person = record.person
    if person is None:
        raise RuleBroken("This record is linked to nobody.")
    record.person, record.linked_at, record.linked_by = None, None, ""
    record.save(update_fields=["person", "linked_at", "linked_by"])
    trail.record(actor=actor, kind="index_record.unlinked", subject=person, at=now, index=index, record=record_id)
    return record


def _locked_record(actor: Actor, index: str, record_id: str) -> IndexRecord:
    rows = visible_records(actor).filter(index=index, record_id=record_id)
    record = rows.select_for_update(of=("self",)).first()
    if record is None:
        raise NotFound
    return record
