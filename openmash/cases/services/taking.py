"""Facts taken from another system, many at once: new ones kept, changed ones corrected with what they said before."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.bulk import OneOf, copy_in
from openmash.base.errors import RuleBroken
from openmash.base.references import next_references
from openmash.cases import permissions, rules
from openmash.cases.choices import FactKind, Source
from openmash.cases.models import Correction, Fact
from openmash.cases.queries import answers_of
from openmash.cases.services.checking import DATES, Checking, FactGiven, plain
from openmash.trail import services as trail

BATCH = 5000
BECAUSE = "The source says otherwise now"
CHANGED = (*DATES, *sorted(rules.COLUMNS), "details", "due_at", "due_rule", "source_at", "version")
SAID = (*DATES, *sorted(rules.COLUMNS), "due_at", "due_rule")
# What a column holds where nothing was said.
EMPTY = tuple(None if name in ("ended_on", "seen", "alone", "seen_on", "due_at") else "" for name in SAID)
MADE = ("reference", "kind", "person_id", "source_id", "details", *SAID)
COMPARED = (*SAID, "details")
PLACE = {name: place for place, name in enumerate(("pk", *COMPARED))}
# The key of a fact and the columns by which it is seen whether a source says anything else now.
Held = Mapping[tuple[str, str], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class FactTaken:
    """One row of a source: its number there, whom and what it is about, and its name in that system, which stays the same.

    `speaks_of`: the answers that the source has a place for this time, None for all: what was known of the others stays.
    """

    row: int
    person: Any
    kind: str
    source_id: str
    given: FactGiven
    speaks_of: frozenset[str] | None = None


@dataclass(frozen=True)
class Refused:
    """A row that was not taken: which answer hinders it, and why."""

    row: int
    field: str
    reason: str


@dataclass
class Taken:
    """How many facts were new, changed, the same as before or told by another source already, and what was refused."""

    new: int = 0
    changed: int = 0
    same: int = 0
    told: int = 0
    refused: list[Refused] = field(default_factory=list)


@dataclass(frozen=True)
class _From:
    """Who takes facts, from where, how fresh, and when."""

    actor: Actor
    source: Source
    source_at: datetime
    now: datetime
    checking: Checking


@transaction.atomic
def take_facts(*, actor: Actor, rows: Sequence[FactTaken], source: Source, source_at: datetime, now: datetime) -> Taken:
    """Take facts of a source: a row that came before is the same fact, and what it says otherwise now is a correction.

    What another source, or somebody here, told already of the same child, kind and day is not told twice. A row that cannot
    be is refused with its reason, and the others are taken. A withdrawn fact stays withdrawn. `source_at` is how fresh the
    source is. Raises Denied for everybody but a machine.
    """
    permissions.check_can_take_facts(actor)
    done, origin = Taken(), _From(actor, source, source_at, now, Checking(now))
    for start in range(0, len(rows), BATCH):
        _take_batch(origin, rows[start : start + BATCH], done)
    trail.record(
        actor=actor,
        kind="case_facts.taken",
        subject=f"case_facts {source}",
        at=now,
        new=done.new,
        changed=done.changed,
        same=done.same,
        told=done.told,
        refused=len(done.refused),
    )
    return done


def _take_batch(origin: _From, rows: Sequence[FactTaken], done: Taken) -> None:
    sound = list(_sound(origin, rows, done))
    held = _held(sound, origin.source)
    told = _told(sound, held, origin.source)
    referrals = _referrals(sound)
    made: list[tuple[FactTaken, dict[str, Any]]] = []
    other: dict[int, dict[str, Any]] = {}
    for row, values in sound:
        due_at, due_rule = origin.checking.due_of(row.kind, row.given, referrals=referrals.get(row.person.pk, ()))
        values |= {"due_at": due_at, "due_rule": due_rule}
        fact = held.get((row.kind, row.source_id))
        if fact is None and (row.person.pk, row.kind, row.given.variety, row.given.began_on) in told:
            done.told += 1
        elif fact is None:
            made.append((row, values))
        else:
            kept = _kept(row, values, fact)
            if all(fact[PLACE[name]] == value for name, value in kept.items()):
                done.same += 1
            else:
                other[fact[0]] = kept
    _make(origin, made)
    changed = _correct(origin, other)
    done.new += len(made)
    done.changed += changed
    done.same += len(other) - changed


def _kept(row: FactTaken, values: dict[str, Any], fact: tuple[Any, ...]) -> dict[str, Any]:
    """Return what a source says of a fact, with what was known before of that for which the source has no place."""
    spoken = row.speaks_of
    if spoken is None:
        return values
    details = {name: said for name, said in fact[PLACE["details"]].items() if name not in spoken}
    columns = {
        name: fact[PLACE[name]]
        for name in ("ended_on", *rules.COLUMNS)
        if name not in spoken and values.get(name) in (None, "")
    }
    return values | columns | {"details": details | values["details"]}


def _correct(origin: _From, said: Mapping[int, Mapping[str, Any]]) -> int:
    """Write what a source says otherwise now over the facts that it told of, by their keys. Returns how many changed."""
    if not said:
        return 0
    changed, corrections = [], []
    for fact in Fact.objects.select_for_update(of=("self",)).filter(OneOf("id", set(said))).order_by("pk"):
        if found := _corrected(origin, fact, said[fact.pk]):
            changed.append(fact)
            corrections += found
    Fact.objects.bulk_update(changed, CHANGED, batch_size=500)
    Correction.objects.bulk_create(corrections)
    return len(changed)


def _make(origin: _From, rows: Sequence[tuple[FactTaken, dict[str, Any]]]) -> None:
    """Write the new facts: what differs from one to the next, and what is the same in all."""
    if not rows:
        return
    by, references = origin.actor, next_references("CF-", "ref_case_fact", len(rows))
    same = {
        "pack_id": agencies.current_pack_version().pk,
        "source": origin.source.value,
        "source_at": origin.source_at,
        "recorded_at": origin.now,
        "recorded_by": by.reference,
        "recorded_by_name": by.name,
    }
    made = (
        (
            reference,
            row.kind,
            row.person.pk,
            row.source_id,
            json.dumps(values["details"]),
            *map(values.get, SAID, EMPTY),
        )
        for reference, (row, values) in zip(references, rows, strict=True)
    )
    copy_in(Fact, MADE, made, same=same)


def _sound(origin: _From, rows: Sequence[FactTaken], done: Taken) -> Iterator[tuple[FactTaken, dict[str, Any]]]:
    """Give the rows that can be, each with its columns; of one that came twice the last. The others are refused."""
    last = {(row.kind, row.source_id): row for row in rows}
    for row in last.values():
        try:
            yield row, origin.checking.checked(row.kind, row.person, row.given)
        except RuleBroken as broken:
            done.refused.append(Refused(row.row, broken.field or "", str(broken)))


def _held(rows: Sequence[tuple[FactTaken, Any]], source: Source) -> Held:
    """Return what this source told before, by kind and name there: the key of each fact, and what it says."""
    names: dict[str, set[str]] = defaultdict(set)
    for row, _ in rows:
        names[row.kind].add(row.source_id)
    # Each name is looked for among its own kind alone: one look into the index for each row.
    wanted = Q(pk__in=[])
    for kind, those in names.items():
        wanted |= Q(OneOf("source_id", those), kind=kind)
    found = Fact.objects.filter(wanted, source=source).exclude(source_id="")
    return {(kind, name): said for kind, name, *said in found.values_list("kind", "source_id", "pk", *COMPARED)}  # type: ignore[misc]


def _told(rows: Sequence[tuple[FactTaken, Any]], held: Held, source: Source) -> set[tuple[int, str, str, date]]:
    """Return what of it others than this source told already: by child, kind, sub-kind and first day."""
    fresh = [row for row, _ in rows if (row.kind, row.source_id) not in held]
    if not fresh:
        return set()
    about = Fact.objects.standing().filter(
        OneOf("person_id", {row.person.pk for row in fresh}), kind__in={row.kind for row in fresh}
    )
    return set(about.exclude(source=source).values_list("person_id", "kind", "variety", "began_on"))


def _referrals(rows: Sequence[tuple[FactTaken, Any]]) -> Mapping[int, list[date]]:
    """Return the days of the referrals of those whose assessments are taken: held before, and taken with them."""
    about = {row.person.pk for row, _ in rows if row.kind == FactKind.ASSESSMENT}
    if not about:
        return {}
    found: dict[int, list[date]] = {key: [] for key in about}
    known = Fact.objects.standing().filter(OneOf("person_id", about), kind=FactKind.REFERRAL)
    for key, day in known.values_list("person_id", "began_on"):
        found[key].append(day)
    for row, _ in rows:
        if row.kind == FactKind.REFERRAL and row.person.pk in found and row.given.began_on is not None:
            found[row.person.pk].append(row.given.began_on)
    return found


def _corrected(origin: _From, fact: Fact, values: Mapping[str, Any]) -> list[Correction]:
    """Write what a source says now over a fact, and return what it said before; nothing where it says the same."""
    before = answers_of(fact) | {name: getattr(fact, name) for name in DATES}
    for name, value in values.items():
        setattr(fact, name, value)
    after = answers_of(fact) | {name: getattr(fact, name) for name in DATES}
    found = [
        Correction(
            fact=fact,
            field=name,
            before=plain(before[name]),
            after=plain(after[name]),
            reason=BECAUSE,
            source=fact.source,
            corrected_at=origin.now,
            corrected_by=origin.actor.reference,
            corrected_by_name=origin.actor.name,
        )
        for name in sorted(before)
        if before[name] != after[name]
    ]
    if found:
        fact.version += 1
        fact.source_at = origin.source_at
    return found
