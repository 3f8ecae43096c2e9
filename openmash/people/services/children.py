"""Children as a statutory file tells of them: by the council's own number, and never by a name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from psycopg.types.json import Jsonb

from openmash.base.actors import Actor
from openmash.base.bulk import OneOf, copy_in, reserve_keys
from openmash.base.clock import london_day
from openmash.base.references import next_references
from openmash.people import permissions, rules
from openmash.people.choices import Index
from openmash.people.models import IndexRecord, Person
from openmash.people.queries.comparable import of_person, of_record
from openmash.trail import services as trail

BATCH = 5000
# Which lock keeps a load of the index of social care and this from writing at once.
LOADING_LOCK = "select pg_advisory_xact_lock(7203001, hashtext(%s))"
# A row that came with a file says what the record of its person says.
SAME_ROW = (
    "update people_indexrecord r set date_of_birth = p.date_of_birth, sex = p.sex, upn = p.upn, nhs_number = p.nhs_number"
    " from people_person p where r.person_id = p.id and r.identity_only and p.id = any(%s)"
)
SAID = (
    "sex", "ethnicity", "date_of_birth", "upn", "former_upn", "upn_unknown", "nhs_number", "disabled", "disabilities", "died_on",
)  # fmt: skip
WRITTEN = (
    *SAID, "id", "reference", "created_at", "known_by", "unborn", "given_name", "family_name", "also_known_as", "address",
    "postcode", "search_text",
)  # fmt: skip
LONGEST = {"record_id": 60, "ethnicity": 10, "upn": 20, "former_upn": 20, "upn_unknown": 10, "nhs_number": 20}


@dataclass(frozen=True)
class ChildKnown:
    """What a file says of a child: the council's own number, and what else it gives; what is empty was not given.

    `sex` is M, F or U, `ethnicity`, `disabilities` and `upn_unknown` are codes of the returns. A date of birth ahead is the expected one.
    """

    record_id: str
    sex: str = ""
    ethnicity: str = ""
    date_of_birth: date | None = None
    unborn: bool = False
    upn: str = ""
    former_upn: str = ""
    upn_unknown: str = ""
    nhs_number: str = ""
    disabled: bool | None = None
    disabilities: tuple[str, ...] = ()
    died_on: date | None = None


@dataclass
class ChildrenKept:
    """Who the children of a file are, by the council's number, and what was refused, with the field and the reason.

    `new` were made, `linked` were known here before by their row of the index or by their own record, `changed` are those of
    whom the file says more, or otherwise, than before.
    """

    persons: dict[str, Person] = field(default_factory=dict)
    refused: dict[str, tuple[str, str]] = field(default_factory=dict)
    new: int = 0
    linked: int = 0
    changed: int = 0


@transaction.atomic
def keep_children(*, actor: Actor, children: Iterable[ChildKnown], now: datetime) -> ChildrenKept:
    """Return the person behind each number of a statutory file, made where nobody knows them yet.

    A number that came before is the same person. A row that the index of social care holds under it is linked and not
    doubled; a restricted person stays restricted. A child told of twice is one, and what is said last counts. Who has a
    name here is not written over: only what is empty is filled in. Raises Denied for everybody but a machine.
    """
    permissions.check_can_keep_children(actor)
    kept = ChildrenKept()
    with connection.cursor() as cursor:
        cursor.execute(LOADING_LOCK, [Index.SOCIAL_CARE])
    waiting = iter(_merged(children, kept, london_day(now)).values())
    while batch := list(islice(waiting, BATCH)):
        _keep_batch(actor, {child.record_id: child for child in batch}, kept, now)
    with connection.cursor() as cursor:
        cursor.execute("select people_settle_search_text()")
    trail.record(
        actor=actor,
        kind="children.kept",
        subject=f"index {Index.SOCIAL_CARE}",
        at=now,
        children=len(kept.persons),
        new=kept.new,
        linked=kept.linked,
        changed=kept.changed,
    )
    return kept


def _merged(children: Iterable[ChildKnown], kept: ChildrenKept, today: date) -> dict[str, ChildKnown]:
    """Return each child once, with all that is said of them; who cannot be kept is refused."""
    found: dict[str, ChildKnown] = {}
    for child in children:
        known = found.get(child.record_id)
        if known is None:
            found[child.record_id] = child
        elif known != child:
            found[child.record_id] = replace(known, **_given(child), unborn=child.unborn or known.unborn)
    for record_id, child in list(found.items()):
        if problem := _problem(child, today):
            kept.refused[record_id] = problem
            del found[record_id]
    return found


def _problem(child: ChildKnown, today: date) -> tuple[str, str] | None:
    if not child.record_id.strip():
        return "record_id", "The child has no number."
    for name, longest in LONGEST.items():
        if len(getattr(child, name)) > longest:
            return name, f"Longer than {longest} characters."
    born = child.date_of_birth
    if born and (problem := rules.birth_date_problem(born, today, unborn=True)):
        return "date_of_birth", problem
    return None


def _given(child: ChildKnown) -> dict[str, Any]:
    """Return what is said of a child, without what was not given."""
    return {name: value for name in SAID if (value := getattr(child, name)) not in ("", None, ())}


def _keep_batch(actor: Actor, children: Mapping[str, ChildKnown], kept: ChildrenKept, now: datetime) -> None:
    held, known = _held(children)
    found = _found(children, held, known)
    made = _made([(child, held.get(n)) for n, child in children.items() if n not in known and n not in found], now)
    _link(actor, found | {n: person for n, person in made.items() if n in held}, held, now)
    _write_rows(actor, [(children[n], person) for n, person in (found | made).items() if n not in held], now)
    kept.linked += len(found) + sum(n in held for n in made)
    kept.new += sum(n not in held for n in made)
    kept.changed += _amend(actor, children, known | found, now)
    kept.persons |= known | found | made


def _held(children: Mapping[str, ChildKnown]) -> tuple[dict[str, IndexRecord], dict[str, Person]]:
    """Return, by their numbers, the rows of the index that are nobody's yet, and who the others are."""
    rows = IndexRecord.objects.filter(OneOf("record_id", children), index=Index.SOCIAL_CARE)
    keys = dict(rows.filter(person_id__isnull=False).values_list("record_id", "person_id"))
    people = {person.pk: person for person in Person.objects.filter(OneOf("pk", set(keys.values())))}
    after = Person.objects.in_bulk([one.replaced_by_id for one in people.values() if one.replaced_by_id])
    known = {number: after.get(people[key].replaced_by_id or 0, people[key]) for number, key in keys.items()}
    return {row.record_id: row for row in rows.filter(person_id__isnull=True)}, known


