"""Extracts in tests: a test's rows are not committed, so they are read through its own transaction, by the same questions."""

from contextlib import contextmanager

import pyarrow as pa
import pytest
from django.db import connection

from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.indicators.engine import keeping, reading
from openmash.indicators.engine.sources import SOURCES

TYPES = {
    "int64": pa.int64(),
    "string": pa.string(),
    "date": pa.date32(),
    "boolean": pa.bool_(),
    "timestamp('UTC')": pa.timestamp("us", tz="UTC"),
}


def schema_of(sql):
    for one in SOURCES.values():
        if sql.startswith(one.sql):
            return pa.schema([(name, TYPES[column.type]) for name, column in one.columns.items()])
    return None


class InTransaction:
    """Reads through Django's connection what ADBC reads through one of its own."""

    def read(self, sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)
            rows, names = cursor.fetchall(), [one[0] for one in cursor.description]
        columns = {name: [row[place] for row in rows] for place, name in enumerate(names)}
        return pa.table(columns, schema=schema_of(sql) or pa.schema([("id", pa.int64())]))

    def one(self, sql):
        with connection.cursor() as cursor:
            cursor.execute(sql.replace("pg_export_snapshot()::text", "''"))
            return cursor.fetchone()


@contextmanager
def in_transaction(snapshot=""):
    with request_transaction(Actor.machine("figures", purpose="figures")):
        yield InTransaction()


@pytest.fixture
def extracting(tmp_path, monkeypatch):
    """Take a whole extract of what a test wrote, as of a moment."""
    monkeypatch.setattr(keeping, "folder", lambda: tmp_path / "figures")
    monkeypatch.setattr(reading, "reading", in_transaction)
    return lambda now: keeping.extract(now=now, whole=True)
