"""Who belongs to a child and to an incident, and who of a school may be told of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.people import queries as people
from openmash.release.queries import Known
from openmash.schools.models import School
from openmash.schools.queries.register import adults_of
from openmash.schools.rules.notices import Involved, Told, who_may_be_told

# That somebody of the household is restricted must not put a notice into their hands, nor their address into it.
WATCHER = Actor.machine("school-notices")
UNNAMED = "Somebody of the household"


@dataclass(frozen=True)
class OfRecord:
    """Somebody of the record that a notice is about."""

    person: Any
    in_family: bool = True


@dataclass(frozen=True)
class Everybody:
    """Everybody who counts for a notice: as the gate knows them, as key adults are compared, and whether an address is protected."""

    known: tuple[Known, ...]
    involved: tuple[Involved, ...]
    protected: bool


def everybody_of(actor: Actor, person: Any, others: Iterable[OfRecord] = ()) -> Everybody:
    """Return a child with everybody of the record and of the child's household, whoever of them the actor may see.

    Somebody whom the actor may not see is not named to them: what they must not learn is not in what the gate says.
    """
    rows = {person.pk: (person, True)} | {one.person.pk: (one.person, one.in_family) for one in others}
    with request_transaction(WATCHER):
        for member in people.household_of(WATCHER, person):
            rows.setdefault(member.pk, (member, True))
    return Everybody(
        known=tuple(_known(actor, one, in_family) for one, in_family in rows.values()),
        involved=tuple(
            Involved(one.full_name, one.also_known_as, one.telephone) for one, _ in rows.values() if one.pk != person.pk
        ),
        protected=any(one.address_protected for one, _ in rows.values()),
    )


def _known(actor: Actor, one: Any, in_family: bool) -> Known:
    hidden = one.restricted and not actor.cleared
    return Known(
        reference=one.reference,
        name=UNNAMED if hidden else one.full_name,
        in_family=in_family,
        address=one.address,
        postcode=one.postcode,
        address_protected=one.address_protected,
    )


def may_be_told(school: School, involved: Sequence[Involved], *, not_to: Iterable[str] = (), now: Any) -> list[Told]:
    """Return each key adult of a school in force, in order, with why they must not be told of these people; empty: they may."""
    return who_may_be_told(adults_of(school, on=clock.london_day(now)), involved, not_to=frozenset(not_to))
