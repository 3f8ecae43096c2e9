"""What happened in people's cases, as the actor may see it: the record, one fact, the story's lines, and who is open."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.bulk import OneOf
from openmash.base.errors import NotFound
from openmash.base.transactions import remembered
from openmash.cases import rules
from openmash.cases.choices import ClockState, FactKind, Shape
from openmash.cases.models import Fact
from openmash.cases.permissions import can_keep_facts
from openmash.people.choices import INDEX_WORDS, Index
from openmash.people.queries import OUR_OWN, Involvement

STANDS_FOR = "open"
# What goes on until it ends; everything else happened on its day.
GO_ON = [code for code, kind in rules.FACTS.items() if kind.ended]


@dataclass(frozen=True)
class Clocked:
    """A fact with where its clock stands: `stopped_on` is when what was waited for came. None for both without a clock."""

    fact: Fact
    state: ClockState | None
    stopped_on: date | None

    @property
    def running(self) -> bool:
        """Whether what the clock waits for has not come yet."""
        return self.state in (ClockState.RUNNING, ClockState.LATE)


@dataclass(frozen=True)
class StoryLine:
    """One line of a person's story: the day, what happened, and where it is read in full."""

    day: date
    title: str
    text: str
    href: str


@dataclass(frozen=True)
class Missing:
    """What a record still lacks, in words for whoever keeps it. `fact`: the reference of the fact; empty: it is about the child."""

    words: str
    fact: str = ""


LookingFor = Callable[..., Sequence[Missing]]
_looking: list[LookingFor] = []


def look_for_missing_by(looking: LookingFor) -> LookingFor:
    """Have `looking(actor=…, person=…, today=…)` say what the record of a child still lacks, for rooms above that write
    returns and figures from it. Called from their `apps.py`. What it says is shown and hinders nothing.
    """
    if looking not in _looking:
        _looking.append(looking)
    return looking


def looking_for_missing() -> tuple[LookingFor, ...]:
    """Return who says it, for the manual."""
    return tuple(_looking)


def missing_of(actor: Actor, person: Any, *, today: date) -> list[Missing]:
    """Return what the record of a child still lacks, each thing once."""
    found = [one for looking in _looking for one in looking(actor=actor, person=person, today=today)]
    return list(dict.fromkeys(found))


def code_titles(answer: rules.Answer, *, withdrawn: bool = True) -> dict[str, str]:
    """Return what may be answered where an answer is one of a list, by code: our own, or the pack's list.

    A code that was withdrawn stays readable; it is not offered for what is recorded anew.
    """
    if answer.choices:
        return dict(answer.choices)
    if not answer.code_list:
        return {}
    pack = agencies.pack_in_force()
    if answer.code_list == rules.SOURCES:
        return {source.code: source.title for source in pack.contact_sources}
    items = pack.code_list(answer.code_list).items
    return {item.code: item.title for item in items if withdrawn or not item.withdrawn}


def answers_of(fact: Fact) -> dict[str, Any]:
    """Return the answers of a fact by name; days as days."""
    found = {}
    for answer in rules.FACTS[fact.kind].answers:
        value = getattr(fact, answer.name) if answer.name in rules.COLUMNS else fact.details.get(answer.name)
        if isinstance(value, str) and answer.shape == Shape.DAY:
            value = date.fromisoformat(value)
        found[answer.name] = value
    return found


def days_of(actor: Actor, person: Any, kind: str) -> list[date]:
    """Return the days on which the standing facts of a kind of a person began."""
    rows = Fact.objects.visible_to(actor).standing().filter(person=person, kind=kind)
    return list(rows.values_list("began_on", flat=True))


def facts_of_each(actor: Actor, persons: Sequence[Any]) -> dict[int, list[Fact]]:
    """Return the standing facts of people by their keys, the latest first: what of them may be told is for the caller to say.

    One query in a transaction, however many people.
    """
    keys = sorted(one.pk for one in persons)

    def ask() -> dict[int, list[Fact]]:
        found: dict[int, list[Fact]] = {key: [] for key in keys}
        for fact in Fact.objects.known_to(actor).standing().filter(person__in=keys).order_by("-began_on", "-pk"):
            found[fact.person_id].append(fact)
        return found

    return remembered(f"cases.facts:{actor.reference}:{keys}", ask)


def record_of(actor: Actor, person: Any, *, today: date) -> list[Clocked]:
    """Return what happened in a person's case, the latest first, each with its clock. One query."""
    rows = Fact.objects.visible_to(actor).standing().filter(person=person).order_by("-began_on", "-pk")
    return with_clocks(list(rows), today=today)


