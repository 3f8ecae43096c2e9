"""What records lack for the returns: of one child when something is recorded, and of everybody by team."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.transactions import request_transaction
from openmash.cases.queries import Missing
from openmash.returns.models import MissingItem, MissingRun
from openmash.returns.queries.census import lacks_of
from openmash.returns.rules.census import Period, census_year_of
from openmash.returns.rules.lacks import KINDS, Kind

COUNTER = Actor.machine("returns", purpose="counting what records lack")


def missing_for_census(*, actor: Actor, person: Any, today: date) -> Sequence[Missing]:
    """Return what a child’s record would lack for the children in need census of this year, as of today. Three queries."""
    return [Missing(one.words, one.fact) for one in lacks_of(actor, person, so_far(today))]


def so_far(today: date) -> Period:
    """Return the census year that runs, until today."""
    return Period(census_year_of(today).start, today)


@dataclass(frozen=True)
class TeamLine:
    """One thing that records of a team lack: how many times, of how many children."""

    team: str
    kind: Kind
    times: int
    children: int


@dataclass(frozen=True)
class WhoseLine:
    """One child whose record lacks something: their reference, their worker, and what it is about."""

    reference: str
    worker: str
    fact: str


@dataclass(frozen=True)
class Whose:
    """Whose records of a team lack one thing: those whom the actor may see, and how many there are altogether."""

    rows: list[WhoseLine]
    visible: int
    all: int


def latest_look(actor: Actor) -> MissingRun | None:
    """Return when the records were looked through last, and how many; None before the first time."""
    return MissingRun.objects.order_by("-found_at").first() if actor.is_authority else None


def missing_by_team() -> list[TeamLine]:
    """Return what records lack, by team and then the most frequent first. It counts everybody: no record is named."""
    with request_transaction(COUNTER):
        rows = MissingItem.objects.values("team", "kind").annotate(
            times=Count("pk"), children=Count("person", distinct=True)
        )
        found = [
            TeamLine(row["team"], KINDS[row["kind"]], row["times"], row["children"])
            for row in rows
            if row["kind"] in KINDS
        ]
    return sorted(found, key=lambda one: (one.team == "", one.team, -one.times, one.kind.code))


def missing_whose(actor: Actor, *, team: str, kind: str, most: int) -> Whose:
    """Return whose records of a team lack one thing, by worker, at most so many. Raises NotFound for what nothing is called."""
    if kind not in KINDS:
        raise NotFound
    with request_transaction(COUNTER):
        number = MissingItem.objects.filter(team=team, kind=kind).count()
    rows = MissingItem.objects.visible_to(actor).filter(team=team, kind=kind)
    listed = rows.order_by("worker", "person__reference", "fact").values_list("person__reference", "worker", "fact")
    return Whose([WhoseLine(*row) for row in listed[:most]], rows.count(), number)
