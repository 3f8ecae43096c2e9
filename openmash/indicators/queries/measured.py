"""One measure: its figure, its months, its parts, how it compares with what others published, and how it is counted."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.indicators.engine.opening import AS_OF_NOTE
from openmash.indicators.queries.holding import data_now, moment_in_words
from openmash.indicators.queries.measures import figures_of, measure_entry, measure_figures, titles
from openmash.indicators.queries.overview import has_small
from openmash.indicators.queries.series import Held, held_months, in_list, is_standing
from openmash.indicators.rules.figures import FEWEST_FOR_A_PERCENTAGE, Figure
from openmash.indicators.rules.funnel import dispersion
from openmash.indicators.rules.periods import Period
from openmash.indicators.rules.pictures import FunnelChart, RunChart
from openmash.indicators.rules.reports import Definition, Report, Section
from openmash.indicators.rules.tables import CrossTable, RateTable

BREAKDOWNS = {"locality": "By locality", "team": "By team", "agency": "By agency"}
NO_ORDER = "In the pack’s order. An area with more difficult cases looks worse: this is for a talk, and is no ranking."
NOT_SHOWN = "Month by month is not shown here: it would give away numbers too small to publish."
BETTER = {"more": "more is better", "less": "less is better", "neither": "neither way is better by itself"}


def measure_report(
    code: str, period: Period, *, locality: str = "", as_of: datetime | None = None, guarded: bool, now: datetime
) -> Report:
    """Return everything about one measure as a report; `guarded`: as it may be published. Raises LookupError."""
    entry = measure_entry(code, now)
    made = Report(
        name=code.replace("_", "-"),
        title=entry.title,
        area=", ".join(filter(None, [agencies.area_name(), locality])),
        period=period,
        generated_at=now,
        intro=entry.words,
        sections=tuple(_sections(entry, period, locality, as_of, now, guarded=guarded)),
        definitions=tuple(definition_lines(entry)),
        freshness=tuple(_freshness(as_of, now)),
    )
    return made.published_version() if guarded else made


def _sections(
    entry: Any, period: Period, locality: str, as_of: datetime | None, now: datetime, *, guarded: bool
) -> Iterable[Section]:
    if entry.lacking or not in_list(entry) or as_of:
        figures = measure_figures(entry.code, period, locality=locality, as_of=as_of, now=now)
        title = f"As it was known on {moment_in_words(as_of)}" if as_of else "The figure"
        yield Section(title=title, figures=tuple(figures), notes=(AS_OF_NOTE,) if as_of else ())
        return
    held = held_months(now, period, codes=(entry.code,), locality=locality)
    whole = held.figure(entry)
    charts, notes = _run_charts(held, entry, whole, guarded=guarded)
    yield Section(title="The figure", figures=(whole,), charts=charts, notes=notes)
    if whole.lacking:
        return
    for by, title in BREAKDOWNS.items():
        if by in entry.by and not (by == "locality" and locality):
            parts = held_months(now, period, codes=(entry.code,), by=by, locality=locality)
            yield from _parts(parts, entry, by, title, whole)
    if not locality:
        yield from _compared(entry, period, whole, now)


def _run_charts(
    held: Held, entry: Any, whole: Figure, *, guarded: bool
) -> tuple[tuple[RunChart, ...], tuple[str, ...]]:
    chart = held.chart(entry)
    if chart is None:
        return (), ()
    if guarded and has_small(chart):
        return (), (NOT_SHOWN,)
    is_count, standing = entry.unit == "count", is_standing(entry.code)
    inside = any(mark.point.at in held.period for mark in chart.marks)
    run = RunChart(
        title=f"{entry.title}, month by month",
        name=f"{entry.code}_by_month",
        chart=chart,
        unit=whole.unit if is_count else "%",
        same_as=entry.code if inside and not standing else "",
        same_period=held.period if inside and not standing else None,
    )
    return (run,), ()


def _parts(held: Held, entry: Any, by: str, title: str, whole: Figure) -> Iterable[Section]:
    """Give the table of a breakdown, if more than one part has anything."""
    words = titles().get(by, {})
    found = held.found.get(entry.code, {})
    pairs = {}
    for group in found:
        figure = held.figure(entry, group)
        n, d = figure.numerator or 0, figure.denominator if figure.denominator is not None else figure.numerator or 0
        if d:
            pairs[group] = (n, d)
    if len(pairs) < 2:
        return
    parts = figures_of(entry, pairs, held.period, by=by, words=words)
    heading = by.capitalize()
    if entry.unit == "count":
        values = {(one.by, "Number"): one.numerator or 0 for one in parts}
        table: RateTable | CrossTable = CrossTable(
            title=f"{entry.title}, {title.lower()}", name=f"{entry.code}_by_{by}", row_heading=heading,
            rows=tuple(one.by for one in parts), columns=("Number",), values=values, period=held.period,
            cohort=entry.population, unit=whole.unit, same_as=f"{entry.code}#n", note=NO_ORDER,
        )  # fmt: skip
    else:
        table = RateTable(
            title=f"{entry.title}, {title.lower()}", heading=heading, parts=tuple(parts), whole=whole, note=NO_ORDER
        )
    yield Section(title=title, tables=(table,))


def _compared(entry: Any, period: Period, whole: Figure, now: datetime) -> Iterable[Section]:
    """Give what others published, and the localities against it as a funnel."""
    held = [
        one
        for one in agencies.pack_in_force().in_force("benchmarks", clock.london_day(now))
        if one.measure == entry.code
    ]
    if not held or entry.unit != "percent":
        return
    main = next((one for one in held if one.main), held[0])
    standard, words = main.percent / 100, f"{main.place}, {main.year}: {main.percent:g}%"
    parts = held_months(now, period, codes=(entry.code,), by="locality")
    places = agencies.localities_in_use(clock.london_day(now))
    figures = tuple(parts.figure(entry, place, by=place) for place in places)
    units = [
        pair
        for place in places
        for month, pair in parts.months(entry.code, place).items()
        if pair[1] >= FEWEST_FOR_A_PERCENTAGE
    ]
    chart = FunnelChart(
        title=f"{entry.title}: the localities against {main.place}",
        table=RateTable(
            title=f"{entry.title}, the localities and what others published", heading="Locality", parts=figures
        ),
        standard=standard,
        standard_words=words,
        spread=dispersion(units),
    )
    notes = tuple(
        f"{one.place}, {one.year}: {one.percent:g}%"
        + (f" ({one.counted:,} of {one.of:,})" if one.of and one.counted is not None else " (n not given)")
        + f". Source: {one.source}."
        for one in held
    )
    yield Section(title="Compared with what others published", charts=(chart,), notes=notes)


def definition_lines(entry: Any) -> Iterable[Definition]:
    """Give how a measure is counted, line by line."""
    yield Definition(title="Whom it counts", words=f"{entry.population}.")
    if entry.numerator:
        yield Definition(title="What is counted of them", words=f"{entry.numerator[:1].upper()}{entry.numerator[1:]}.")
    if entry.clock:
        clock_entry = agencies.pack_in_force().one("clocks", entry.clock)
        yield Definition(title="Clock", words=f"{clock_entry.title}: {clock_entry.words}")
    aim = f"{entry.target:g}%" if entry.target is not None else "No target is set."
    by_when = f", by {entry.target_on.day} {entry.target_on:%B %Y}" if entry.target_on else ""
    yield Definition(
        title="Target", words=f"{aim}{by_when}{f' ({entry.target_source})' if entry.target_source else ''}"
    )
    yield Definition(title="Which way", words=f"{BETTER[str(entry.direction)].capitalize()}.")
    whose = "As the national returns define it." if entry.defined_by == "dfe" else "A definition of our own."
    yield Definition(title="Definition", words=f"{whose} Source: {entry.source}.")
    yield Definition(title="Counted from", words=f"{entry.data}.")
    yield Definition(title="Who answers for it", words=entry.owner)


def _freshness(as_of: datetime | None, now: datetime) -> Iterable[str]:
    held = data_now(now)
    yield f"Counted from {held.words}, the record as it was on {moment_in_words(held.extracted_at)}. Everybody is counted."
    if as_of:
        yield f"Computed as of {moment_in_words(as_of)}."
