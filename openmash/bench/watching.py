"""A page looked at from inside, in this process: how many queries it makes, their plans, and the same reads alone."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection
from django.test import Client
from psycopg import sql

from openmash.base.transactions import SETTINGS
from openmash.bench import rules
from openmash.bench.visiting import hidden

BEST_OF = 7
SKIPPED = ("savepoint", "release", "rollback", "begin", "commit")


@dataclass(frozen=True)
class Statement:
    """One statement a page sent."""

    words: str
    values: Any

    @property
    def reads(self) -> bool:
        """Whether it only reads, so that it can be sent again alone."""
        return self.words.lstrip("( ").lower().startswith("select") and "for update" not in self.words.lower()


@dataclass(frozen=True)
class Seen:
    """What a page sent to the database, and the processor time of this process for it, in seconds."""

    status: int
    statements: list[Statement]
    processor: float | None

    @property
    def reads(self) -> list[Statement]:
        return [one for one in self.statements if one.reads]


@contextmanager
def listening() -> Iterator[list[Statement]]:
    """Collect every statement that goes through Django's connection, those that open and close savepoints left out."""
    heard: list[Statement] = []

    def hear(execute: Callable[..., Any], words: str, values: Any, many: bool, context: Any) -> Any:
        if not words.lower().startswith(SKIPPED):
            heard.append(Statement(words, values))
        return execute(words, values, many, context)

    with connection.execute_wrapper(hear):
        yield heard


def look(session: str, path: str) -> Seen:
    """Return what one page sends to the database for a signed-in user. Asked before: the first time fills caches."""
    client = _client(session)
    client.get(path)
    with listening() as heard:
        answer = client.get(path)
    return Seen(answer.status_code, heard, min(_processor_time(client, path) for _ in range(BEST_OF)))


def look_at_sending(session: str, path: str, answers: Mapping[str, str]) -> Seen:
    """Return what a form that is sent asks the database. It is sent once: that is an act."""
    client = _client(session)
    carried = hidden(client.get(path).text)
    with listening() as heard:
        answer = client.post(path, {**carried, **answers})
    return Seen(answer.status_code, heard, None)


def _client(session: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.cookies["openmash"] = session
    return client


def _processor_time(client: Client, path: str) -> float:
    """Return what a page costs this process, without the database's own work. Others' work does not change it much."""
    began = time.process_time()
    client.get(path)
    return time.process_time() - began


def replay(held: "psycopg.Connection[Any]", statements: Sequence[Statement]) -> float:
    """Send a page's own reads alone, in one transaction with its settings; return the seconds."""
    began = time.perf_counter()
    with held.transaction():
        for statement in statements:
            held.execute(statement.words.encode(), statement.values).fetchall()
    return time.perf_counter() - began


def plans(held: "psycopg.Connection[Any]", statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """Return each statement that would read a big table from end to end, with its plan."""
    rows = sizes(held)
    found, explained = [], set()
    with held.transaction():
        for statement in statements:
            if any(name in statement.words for name in SETTINGS):
                held.execute(statement.words.encode(), statement.values)
                continue
            if statement.words in explained:
                continue
            explained.add(statement.words)
            plan = _plan(held, statement, "format json")
            node = (plan if isinstance(plan, list) else json.loads(str(plan)))[0]["Plan"]
            if scanned := rules.scans(node, rows):
                words = _plan(held, statement, "format text", whole=True)
                found.append({"tables": scanned, "query": statement.words[:2000], "plan": words})
    return found


def _plan(held: "psycopg.Connection[Any]", statement: Statement, form: str, *, whole: bool = False) -> Any:
    words = sql.SQL("explain ({}) {}").format(sql.SQL(form), sql.SQL(statement.words))  # type: ignore[arg-type]
    got = held.execute(words, statement.values).fetchall()
    return "\n".join(str(row[0]) for row in got) if whole else got[0][0]


def sizes(held: "psycopg.Connection[Any]") -> Mapping[str, int]:
    """Return about how many rows each table has."""
    rows = held.execute("select relname, reltuples::bigint from pg_class where relkind = 'r'").fetchall()
    return {str(name): int(number) for name, number in rows}
