"""Rows of the database as columns: over ADBC, in one snapshot, in the scope of the machine that counts everyone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from django.conf import settings

ROWS_AT_ONCE = 64 * 1024 * 1024  # bytes of one batch
COUNTS_EVERYONE = (
    "select set_config('app.scope', 'system', true), set_config('app.cleared', '1', true),"
    " set_config('app.agency_id', '', true), set_config('app.user_id', '', true),"
    " set_config('app.hub', '', true), set_config('app.officer', '', true)"
)


class Reader(Protocol):
    """Something that asks the database one question and gives the rows as Arrow columns."""

    def read(self, sql: str) -> Any:
        """Return a pyarrow RecordBatchReader or Table."""

    def one(self, sql: str) -> tuple[Any, ...]:
        """Return the first row."""


class AdbcReader:
    """Reads over one ADBC connection, inside one read-only transaction: every table as of the same moment."""

    def __init__(self, connection: Any) -> None:
        self._cursor = connection.cursor()

    def read(self, sql: str) -> Any:
        self._cursor.execute(sql)
        return self._cursor.fetch_record_batch()

    def one(self, sql: str) -> tuple[Any, ...]:
        self._cursor.execute(sql)
        row: tuple[Any, ...] = self._cursor.fetchone()
        return row


@contextmanager
def reading(snapshot: str = "") -> Iterator[Reader]:
    """Yield a reader of one snapshot of the database: a new one, or that which another reader exported."""
    from adbc_driver_postgresql import dbapi

    with dbapi.connect(address()) as connection, connection.cursor() as cursor:
        cursor.adbc_statement.set_options(**{"adbc.postgresql.batch_size_hint_bytes": str(ROWS_AT_ONCE)})
        cursor.execute("set transaction isolation level repeatable read read only")
        if snapshot:
            cursor.execute(f"set transaction snapshot '{snapshot}'")
        cursor.execute(COUNTS_EVERYONE)
        cursor.fetchone()
        yield AdbcReader(connection)


def address() -> str:
    """Return where the database is, as ADBC wants it."""
    held: dict[str, Any] = settings.DATABASES["default"]
    known = {"host": held["HOST"], "port": str(held["PORT"])}
    known |= {name: str(value) for name, value in held["OPTIONS"].items() if name.startswith("ssl")}
    who = f"{quote(held['USER'], safe='')}:{quote(held['PASSWORD'], safe='')}"
    return f"postgresql://{who}@/{quote(name_of_database(), safe='')}?{urlencode(known)}"


def name_of_database() -> str:
    """Return the name of the database that Django is connected to: a test has its own."""
    from django.db import connection

    return str(connection.settings_dict["NAME"])