def _found(
    children: Mapping[str, ChildKnown], held: Mapping[str, IndexRecord], known: Mapping[str, Person]
) -> dict[str, Person]:
    """Return whose own record is certainly that of a child of the file, by their number: those of whom it is only one."""
    asked = {n: _compared(child, held.get(n)) for n, child in children.items() if n not in known}
    born: dict[date | None, list[Person]] = defaultdict(list)
    for person in Person.objects.filter(_shared(asked.values()), replaced_by__isnull=True).order_by("pk"):
        born[person.date_of_birth].append(person)
    found = {}
    for number, one in asked.items():
        if one.date_of_birth is None:
            continue
        same = [person for person in born.get(one.date_of_birth, ()) if _same(one, of_person(person))]
        if len(same) == 1:
            found[number] = same[0]
    return found


def _shared(asked: Iterable[rules.Particulars]) -> Q:
    """Return the filter for whoever shares a number or a postcode with one of them: the rules decide who is certain."""
    sure = [one for one in asked if one.date_of_birth]
    shared = Q(pk__in=[])
    for column, values in (
        ("nhs_number", {one.nhs for one in sure}),
        ("upn", {one.upn for one in sure}),
        ("postcode", {one.postcode for one in sure}),
    ):
        if values := values - {""}:
            shared |= Q(OneOf(column, values))
    return shared


def _same(one: rules.Particulars, other: rules.Particulars) -> bool:
    return rules.same_person_certain(one, other) or rules.same_pupil(one, other)


def _compared(child: ChildKnown, row: IndexRecord | None) -> rules.Particulars:
    """Return what is known of a child of the file, with what the row of the index says beside."""
    said = rules.Particulars() if row is None else of_record(row)
    return replace(
        said,
        date_of_birth=child.date_of_birth or said.date_of_birth,
        upn=child.upn or said.upn,
        nhs=child.nhs_number or said.nhs,
    )


def _made(rows: Sequence[tuple[ChildKnown, IndexRecord | None]], now: datetime) -> dict[str, Person]:
    """Make the record of each child whom nobody knows yet: as the index names them, else by the number."""
    if not rows:
        return {}
    first = reserve_keys(Person, len(rows))
    references = next_references("P", "ref_person", len(rows))
    people = [
        _person(child, row, pk=first + place, reference=references[place], now=now)
        for place, (child, row) in enumerate(rows)
    ]
    copy_in(Person, WRITTEN, (_as_written(person) for person in people))
    return {child.record_id: person for (child, _), person in zip(rows, people, strict=True)}


def _as_written(person: Person) -> list[Any]:
    values = [getattr(person, name) for name in WRITTEN]
    return [Jsonb(value) if isinstance(value, list) else value for value in values]


def _person(child: ChildKnown, row: IndexRecord | None, *, pk: int, reference: str, now: datetime) -> Person:
    today, said = london_day(now), _given(child)
    person = Person(pk=pk, reference=reference, created_at=now, known_by=child.record_id)
    if row is not None:
        for name in ("given_name", "family_name", "also_known_as", "date_of_birth", "sex", "nhs_number", "upn"):
            setattr(person, name, getattr(row, name))
        person.address, person.postcode = row.address, row.postcode
        person.search_text = rules.search_text(row.given_name, row.family_name, row.also_known_as)
    for name, value in said.items():
        setattr(person, name, list(value) if name == "disabilities" else value)
    person.unborn = _unborn(child, person.date_of_birth, today)
    return person


