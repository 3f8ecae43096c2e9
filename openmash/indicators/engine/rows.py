"""Each cohort as rows with its measures beside them: whether a row is measured by each, and whether it counts.

Everything that is counted is counted of these rows. They are one Ibis expression for each cohort, so that DuckDB here and Spark
elsewhere make the same of them. Putting the expressions into SQL takes seconds, and comes out the same each time: so `compiled.sql`
holds it, `./run manual` writes it anew, and a test compares.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from openmash.indicators.engine.auditcohorts import AUDIT_COHORTS, AUDITS
from openmash.indicators.engine.casecohorts import REGISTERS
from openmash.indicators.engine.caseexpressions import CASES
from openmash.indicators.engine.cohorts import Cohort
from openmash.indicators.engine.data import Data
from openmash.indicators.engine.expressions import COHORTS as OTHERS
from openmash.indicators.engine.expressions import EARLY_HELP, FRONT_DOOR, HUB, Expression

COHORTS: dict[str, Cohort] = OTHERS | AUDIT_COHORTS
EXPRESSIONS: dict[str, Expression] = FRONT_DOOR | HUB | EARLY_HELP | CASES | AUDITS
COMPILED = Path(__file__).with_name("compiled.sql")
PASSING = "the outcomes that pass a contact on"
MONTHS = re.compile(r'\b(FROM|JOIN) "months"')
LEFT_OUT = re.compile(r"EXCLUDE \(([^)]*)\)")
OF_IDS = {"team_id": ("teams", "code"), "agency_id": ("agencies", "code")}
# What is asked of a cohort's rows beside its measures.
BESIDE = {"contacts received": ("received_at",), "children decided": ("referrer_level", "decided_level")}


@cache
def by_cohort() -> dict[str, tuple[str, ...]]:
    """Return the measures of each cohort."""
    return {cohort: tuple(code for code, one in EXPRESSIONS.items() if one.cohort == cohort) for cohort in COHORTS}


def rows_of(cohort: str) -> Any:
    """Return a cohort's rows as an expression, bound to no engine.

    `day`, `about`, `locality`; `by_` each group, as its code, and `agency_id` where agencies are one. For each measure: `d_`
    whether it measures the row, `n_` whether it counts it, `k_` whether the row says what has to be said of one at all, and `v_`
    the value of which it is the middle.
    """
    data = Data(passing=(PASSING,))
    rows = COHORTS[cohort].rows(data)
    groups = COHORTS[cohort].groups
    columns = {"day": rows.day, "about": rows.about, "locality": rows.locality}
    columns |= {f"by_{group}": rows[column] for group, column in groups.items()}
    columns |= {"agency_id": rows[groups["agency"]]} if "agency" in groups else {}
    columns |= {name: rows[name] for name in BESIDE.get(cohort, ())}
    for code in by_cohort()[cohort]:
        columns |= _of_measure(EXPRESSIONS[code], code, rows, data)
    made = rows.select(**columns)
    for group, column in groups.items():
        if column in OF_IDS:
            made = _as_code(made, f"by_{group}", column, data)
    return made


def _of_measure(one: Expression, code: str, rows: Any, data: Data) -> dict[str, Any]:
    import ibis

    measured = one.measured(rows, data).fill_null(False) if one.measured else ibis.literal(True)
    met = one.met(rows, data).fill_null(False) if one.met else None
    both = measured if met is None else met if one.measured is None else measured & met
    found = {f"d_{code}": measured, f"n_{code}": both}
    if one.needs:
        found[f"k_{code}"] = one.needs(rows, data).fill_null(False)
    if one.middle:
        found[f"v_{code}"] = one.middle(rows, data)
    return found


def _as_code(rows: Any, name: str, column: str, data: Data) -> Any:
    """Return rows with the code of a team or an agency in the place of its key."""
    table, code = OF_IDS[column]
    known = getattr(data, table).select(known_id="id", known_code=code)
    joined = rows.left_join(known, rows[name] == known.known_id)
    return joined.mutate(**{name: joined.known_code}).drop("known_id", "known_code")


def sql_of(expression: Any, dialect: str = "duckdb") -> str:
    """Return an expression as SQL."""
    import ibis

    return str(ibis.to_sql(expression, dialect=dialect))


def compiled_anew() -> str:
    """Return what `compiled.sql` has to say."""
    parts = [f"-- {cohort}\n{_in_order(sql_of(rows_of(cohort)))};\n" for cohort in COHORTS]
    return "-- Written by ./run manual from the expressions of this folder.\n\n" + "\n".join(parts)


def _in_order(sql: str) -> str:
    """Return SQL on one line; columns left out of a table in the order of their names, and not in one that chance gives."""
    line = " ".join(sql.split())
    return LEFT_OUT.sub(lambda found: f"EXCLUDE ({', '.join(sorted(found[1].split(', ')))})", line)


@cache
def _compiled() -> dict[str, str]:
    words = COMPILED.read_text(encoding="utf-8")
    parts = re.split(r"^-- (.+)\n", words, flags=re.MULTILINE)
    return {name: sql.strip().removesuffix(";") for name, sql in zip(parts[1::2], parts[2::2], strict=True)}


def question(cohort: str, passing: Iterable[str], days: Iterable[date] = ()) -> str:
    """Return the question for a cohort's rows: `days` are those on which a standing cohort is counted, else the ends of months."""
    outcomes = ", ".join(f"'{code}'" for code in passing) or "'-'"
    sql = _compiled()[cohort].replace(f"'{PASSING}'", outcomes)
    held = ", ".join(f"date '{day}'" for day in days)
    return MONTHS.sub(rf"\1 (select unnest([{held}]) as ends_on)", sql) if held else sql


def kept_of(cohort: str) -> str:
    """Return the question for how many records there are in which a cohort is kept; empty where it is kept here alone."""
    kept = COHORTS[cohort].kept
    if kept is None:
        return ""
    kind, variety = kept
    if kind == "audit":
        return "select count(*) as known from audits"
    if kind in REGISTERS:
        return f"select count(*) as known from registered where register = '{kind}'"
    also = f" and variety = '{variety}'" if variety else ""
    return f"select count(*) as known from taken where kind = '{kind}' and withdrawn_at is null{also}"


def known_of(code: str, passing: Iterable[str]) -> Iterator[str]:
    """Give the questions that all have to find something before a measure has a figure."""
    one = EXPRESSIONS[code]
    if kept := kept_of(one.cohort):
        yield kept
    if one.needs:
        yield f"select count(*) filter (k_{code}) as known from ({question(one.cohort, passing)}) as r"
