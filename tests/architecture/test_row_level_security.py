"""The second net: the database itself keeps rows from those who may not see them."""

import pytest
from django.db import connection

from openmash.base import rowsecurity
from tests.architecture.guards.tables import our_models, protected_tables

pytestmark = pytest.mark.django_db


def unprotected(tables: list[str]) -> list[str]:
    """Return the tables on which row-level security is off, not forced on the owner, or without a policy."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relname = any(%s) and relkind in ('r', 'p') and not (relrowsecurity"
            " and relforcerowsecurity and exists (select 1 from pg_policy where polrelid = pg_class.oid))",
            [tables],
        )
        return sorted(row[0] for row in cursor.fetchall())


def test_every_table_with_something_of_a_family_is_protected_by_the_database():
    open_tables = getattr(rowsecurity, "OPEN_TABLES", frozenset())

    assert set(unprotected(protected_tables(our_models()))) - open_tables == set()


def test_the_guard_sees_a_table_that_is_not_protected():
    with connection.cursor() as cursor:
        cursor.execute("create temp table visit (words text)")
        cursor.execute("create temp table call (words text)")
        cursor.execute("alter table call enable row level security")

    assert unprotected(["visit", "call"]) == ["call", "visit"]


def test_the_serving_role_can_neither_own_nor_step_round():
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolsuper, rolbypassrls, (select count(*) from pg_class where relowner = pg_roles.oid)"
            " from pg_roles where rolname = current_user"
        )

        assert cursor.fetchone() == (False, False, 0)
