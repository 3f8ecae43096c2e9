"""The front-door report: what came in, what became of it, and what was in time."""

from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.frontdoor import queries as frontdoor
from openmash.indicators.queries.measures import (
    _counting_everyone,
    measure_figures,
    measures_in_force,
    one_figure,
    pairs_of,
    titles_of,
)
from openmash.indicators.rules.figures import Figure
from openmash.indicators.rules.periods import Period
from openmash.indicators.rules.pictures import BarChart
from openmash.indicators.rules.reports import Definition, Report, Section
from openmash.indicators.rules.tables import CrossTable, RateTable

IN_TIME = ("acknowledged", "decided_in_time", "referrer_answered_in_time", "history_before_family")
HELP = ("early_help_check_done", "conversion_to_referral", "passed_to_worker", "disagreements")
LEVELS = ("level_agreement_referrer_decided", "level_agreement_recommended_decided")
TRANSFERS = (
    "transfers_offered",
    "transfers_accepted",
    "transfers_rejected",
    "transfers_settled",
    "transfers_answered_in_time",
)


def front_door_report(period: Period, *, now: datetime) -> Report:
    """Return the front-door report over a period: figures by source, locality, colour and outcome; clocks; levels; transfers."""
    entries = {entry.code: entry for entry in measures_in_force(now)}
    return Report(
        name="front-door",
        title="The front door",
        area=agencies.area_name(),
        period=period,
        generated_at=now,
        intro="What came to the front door, what became of it, and what was done in time. Every figure says whom it counts.",
        sections=(
            _received(entries, period, now),
            _section("In time", IN_TIME, entries, period, now, table_by="locality"),
            _section("Early help, referrals and open cases", HELP, entries, period, now, table_by="locality"),
            _levels(entries, period, now),
            _section("Transfers between teams", TRANSFERS, entries, period, now),
        ),
        definitions=tuple(Definition(title=entry.title, words=_definition(entry)) for entry in entries.values()),
        freshness=("Counted from the live record at the time of the report.",),
    )


def _definition(entry: Any) -> str:
    parts = [entry.words, f"Whom it counts: {entry.population.lower()}."]
    if entry.numerator:
        parts.append(f"What is counted of them: {entry.numerator}.")
    return " ".join(parts)


def _whole(code: str, entries: dict[str, Any], period: Period, now: datetime) -> Figure | None:
    return measure_figures(code, period, now=now)[0] if code in entries else None


def _received(entries: dict[str, Any], period: Period, now: datetime) -> Section:
    figures = [_whole(code, entries, period, now) for code in ("contacts_received", "children_in_contacts")]
    tables = [
        _table("Contacts by source", "contacts_received", "source", "Source", period=period, now=now),
        _table("Contacts by locality", "contacts_received", "locality", "Locality", period=period, now=now),
        _table("Contacts by colour", "contacts_received", "rag", "Colour", period=period, now=now),
        _table("Children by outcome", "children_in_contacts", "outcome", "Outcome", period=period, now=now),
    ]
    kept = [table for table in tables if table.rows]
    charts = tuple(
        BarChart(title=table.title, table=table) for table in kept if table.row_heading in ("Source", "Outcome")
    )
    plain = tuple(table for table in kept if table.row_heading not in ("Source", "Outcome"))
    return Section(title="What came in", figures=tuple(one for one in figures if one), tables=plain, charts=charts)


def _table(title: str, code: str, by: str, heading: str, *, period: Period, now: datetime) -> CrossTable:
    titles = titles_of(by)
    pairs = pairs_of(code, period, by=by, now=now)
    unit = "contacts" if code == "contacts_received" else "children"
    names: dict[str, int] = {}
    for key, (_, number) in pairs.items():
        name = titles.get(key, key or "Not known")
        names[name] = names.get(name, 0) + number
    return CrossTable(
        title=title,
        name=f"{code}_by_{by}",
        row_heading=heading,
        rows=tuple(names),
        columns=(unit.capitalize(),),
        values={(name, unit.capitalize()): number for name, number in names.items()},
        period=period,
        cohort=f"{unit} received in the period"
        if unit == "contacts"
        else "children of the contacts received in the period",
        unit=unit,
        same_as=f"{code}#n",
    )


def _section(
    title: str,
    codes: tuple[str, ...],
    entries: dict[str, Any],
    period: Period,
    now: datetime,
    *,
    table_by: str = "",
) -> Section:
    figures = tuple(one for code in codes if (one := _whole(code, entries, period, now)))
    tables = []
    for code in codes if table_by else ():
        if code in entries and table_by in entries[code].by:
            parts = tuple(measure_figures(code, period, by=table_by, now=now))
            if len(parts) > 1:
                numerator, denominator = pairs_of(code, period, by="", now=now).get("", (0, 0))
                whole = one_figure(entries[code], numerator, denominator, period)
                tables.append(
                    RateTable(
                        title=f"{entries[code].title} by {table_by}",
                        heading=table_by.capitalize(),
                        parts=parts,
                        whole=whole,
                    )
                )
    return Section(title=title, figures=figures, tables=tuple(tables))


def _levels(entries: dict[str, Any], period: Period, now: datetime) -> Section:
    with _counting_everyone():
        cells = frontdoor.level_cross(start=period.start, end=period.end)
    figures = tuple(one for code in LEVELS if (one := _whole(code, entries, period, now)))
    levels = sorted({level for pair in cells for level in pair})
    tables: tuple[CrossTable, ...] = ()
    if cells:
        tables = (
            CrossTable(
                title="Referrer’s level against the decided level",
                name="levels",
                row_heading="Referrer’s level",
                rows=tuple(f"Level {level}" for level in levels),
                columns=tuple(f"Decided {level}" for level in levels),
                values={(f"Level {a}", f"Decided {b}"): n for (a, b), n in cells.items()},
                period=period,
                cohort="children for whom both levels are recorded",
                unit="children",
            ),
        )
    return Section(title="Agreement on the level of need", figures=figures, tables=tables)
