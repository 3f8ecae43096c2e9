"""Who lives together, and where."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.errors import RuleBroken
from openmash.base.references import next_reference
from openmash.people import permissions, queries, rules
from openmash.people.models import Household, Person
from openmash.people.services.persons import lives_at, locked
from openmash.trail import services as trail


@dataclass(frozen=True)
class HouseholdFormed:
    """What came of bringing people together: their household, if any was formed, and who was left where they live."""

    household: Household | None
    left: tuple[Person, ...] = ()


@transaction.atomic
def form_household(
    *,
    actor: Actor,
    members: Sequence[Person],
    besides: Sequence[Person] = (),
    address: str = "",
    postcode: str = "",
    roles: Mapping[str, str] | None = None,
    now: datetime,
) -> HouseholdFormed:
    """Bring people together who live at one address, as on a contact: into the household that one of them has there.

    Without an address it is the first member's. `roles` says who is what, by reference. A member who lives in another
    household moves here. `besides` are others of the same story, who are not brought together.

    Whose address is protected is left where they live, with whoever shares it already, and it is given to nobody else: the
    others are brought together without them. Raises Denied, NotFound, and RuleBroken without members.
    """
    permissions.check_can_change_people(actor)
    if not members:
        raise RuleBroken("A household needs somebody who lives in it.")
    held = [locked(actor, member) for member in sorted(members, key=lambda member: member.pk)]
    story = [*held, *(one for one in besides if one.pk not in {member.pk for member in held})]
    homes, shared = queries.protected_homes(story)
    together = rules.bring_together(
        [_housed(one, shared) for one in held],
        homes=homes,
        address=address.strip(),
        postcode=rules.tidy_postcode(postcode),
    )
    come = [one for one in held if one.pk in together.come]
    household = _formed(actor, come, together, roles or {}, now) if come else None
    left = tuple(one for one in story if one.pk in together.stay or one.address_protected)
    for one in left:
        formed = household.reference if household is not None else ""
        trail.record(actor=actor, kind="household.left_at_home", subject=one, at=now, household=formed)
    return HouseholdFormed(household, left)


def _housed(person: Person, shared: Collection[int]) -> rules.Housed:
    return rules.Housed(
        key=person.pk,
        address=person.address,
        postcode=person.postcode,
        protected=person.address_protected,
        shares=person.household_id in shared,
    )


def _formed(
    actor: Actor, come: list[Person], together: rules.Together, roles: Mapping[str, str], now: datetime
) -> Household:
    """Return the household in which these people live together from now on."""
    household = _household_at(come, together)
    if household is None:
        reference = next_reference("H", "ref_household")
        household = Household.objects.create(
            reference=reference, address=together.address, postcode=together.postcode, created_at=now
        )
        trail.record(actor=actor, kind="household.formed", subject=household, at=now)
    for member in come:
        role = roles.get(member.reference, member.household_role)
        join_household(actor=actor, household=household, person=member, role=role, now=now)
    return household


def _household_at(members: list[Person], together: rules.Together) -> Household | None:
    """Return the household that a member has at this address; one without any address stands for it too.

    Where the address that was said is kept from them, no household at another address stands for it.
    """
    address, postcode = together.address, together.postcode
    for member in members:
        home = member.household
        if home is None:
            continue
        if (home.address, home.postcode) == (address, postcode):
            return home
        if together.withheld:
            continue
        unplaced = not (address or postcode)
        if unplaced or rules.same_house(home.address, home.postcode, address, postcode):
            return home
    return None


@transaction.atomic
def join_household(*, actor: Actor, household: Household, person: Person, role: str = "", now: datetime) -> Person:
    """Let a person live in a household from today, at its address. Raises Denied and NotFound."""
    permissions.check_can_change_people(actor)
    held = locked(actor, person)
    if held.household_id == household.pk and held.household_role == role:
        return held
    moved = held.household_id != household.pk
    held.household, held.household_role = household, role
    if household.address or household.postcode:
        held.address, held.postcode = household.address, household.postcode
    held.version += 1
    held.save(update_fields=["household", "household_role", "address", "postcode", "version"])
    if moved:
        lives_at(held, since=london_day(now))
    trail.record(actor=actor, kind="household.joined", subject=held, at=now, household=household.reference)
    return held


@transaction.atomic
def move_household(*, actor: Actor, household: Household, address: str, postcode: str, now: datetime) -> Household:
    """Move a whole household to another address from today; where it was is kept. Raises Denied, RuleBroken."""
    permissions.check_can_change_people(actor)
    address, postcode = address.strip(), rules.tidy_postcode(postcode)
    if not (address or postcode):
        raise RuleBroken("Say where the household moves to.", field="address")
    household = Household.objects.select_for_update().get(pk=household.pk)
    if (household.address, household.postcode) == (address, postcode):
        return household
    household.address, household.postcode = address, postcode
    household.save(update_fields=["address", "postcode"])
    for member in Person.objects.select_for_update(of=("self",)).filter(household=household).order_by("pk"):
        member.address, member.postcode = address, postcode
        member.version += 1
        member.save(update_fields=["address", "postcode", "version"])
        lives_at(member, since=london_day(now))
    trail.record(actor=actor, kind="household.moved", subject=household, at=now)
    return household
