"""What is printed where: a report as headings, sentences, tables and pictures, in plain values for any renderer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from openmash.indicators.rendering.cleaning import clean_all
from openmash.indicators.rendering.drawing import Drawing, draw
from openmash.indicators.rules.figures import Figure
from openmash.indicators.rules.periods import Period, day_in_words
from openmash.indicators.rules.pictures import AnyChart, FunnelChart, RunChart
from openmash.indicators.rules.reports import PUBLISHED_NOTE, Report, Section
from openmash.indicators.rules.tables import Grid, RateTable

LONDON = ZoneInfo("Europe/London")
NO_CASES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class FigureText:
    """A figure in print: its name, its sentence, what it counts, and where its cases are, for those who may see them."""

    title: str
    sentence: str
    counts: str
    note: str
    cases: str = ""


@dataclass(frozen=True)
class Block:
    """A table, with its chart and what the chart says where there is one."""

    title: str
    name: str
    grid: Grid
    drawing: Drawing | None = None
    says: str = ""
    detail: bool = False

    @property
    def heading(self) -> str:
        """Return the heading above chart and words; a table alone has its own title."""
        return self.title if self.drawing or self.says else ""

    @property
    def table_title(self) -> str:
        """Return the table's title where the heading does not say it already."""
        return "" if self.heading == self.grid.title else self.grid.title

    @property
    def folded(self) -> bool:
        """Say whether the table is folded away on a page: beneath its chart, or where it breaks a figure down."""
        return bool(self.grid.rows) and (self.drawing is not None or self.detail)


@dataclass(frozen=True)
class SectionText:
    """A section in print."""

    title: str
    name: str
    text: str
    figures: tuple[FigureText, ...]
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Contents:
    """A report in print."""

    title: str
    area: str
    period: str
    made: str
    intro: str
    notice: str
    caution: str
    sections: tuple[SectionText, ...]
    definitions: tuple[tuple[str, str], ...]
    freshness: tuple[str, ...]


def contents(report: Report, *, font: str, cases: Mapping[str, str] = NO_CASES) -> Contents:
    """Return what a report prints, its charts drawn in a font that the reader's program has.

    `cases` are the addresses of the cases behind figures, by measure.
    """
    printed = Contents(
        title=report.title,
        area=report.area,
        period=report.period.words,
        made=moment_in_words(report.generated_at),
        intro=report.intro,
        notice=PUBLISHED_NOTE if report.published else "",
        caution=report.caution,
        sections=tuple(
            _section(one, f"section-{number}", font, cases, report.period)
            for number, one in enumerate(report.sections, 1)
        ),
        definitions=tuple((one.title, one.words) for one in report.definitions),
        freshness=report.freshness,
    )
    return clean_all(printed)


def moment_in_words(moment: datetime) -> str:
    """Return a moment as London's clocks show it."""
    local = moment.astimezone(LONDON)
    return f"{day_in_words(local.date())} at {local:%H:%M}"


def figure_text(figure: Figure, cases: Mapping[str, str] = NO_CASES, report_period: Period | None = None) -> FigureText:
    """Return a figure in print. The report's own period stands once, at its head; any other stands with its figure."""
    by = f": {figure.by}" if figure.by else ""
    period = "" if figure.period == report_period else f", {figure.period.words}"
    counts = f"{figure.cohort[:1].upper()}{figure.cohort[1:]}{period}."
    return FigureText(f"{figure.title}{by}", figure.sentence, counts, figure.note, cases.get(figure.measure, ""))


def _section(section: Section, name: str, font: str, cases: Mapping[str, str], period: Period) -> SectionText:
    charts = [
        chart_block(chart, name=f"{name}-chart-{place}", font=font) for place, chart in enumerate(section.charts, 1)
    ]
    tables = [
        Block(table.title, f"{name}-table-{place}", table.grid, detail=isinstance(table, RateTable))
        for place, table in enumerate(section.tables, 1)
        if all(table.grid != block.grid for block in charts)
    ]
    return SectionText(
        title=section.title,
        name=name,
        text=section.text,
        figures=tuple(figure_text(one, cases, period) for one in section.figures),
        blocks=(*charts, *tables),
        notes=section.notes,
    )


def chart_block(chart: AnyChart, *, name: str, font: str) -> Block:
    """Return a chart with its table and its words; without its drawing where its numbers may not be published."""
    if isinstance(chart, FunnelChart):
        says = f"{chart.words[:1].upper()}{chart.words[1:]}. {chart.spread.words}"
        return Block(chart.title, name, chart.grid, draw(chart, name=name, font=font) if chart.places else None, says)
    if not isinstance(chart, RunChart):
        return Block(chart.title, name, chart.grid, draw(chart, name=name, font=font))
    says = f"{chart.words[:1].upper()}{chart.words[1:]}."
    drawn = None if chart.hidden or not chart.chart.marks else draw(chart, name=name, font=font)
    return Block(chart.title, name, chart.grid, drawn, says)
