"""One question to DuckDB, and its whole answer: an answer that is not read to its end keeps the connection busy."""

from typing import Any


def ask(cursor: Any, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a question; of an instruction, what it says."""
    answer = cursor.execute(sql)
    return list(answer.fetchall()) if answer.description else []


def only(cursor: Any, sql: str) -> int:
    """Return the one number that a question asks for."""
    ((value,),) = ask(cursor, sql)
    return int(value)


def records(cursor: Any, sql: str) -> list[dict[str, Any]]:
    """Return the rows of a question by the names of their columns."""
    answer = cursor.execute(sql)
    names = [one[0] for one in answer.description]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
