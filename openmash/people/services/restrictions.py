"""Restrict a person's record so that only those who are cleared know of it, and lift that."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.people import permissions
from openmash.people.models import Person, Restriction
from openmash.people.queries import records_like
from openmash.people.services.links import link_index_record
from openmash.people.services.persons import locked
from openmash.trail import services as trail

LONGEST = 300
Follower = Callable[..., None]
_followers: list[Follower] = []


def follow_restrictions(follower: Follower) -> Follower:
    """Have `follower(actor=…, person=…, now=…)` called in the same transaction whenever a restriction is set or lifted.

    For rooms above, which hold records about the person. Called from their `apps.py`.
    """
    if follower not in _followers:
        _followers.append(follower)
    return follower


def followers() -> tuple[Follower, ...]:
    """Return who is told, for the manual."""
    return tuple(_followers)


def _tell(*, actor: Actor, person: Person, now: datetime) -> None:
    for follower in _followers:
        follower(actor=actor, person=person, now=now)


@transaction.atomic
def restrict_person(*, actor: Actor, person: Person, reason: str, now: datetime) -> Restriction:
    """Restrict a person's record. Raises Denied, NotFound, RuleBroken.

    Index rows that are certainly the person are linked to them by this act, so that they leave no trace either; rooms
    above hide what they hold about the person with it.
    """
    permissions.check_can_restrict(actor)
    assert actor.user_id is not None
    held = locked(actor, person)
    reason = _reason(reason)
    if held.restricted:
        raise RuleBroken("This record is restricted already.")
    for record in records_like(actor, held):
        link_index_record(actor=actor, index=record.index, record_id=record.record_id, person=held, now=now)
    held.restricted = True
    held.version += 1
    held.save(update_fields=["restricted", "version"])
    restriction = Restriction.objects.create(person=held, reason=reason, set_at=now, set_by_id=actor.user_id)
    trail.record(actor=actor, kind="person.restricted", subject=held, at=now)
    _tell(actor=actor, person=held, now=now)
    return restriction


@transaction.atomic
def lift_restriction(*, actor: Actor, person: Person, now: datetime) -> Person:
    """Lift the restriction of a record. Raises Denied, NotFound, and RuleBroken when there is none."""
    permissions.check_can_restrict(actor)
    held = locked(actor, person)
    if not held.restricted:
        raise RuleBroken("This record is not restricted.")
    held.restricted = False
    held.version += 1
    held.save(update_fields=["restricted", "version"])
    Restriction.objects.filter(person=held, lifted_at__isnull=True).update(lifted_at=now, lifted_by_id=actor.user_id)
    trail.record(actor=actor, kind="person.restriction_lifted", subject=held, at=now)
    _tell(actor=actor, person=held, now=now)
    return held


def _reason(words: str) -> str:
    words = words.strip()
    if not words or len(words) > LONGEST:
        raise RuleBroken(f"Say in up to {LONGEST} characters why the record is restricted.", field="reason")
    return words