def _unborn(child: ChildKnown, born: date | None, today: date) -> bool:
    return child.unborn or bool(born and born > today)


def _link(actor: Actor, people: Mapping[str, Person], held: Mapping[str, IndexRecord], now: datetime) -> None:
    """Link rows that the index held before to whom they are."""
    rows = [held[number] for number in people if number in held]
    for row in rows:
        row.person, row.linked_at, row.linked_by = people[row.record_id], now, actor.reference
    IndexRecord.objects.bulk_update(rows, ["person", "linked_at", "linked_by"], batch_size=1000)
    _say(actor, "index_record.linked", ((row.person, {"record": row.record_id}) for row in rows), now)


def _write_rows(actor: Actor, rows: Sequence[tuple[ChildKnown, Person]], now: datetime) -> None:
    """Give the index a row for each number that it does not hold: who that is, and nothing more."""
    columns = (
        "index", "record_id", "identity_only", "sex", "date_of_birth", "upn", "nhs_number",
        "person_id", "linked_at", "linked_by",
    )  # fmt: skip
    values = (
        (
            Index.SOCIAL_CARE.value, child.record_id, True, child.sex, child.date_of_birth, child.upn,
            child.nhs_number, person.pk, now, actor.reference,
        )
        for child, person in rows
    )  # fmt: skip
    if rows:
        copy_in(IndexRecord, columns, values)


def _amend(actor: Actor, children: Mapping[str, ChildKnown], people: Mapping[str, Person], now: datetime) -> int:
    """Write down what the file says beyond what is held, and return of how many."""
    today = london_day(now)
    wanted = {person.pk: number for number, person in people.items() if _more(children[number], person, today)}
    changed: list[tuple[Person, list[str]]] = []
    for person in Person.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk"):
        more = _more(children[wanted[person.pk]], person, today)
        for name, value in more.items():
            setattr(person, name, value)
            setattr(people[wanted[person.pk]], name, value)
        person.version += 1
        changed.append((person, sorted(more)))
    Person.objects.bulk_update(
        [person for person, _ in changed], [*SAID, "known_by", "unborn", "version"], batch_size=500
    )
    with connection.cursor() as cursor:
        cursor.execute(SAME_ROW, [[person.pk for person, _ in changed]])
    _say(actor, "person.amended", ((person, {"fields": names}) for person, names in changed), now)
    return len(changed)


def _more(child: ChildKnown, person: Person, today: date) -> dict[str, Any]:
    """Return what a file says of a person that is not held: of one whom people here have named, only what is empty."""
    said: dict[str, Any] = _given(child) | {"known_by": person.known_by or child.record_id}
    if "disabilities" in said:
        said["disabilities"] = list(said["disabilities"])
    named = bool(person.given_name or person.family_name or person.also_known_as)
    if named or person.known_by != child.record_id:
        said = {name: value for name, value in said.items() if getattr(person, name) in ("", None, [])}
    elif child.date_of_birth:
        said["unborn"] = _unborn(child, child.date_of_birth, today)
    return {name: value for name, value in said.items() if getattr(person, name) != value}


def _say(actor: Actor, kind: str, rows: Iterable[tuple[Any, dict[str, Any]]], now: datetime) -> None:
    with trail.gathering():
        for person, details in rows:
            trail.record(actor=actor, kind=kind, subject=person, at=now, index=Index.SOCIAL_CARE, **details)


def name_the_unnamed(*, actor: Actor, index: str, now: datetime) -> int:
    """Give those whom only a file knew the names that the index has now. Returns how many; says so of each in the trail."""
    rows = IndexRecord.objects.filter(index=index, identity_only=False, gone_at__isnull=True, linked_by__gt="")
    unnamed = {"person__given_name": "", "person__family_name": "", "person__also_known_as": ""}
    named = list(_named(rows.filter(person__known_by__gt="", **unnamed).exclude(search_text="").order_by("pk")))
    Person.objects.bulk_update(
        named, ["given_name", "family_name", "also_known_as", "search_text", "address", "postcode", "nhs_number",
                "date_of_birth", "unborn", "version"], batch_size=500,
    )  # fmt: skip
    _say(actor, "person.amended", ((person, {"fields": ["given_name", "family_name"]}) for person in named), now)
    return len(named)


def _named(rows: Any) -> Iterator[Person]:
    for row in rows.select_related("person"):
        person = row.person
        for name in ("given_name", "family_name", "also_known_as", "search_text"):
            setattr(person, name, getattr(row, name))
        for name in ("address", "postcode", "nhs_number", "date_of_birth"):
            setattr(person, name, getattr(person, name) or getattr(row, name))
        person.version += 1
        yield person
