"""The one look-up: over our own people and every loaded index.

The database gives a few dozen rows that share a date of birth, postcode, number or a name alike; the rules rank them
and say why. What is inside may change; what goes in and comes out of `find` stays.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Exists, FloatField, OuterRef, Q, QuerySet, Value, When

from openmash.base.actors import Actor
from openmash.people.choices import INDEX_WORDS, OWN, Index
from openmash.people.models import IndexRecord, Person
from openmash.people.queries.alike import keys_alike
from openmash.people.queries.comparable import of_person, of_record
from openmash.people.queries.indexes import visible_records
from openmash.people.rules import (
    Particulars,
    compare,
    day_and_month_swapped,
    in_common,
    is_open,
    probability,
    query_text,
    read_question,
    reasons,
    same_person_certain,
    tidy_postcode,
)
from openmash.people.rules.numbers import nhs_kept

LOOKED_AT = 80
ADDRESS_PROTECTED = "Address protected"


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be the person asked for, and why. `probability` is of the pair and never shown without `why`."""

    index: str
    title: str
    record_id: str
    name: str
    also_known_as: str
    date_of_birth: date | None
    age: int | None
    unborn: bool
    sex: str
    address: str
    postcode: str
    involvement: str
    status: str
    open: bool
    worker: str
    team: str
    phone: str
    probability: float
    why: list[str]
    shares_something: bool = True
    reference: str = ""
    household: list[str] = field(default_factory=list)
    linked: list["Candidate"] = field(default_factory=list)

    @property
    def open_case(self) -> "Candidate | None":
        """The open case of children's social care, here or among the linked rows."""
        return next((c for c in [self, *self.linked] if c.index == Index.SOCIAL_CARE and c.open), None)

    @property
    def early_help(self) -> "Candidate | None":
        """The early-help episode, here or among the linked rows; an open one first."""
        rows = [c for c in [self, *self.linked] if c.index == Index.EARLY_HELP]
        return max(rows, key=lambda row: row.open, default=None)


def find(
    actor: Actor,
    *,
    today: date,
    text: str = "",
    given: str = "",
    family: str = "",
    dob: date | None = None,
    age: int | None = None,
    sex: str = "",
    address: str = "",
    postcode: str = "",
    nhs: str = "",
    upn: str = "",
    top: int = 5,
    grouped: bool = False,
) -> list[Candidate]:
    """Return who may be meant, the likeliest first, each with the reasons; at most `top`.

    `text` is what was typed into one box and is read for names, age, date, postcode and NHS number; the other
    arguments go before what it says. `grouped` puts index rows that are linked to a found person under that person.
    """
    typed = read_question(text, today=today)
    asked = Particulars(
        given=given.strip(),
        family=family.strip(),
        loose=typed.loose,
        date_of_birth=dob or typed.date_of_birth,
        age=age if age is not None else typed.age,
        sex=sex.strip().upper()[:1],
        address=address.strip() or typed.address,
        postcode=tidy_postcode(postcode) or typed.postcode,
        nhs=nhs_kept(nhs) or typed.nhs,
        upn=upn.strip(),
    )
    if asked.is_empty:
        return []
    people, records = _shortlists(actor, asked)
    found = [_of_person(person, asked, today) for person in people]
    found += [_of_record(record, asked, today) for record in records]
    # Words typed into one box are compared loosely: whoever shares nothing with them was not asked for.
    found = [candidate for candidate in found if candidate.shares_something or not asked.loose]
    if grouped:
        found = _grouped(actor, found, people, records, today)
    ranked = sorted(found, key=lambda c: (-c.probability, c.index != OWN, c.index, c.record_id))[:top]
    return _with_households(actor, ranked, people) if grouped else ranked


def person_certain(
    actor: Actor,
    *,
    given: str = "",
    family: str = "",
    dob: date | None,
    postcode: str = "",
    nhs: str = "",
    estimated: bool = False,
) -> Person | None:
    """Return the one person of ours who is certainly meant, by `same_person_certain`; None for none and for several.

    One query by the index on dates of birth: quick enough for files of thousands of rows.
    """
    asked = Particulars(
        given=given,
        family=family,
        date_of_birth=dob,
        estimated=estimated,
        postcode=tidy_postcode(postcode),
        nhs=nhs_kept(nhs),
    )
    if dob is None:
        return None
    born = Person.objects.visible_to(actor).filter(date_of_birth=dob, replaced_by__isnull=True)
    same = [person for person in born.order_by("pk") if same_person_certain(asked, of_person(person))]
    return same[0] if len(same) == 1 else None


