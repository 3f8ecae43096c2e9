"""Make and amend the record of a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.errors import Conflict, NotFound, RuleBroken
from openmash.base.references import next_reference
from openmash.people import permissions, rules
from openmash.people.choices import CODED, NO_DISABILITY
from openmash.people.models import Person, Residence
from openmash.people.queries import coded_answers
from openmash.people.rules.numbers import nhs_kept
from openmash.trail import services as trail

OLDEST = 120
AMENDABLE = (
    "given_name",
    "family_name",
    "also_known_as",
    "date_of_birth",
    "date_of_birth_estimated",
    "age_given",
    "unborn",
    "sex",
    "nhs_number",
    "upn",
    "former_upn",
    "upn_unknown",
    "ethnicity",
    "disabilities",
    "died_on",
    "language",
    "interpreter_needed",
    "address",
    "postcode",
    "address_protected",
    "telephone",
    "household_role",
)
WORDS = (
    "given_name",
    "family_name",
    "also_known_as",
    "sex",
    "upn",
    "former_upn",
    "language",
    "address",
    "telephone",
    "household_role",
)


@dataclass(frozen=True)
class PersonGiven:
    """What is said of a person. Everything may be not known yet. `age_given` is as of today."""

    given_name: str = ""
    family_name: str = ""
    also_known_as: str = ""
    date_of_birth: date | None = None
    date_of_birth_estimated: bool = False
    age_given: int | None = None
    unborn: bool = False
    sex: str = ""
    nhs_number: str = ""
    upn: str = ""
    former_upn: str = ""
    upn_unknown: str = ""
    ethnicity: str = ""
    disabilities: Sequence[str] = ()
    died_on: date | None = None
    language: str = ""
    interpreter_needed: bool | None = None
    address: str = ""
    postcode: str = ""
    address_protected: bool = False
    telephone: str = ""
    household_role: str = ""


@transaction.atomic
def create_person(*, actor: Actor, given: PersonGiven, now: datetime) -> Person:
    """Make the record of somebody new. Raises Denied, and RuleBroken for a date of birth or age that cannot be."""
    permissions.check_can_change_people(actor)
    values = _checked({name: getattr(given, name) for name in AMENDABLE}, today=london_day(now))
    person = Person(reference=next_reference("P", "ref_person"), created_at=now, **values)
    _complete(person, today=london_day(now))
    person.save()
    if person.address or person.postcode:
        lives_at(person, since=london_day(now))
    trail.record(actor=actor, kind="person.created", subject=person, at=now)
    return person


@transaction.atomic
def amend_person(
    *, actor: Actor, person: Person, changes: Mapping[str, Any], expected_version: int, now: datetime
) -> Person:
    """Change what is known of a person.

    Raises Denied, NotFound, RuleBroken for what cannot be, and Conflict when somebody saved other words meanwhile.
    """
    permissions.check_can_change_people(actor)
    unknown = set(changes) - set(AMENDABLE)
    if unknown:
        raise ValueError(f"These are not amended here: {', '.join(sorted(unknown))}.")
    held = locked(actor, person)
    today = london_day(now)
    values = _checked(dict(changes), today=today, held=held)
    changed = [name for name, value in values.items() if getattr(held, name) != value]
    if held.version != expected_version and changed:
        raise Conflict(
            current={name: as_text(getattr(held, name)) for name in changed},
            yours={name: as_text(values[name]) for name in changed},
            changed_by="A colleague",
            current_version=held.version,
        )
    if not changed:
        return held
    for name in changed:
        setattr(held, name, values[name])
    _complete(held, today=today, age_is_new="age_given" in changed)
    held.version += 1
    held.save()
    if {"address", "postcode"} & set(changed):
        lives_at(held, since=today)
    trail.record(actor=actor, kind="person.amended", subject=held, at=now, fields=sorted(changed), version=held.version)
    return held


def locked(actor: Actor, person: Person) -> Person:
    """Return the person's row as it is now, locked until the end. Raises NotFound when the actor may not see it."""
    held = Person.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=person.pk).first()
    if held is None:
        raise NotFound
    return held


def as_text(value: Any) -> str:
    """Return a value as the form of a person holds it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value.day} {value.month} {value.year}"
    if isinstance(value, list):
        return ", ".join(value)
    return str(value)


def _checked(values: dict[str, Any], *, today: date, held: Person | None = None) -> dict[str, Any]:
    """Return the values tidied. Names are kept as given; only space around them goes. Raises RuleBroken."""
    for name in set(WORDS) & values.keys():
        values[name] = str(values[name]).strip()
    if "postcode" in values:
        values["postcode"] = rules.tidy_postcode(values["postcode"])
    if "nhs_number" in values:
        values["nhs_number"] = nhs_kept(values["nhs_number"])
    for name, value in values.items():
        longest = getattr(Person._meta.get_field(name), "max_length", None)
        if isinstance(value, str) and longest and len(value) > longest:
            raise RuleBroken(f"Use {longest} characters or fewer. You used {len(value)}.", field=name)
    for name in CODED:
        if values.get(name):
            _check_codes(name, values[name])
    if "disabilities" in values:
        said = values["disabilities"] = sorted(set(values["disabilities"]))
        values["disabled"] = said != [NO_DISABILITY] if said else None
    if (died := values.get("died_on")) and died > today:
        raise RuleBroken("This day lies ahead.", field="died_on")
    unborn = bool(values.get("unborn", held.unborn if held else False))
    born = values.get("date_of_birth")
    if born and (problem := rules.birth_date_problem(born, today, unborn=unborn)):
        raise RuleBroken(problem, field="date_of_birth")
    age = values.get("age_given")
    if age is not None and not 0 <= age <= OLDEST:
        raise RuleBroken(f"The age must lie between 0 and {OLDEST}.", field="age_given")
    return values


def _check_codes(name: str, given: str | Sequence[str]) -> None:
    """Refuse a code that is not in its list. Raises RuleBroken."""
    known = coded_answers()[name]
    if any(code not in known for code in ([given] if isinstance(given, str) else given)):
        raise RuleBroken("Choose from the list.", field=name)


def _complete(person: Person, *, today: date, age_is_new: bool = True) -> None:
    """Fill in what follows from what was given."""
    person.search_text = rules.search_text(person.given_name, person.family_name, person.also_known_as)
    if person.age_given is None:
        person.age_given_on = None
    elif age_is_new:
        person.age_given_on = today


def lives_at(person: Person, *, since: date) -> None:
    """Keep where the person lived until now, and begin where they live from now on. The same address goes on."""
    same = Residence.objects.filter(person=person, until__isnull=True, address=person.address, postcode=person.postcode)
    if same.update(household=person.household):
        return
    Residence.objects.filter(person=person, until__isnull=True).update(until=since)
    Residence.objects.create(
        person=person, household=person.household, address=person.address, postcode=person.postcode, since=since
    )