def withdrawn_of(actor: Actor, person: Any) -> list[Fact]:
    """Return the facts of a person that were withdrawn as wrong, the latest first."""
    rows = Fact.objects.visible_to(actor).filter(person=person, withdrawn_at__isnull=False)
    return list(rows.order_by("-withdrawn_at"))


def with_clocks(facts: Sequence[Fact], *, today: date) -> list[Clocked]:
    """Return the facts of one person with where the clock of each stands."""
    dated = {fact.pk: _dated(fact) for fact in facts}
    found = []
    for fact in facts:
        if fact.due_at is None:
            found.append(Clocked(fact, None, None))
            continue
        stopped = rules.stopped_on(dated[fact.pk], dated.values())
        state = rules.clock_state(due_on=clock.london_day(fact.due_at), stopped=stopped, today=today)
        found.append(Clocked(fact, state, stopped))
    return found


def _dated(fact: Fact) -> rules.Dated:
    return rules.Dated(fact.kind, fact.variety, fact.began_on, fact.ended_on)


def fact_by_reference(actor: Actor, person: Any, reference: str) -> Fact:
    """Return one fact of a person's case, with its corrections. Raises NotFound."""
    rows = Fact.objects.visible_to(actor).filter(person=person, reference=reference)
    fact = rows.select_related("person").prefetch_related("corrections").first()
    if fact is None:
        raise NotFound
    return fact


def plans_of(actor: Actor, person: Any) -> list[Fact]:
    """Return the plans of a person that have not ended, the latest first."""
    rows = Fact.objects.visible_to(actor).standing().filter(person=person, kind=FactKind.PLAN, ended_on__isnull=True)
    return list(rows.order_by("-began_on", "-pk"))


def involved_by_facts(*, actor: Actor, persons: Sequence[Any], today: date) -> dict[int, Involvement]:
    """Return who is open to children's social care by what happened in their case, by their keys. One query.

    Everybody of the council may know who works with a child, as from the index of another system.
    """
    found, held = {}, facts_of_each(actor, persons)
    for person in persons:
        facts = held[person.pk]
        opened = rules.open_as([_dated(fact) for fact in facts])
        if opened is None:
            continue
        worker = next((one for one in facts if one.kind == FactKind.WORKER and one.ended_on is None), None)
        found[person.pk] = Involvement(
            index=Index.SOCIAL_CARE,
            title=INDEX_WORDS[Index.SOCIAL_CARE],
            record_id=f"{OUR_OWN}{person.reference}",
            involvement=opened[0],
            status=STANDS_FOR,
            since=opened[1],
            until=None,
            worker=worker.worker if worker else "",
            team=worker.team if worker else "",
            phone="",
            flags="",
            open=True,
            linked=True,
        )
    return found


def story_lines_of(actor: Actor, persons: Sequence[Any]) -> dict[int, list[StoryLine]]:
    """Return what the stories of people tell of their cases, by their keys: each start, and each end. No query of its own
    where somebody asked already who works with them.
    """
    if not can_keep_facts(actor):
        return {one.pk: [] for one in persons}
    references = {one.pk: one.reference for one in persons}
    return {key: list(_lines(references[key], facts)) for key, facts in facts_of_each(actor, persons).items()}


def _lines(person: str, facts: Iterable[Fact]) -> Iterator[StoryLine]:
    for fact in facts:
        shape = rules.FACTS[fact.kind]
        if shape.story is None:
            continue
        (begins, ends), title, text = shape.story, shape.title_of(fact.variety), _said(fact)
        href = reverse("cases:fact", kwargs={"reference": person, "fact": fact.reference})
        first, last = ("", text) if shape.told_at_end else (text, "")
        yield StoryLine(fact.began_on, f"{title} {begins}" if shape.ended else title, first, href)
        if fact.ended_on and ends:
            yield StoryLine(fact.ended_on, f"{title} {ends}", last, href)


def _said(fact: Fact) -> str:
    """Return what of a fact stands in the story: who, what was decided, whether the child was seen."""
    shape = rules.FACTS[fact.kind]
    outcome = next((one for one in shape.answers if one.name == "outcome"), None)
    decided = code_titles(outcome).get(fact.outcome, fact.outcome) if outcome and fact.outcome else ""
    seen = rules.seen_words(seen=fact.seen, alone=fact.alone)
    who = ", ".join(part for part in (fact.worker, fact.team) if part)
    return ". ".join(part for part in (decided, seen, who) if part)


@dataclass(frozen=True, slots=True)
class FactTold:
    """A fact as a return or a figure takes it: of many people at once, without their names."""

    person: int
    reference: str
    kind: str
    variety: str
    began_on: date
    ended_on: date | None
    outcome: str
    reason: str
    category: str
    seen: bool | None
    alone: bool | None
    seen_on: date | None
    worker: str
    team: str
    due_at: datetime | None
    details: dict[str, Any]


