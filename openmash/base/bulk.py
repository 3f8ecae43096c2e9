"""Many rows at once, as the serving role and under its row-level security: COPY into a temporary table, then one INSERT.

COPY straight into a protected table is refused by PostgreSQL; a temporary table is not protected.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Field, Func, Model
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


def copy_in(
    model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], *, same: Mapping[str, Any] | None = None
) -> None:
    """Put rows into a table. `same` has the columns that are the same in all; what is not given the model gives.

    The rows may ask the database for nothing: the connection is taken up by them. Give keys where others are to name them.
    """
    table = sql.Identifier(model._meta.db_table)
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists rows_coming")
        make = sql.SQL("create temporary table rows_coming as select {} from {} with no data").format(names, table)
        cursor.execute(make)
        with cursor.copy(sql.SQL("copy rows_coming ({}) from stdin").format(names)) as copy:
            for row in rows:
                copy.write_row(row)
    derive(model, {name: f"rows_coming.{name}" for name in columns}, source="rows_coming", same=same)


def derive(model: type[Model], given: Mapping[str, str], *, source: str, same: Mapping[str, Any] | None = None) -> None:
    """Put a row into a table for each row of `source`, columns as SQL expressions or the `same`; the rest as the model has it."""
    alike = dict(same or {})
    rest = {name: field for name, field in _columns(model).items() if name not in given and name not in alike}
    names = [*given, *alike, *rest]
    words = sql.SQL("insert into {} ({}) select {} from {}").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(name) for name in names),
        sql.SQL(", ").join([*map(_as_it_stands, given.values()), *(sql.Placeholder() for _ in (*alike, *rest))]),
        _as_it_stands(source),
    )
    values = list(alike.values()) + [field.get_db_prep_save(field.get_default(), connection) for field in rest.values()]
    with connection.cursor() as cursor:
        cursor.execute(words, values)


class OneOf(Func):
    """Whether a column holds one of many texts or keys: `filter(OneOf("name", names))`.

    They go as one value: thousands of them one by one are slow to write down, and a list that is joined instead is looked
    through again for each row of a table that has only just been filled.
    """

    output_field = BooleanField()

    def __init__(self, column: str, values: Iterable[str] | Iterable[int], **extra: Any) -> None:
        super().__init__(F(column), **extra)
        self.values = list(values)

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        column, given = compiler.compile(self.source_expressions[0])
        kind = "text" if self.values and isinstance(self.values[0], str) else "bigint"
        return f"{column} = any(%s::{kind}[])", [*given, self.values]


def _as_it_stands(words: str) -> sql.SQL:
    return sql.SQL(words.replace("%", "%%"))  # type: ignore[arg-type]


def _columns(model: type[Model]) -> dict[str, "Field[Any, Any]"]:
    return {str(field.column): field for field in model._meta.local_concrete_fields if field.column != "id"}
