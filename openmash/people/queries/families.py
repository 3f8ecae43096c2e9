"""People by their reference, who they live with, and the warnings about them and their homes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.people.choices import CODED
from openmash.people.models import Household, Person, Residence, SafetyWarning
from openmash.people.rules import is_any_home, same_house, tidy_postcode

GROWN_UP = 18
WATCHER = Actor.machine("protected-addresses")


@dataclass(frozen=True)
class WarningRow:
    """A warning for workers' safety, with what it is about: a person's reference and name, or an address."""

    kind: str
    words: str
    set_at: datetime
    set_by: str
    about: str
    number: int
    ended_at: datetime | None = None


def coded_answers() -> dict[str, dict[str, str]]:
    """Return what of a person is told in codes of the national returns: the words of each code, by field.

    None of any before a pack is loaded.
    """
    try:
        pack = agencies.pack_in_force()
    except RuleBroken:
        return {name: {} for name in CODED}
    return {name: {one.code: one.title for one in pack.code_list(wanted).items} for name, wanted in CODED.items()}


def person_by_reference(actor: Actor, reference: str) -> Person:
    """Return the person of a reference; of a replaced one, the person who replaced it. Raises NotFound."""
    visible = Person.objects.visible_to(actor).select_related("household", "replaced_by")
    person = visible.filter(reference=reference).first()
    if person is None:
        raise NotFound
    if person.replaced_by:
        return person_by_reference(actor, person.replaced_by.reference)
    return person


def keys_of(references: Collection[str]) -> list[tuple[int, str]]:
    """Return the keys of people by reference, with it. For a room that was told of them, and writes that down."""
    return list(Person.objects.filter(reference__in=references).order_by("pk").values_list("pk", "reference"))


def person_by_key(actor: Actor, key: int) -> Person:
    """Return the person of a key that another room holds. Raises NotFound for somebody the actor may not see."""
    person = Person.objects.visible_to(actor).select_related("household").filter(pk=key).first()
    if person is None:
        raise NotFound
    return person


def people_by_keys(actor: Actor, keys: Collection[int]) -> dict[int, Person]:
    """Return those of the people with these keys whom the actor may see."""
    return Person.objects.visible_to(actor).in_bulk(list(keys))


def household_by_reference(actor: Actor, reference: str) -> tuple[Household, list[Person]]:
    """Return a household and those of its members whom the actor may see. Raises NotFound when there is none."""
    household = Household.objects.filter(reference=reference).first() if actor.is_authority else None
    members = _members(actor, household) if household else []
    if household is None or not members:
        raise NotFound
    return household, members


def _members(actor: Actor, household: Household) -> list[Person]:
    return _members_of_each(actor, {household.pk}).get(household.pk, [])


def _members_of_each(actor: Actor, households: Collection[int]) -> dict[int | None, list[Person]]:
    """Return those of each household whom the actor may see, the eldest first. One query, none without a household."""
    found: dict[int | None, list[Person]] = {}
    if households:
        visible = Person.objects.visible_to(actor).filter(household__in=households, replaced_by__isnull=True)
        for member in visible.order_by("date_of_birth", "age_given", "pk"):
            found.setdefault(member.household_id, []).append(member)
    return found


def people_with_protected_address(keys: Collection[int]) -> set[int]:
    """Return which people, by key, live with somebody whose address is protected, or have such an address themselves.

    Seen with a machine's eyes: that the person concerned is restricted must not give the address of the others away.
    """
    with request_transaction(WATCHER):
        protected = Q(address_protected=True) | Q(household__members__address_protected=True)
        return set(Person.objects.filter(protected, pk__in=keys).values_list("pk", flat=True))


def protected_homes(persons: Iterable[Person]) -> tuple[list[tuple[str, str]], set[int]]:
    """Return the protected homes (address, postcode) of people and of those in their households, and the households' keys.

    With a machine's eyes, as above; for the services, and never to be shown. One query, none about nobody.
    """
    held = list(persons)
    if not held:
        return [], set()
    households = {one.household_id for one in held if one.household_id}
    theirs = Q(pk__in=[one.pk for one in held]) | Q(household_id__in=households)
    with request_transaction(WATCHER):
        rows = Person.objects.filter(theirs, address_protected=True, replaced_by__isnull=True)
        found = list(rows.values_list("address", "postcode", "household_id"))
    return [(address, postcode) for address, postcode, _ in found], {key for *_, key in found if key}


def living_where_protected(persons: Iterable[Person]) -> set[int]:
    """Return by key who of several people lives where an address is protected: their own, or that of somebody of their households.

    For what is told outside, where it stands beside nobody's name. One query.
    """
    held = list(persons)
    homes, _ = protected_homes(held)
    return {one.pk for one in held if one.address_protected or is_any_home((one.address, one.postcode), homes)}


def places_now(references: Collection[str]) -> dict[str, tuple[str, str, bool]]:
    """Return address, postcode and whether that home is protected, by reference, as the records say now. For the gate alone."""
    with request_transaction(WATCHER):
        held = list(Person.objects.filter(reference__in=references))
        protected = living_where_protected(held)
    return {one.reference: (one.address, one.postcode, one.pk in protected) for one in held}


def household_of(actor: Actor, person: Person) -> list[Person]:
    """Return the others in a person's household whom the actor may see, the eldest first."""
    return households_of_each(actor, [person])[person.pk]


def households_of_each(actor: Actor, persons: Sequence[Person]) -> dict[int, list[Person]]:
    """Return the others in the household of each of several people by their keys. One query, however many."""
    members = _members_of_each(actor, {person.household_id for person in persons if person.household_id})
    return {
        person.pk: [member for member in members.get(person.household_id, []) if member.pk != person.pk]
        for person in persons
    }


