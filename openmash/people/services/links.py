"""Which row of an index is which person: a person says so, and may take it back."""

from datetime import datetime

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.errors import NotFound, RuleBroken
from openmash.people import permissions
from openmash.people.models import IndexRecord, Person
from openmash.people.queries import visible_records
from openmash.people.services.persons import locked
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
