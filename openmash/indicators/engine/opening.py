"""An extract opened for counting: its tables as they are, or as they were known at an earlier moment.

What can be told of an earlier moment: which contacts and facts were known then, what had been decided, answered, checked or
withdrawn by then, and what a fact said before it was corrected. What cannot: a colour, level, locality or team that was changed
since is as it is now, and so is a due time that a later correction moved; of the registers of other services only what is held
now is known. A fact that was taken from another system counts since it was taken, not since it happened.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import lru_cache
from threading import Lock
from typing import Any

from openmash.base import clock
from openmash.indicators.engine.asking import ask
from openmash.indicators.engine.data import table
from openmash.indicators.engine.keeping import Extract
from openmash.indicators.engine.sources import SOURCES, Source

AS_OF_NOTE = (
    "Computed as of an earlier moment: what was known, decided and corrected by then. A colour, level, locality or team that was "
    "changed since is as it is now."
)
YEARS_OF_MONTHS = 12
WITHOUT_MOMENT = ("workers", "homes", "placed", "registered")
CORRECTED = {
    "began_on": "date",
    "ended_on": "date",
    "variety": "varchar",
    "outcome": "varchar",
    "category": "varchar",
    "seen": "boolean",
    "alone": "boolean",
    "seen_on": "date",
    "team": "varchar",
}
OPENED = 4
_opening = Lock()


@contextmanager
def opened(extract: Extract, as_of: datetime | None = None) -> Iterator[Any]:
    """Yield a DuckDB cursor on the tables of an extract. Connections are kept; every thread has a cursor of its own."""
    with _opening:
        cursor = _connection(str(extract.file), extract.extracted_at, as_of).cursor()
    try:
        yield cursor
    finally:
        cursor.close()


@lru_cache(maxsize=OPENED)
def _connection(file: str, extracted_at: datetime, as_of: datetime | None) -> Any:
    import duckdb

    held = duckdb.connect(config={"threads": 2, "memory_limit": "2GB"})
    ask(held, "set timezone = 'UTC'")
    ask(held, f"attach '{file}' as held (read_only)")
    for words in views(extracted_at, as_of):
        ask(held, words)
    return held


def views(extracted_at: datetime, as_of: datetime | None) -> Iterator[str]:
    """Give the statements that make the tables of an extract readable by their names, as of a moment."""
    for name, source in SOURCES.items():
        yield f"create view {name} as {_as_of(source, as_of) if as_of else f'select * from held.{name}'}"
    for name in WITHOUT_MOMENT:
        yield f"create view {name} as select * from held.{name}"
    yield from spine(as_of or extracted_at)


def spine(at: datetime) -> Iterator[str]:
    """Give the statements for the moment of counting, and the ends of the months until then."""
    today = clock.london_day(at)
    yield f"create view moment as select timestamptz '{at.isoformat()}' as at, date '{today}' as today"
    days = ", ".join(f"(date '{day}')" for day in ends_of_months(today))
    yield f"create view months as select * from (values {days}) as t(ends_on)"


def ends_of_months(today: date) -> list[date]:
    """Return the last days of the months of the last years, and today for the month that is not over."""
    first = date(today.year - YEARS_OF_MONTHS, today.month, 1)
    found = []
    while (after := _next_month(first)) <= today:
        found.append(after - timedelta(days=1))
        first = after
    return [*found, today]


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _as_of(source: Source, at: datetime) -> str:
    """Return a source as it was known at a moment."""
    moment = f"timestamptz '{at.isoformat()}'"
    if source.name == "taken":
        return _facts_as_of(moment)
    columns = []
    for name in source.columns:
        of = name if name in source.moments else source.days.get(name, "")
        columns.append(f"case when {of} <= {moment} then {name} end as {name}" if of else name)
    where = f" where {source.born} <= {moment}" if source.born else ""
    return f"select {', '.join(columns)} from held.{source.name}{where}"


def _facts_as_of(moment: str) -> str:
    """Return the facts known at a moment, each with what it said then: the first correction after it tells what was before."""
    before = ", ".join(
        f"arg_min(before, id) filter (field = '{name}') as {name}, bool_or(field = '{name}') as has_{name}"
        for name in CORRECTED
    )
    columns = []
    for name in SOURCES["taken"].columns:
        if name in CORRECTED:
            empty = "''" if CORRECTED[name] == "varchar" else "null"
            told = f"coalesce(try_cast(b.{name} as {CORRECTED[name]}), {empty})"
            columns.append(f"case when b.has_{name} then {told} else f.{name} end as {name}")
        elif name == "withdrawn_at":
            columns.append(f"case when f.withdrawn_at <= {moment} then f.withdrawn_at end as withdrawn_at")
        else:
            columns.append(f"f.{name}")
    return (
        f"with b as (select fact_id, {before} from held.corrections where corrected_at > {moment} group by fact_id) "
        f"select {', '.join(columns)} from held.taken as f left join b on b.fact_id = f.id where f.recorded_at <= {moment}"
    )


def columns_of(name: str) -> list[str]:
    """Return the columns of a table of the extract."""
    return list(table(name).columns)
