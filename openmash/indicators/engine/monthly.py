"""Every measure month by month, counted once for an extract: pages add up what they need of it, and count nothing themselves."""

import fcntl
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from openmash.indicators.engine import keeping
from openmash.indicators.engine.asking import ask
from openmash.indicators.engine.counting import EXPRESSIONS, by_cohort, kept_of, named, sql_of, totals
from openmash.indicators.engine.data import Data
from openmash.indicators.engine.expressions import COHORTS
from openmash.indicators.engine.keeping import Extract
from openmash.indicators.engine.opening import views

GROUPS = ("locality", "team", "agency")
NONE_KNOWN = "-"
TABLES = (
    "create table monthly (measure varchar, month date, locality varchar, team varchar, agency varchar, n bigint, d bigint)",
    "create table recorded (measure varchar, known bigint)",
)
_making = Lock()
Pair = tuple[int, int]


@dataclass(frozen=True)
class Series:
    """One measure month by month, of the whole or of one group: (counted, measured) by the first day of the month."""

    measure: str
    group: str
    months: dict[date, Pair]


def file_of(extract: Extract) -> Path:
    return keeping.folder() / f"months-{extract.number}.duckdb"


def make(extract: Extract, passing: tuple[str, ...]) -> Path:
    """Count every measure by month for an extract, unless that was done; return where it is kept."""
    target = file_of(extract)
    if target.exists():
        return target
    with _making, (keeping.folder() / ".months").open("a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            _made(extract, passing, target)
    return target


def _made(extract: Extract, passing: tuple[str, ...], target: Path) -> None:
    import duckdb

    waiting = target.with_suffix(".new")
    waiting.unlink(missing_ok=True)
    with duckdb.connect(str(waiting), config={"threads": 2}) as kept:
        ask(kept, "set timezone = 'UTC'")
        ask(kept, f"attach '{extract.file}' as held (read_only)")
        for words in views(extract.extracted_at, None):
            ask(kept, words.replace("create view", "create temp view", 1))
        for words in TABLES:
            ask(kept, words)
        for words in questions(passing):
            ask(kept, words)
        ask(kept, "detach held")
    waiting.replace(target)
    for old in sorted(keeping.folder().glob("months-*.duckdb"), key=lambda one: one.stat().st_mtime)[: -keeping.KEPT]:
        old.unlink(missing_ok=True)


@lru_cache(maxsize=4)
def questions(passing: tuple[str, ...]) -> tuple[str, ...]:
    """Return the statements that count everything: one for each cohort, and one that puts each of its measures away."""
    found = []
    for cohort, codes in by_cohort(EXPRESSIONS).items():
        counted = [code for code in codes if EXPRESSIONS[code].middle is None]
        if counted:
            found.append(f"create or replace temp table wide as {wide(cohort, tuple(counted), passing)}")
        kept = kept_of(cohort) or "select 1 as known"
        for code in codes:
            found.append(f"insert into recorded select '{code}', known from ({kept}) as k")
        for code in counted:
            found.append(
                "insert into monthly "
                f"select '{code}', month, locality, team, agency, n_{code}, d_{code} from wide where d_{code} > 0"
            )
            if EXPRESSIONS[code].needs:
                found.append(f"insert into recorded select '{code}', coalesce(sum(k_{code}), 0) from wide")
    return tuple(found)


def wide(cohort: str, codes: tuple[str, ...], passing: tuple[str, ...]) -> str:
    """Return the question for all measures of a cohort, by month and by every group at once."""
    import ibis

    data = Data(passing=passing)
    rows = COHORTS[cohort].rows(data)
    held = COHORTS[cohort].groups
    keys = {group: rows[held[group]] if group in held else ibis.literal("") for group in GROUPS}
    needed = {f"k_{code}": rows.count(where=one(rows, data)) for code in codes if (one := EXPRESSIONS[code].needs)}
    month = rows.day.truncate("M").cast("date")
    counted = rows.group_by(month=month, **keys).agg(**totals(rows, data, codes), **needed)
    for group in GROUPS:
        counted = named(counted, held.get(group, ""), data, group)
    return sql_of(counted)


@contextmanager
def opened(extract: Extract, passing: tuple[str, ...]) -> Iterator[Any]:
    """Yield a cursor on what was counted by month."""
    file = make(extract, passing)
    with _making:
        cursor = _connection(str(file), extract.extracted_at.isoformat()).cursor()
    try:
        yield cursor
    finally:
        cursor.close()


@lru_cache(maxsize=4)
def _connection(file: str, extracted_at: str) -> Any:
    import duckdb

    return duckdb.connect(file, read_only=True, config={"threads": 2})


def series(
    extract: Extract,
    passing: tuple[str, ...],
    *,
    codes: Collection[str] = (),
    by: str = "",
    locality: str = "",
    since: date,
) -> dict[str, dict[str, dict[date, Pair]]]:
    """Return measures month by month since a day: by measure, then group (the whole is keyed by ""), then month."""
    column = by if by in GROUPS else "''"
    wanted = " and measure in (" + ", ".join(f"'{code}'" for code in codes) + ")" if codes else ""
    sql = (
        f"select measure, coalesce({column}, '') as grp, month, sum(n)::bigint as n, sum(d)::bigint as d from monthly "
        f"where month >= date '{since}'{wanted}{' and locality = $1' if locality else ''} group by all order by month"
    )
    found: dict[str, dict[str, dict[date, Pair]]] = defaultdict(lambda: defaultdict(dict))
    with opened(extract, passing) as cursor:
        answer = cursor.execute(sql, [locality] if locality else [])
        for measure, group, month, n, d in answer.fetchall():
            found[measure][group][month] = (int(n), int(d))
    return {measure: dict(groups) for measure, groups in found.items()}


def recorded(extract: Extract, passing: tuple[str, ...]) -> frozenset[str]:
    """Return the measures of which anything is recorded."""
    with opened(extract, passing) as cursor:
        rows = ask(cursor, "select measure from recorded group by measure having min(known) > 0")
    return frozenset(str(measure) for (measure,) in rows)
