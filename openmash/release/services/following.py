"""Rooms above follow what becomes of the messages that they asked for, in the same transaction."""

from collections.abc import Callable, Mapping
from datetime import datetime

from openmash.base.actors import Actor
from openmash.release.models import Dispatch, Package

Follower = Callable[..., None]
Filler = Callable[[str], Mapping[str, str]]
_followers: dict[str, Follower] = {}
_of_packages: dict[str, Follower] = {}
_fillers: dict[str, Filler] = {}


def follow_dispatches(source_kind: str, follower: Follower) -> Follower:
    """Have `follower(actor=…, dispatch=…, now=…)` called whenever a message made from a kind of record moves on.

    For rooms above, from their `apps.py`.
    """
    _followers[source_kind] = follower
    return follower


def dispatch_followers() -> tuple[Follower, ...]:
    """Return who is told, for the manual."""
    return tuple(_followers.values())


def tell(*, actor: Actor, dispatch: Dispatch, now: datetime) -> None:
    """Tell whoever follows the record that a message was made from."""
    if follower := _followers.get(dispatch.source_kind):
        follower(actor=actor, dispatch=dispatch, now=now)


def follow_packages(source_kind: str, follower: Follower) -> Follower:
    """Have `follower(actor=…, package=…, now=…)` called whenever the gate lets a package of a kind of record go, or stops it.

    For rooms above, from their `apps.py`.
    """
    _of_packages[source_kind] = follower
    return follower


def package_followers() -> tuple[Follower, ...]:
    """Return who is told, for the manual."""
    return tuple(_of_packages.values())


def tell_of_package(*, actor: Actor, package: Package, now: datetime) -> None:
    """Tell whoever follows the record that a package was made from."""
    if follower := _of_packages.get(package.source_kind):
        follower(actor=actor, package=package, now=now)


def fill_at_the_door(source_kind: str, filler: Filler) -> Filler:
    """Have `filler(source)` say what is written into a message from a kind of record when it goes, and is kept nowhere.

    It returns words by what stands in their place until then. For rooms above, from their `apps.py`.
    """
    _fillers[source_kind] = filler
    return filler


def door_fillers() -> tuple[Filler, ...]:
    """Return who is asked, for the manual."""
    return tuple(_fillers.values())


def is_filled_at_the_door(dispatch: Dispatch) -> bool:
    """Whether a message gets words only when it goes."""
    return dispatch.source_kind in _fillers


def body_at_the_door(dispatch: Dispatch) -> str:
    """Return a message's words as they go."""
    body = str(dispatch.body)
    if filler := _fillers.get(dispatch.source_kind):
        for place, words in filler(dispatch.source).items():
            body = body.replace(place, words)
    return body
