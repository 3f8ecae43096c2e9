"""Who is open to another service: by rows linked to a person, and by rows that are certainly that person."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.people.choices import INDEX_WORDS, Index
from openmash.people.models import IndexRecord, Person
from openmash.people.queries.comparable import of_person, of_record
from openmash.people.queries.indexes import certain_filter, visible_records
from openmash.people.rules import is_open, same_person_certain


@dataclass(frozen=True)
class Involvement:
    """One service's involvement with a person: what, since when, who to ring. `linked`: a person confirmed it."""

    index: str
    title: str
    record_id: str
    involvement: str
    status: str
    since: date | None
    until: date | None
    worker: str
    team: str
    phone: str
    flags: str
    open: bool
    linked: bool


# The record of a case that is held here and in no index, with the person's reference.
OUR_OWN = "case:"
Involving = Callable[..., Mapping[int, Involvement]]
_involving: list[Involving] = []


def involve_by(involving: Involving) -> Involving:
    """Have `involving(actor=…, persons=…, today=…)` say who is open to the council's own service, by the people's keys.

    For rooms above, which hold what happened in their cases. Called from their `apps.py`. What an index says is not said
    twice: it counts for people of whom the index of that service holds no open row.
    """
    if involving not in _involving:
        _involving.append(involving)
    return involving


def involving() -> tuple[Involving, ...]:
    """Return who says it, for the manual."""
    return tuple(_involving)


def involvements_of(actor: Actor, person: Person, *, today: date, index: str = "") -> list[Involvement]:
    """Return what the indexes, and the rooms that hold cases, say of a person, open first. One query, and theirs."""
    return involvements_of_each(actor, [person], today=today, index=index)[person.pk]


def involvements_of_each(
    actor: Actor, persons: Sequence[Person], *, today: date, index: str = ""
) -> dict[int, list[Involvement]]:
    """Return what the indexes, and the rooms that hold cases, say of each of several people by their keys, open first."""
    wanted = Q(person__in=persons)
    for person in persons:
        wanted |= certain_filter(person) & Q(person_id__isnull=True)
    rows = visible_records(actor).filter(wanted, identity_only=False)
    if index:
        rows = rows.filter(index=index)
    held = list(rows.order_by("index", "-since", "record_id"))
    found = {person.pk: _of(person, held, today) for person in persons}
    for involving in _involving:
        for key, more in involving(actor=actor, persons=persons, today=today).items():
            if index in ("", more.index) and not any(row.open and row.index == more.index for row in found[key]):
                found[key].insert(0, more)
    return found


def _of(person: Person, rows: Iterable[IndexRecord], today: date) -> list[Involvement]:
    compared = of_person(person)
    found = [
        _involvement(row, today)
        for row in rows
        if row.person_id == person.pk or (row.person_id is None and same_person_certain(compared, of_record(row)))
    ]
    return sorted(found, key=lambda involvement: not involvement.open)


def open_cases_of(actor: Actor, person: Person, *, today: date) -> list[Involvement]:
    """Return the open cases of children's social care of a person, with worker and telephone."""
    return open_cases_of_each(actor, [person], today=today)[person.pk]


def open_cases_of_each(actor: Actor, persons: Sequence[Person], *, today: date) -> dict[int, list[Involvement]]:
    """Return the open cases of children's social care of each of several people by their keys. One query."""
    found = involvements_of_each(actor, persons, today=today, index=Index.SOCIAL_CARE)
    return {key: [row for row in rows if row.open] for key, rows in found.items()}


def open_case(actor: Actor, record_id: str, *, today: date) -> Involvement:
    """Return one open case of children's social care by its record. Raises NotFound."""
    if record_id.startswith(OUR_OWN):
        rows = Person.objects.visible_to(actor).filter(reference=record_id.removeprefix(OUR_OWN))
        held = [
            one for person in rows for one in open_cases_of(actor, person, today=today) if one.record_id == record_id
        ]
        if held:
            return held[0]
    said = visible_records(actor).filter(identity_only=False)
    row = said.filter(index=Index.SOCIAL_CARE, record_id=record_id).first()
    if row is None or not _involvement(row, today).open:
        raise NotFound("This case is not open any more. Search again to see who works with the family now.")
    return _involvement(row, today)


def early_help_of(actor: Actor, person: Person, *, today: date) -> list[Involvement]:
    """Return a person's early-help episodes, open first, with the lead professional and their telephone."""
    return involvements_of(actor, person, today=today, index=Index.EARLY_HELP)


def _involvement(row: IndexRecord, today: date) -> Involvement:
    return Involvement(
        index=row.index,
        title=INDEX_WORDS.get(row.index, row.index),
        record_id=row.record_id,
        involvement=row.involvement,
        status=row.status,
        since=row.since,
        until=row.until,
        worker=row.worker,
        team=row.team,
        phone=row.phone,
        flags=row.flags,
        open=is_open(row.status, row.until, today),
        linked=row.person_id is not None,
    )
