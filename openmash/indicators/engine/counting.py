"""Count measures: of a period, by a group, by month; and who is behind a figure. Numbers and internal keys, never a name."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from openmash.indicators.engine.asking import records
from openmash.indicators.engine.casecohorts import kept_at_all
from openmash.indicators.engine.caseexpressions import CASES
from openmash.indicators.engine.data import Data
from openmash.indicators.engine.expressions import COHORTS, EARLY_HELP, FRONT_DOOR, HUB, Expression
from openmash.indicators.engine.keeping import Extract
from openmash.indicators.engine.opening import opened

EXPRESSIONS: dict[str, Expression] = FRONT_DOOR | HUB | EARLY_HELP | CASES
MONTH = "%Y-%m"
OF_IDS = {"team_id": ("teams", "code"), "agency_id": ("agencies", "code")}
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
    with opened(extract, asked.as_of) as cursor:
        for name, held in by_cohort(codes).items():
            for row in records(cursor, _question(name, tuple(held), asked, by, _days(name, asked, extract, by))):
                for code in held:
                    if row[f"d_{code}"]:
                        key = _key(row.get("grp", ""))
                        numerator, denominator = found[code].get(key, (0, 0))
                        found[code][key] = (numerator + int(row[f"n_{code}"]), denominator + int(row[f"d_{code}"]))
    return {code: dict(sorted(groups.items())) for code, groups in found.items()}


def middles(code: str, asked: Asked, extract: Extract, *, by: str = "") -> dict[str, tuple[float | None, int]]:
    """Return the middle value of a measure, and of how many, by group."""
    with opened(extract, asked.as_of) as cursor:
        rows = records(cursor, _middle(code, asked, by))
    return {_key(row.get("grp", "")): (row["middle"], int(row["cases"])) for row in rows if row["cases"]}


def is_recorded(code: str, asked: Asked, extract: Extract) -> bool:
    """Whether anything is recorded by which a measure could be counted: where nothing is, its figure is none.

    Contacts, questions and work are recorded here and nowhere else: none of them is none.
    """
    if COHORTS[EXPRESSIONS[code].cohort].kept is None:
        return True
    with opened(extract, asked.as_of) as cursor:
        return all(row["known"] for sql in known_of(code) for row in records(cursor, sql))


def behind(code: str, asked: Asked, extract: Extract, *, missed: bool) -> dict[int, str]:
    """Return whom a figure counts, or whom it measured and missed: the keys of contacts or people, the latest first, with their locality.

    Contacts or people: see `about`.
    """
    with opened(extract, asked.as_of) as cursor:
        days = _days(EXPRESSIONS[code].cohort, asked, extract, "")
        rows = records(cursor, _behind(code, asked, days, missed=missed))
    return {int(row["about"]): str(row["locality"] or "") for row in rows if row["about"] is not None}


def about(code: str) -> str:
    """Return whom a measure is about: `contact`, `person`, or nobody in particular."""
    return COHORTS[EXPRESSIONS[code].cohort].about


def first_day(code: str, extract: Extract) -> date | None:
    """Return the first day that a measure's cohort has, if it has any."""
    with opened(extract) as cursor:
        (row,) = records(cursor, _first(EXPRESSIONS[code].cohort))
    found: date | None = row["first"]
    return found


def last_moment(asked: Asked, extract: Extract) -> datetime | None:
    """Return when the last contact of a period came in."""
    with opened(extract, asked.as_of) as cursor:
        (row,) = records(cursor, _last(asked))
    found: datetime | None = row["last"]
    return found


def levels(asked: Asked, extract: Extract) -> dict[tuple[int, int], int]:
    """Return how many children decided in the period had each pair of (referrer's level, decided level)."""
    with opened(extract, asked.as_of) as cursor:
        rows = records(cursor, _levels(asked))
    return {(int(row["referrer_level"]), int(row["decided_level"])): int(row["number"]) for row in rows}


def by_cohort(codes: Iterable[str]) -> dict[str, list[str]]:
    """Return the measures of each cohort. Raises LookupError for one that is not counted here."""
    found: dict[str, list[str]] = {}
    for code in codes:
        if code not in EXPRESSIONS:
            raise LookupError(f"There is no measure {code}. ./run measures list names them.")
        found.setdefault(EXPRESSIONS[code].cohort, []).append(code)
    return found


def _days(cohort: str, asked: Asked, extract: Extract, by: str) -> tuple[date, ...]:
    """Return the days on which a standing cohort is counted: the period's last, or the last of each of its months."""
    from openmash.base.clock import london_day
    from openmash.indicators.engine.opening import ends_of_months

    if not COHORTS[cohort].standing:
        return ()
    last = min(asked.end, london_day(asked.as_of or extract.extracted_at))
    if by != "month":
        return (last,)
    return tuple(day for day in ends_of_months(last) if asked.start <= day) or (last,)


def _key(value: Any) -> str:
    return value.strftime(MONTH) if hasattr(value, "strftime") else str(value or "")


def sql_of(expression: Any, dialect: str = "duckdb") -> str:
    """Return an expression as SQL."""
    import ibis

    return str(ibis.to_sql(expression, dialect=dialect))


def chosen(code: str, asked: Asked, days: tuple[date, ...]) -> tuple[Any, Data]:
    """Return the rows of a measure's cohort in a period, not asked yet whether they are measured."""
    return _within(EXPRESSIONS[code].cohort, asked, days)


def _within(cohort: str, asked: Asked, days: tuple[date, ...]) -> tuple[Any, Data]:
    import ibis

    data = Data(passing=asked.passing, days=days)
    rows = COHORTS[cohort].rows(data)
    rows = rows.filter((rows.day >= ibis.literal(asked.start)) & (rows.day <= ibis.literal(asked.end)))
    if asked.locality:
        rows = rows.filter(rows[COHORTS[cohort].groups["locality"]] == asked.locality)
    if asked.agency_id is not None:
        rows = rows.filter(rows[COHORTS[cohort].groups["agency"]] == asked.agency_id)
    return rows, data


def totals(rows: Any, data: Data, codes: Iterable[str]) -> dict[str, Any]:
    """Return what to add up for measures: how many are measured, and how many of them are counted."""
    found = {}
    for code in codes:
        one = EXPRESSIONS[code]
        measured = one.measured(rows, data) if one.measured else None
        met = one.met(rows, data) if one.met else None
        both = met if measured is None else measured if met is None else measured & met
        found[f"d_{code}"] = rows.count() if measured is None else rows.count(where=measured)
        found[f"n_{code}"] = rows.count() if both is None else rows.count(where=both)
    return found


def grouped_by(rows: Any, cohort: str, by: str) -> Any:
    """Return the column of a group. Raises LookupError for one by which the cohort is not counted."""
    if by == "month":
        return rows.day.truncate("M").cast("date")
    held: Mapping[str, str] = COHORTS[cohort].groups
    if by not in held:
        if by == "outcome":
            raise LookupError("Only children have an outcome; this measure counts something else.")
        raise LookupError(f"This measure is not counted by {by}. Use one of: {', '.join([*held, 'month'])}.")
    return rows[held[by]]


@lru_cache(maxsize=512)
def _question(cohort: str, codes: tuple[str, ...], asked: Asked, by: str, days: tuple[date, ...]) -> str:
    rows, data = _within(cohort, asked, days)
    if not by:
        return sql_of(rows.aggregate(**totals(rows, data, codes)))
    counted = rows.group_by(grp=grouped_by(rows, cohort, by)).agg(**totals(rows, data, codes))
    return sql_of(named(counted, COHORTS[cohort].groups.get(by, ""), data))


def named(counted: Any, column: str, data: Data, group: str = "grp") -> Any:
    """Return counts with the code of a team or an agency in the place of its key."""
    if column not in OF_IDS:
        return counted
    table, code = OF_IDS[column]
    known = getattr(data, table).select(known_id="id", known_code=code)
    joined = counted.left_join(known, counted[group] == known.known_id)
    return joined.mutate(**{group: joined.known_code}).drop("known_id", "known_code")


@lru_cache(maxsize=8)
def _first(cohort: str) -> str:
    rows = COHORTS[cohort].rows(Data())
    return sql_of(rows.aggregate(first=rows.day.min()))


@lru_cache(maxsize=32)
def _last(asked: Asked) -> str:
    rows, _ = _within("contacts received", asked, ())
    return sql_of(rows.aggregate(last=rows.received_at.max()))


@lru_cache(maxsize=32)
def _levels(asked: Asked) -> str:
    rows, _ = _within("children decided", asked, ())
    rows = rows.filter(rows.referrer_level.notnull() & rows.decided_level.notnull())
    return sql_of(rows.group_by(["referrer_level", "decided_level"]).agg(number=rows.count()))


@lru_cache(maxsize=64)
def _middle(code: str, asked: Asked, by: str) -> str:
    one = EXPRESSIONS[code]
    rows, data = _within(one.cohort, asked, ())
    rows = rows.filter(one.measured(rows, data)) if one.measured else rows
    value: Any = one.middle(rows, data) if one.middle else None
    wanted = {"middle": value.quantile(0.5), "cases": rows.count()}
    if not by:
        return sql_of(rows.aggregate(**wanted))
    counted = rows.group_by(grp=grouped_by(rows, one.cohort, by)).agg(**wanted)
    return sql_of(named(counted, COHORTS[one.cohort].groups.get(by, ""), data))


@lru_cache(maxsize=256)
def known_of(code: str) -> tuple[str, ...]:
    """Return the questions that all have to find something before a measure has a figure."""
    one, data = EXPRESSIONS[code], Data()
    found = [kept_of(one.cohort)] if kept_of(one.cohort) else []
    if one.needs:
        rows = COHORTS[one.cohort].rows(data)
        found.append(sql_of(rows.aggregate(known=rows.count(where=one.needs(rows, data)))))
    return tuple(found)


@lru_cache(maxsize=64)
def kept_of(cohort: str) -> str:
    """Return the question for how many records there are in which a cohort is kept; empty where it is kept here alone."""
    kept = COHORTS[cohort].kept
    if kept is None:
        return ""
    held = kept_at_all(Data(), kept)
    return sql_of(held.aggregate(known=held.count()))


@lru_cache(maxsize=64)
def _behind(code: str, asked: Asked, days: tuple[date, ...], *, missed: bool) -> str:
    one = EXPRESSIONS[code]
    rows, data = _within(one.cohort, asked, days)
    if one.measured:
        rows = rows.filter(one.measured(rows, data))
    if one.met:
        met = one.met(rows, data).fill_null(False)
        rows = rows.filter(~met if missed else met)
    elif missed:
        rows = rows.filter(rows.about.isnull() & rows.about.notnull())
    latest = rows.group_by("about").agg(latest=rows.day.max(), locality=rows.locality.max())
    return sql_of(latest.order_by(latest.latest.desc(), latest.about.desc()))