def _shortlists(actor: Actor, asked: Particulars) -> tuple[list[Person], list[IndexRecord]]:
    place = _address_alone(asked)
    alike = keys_alike(actor, names=asked.all_names, address=place)
    people = list(_shortlist(_own_people(actor), asked, alike["person"]))
    records = list(_shortlist(_index_rows(actor), asked, alike["record"]))
    if not (asked.address or asked.postcode):
        return people, records
    by_name = {kind: set() if place else set(keys) for kind, keys in alike.items()}
    hidden = _certainly_protected(actor, [row for row in records if row.person_id is None])
    return (
        [row for row in people if not row.protected or _found_otherwise(row, asked, by_name["person"])],
        [
            row
            for row in records
            if not (row.protected or row.pk in hidden) or _found_otherwise(row, asked, by_name["record"])
        ],
    )


PROTECTED = Q(address_protected=True) | Q(household__members__address_protected=True)


def _own_people(actor: Actor) -> QuerySet[Any]:
    """Return people, each with whether their address is protected: for their own sake or for somebody they live with."""
    home = Person.objects.filter(household=OuterRef("household"), address_protected=True)
    people = Person.objects.visible_to(actor).filter(replaced_by__isnull=True)
    return people.annotate(protected=Q(address_protected=True) | Exists(home))


def _index_rows(actor: Actor) -> QuerySet[Any]:
    """Return index rows, each with whether it is linked to somebody whose address is protected."""
    return visible_records(actor).annotate(protected=Exists(Person.objects.filter(PROTECTED, pk=OuterRef("person"))))


def _found_otherwise(row: Any, asked: Particulars, by_name: set[int]) -> bool:
    """Whether a row was found by something else than a place: nobody is found by an address that is protected."""
    days = {asked.date_of_birth, day_and_month_swapped(asked.date_of_birth)} if asked.date_of_birth else set()
    return (
        row.pk in by_name
        or row.date_of_birth in days - {None}
        or bool(asked.nhs and row.nhs_number == asked.nhs)
        or bool(asked.upn and row.upn == asked.upn)
    )


def _certainly_protected(actor: Actor, records: list[IndexRecord]) -> set[int]:
    """Return the keys of rows, linked to nobody, that are certainly somebody whose address is protected."""
    born = {row.date_of_birth for row in records} - {None}
    if not born:
        return set()
    people = Person.objects.visible_to(actor).filter(PROTECTED, date_of_birth__in=born, replaced_by__isnull=True)
    held = [of_person(person) for person in people.distinct()]
    return {row.pk for row in records if any(same_person_certain(one, of_record(row)) for one in held)}


def _address_alone(asked: Particulars) -> str:
    """Return the address, where nothing better was asked by: an address alone is compared as words."""
    return "" if asked.all_names or asked.postcode or asked.date_of_birth else asked.address


def _shortlist(rows: QuerySet[Any], asked: Particulars, alike: list[int]) -> QuerySet[Any]:
    """Return the rows that share enough to be looked at one by one, the most promising first."""
    wanted: Q = Q(pk__in=alike)
    points: Any = Value(0.0, output_field=FloatField())
    for condition, weight in _keys(asked):
        wanted |= condition
        points = points + Case(When(condition, then=Value(weight)), default=Value(0.0), output_field=FloatField())
    if names := query_text(asked.all_names):
        points = points + TrigramWordSimilarity(names, "search_text")
    return rows.filter(wanted).annotate(points=points).order_by("-points", "pk")[:LOOKED_AT]


def _keys(asked: Particulars) -> Iterable[tuple[Q, float]]:
    """Yield what an ordinary index finds. Comparisons that row-level security lets an index make, and no others."""
    if asked.date_of_birth:
        yield Q(date_of_birth=asked.date_of_birth), 1.0
        if other := day_and_month_swapped(asked.date_of_birth):
            yield Q(date_of_birth=other), 0.7
    if asked.nhs:
        yield Q(nhs_number=asked.nhs), 3.0
    if asked.upn:
        yield Q(upn=asked.upn), 3.0
    if asked.postcode and (" " in asked.postcode or len(asked.postcode) > 4):
        yield Q(postcode=asked.postcode), 0.6
    elif asked.postcode and not asked.all_names and not asked.date_of_birth:
        yield Q(postcode__gte=asked.postcode, postcode__lt=f"{asked.postcode}ZZZZ"), 0.2


