"""What stands at the top of a page for workers' safety, as sentences."""

from collections.abc import Iterable
from datetime import datetime

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.errors import RuleBroken
from openmash.people.models import Person
from openmash.people.queries.families import all_living_with, warnings_at


def warning_kinds(now: datetime) -> dict[str, str]:
    """Return the pack's kinds of warning by code; none before a pack is loaded."""
    try:
        pack = agencies.pack_in_force()
    except RuleBroken:
        return {}
    return {entry.code: entry.title for entry in pack.in_force("safety_warnings", london_day(now))}


def safety_lines(
    actor: Actor,
    persons: Iterable[Person] = (),
    *,
    address: str = "",
    postcode: str = "",
    household: Iterable[Person] | None = None,
    now: datetime,
) -> list[str]:
    """Return the warnings in force about people, everybody they live with, their homes and an address, told once each.

    `household` is everybody they live with, given by who has asked for it already.
    """
    persons = list(persons)
    together = all_living_with(actor, persons) if household is None else [*persons, *household]
    places = {(address, postcode)} | {(one.address, one.postcode) for one in persons if one.postcode}
    kinds, told = warning_kinds(now), {}
    for row in warnings_at(actor, together, places=sorted(places)):
        kind = kinds.get(row.kind, row.kind.replace("_", " "))
        since = london_day(row.set_at)
        told[f"{kind}: {row.words} ({row.about}, since {since.day} {since:%B %Y})"] = row.set_at
    return sorted(told, key=lambda line: (told[line], line))
