"""A small invented report with one of everything, for the tests of what is printed."""

import random
from datetime import date, datetime, timezone

from openmash.indicators.rules.controlcharts import Point
from openmash.indicators.rules.figures import Figure, count, figure, not_given
from openmash.indicators.rules.periods import Period, add_months
from openmash.indicators.rules.pictures import BarChart, RunChart, StackedChart
from openmash.indicators.rules.proportions import share_chart, share_point
from openmash.indicators.rules.reports import Definition, Report, Section
from openmash.indicators.rules.tables import CrossTable, RateTable, cross_table

QUARTER = Period(date(2026, 4, 1), date(2026, 6, 30))
MADE = datetime(2026, 7, 2, 8, 30, tzinfo=timezone.utc)
CONTACTS = "contacts received"


def decided(numerator: int, denominator: int, by: str = "") -> Figure:
    """Return a figure of decisions in time."""
    return figure(
        numerator, denominator, by=by, measure="decided-in-time", title="Decided in time", period=QUARTER,
        cohort=CONTACTS, counted="decided in time",
    )  # fmt: skip


def by_locality() -> RateTable:
    """Return decisions in time by locality: one locality has few, one has a small rest."""
    return RateTable(
        title="Decided in time by locality",
        heading="Locality",
        parts=(
            decided(231, 260, "North"),
            decided(140, 171, "Central"),
            decided(49, 52, "East"),
            decided(6, 8, "Unknown"),
        ),
        whole=decided(426, 491),
    )


def by_source() -> CrossTable:
    """Return contacts by source, one of them small; the total is the figure of all contacts."""
    return cross_table(
        {"Police": 180, "Schools": 96, "Health": 112, "Family or public": 70, "Early help": 30, "Not given": 3},
        title="Contacts by source", name="contacts-by-source", row_heading="Source", period=QUARTER, cohort=CONTACTS,
        unit="contacts", same_as="contacts#n",
    )  # fmt: skip


def by_level() -> CrossTable:
    """Return the decided level by locality."""
    counts = {
        "North": (40, 90, 70, 60),
        "Central": (20, 61, 50, 40),
        "East": (2, 20, 15, 15),
        "Unknown": (3, 5, 0, 0),
    }
    return cross_table(
        {(row, f"Level {place}"): value for row, values in counts.items() for place, value in enumerate(values, 1)},
        title="Level decided, by locality", name="level", row_heading="Locality",
        period=QUARTER, cohort=CONTACTS, unit="contacts", same_as="contacts#n",
    )  # fmt: skip


def months(sizes: list[int], share: float = 0.8, *, end: date = date(2026, 6, 1)) -> list[Point]:
    """Return monthly shares of those sizes, the last in the month of `end`."""
    chance = random.Random(4)
    points = []
    for place, size in enumerate(sizes):
        at = add_months(end, place + 1 - len(sizes))
        points.append(share_point(at, f"{at:%B %Y}", max(0, min(size, round(size * share + chance.gauss(0, 3)))), size))
    return points


def run_chart(sizes: list[int] | None = None) -> RunChart:
    """Return a control chart of two years, unless sizes are given."""
    chart = share_chart(months(sizes or [120 + 13 * (place % 7) for place in range(24)]))
    assert chart
    return RunChart(title="Decided in time, month by month", name="decided-in-time-months", chart=chart)


def sample(*, title: str = "Front door", words: str = "How contacts came in and were decided.") -> Report:
    """Return the report."""
    contacts = count(
        491, measure="contacts", title="Contacts", period=QUARTER, cohort=CONTACTS, unit="contacts", one="contact"
    )
    answered = figure(
        6, 8, measure="answered", title="Referrer answered", period=QUARTER, cohort="contacts decided",
        counted="answered within one working day",
    )  # fmt: skip
    reported = not_given(
        measure="checked", title="Early-help check", period=QUARTER, cohort=CONTACTS, percent=62, counted="checked"
    )
    return Report(
        name="front-door",
        title=title,
        area="Exampleshire",
        period=QUARTER,
        generated_at=MADE,
        intro=words,
        sections=(
            Section(
                title="Contacts",
                text=words,
                figures=(contacts,),
                charts=(BarChart(title="By source", table=by_source()),),
            ),
            Section(
                title="Decided in time",
                figures=(by_locality().whole,),
                tables=(by_locality(),),
                charts=(run_chart(), BarChart(title="By locality", table=by_locality())),
                notes=("Localities stand in the order of the practice pack.",),
            ),
            Section(
                title="Answered",
                figures=(answered, reported),
                charts=(StackedChart(title="Level decided, by locality", table=by_level()),),
            ),
        ),
        definitions=(Definition(title="Decided in time", words="A decision before its due time."),),
        freshness=("Contacts up to 2 July 2026 at 09:30.",),
    )
