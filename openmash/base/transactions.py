"""The one transaction boundary: opens the transaction and tells PostgreSQL who is acting.

Row-level security reads these settings, so a query outside this boundary sees no child's record at all.
They are set for the transaction only: a setting that outlives it would leak to the next user of a pooled connection.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.db import connection, transaction

from openmash.base.actors import Actor

SETTINGS = ("app.scope", "app.agency_id", "app.user_id", "app.cleared", "app.hub", "app.officer")
HELD = "openmash_held"
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class _Held:
    """What the open transaction was told: who acts, and what was asked for the whole of it. Kept on its connection."""

    values: list[str]
    remembered: dict[str, Any]


def _values(actor: Actor) -> list[str]:
    scope = "agency" if not actor.is_authority else "system" if actor.system else "authority"
    hub = "1" if actor.has("hub_member") and not actor.is_authority else ""
    officer = "1" if actor.has("designated_officer") and actor.is_authority else ""
    return [scope, str(actor.agency_id or ""), str(actor.user_id or ""), "1" if actor.cleared else "", hub, officer]


def _set(values: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('app.scope', %s, true), set_config('app.agency_id', %s, true),"
            " set_config('app.user_id', %s, true), set_config('app.cleared', %s, true),"
            " set_config('app.hub', %s, true), set_config('app.officer', %s, true)",
            values,
        )


def _current() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in SETTINGS))
        row = cursor.fetchone()
    return [str(value) for value in row or [""] * len(SETTINGS)]


@contextmanager
def request_transaction(actor: Actor) -> Iterator[None]:
    """Run what is inside as `actor`, all of it or none of it.

    Inside another transaction (a test, a bulk job) the earlier actor's settings come back afterwards.
    """
    outer: _Held | None = getattr(connection, HELD, None)
    nested = connection.in_atomic_block
    before = (outer.values if outer else _current()) if nested else []
    wanted = _values(actor)
    held = _Held(wanted, outer.remembered if outer else dict(actor.known))
    with transaction.atomic():
        if wanted != before:
            _set(wanted)
        setattr(connection, HELD, held)
        try:
            yield
        finally:
            setattr(connection, HELD, outer)
    if nested and wanted != before:
        _set(before)


def remembered(key: str, ask: Callable[[], Answer]) -> Answer:
    """Return what `ask` says, asked once in a transaction: for what must not change while an act runs, as the pack in force."""
    held: _Held | None = getattr(connection, HELD, None)
    if held is None:
        return ask()
    if key not in held.remembered:
        held.remembered[key] = ask()
    return cast(Answer, held.remembered[key])


def forget(key: str) -> None:
    """Ask again for what this very transaction has changed."""
    held: _Held | None = getattr(connection, HELD, None)
    if held is not None:
        held.remembered.pop(key, None)