TOLD = (
    "person_id", "reference", "kind", "variety", "began_on", "ended_on", "outcome", "reason", "category", "seen", "alone",
    "seen_on", "worker", "team", "due_at", "details",
)  # fmt: skip
AT_ONCE = 5000


def facts_told(actor: Actor, *, kinds: Sequence[str], start: date, end: date) -> Iterator[FactTold]:
    """Give the standing facts of some kinds of everybody of whom one lies in a period, by person and day.

    What began by its last day is given, whatever the age: an episode may have begun years ago. One query, read as it is
    used, so that memory stays the same however many there are. Aggregates and returns count restricted people too: whoever
    asks for those as well asks as a machine.
    """
    rows = Fact.objects.known_to(actor).standing().filter(kind__in=list(kinds), began_on__lte=end)
    lies_within = Q(began_on__gte=start) | Q(ended_on__gte=start) | Q(ended_on__isnull=True, kind__in=GO_ON)
    about = rows.filter(lies_within).values("person_id")
    for row in (
        rows.filter(person__in=about).order_by("person_id", "began_on", "pk").values_list(*TOLD).iterator(AT_ONCE)
    ):
        yield FactTold(*row)


def facts_told_of(actor: Actor, person: Any) -> list[FactTold]:
    """Return the standing facts of one person in the same form. One query."""
    rows = Fact.objects.known_to(actor).standing().filter(person=person).order_by("began_on", "pk")
    return [FactTold(*row) for row in rows.values_list(*TOLD)]


def _in_words(answer: rules.Answer, value: Any) -> str:
    return code_titles(answer).get(str(value), str(value)) if value else ""


def fact_in_words(fact: Fact) -> str:
    """Return one fact as one line: what it is, when, and what of it is worth a glance."""
    shape = rules.FACTS[fact.kind]
    days = [day for day in (fact.began_on, fact.ended_on) if day is not None]
    when = " to ".join(f"{day.day} {day:%B %Y}" for day in days)
    told = {one.name: one for one in shape.answers if one.name in ("school", "status", "placement")}
    more = [_said(fact), *(_in_words(answer, fact.details.get(name)) for name, answer in told.items())]
    return f"{shape.title_of(fact.variety)}: {', '.join([when, *(one for one in more if one)])}"


@dataclass(frozen=True)
class OpenCase:
    """A child open on a day, as far as choosing among them goes: what is open, by kind and sub-kind, and with whom."""

    person_id: int
    reference: str
    postcode: str
    restricted: bool
    open: frozenset[tuple[str, str]]
    worker: str
    team: str


def open_cases(actor: Actor, *, on: date) -> list[OpenCase]:
    """Return everybody who was looked after, or had a plan, on a day, by their reference. One query.

    For a machine everyone, restricted people included: it chooses among them, and shows nobody.
    """
    kinds = (FactKind.CARE, FactKind.PLAN, FactKind.WORKER)
    rows = Fact.objects.visible_to(actor).standing().filter(kind__in=kinds, began_on__lte=on)
    rows = rows.exclude(ended_on__lt=on).order_by("person__reference", "began_on", "pk")
    columns = ("person_id", "person__reference", "person__postcode", "person__restricted")
    found: dict[int, list[Any]] = {}
    for row in rows.values_list(*columns, "kind", "variety", "worker", "team"):
        found.setdefault(row[0], []).append(row)
    return [_open_case(held) for held in found.values() if any(row[4] != FactKind.WORKER for row in held)]


def _open_case(rows: Sequence[Any]) -> OpenCase:
    """Return one child's open case from the columns of its facts, the last worker being the one who has it."""
    workers = [row for row in rows if row[4] == FactKind.WORKER]
    worker, team = (workers[-1][6], workers[-1][7]) if workers else ("", "")
    held = frozenset((row[4], row[5]) for row in rows if row[4] != FactKind.WORKER)
    key, reference, postcode, restricted = rows[0][:4]
    return OpenCase(key, reference, postcode, restricted, held, worker, team)


def kind_titles() -> dict[str, str]:
    """Return what each kind of fact is called, by code."""
    return {code: shape.title for code, shape in rules.FACTS.items()}


def taken_before(*, source: str, kind: str, persons: Sequence[Any]) -> list[Fact]:
    """Return the standing facts of a kind that a source told of people before: for the machine that takes the next file of it."""
    rows = Fact.objects.standing().filter(OneOf("person_id", [one.pk for one in persons]), source=source, kind=kind)
    return list(rows.order_by("began_on", "pk"))


def kinds_of_fact() -> Mapping[str, rules.KindOfFact]:
    """Return every kind of fact by code: its sub-kinds, and what it says beside its days."""
    return rules.FACTS