def all_living_with(actor: Actor, persons: Iterable[Person]) -> list[Person]:
    """Return people and everybody in their households whom the actor may see. One query, however many homes."""
    known = {person.pk: person for person in persons}
    homes = {person.household_id for person in known.values() if person.household_id}
    if not homes:
        return list(known.values())
    visible = Person.objects.visible_to(actor).filter(household__in=homes, replaced_by__isnull=True)
    return [*known.values(), *(other for other in visible.order_by("pk") if other.pk not in known)]


def siblings_of(
    actor: Actor, person: Person, *, today: date, household: Iterable[Person] | None = None
) -> list[Person]:
    """Return the other children of a person's household. A member whose age nobody knows is not counted a child.

    `household` is given by who has asked for it already.
    """
    others = household_of(actor, person) if household is None else household
    return [member for member in others if _is_child(member, today)]


def _is_child(member: Person, today: date) -> bool:
    age = member.age_on(today)
    return member.unborn or (age is not None and age < GROWN_UP)


def people_at_address(actor: Actor, *, address: str, postcode: str, besides: Iterable[Person] = ()) -> list[Person]:
    """Return the people whom the actor may see at one house, told by postcode and number or name."""
    if not postcode:
        return []
    visible = Person.objects.visible_to(actor).filter(postcode=tidy_postcode(postcode), replaced_by__isnull=True)
    left_out = {person.pk for person in besides}
    return [
        person
        for person in visible.order_by("pk")
        if person.pk not in left_out and same_house(address, postcode, person.address, person.postcode)
    ]


def residences_of(actor: Actor, person: Person) -> list[Residence]:
    """Return where a person lived, the latest first. Raises NotFound for somebody the actor may not see."""
    return residences_of_each(actor, [person])[person.pk]


def residences_of_each(actor: Actor, persons: Sequence[Person]) -> dict[int, list[Residence]]:
    """Return where each of several people lived by their keys, the latest first. At most two queries, however many.

    Raises NotFound where one of them is somebody the actor may not see.
    """
    found: dict[int, list[Residence]] = {person.pk: [] for person in persons}
    visible = Person.objects.visible_to(actor).filter(pk__in=found)
    for row in Residence.objects.filter(person__in=visible).order_by("-since", "-pk"):
        found[row.person_id].append(row)
    without = {key for key, rows in found.items() if not rows}
    if without and visible.filter(pk__in=without).count() < len(without):
        raise NotFound
    return found


def warnings_for(
    actor: Actor, persons: Iterable[Person] = (), *, address: str = "", postcode: str = ""
) -> list[WarningRow]:
    """Return the warnings in force about people, their households, and whoever lives at an address.

    Without the house's number or name, the warnings of the whole postcode are told: rather one too many.
    """
    return warnings_at(actor, persons, places=[(address, postcode)])


def warnings_at(actor: Actor, persons: Iterable[Person], *, places: Iterable[tuple[str, str]]) -> list[WarningRow]:
    """Return the same for several addresses at once, each with its postcode. One query."""
    if not actor.is_authority:
        return []
    persons = list(persons)
    held = [(address, tidy) for address, postcode in places if (tidy := tidy_postcode(postcode))]
    codes = {postcode for _, postcode in held}
    wanted = Q(person__in=persons) | Q(household__in={p.household_id for p in persons if p.household_id})
    if codes:
        wanted |= Q(household__postcode__in=codes) | Q(person__postcode__in=codes)
    rows = SafetyWarning.objects.filter(wanted, ended_at__isnull=True).select_related("person", "household")
    if not actor.cleared:
        rows = rows.filter(Q(person_id__isnull=True) | Q(person__restricted=False))
    own = {person.pk for person in persons}, {person.household_id for person in persons}
    return [
        as_row(warning, number)
        for number, warning in enumerate(rows.order_by("set_at", "pk"), start=1)
        if warning.person_id in own[0]
        or (warning.household_id and warning.household_id in own[1])
        or any(_at(warning, address, postcode) for address, postcode in held)
    ]


def _at(warning: SafetyWarning, address: str, postcode: str) -> bool:
    place = warning.person or warning.household
    if not postcode or place is None or place.postcode != postcode:
        return False
    return not address or not place.address or same_house(address, postcode, place.address, place.postcode)


def warnings_of(actor: Actor, person: Person, *, ended: bool = False) -> list[WarningRow]:
    """Return the warnings about a person and their household, those that have ended only when asked.

    Each has its number in the order in which they were set, by which it can be ended.
    """
    rows = [as_row(warning, number) for number, warning in enumerate(_warnings_about(actor, person), start=1)]
    return [row for row in rows if ended or row.ended_at is None]


def _warnings_about(actor: Actor, person: Person) -> list[SafetyWarning]:
    if not Person.objects.visible_to(actor).filter(pk=person.pk).exists():
        raise NotFound
    about = Q(person=person)
    if person.household_id:
        about |= Q(household_id=person.household_id)
    return list(SafetyWarning.objects.filter(about).select_related("person", "household").order_by("set_at", "pk"))


def warning_by_number(actor: Actor, person: Person, number: int) -> SafetyWarning:
    """Return one of a person's warnings by its place among them. Raises NotFound."""
    rows = _warnings_about(actor, person)
    if not 1 <= number <= len(rows):
        raise NotFound
    return rows[number - 1]


def as_row(warning: SafetyWarning, number: int) -> WarningRow:
    """Return a warning as it is shown."""
    place = (warning.household.address if warning.household else "") or "This address"
    about = warning.person.full_name if warning.person else place
    return WarningRow(
        warning.kind, warning.words, warning.set_at, warning.set_by, about, number, ended_at=warning.ended_at
    )
