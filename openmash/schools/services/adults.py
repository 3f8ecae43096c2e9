"""Key adults of a school: who is told, and who instead of them, from a day until a day."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.errors import RuleBroken
from openmash.base.references import next_reference
from openmash.schools import permissions, queries
from openmash.schools.models import KeyAdult, School
from openmash.trail import services as trail


@dataclass(frozen=True)
class KeyAdultGiven:
    """Somebody of a school who is told: `place` 0 first, deputies after."""

    name: str
    email: str
    role: str = ""
    telephone: str = ""
    place: int = 0
    since: date | None = None


@transaction.atomic
def add_key_adult(*, actor: Actor, school: School, given: KeyAdultGiven, now: datetime) -> KeyAdult:
    """Add a key adult or a deputy to a school, from a day on (today where none is given).

    Raises Denied; RuleBroken without a name or an address, or for an address that is held by one of the school in force.
    """
    permissions.check_can_keep_key_adults(actor)
    school = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    since = given.since or london_day(now)
    email = given.email.strip().lower()
    if not given.name.strip():
        raise RuleBroken("Write the name of the key adult.", field="name")
    if "@" not in email:
        raise RuleBroken(
            "Write the e-mail address of the key adult: by it they are told that a notice waits.", field="email"
        )
    if any(one.email == email for one in queries.key_adults_of(school, on=since)):
        raise RuleBroken("Somebody with this e-mail address is a key adult of the school already.", field="email")
    made = KeyAdult.objects.create(
        reference=next_reference("KA-", "ref_key_adult"),
        school=school,
        name=given.name.strip(),
        role=given.role.strip(),
        email=email,
        telephone=given.telephone.strip(),
        place=given.place,
        since=since,
    )
    trail.record(actor=actor, kind="key_adult.added", subject=f"school {school.urn}", at=now, key_adult=made.reference)
    return made


@transaction.atomic
def end_key_adult(*, actor: Actor, key_adult: KeyAdult, until: date, now: datetime) -> KeyAdult:
    """Say until which day somebody is a key adult, that day included. Raises Denied; RuleBroken for one who has ended, or too early."""
    permissions.check_can_keep_key_adults(actor)
    key_adult = KeyAdult.objects.select_for_update(of=("self",)).get(pk=key_adult.pk)
    if key_adult.until is not None:
        raise RuleBroken("This has ended already.")
    if until < key_adult.since:
        raise RuleBroken("It cannot end before it begins. Give a later day.", field="until")
    key_adult.until = until
    key_adult.save(update_fields=["until"])
    trail.record(
        actor=actor, kind="key_adult.ended", subject=f"keyadult {key_adult.reference}", at=now, until=str(until)
    )
    return key_adult
