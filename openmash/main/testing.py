"""The test database: made once for a set of migrations by its owner, copied for each run, used by the serving role.

Tests meet the database as the server does: row-level security on, no table owned. Loaded by pytest through
`pyproject.toml` (for the data folder) and the root `conftest.py` (for the fixture). Several runs may go on at once:
each takes a slot, named by OPENMASH_TEST_SLOT or found free.
"""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

PROJECT = Path(__file__).resolve().parents[2]
TEST_DATA = PROJECT / ".test-data"
os.environ["OPENMASH_DATA"] = str(TEST_DATA)
for name in ("OPENMASH_DB_ROLE", "OPENMASH_SERVING", "OPENMASH_DATABASE_URL", "OPENMASH_HTTPS"):
    os.environ.pop(name, None)

MADE = "made_"
KEPT = 2


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """Give the tests a database of their own."""
    from openmash.main.datafolder import make_folder
    from openmash.main.postgres import open_database

    make_folder(TEST_DATA)
    with open_database(TEST_DATA, durable=False), django_db_blocker.unblock():
        slot, lock = _take_slot()
        name = f"test_{slot}"
        made = _made_database()
        _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        _execute(f'CREATE DATABASE "{name}" OWNER openmash_owner TEMPLATE "{made}" STRATEGY file_copy')
        _connect_as("app", name)
        _flush_as_server(name)
        yield
        from django.db import connections

        connections.close_all()
        _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        lock.close()


def _take_slot() -> tuple[str, IO[str]]:
    """Return a slot that no other run uses, and the lock that keeps it."""
    wanted = os.environ.get("OPENMASH_TEST_SLOT", "main") + os.environ.get("PYTEST_XDIST_WORKER", "")
    wanted = "".join(letter if letter.isalnum() else "_" for letter in wanted.lower())
    for number in range(1, 20):
        slot = wanted if number == 1 else f"{wanted}_{number}"
        file = (TEST_DATA / f".slot-{slot}").open("a", encoding="ascii")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            continue
        return slot, file
    raise RuntimeError(f"Twenty test runs use the slot {wanted} already.")


def _made_database() -> str:
    """Return the name of the database that holds this release's empty tables, made when it is not there."""
    from django.core.management import call_command

    from openmash.main.datafolder import fingerprint

    name = MADE + fingerprint()[:16]
    with (TEST_DATA / ".made").open("a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        databases = [row[0] for row in _execute("SELECT datname FROM pg_database ORDER BY oid")]
        there = [database for database in databases if database.startswith(MADE)]
        if name in there:
            return name
        _execute('DROP DATABASE IF EXISTS "making" WITH (FORCE)')
        _execute('CREATE DATABASE "making" OWNER openmash_owner')
        _connect_as("owner", "making")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        _connect_as("app", "making")
        _execute(f'ALTER DATABASE "making" RENAME TO "{name}"')
        for old in there[: -KEPT + 1]:
            _execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
    return name


def _connect_as(role: Any, name: str) -> None:
    """Let Django's connections, those of threads too, be `role`'s to the database `name`."""
    from django.conf import settings
    from django.db import connection, connections

    from openmash.main.postgres import address_for

    connections.close_all()
    address = address_for(TEST_DATA, role, name=name)
    for values in (settings.DATABASES["default"], connection.settings_dict):
        values.update(NAME=address.name, USER=address.user, PASSWORD=address.password)


def _flush_as_server(name: str) -> None:
    """A test that commits is tidied up by emptying the tables, which the serving role may not and the trail refuses."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    def execute_sql_flush(self: DatabaseOperations, sql_list: list[str]) -> None:
        _execute("SET session_replication_role = replica", *sql_list, name=name)

    DatabaseOperations.execute_sql_flush = execute_sql_flush  # type: ignore[method-assign,assignment]


def _execute(*statements: str, name: str = "postgres") -> list[tuple[Any, ...]]:
    """Run statements as the server's own role."""
    from openmash.main.postgres import address_for
    from openmash.main.postgres.door import connect

    with connect(address_for(TEST_DATA, "server"), name=name) as connection:
        for statement in statements:
            cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []
