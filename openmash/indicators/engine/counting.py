"""Count measures: of a period, by a group, by month; and who is behind a figure. Numbers and internal keys, never a name."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openmash.base import clock
from openmash.indicators.engine import monthly
from openmash.indicators.engine.asking import records
from openmash.indicators.engine.keeping import Extract
from openmash.indicators.engine.opening import ends_of_months, opened
from openmash.indicators.engine.rows import COHORTS, EXPRESSIONS, known_of, question

MONTH = "%Y-%m"
Pair = tuple[int, int]
Groups = dict[str, Pair]


@dataclass(frozen=True)
class Asked:
    """What is counted: of which days, of one locality or agency or of all, as of which moment, with what the pack says of codes."""

    start: date
    end: date
    locality: str = ""
    as_of: datetime | None = None
    passing: tuple[str, ...] = ()
    agency_id: int | None = None


def groups_of(code: str) -> list[str]:
    """Return the groups by which a measure can be counted."""
    return [*COHORTS[EXPRESSIONS[code].cohort].groups, "month"]


def count(codes: Collection[str], asked: Asked, extract: Extract, *, by: str = "") -> dict[str, Groups]:
    """Return (counted, measured) of each measure by group; the whole is keyed by "". One question for each cohort.

    Raises LookupError for a measure or a group that is not counted.
    """
    found: dict[str, Groups] = {code: {} for code in codes}
    for cohort, held in by_cohort(codes).items():
        sums = ", ".join(
            f"count(*) filter (d_{code}) as d_{code}, count(*) filter (n_{code}) as n_{code}" for code in held
        )
        for row in _asked(cohort, asked, extract, sums, by=by):
            for code in held:
                if row[f"d_{code}"]:
                    found[code][row.get("grp", "")] = (int(row[f"n_{code}"]), int(row[f"d_{code}"]))
    return {code: dict(sorted(groups.items())) for code, groups in found.items()}


def middles(code: str, asked: Asked, extract: Extract, *, by: str = "") -> dict[str, tuple[float | None, int]]:
    """Return the middle value of a measure, and of how many, by group."""
    sums = f"quantile_cont(v_{code}, 0.5) filter (d_{code}) as middle, count(*) filter (d_{code}) as cases"
    rows = _asked(EXPRESSIONS[code].cohort, asked, extract, sums, by=by)
    return {row.get("grp", ""): (row["middle"], int(row["cases"])) for row in rows if row["cases"]}


def is_recorded(code: str, asked: Asked, extract: Extract) -> bool:
    """Whether anything is recorded by which a measure could be counted: where nothing is, its figure is none.

    Contacts, questions and work are recorded here and nowhere else: none of them is none.
    """
    if COHORTS[EXPRESSIONS[code].cohort].kept is None:
        return True
    with opened(extract, asked.as_of) as cursor:
        return all(row["known"] for sql in known_of(code, asked.passing) for row in records(cursor, sql))


def behind(code: str, asked: Asked, extract: Extract, *, missed: bool) -> dict[int, str]:
    """Return whom a figure counts, or whom it measured and missed: the keys of contacts or people, the latest first, with their locality.

    Contacts or people: see `about`.
    """
    which = f"not n_{code}" if missed else f"n_{code}"
    rows = _asked(
        EXPRESSIONS[code].cohort, asked, extract, "about, max(day) as latest, coalesce(max(locality), '') as locality",
        after=f" and d_{code} and {which} and about is not null group by about order by latest desc, about desc",
    )  # fmt: skip
    return {int(row["about"]): str(row["locality"]) for row in rows}


def about(code: str) -> str:
    """Return whom a measure is about: `contact`, `person`, or nobody in particular."""
    return COHORTS[EXPRESSIONS[code].cohort].about


def first_day(code: str, extract: Extract) -> date | None:
    """Return the first day that a measure's cohort has, if it has any."""
    (row,) = _asked(EXPRESSIONS[code].cohort, Asked(date.min, date(9999, 12, 31)), extract, 'min(day) as "first"')
    found: date | None = row["first"]
    return found


def last_moment(asked: Asked, extract: Extract) -> datetime | None:
    """Return when the last contact of a period came in."""
    (row,) = _asked("contacts received", asked, extract, 'max(received_at) as "last"')
    found: datetime | None = row["last"]
    return found


def levels(asked: Asked, extract: Extract) -> dict[tuple[int, int], int]:
    """Return how many children decided in the period had each pair of (referrer's level, decided level)."""
    rows = _asked(
        "children decided", asked, extract, "referrer_level, decided_level, count(*) as number",
        after=" and referrer_level is not null and decided_level is not null group by all",
    )  # fmt: skip
    return {(int(row["referrer_level"]), int(row["decided_level"])): int(row["number"]) for row in rows}


def by_cohort(codes: Iterable[str]) -> dict[str, list[str]]:
    """Return the measures of each cohort. Raises LookupError for one that is not counted here."""
    found: dict[str, list[str]] = {}
    for code in codes:
        if code not in EXPRESSIONS:
            raise LookupError(f"There is no measure {code}. ./run measures list names them.")
        found.setdefault(EXPRESSIONS[code].cohort, []).append(code)
    return found


def _asked(
    cohort: str, asked: Asked, extract: Extract, sums: str, *, by: str = "", after: str = ""
) -> list[dict[str, Any]]:
    """Ask something of a cohort's rows in a period; by a group, which is `grp`."""
    group = _group(cohort, by)
    grouped = " group by grp" if by else ""
    with _rows(cohort, asked, extract, by) as (cursor, rows):
        return records(cursor, f"select {group}{sums} from {rows} as r where {_where(cohort, asked)}{grouped}{after}")


def _where(cohort: str, asked: Asked) -> str:
    held = [f"day between date '{asked.start}' and date '{asked.end}'"]
    if asked.locality:
        held.append(f"locality = '{asked.locality.replace(chr(39), chr(39) * 2)}'")
    if asked.agency_id is not None:
        if "agency" not in COHORTS[cohort].groups:
            raise LookupError("This measure is not counted by agency.")
        held.append(f"agency_id = {int(asked.agency_id)}")
    return " and ".join(held)


def _group(cohort: str, by: str) -> str:
    """Return the column of a group. Raises LookupError for one by which the cohort is not counted."""
    if not by:
        return ""
    if by == "month":
        return f"strftime(day, '{MONTH}') as grp, "
    held = COHORTS[cohort].groups
    if by not in held:
        if by == "outcome":
            raise LookupError("Only children have an outcome; this measure counts something else.")
        raise LookupError(f"This measure is not counted by {by}. Use one of: {', '.join([*held, 'month'])}.")
    return f"coalesce(by_{by}, '') as grp, "


@contextmanager
def _rows(cohort: str, asked: Asked, extract: Extract, by: str) -> Iterator[tuple[Any, str]]:
    """Yield a cursor and where the rows of a cohort are: made once for the extract, or worked out for this question."""
    days = _days(cohort, asked, extract, by)
    made = asked.as_of is None and set(days) <= set(ends_of_months(clock.london_day(extract.extracted_at)))
    if made and monthly.is_made(extract):
        with monthly.opened(extract, asked.passing) as cursor:
            yield cursor, _on_days(monthly.table_of(cohort), days)
        return
    with opened(extract, asked.as_of) as cursor:
        yield cursor, f"({question(cohort, asked.passing, days)})"


def _on_days(table: str, days: tuple[date, ...]) -> str:
    """Return the rows of a standing cohort on some days alone."""
    held = ", ".join(f"date '{day}'" for day in days)
    return f"(select * from {table} where day in ({held}))" if held else table


def _days(cohort: str, asked: Asked, extract: Extract, by: str) -> tuple[date, ...]:
    """Return the days on which a standing cohort is counted: the period's last, or the last of each of its months."""
    if not COHORTS[cohort].standing:
        return ()
    last = min(asked.end, clock.london_day(asked.as_of or extract.extracted_at))
    if by != "month":
        return (last,)
    return tuple(day for day in ends_of_months(last) if asked.start <= day) or (last,)
