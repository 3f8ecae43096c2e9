"""The practice pack the area is built with: named on the command line, else the one in force. The story needs its teams."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.agencies import services as agency_services
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.demo.models import Built
from openmash.demo.rules.places import LOCALITIES, PEOPLE_OF_DISTRICT
from openmash.demo.rules.settings import Teams

SHOWN = 6


def put_pack_in_force(*, actor: Actor, name: str | None, now: datetime) -> None:
    """Put the pack of this name in force, one that comes with the product or a folder; without a name keep what holds.

    Raises RuleBroken, and changes nothing, where there is no such pack, where it cannot make a demonstration area, and
    where the area in the data folder was built with another.
    """
    with request_transaction(actor):
        if name:
            directory, pack = agencies.pack_offered(name)
            _check_can_be_played(pack)
            _check_built_with(pack.about.name)
            agency_services.load_pack(actor=actor, directory=directory, now=now)
            if agencies.pack_in_force().about.name != pack.about.name:
                raise RuleBroken(
                    f"In this data folder the pack {agencies.pack_in_force().about.name} was put in force after the pack"
                    f" {pack.about.name}. Name another folder with --data."
                )
        _check_can_be_played(agencies.pack_in_force())


def _check_built_with(name: str) -> None:
    held = agencies.pack_in_force().about.name
    if held != name and Built.objects.exists():
        raise RuleBroken(
            f"The area in this data folder was built with the pack {held}. Name another folder with --data to build one"
            f" with the pack {name}."
        )


def _check_can_be_played(pack: Any) -> None:
    """Raise RuleBroken, naming what is missing, unless the pack has the places and teams in which the story happens."""
    name = pack.about.name
    if pack.authority is None:
        raise RuleBroken(
            f"The pack {name} says what holds everywhere and has no front door of its own, so no demonstration area can be"
            " built with it. Name a pack that lies over it, such as lancashire."
        )
    lacking = [
        *_lacking("locality", LOCALITIES, {one.code for one in pack.localities}),
        *_lacking("district", PEOPLE_OF_DISTRICT, {one.code for one in pack.districts} | _titles(pack.districts)),
        *_lacking("agency", Teams().partners, {one.code for one in pack.agencies}),
        *_lacking("team", Teams().of_the_story, {one.code for one in pack.teams}),
    ]
    if lacking:
        more = f" and {len(lacking) - SHOWN} more" if len(lacking) > SHOWN else ""
        raise RuleBroken(
            f"The demonstration’s story happens in Lancashire, in places and teams that the pack {name} does not have:"
            f" {', '.join(lacking[:SHOWN])}{more}. Load the pack with ./run pack load and start with ./run serve, or build"
            " the area with --pack lancashire in another --data folder."
        )


def _titles(entries: Iterable[Any]) -> set[str]:
    return {one.title for one in entries}


def _lacking(what: str, wanted: Iterable[str], held: set[str]) -> list[str]:
    return [f"{what} {one}" for one in wanted if one not in held]
