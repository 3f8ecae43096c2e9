"""What every page shows around its content. `web` registers the provider; lower rooms only ask."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from openmash.base.actors import Actor

Provider = Callable[[Actor, datetime, str], dict[str, Any]]
_provider: list[Provider] = []


Notice = Callable[[datetime], dict[str, str] | None]
_notices: list[Notice] = []


def register_notice(provider: Notice) -> None:
    """Name a function that gives a line, with its address, for where each role begins; None while there is nothing to say."""
    _notices[:] = [provider]


def notice(now: datetime) -> dict[str, str] | None:
    """Return the line that stands at the top of where each role begins, if there is one."""
    return _notices[0](now) if _notices else None


def register_shell(provider: Provider) -> None:
    """Name the function that gives navigation, the next due item and the area's name. Called once, in `web.apps`."""
    _provider[:] = [provider]


def providers() -> tuple[Provider, ...]:
    """Return what is registered, for the manual."""
    return tuple(_provider)


def shell_for(actor: Actor, now: datetime, path: str) -> dict[str, Any]:
    """Return the plain values that the page around the content needs."""
    return _provider[0](actor, now, path) if _provider else {}
