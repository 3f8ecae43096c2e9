"""Many rows at once, as the serving role and under its row-level security: COPY into a temporary table, then one INSERT.

COPY straight into a protected table is refused by PostgreSQL; a temporary table is not protected.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model
from psycopg import sql


def reserve(sequence: str, number: int) -> int:
    """Take a block of numbers from a sequence and return the first."""
    with connection.cursor() as cursor:
        cursor.execute("select min(nextval(%s::regclass)) from generate_series(1, %s)", [sequence, number])
        return int(cursor.fetchone()[0])


def reserve_keys(model: type[Model], number: int) -> int:
    """Take a block of a table's keys and return the first."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_serial_sequence(%s, 'id')", [model._meta.db_table])
        return reserve(cursor.fetchone()[0], number)


def copy_in(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Put rows into a table. Columns that are not given get what the model gives them."""
    table = sql.Identifier(model._meta.db_table)
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists bench_rows")
        make = sql.SQL("create temporary table bench_rows as select {} from {} with no data").format(names, table)
        cursor.execute(make)
        with cursor.copy(sql.SQL("copy bench_rows ({}) from stdin").format(names)) as copy:
            for row in rows:
                copy.write_row(row)
    derive(model, {name: f"bench_rows.{name}" for name in columns}, source="bench_rows")


def derive(model: type[Model], given: Mapping[str, str], *, source: str) -> None:
    """Put a row into a table for each row of `source`, columns as SQL expressions; the rest as the model gives them."""
    rest = {name: field for name, field in _columns(model).items() if name not in given}
    names = [*given, *rest]
    words = sql.SQL("insert into {} ({}) select {} from {}").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(name) for name in names),
        sql.SQL(", ").join([*map(_as_it_stands, given.values()), *(sql.Placeholder() for _ in rest)]),
        _as_it_stands(source),
    )
    values = [field.get_db_prep_save(field.get_default(), connection) for field in rest.values()]
    with connection.cursor() as cursor:
        cursor.execute(words, values)


def _as_it_stands(words: str) -> sql.SQL:
    return sql.SQL(words.replace("%", "%%"))  # type: ignore[arg-type]


def _columns(model: type[Model]) -> dict[str, "Field[Any, Any]"]:
    return {str(field.column): field for field in model._meta.local_concrete_fields if field.column != "id"}