def _of_person(person: Person, asked: Particulars, today: date) -> Candidate:
    age = person.age_on(today)
    protected = getattr(person, "protected", person.address_protected)
    row = of_person(person)
    if protected:
        row = replace(row, address="", postcode="")  # neither found nor confirmed by it
    if person.date_of_birth is None and age is not None:
        row = replace(row, age=age)
    why = compare(asked, row, today=today)
    return Candidate(
        index=OWN,
        title=INDEX_WORDS[OWN],
        record_id=person.reference,
        reference=person.reference,
        name=person.full_name,
        also_known_as=person.also_known_as,
        date_of_birth=person.date_of_birth,
        age=None if person.unborn and (age or 0) < 1 else age,
        unborn=person.unborn,
        sex=person.sex,
        address=ADDRESS_PROTECTED if protected else person.address,
        postcode="" if protected else person.postcode,
        involvement="",
        status="",
        open=False,
        worker="",
        team="",
        phone="",
        probability=probability(why),
        why=reasons(why),
        shares_something=in_common(why),
    )


def _of_record(record: IndexRecord, asked: Particulars, today: date) -> Candidate:
    protected = getattr(record, "protected", False)
    row = replace(of_record(record), address="", postcode="") if protected else of_record(record)
    why = compare(asked, row, today=today)
    born = record.date_of_birth
    age = record.age if born is None else today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return Candidate(
        index=record.index,
        title=INDEX_WORDS.get(record.index, record.index),
        record_id=record.record_id,
        name=record.full_name,
        also_known_as=record.also_known_as,
        date_of_birth=born,
        age=age if age is None or age >= 0 else None,
        unborn=born is not None and born > today,
        sex=record.sex,
        address=ADDRESS_PROTECTED if protected else record.address,
        postcode="" if protected else record.postcode,
        involvement=record.involvement,
        status=record.status,
        open=not record.identity_only and is_open(record.status, record.until, today),
        worker=record.worker,
        team=record.team,
        phone=record.phone,
        probability=probability(why),
        why=reasons(why),
        shares_something=in_common(why),
    )


def _grouped(
    actor: Actor, found: list[Candidate], people: list[Person], records: list[IndexRecord], today: date
) -> list[Candidate]:
    """Put the rows linked to each found person under that person, found by their own words or not."""
    by_person: dict[int, list[Candidate]] = defaultdict(list)
    for row in _index_rows(actor).filter(person__in=people, identity_only=False).order_by("index", "record_id"):
        by_person[row.person_id or 0].append(_of_record(row, Particulars(), today))
    shown = {person.pk for person in people}
    certain: set[int] = set()
    for record in records:
        # Nobody has confirmed it yet, but number, names, date of birth and postcode leave no doubt: told once, with the person.
        same = [p for p in people if record.person_id is None and same_person_certain(of_person(p), of_record(record))]
        if len(same) == 1:
            certain.add(record.pk)
            by_person[same[0].pk].append(_of_record(record, Particulars(), today))
    under = {(row.index, row.record_id) for row in records if row.person_id in shown or row.pk in certain}
    pk_of = {person.reference: person.pk for person in people}
    kept = [c for c in found if (c.index, c.record_id) not in under]
    return [replace(c, linked=by_person[pk_of[c.reference]]) if c.reference else c for c in kept]


def _with_households(actor: Actor, ranked: list[Candidate], people: list[Person]) -> list[Candidate]:
    """Add the names of the others in each person's household."""
    homes = {person.reference: person.household_id for person in people}
    wanted = {home for c in ranked if c.reference and (home := homes[c.reference])}
    members: dict[int, list[Person]] = defaultdict(list)
    visible = Person.objects.visible_to(actor).filter(household_id__in=wanted, replaced_by__isnull=True)
    for member in visible.order_by("date_of_birth", "pk"):
        members[member.household_id or 0].append(member)
    return [
        replace(
            c,
            household=[
                member.full_name for member in members[homes[c.reference] or 0] if member.reference != c.reference
            ],
        )
        if c.reference
        else c
        for c in ranked
    ]


def records_maybe(actor: Actor, person: Person, *, today: date, top: int = 10) -> list[Candidate]:
    """Return the index rows, linked to nobody, that may be a person: for somebody to confirm."""
    asked = of_person(person)
    alike = keys_alike(actor, names=asked.all_names)["record"]
    rows = _shortlist(visible_records(actor).filter(person_id__isnull=True), asked, alike)
    found = [_of_record(record, asked, today) for record in rows]
    return sorted(found, key=lambda c: (-c.probability, c.index, c.record_id))[:top]
