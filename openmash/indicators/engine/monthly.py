"""What is made once for an extract: the rows of every cohort, and every measure by month, so that pages only add up."""

import fcntl
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from openmash.indicators.engine import keeping
from openmash.indicators.engine.asking import ask
from openmash.indicators.engine.keeping import Extract
from openmash.indicators.engine.opening import views
from openmash.indicators.engine.rows import COHORTS, EXPRESSIONS, by_cohort, kept_of, question

GROUPS = ("locality", "team", "agency")
TABLES = (
    "create table monthly (measure varchar, month date, locality varchar, team varchar, agency varchar, n bigint, d bigint)",
    "create table recorded (measure varchar, known bigint)",
)
_making = Lock()
Pair = tuple[int, int]


def file_of(extract: Extract) -> Path:
    return keeping.folder() / f"months-{extract.number}.duckdb"


def is_made(extract: Extract) -> bool:
    """Whether it was made for an extract already."""
    return file_of(extract).exists()


def table_of(cohort: str) -> str:
    """Return the table that holds the rows of a cohort."""
    return f"rows_of_{cohort.replace(' ', '_')}"


def make(extract: Extract, passing: tuple[str, ...]) -> Path:
    """Make it for an extract, unless that was done; return where it is kept."""
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
    with duckdb.connect(str(waiting), config={"threads": 2, "preserve_insertion_order": False}) as kept:
        ask(kept, "set timezone = 'UTC'")
        ask(kept, f"attach '{extract.file}' as held (read_only)")
        for words in views(extract.extracted_at, None):
            ask(kept, words.replace("create view", "create temp view", 1))
        for words in (*TABLES, *questions(passing)):
            ask(kept, words)
        ask(kept, "detach held")
    waiting.replace(target)
    for old in sorted(keeping.folder().glob("months-*.duckdb"), key=lambda one: one.stat().st_mtime)[: -keeping.KEPT]:
        old.unlink(missing_ok=True)


@lru_cache(maxsize=4)
def questions(passing: tuple[str, ...]) -> tuple[str, ...]:
    """Return the statements that make everything: the rows of each cohort, what they are by month, and what is recorded."""
    found = []
    for cohort, codes in by_cohort().items():
        found.append(f"create table {table_of(cohort)} as {question(cohort, passing)}")
        counted = [code for code in codes if EXPRESSIONS[code].middle is None]
        if counted:
            found.append(f"create or replace temp table wide as {_wide(cohort, counted)}")
        kept = kept_of(cohort) or "select 1 as known"
        for code in codes:
            found.append(f"insert into recorded select '{code}', known from ({kept}) as k")
        for code in counted:
            found.append(
                f"insert into monthly select '{code}', month, locality, team, agency, n_{code}, d_{code} "
                f"from wide where d_{code} > 0"
            )
            if EXPRESSIONS[code].needs:
                found.append(f"insert into recorded select '{code}', coalesce(sum(k_{code}), 0) from wide")
    return tuple(found)


def _wide(cohort: str, codes: list[str]) -> str:
    """Return the question for measures of a cohort, by month and by every group at once."""
    held = COHORTS[cohort].groups
    keys = ", ".join(f"coalesce(by_{group}, '') as {group}" if group in held else f"'' as {group}" for group in GROUPS)
    sums = [f"count(*) filter ({kind}_{code}) as {kind}_{code}" for code in codes for kind in ("d", "n")]
    sums += [f"count(*) filter (k_{code}) as k_{code}" for code in codes if EXPRESSIONS[code].needs]
    return f"select date_trunc('month', day)::date as month, {keys}, {', '.join(sums)} from {table_of(cohort)} group by all"


@contextmanager
def opened(extract: Extract, passing: tuple[str, ...]) -> Iterator[Any]:
    """Yield a cursor on what was made for an extract. Connections are kept."""
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

    held = duckdb.connect(file, read_only=True, config={"threads": 2})
    ask(held, "set timezone = 'UTC'")
    return held


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
