"""The one transaction boundary: opens the transaction and tells PostgreSQL who is acting.

Row-level security reads these settings, so a query outside this boundary sees no child's record at all.
They are set for the transaction only: a setting that outlives it would leak to the next user of a pooled connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from openmash.base.actors import Actor

SETTINGS = ("app.scope", "app.agency_id", "app.user_id", "app.cleared")


def _values(actor: Actor) -> list[str]:
    scope = "agency" if not actor.is_authority else "system" if actor.system else "authority"
    return [scope, str(actor.agency_id or ""), str(actor.user_id or ""), "1" if actor.cleared else ""]


def _set(values: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('app.scope', %s, true), set_config('app.agency_id', %s, true),"
            " set_config('app.user_id', %s, true), set_config('app.cleared', %s, true)",
            values,
        )


def _current() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in SETTINGS))
        row = cursor.fetchone()
    return [str(value) for value in row or ["", "", "", ""]]


@contextmanager
def request_transaction(actor: Actor) -> Iterator[None]:
    """Run what is inside as `actor`, all of it or none of it.

    Inside another transaction (a test, a bulk job) the earlier actor's settings come back afterwards.
    """
    nested = connection.in_atomic_block
    before = _current() if nested else []
    with transaction.atomic():
        _set(_values(actor))
        yield
    if nested:
        _set(before)
