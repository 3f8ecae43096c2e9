"""Facts of cases as they are recorded, for measures counted by hand. "Now" is 20 November 2026, 10:00."""

from dataclasses import dataclass, field
from datetime import date, datetime

from openmash.agencies import queries as agencies
from openmash.base.clock import LONDON
from openmash.cases.models import Correction, Fact
from openmash.people.models import Person

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=LONDON)


def on(month: int, day: int, year: int = 2026) -> date:
    return date(year, month, day)


@dataclass
class Happened:
    """One fact: kind, when it began and ended, sub-kind, and by when its clock ran."""

    kind: str
    began: date
    ended: date | None = None
    variety: str = ""
    due: date | None = None
    more: dict = field(default_factory=dict)
    recorded: datetime = datetime(2020, 1, 1, tzinfo=LONDON)


@dataclass
class Child:
    """A child with what happened to it; `team` is the team of its worker since the start of 2024."""

    born: date
    facts: list
    team: str = "central-social-work"
    restricted: bool = False


def write_children(children: list[Child], *, first: int = 1) -> list[Person]:
    """Record them, as the services leave them."""
    written = []
    for number, child in enumerate(children, first):
        person = Person.objects.create(
            reference=f"P-W{number}", given_name="Nia", family_name="Example", date_of_birth=child.born,
            restricted=child.restricted, created_at=NOW,
        )  # fmt: skip
        written.append(person)
        facts = child.facts
        if child.team:
            facts = [Happened("worker", on(1, 1, 2024), more={"team": child.team}), *facts]
        for place, one in enumerate(facts):
            write_fact(person, one, f"CF-{number}-{place}")
    return written


def write_fact(person: Person, one: Happened, reference: str) -> Fact:
    due = datetime(one.due.year, one.due.month, one.due.day, 23, 59, 59, tzinfo=LONDON) if one.due else None
    return Fact.objects.create(
        reference=reference, kind=one.kind, variety=one.variety, person=person, began_on=one.began, ended_on=one.ended,
        due_at=due, due_rule="clock" if due else "", pack=agencies.current_pack_version(), source="entered",
        source_at=one.recorded, recorded_at=one.recorded, recorded_by="user:1", **one.more,
    )  # fmt: skip


def correct(fact: Fact, name: str, before: object, after: object, at: datetime) -> None:
    """Correct one answer of a fact, as the service leaves it."""
    setattr(fact, name, after)
    fact.save(update_fields=[name])
    plain = [one.isoformat() if isinstance(one, date) else one for one in (before, after)]
    Correction.objects.create(
        fact=fact, field=name, before=plain[0], after=plain[1], reason="So", source="entered", corrected_at=at,
        corrected_by="user:1",
    )  # fmt: skip
