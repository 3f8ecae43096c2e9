"""A report: figures, tables and charts in sections, and the version of it that may be published."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from openmash.indicators.rules.figures import Figure, figures_as_data
from openmash.indicators.rules.findings import chance_in_words
from openmash.indicators.rules.periods import Period
from openmash.indicators.rules.pictures import AnyChart, RunChart
from openmash.indicators.rules.suppression import Sum, check_sums, keys_to_hide
from openmash.indicators.rules.tables import AnyTable, RateTable, sums_of

PUBLISHED_NOTE = (
    "c stands for a number from 1 to 5, or for one from which such a number could be worked out. "
    "It is not shown, so that no child can be recognised."
)


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of a report. `text` and `notes` hold no counts: those are figures, which know what may be published."""

    title: str
    text: str = ""
    figures: tuple[Figure, ...] = ()
    tables: tuple[AnyTable, ...] = ()
    charts: tuple[AnyChart, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def holders(self) -> tuple[AnyTable | AnyChart, ...]:
        return (*self.tables, *self.charts)


@dataclass(frozen=True, kw_only=True)
class Definition:
    """How a measure is counted."""

    title: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a report says, without how it is printed. `same` are further pairs of places that hold one number."""

    name: str
    title: str
    area: str
    period: Period
    generated_at: datetime
    intro: str = ""
    sections: tuple[Section, ...] = ()
    definitions: tuple[Definition, ...] = ()
    freshness: tuple[str, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    published: bool = False

    def __post_init__(self) -> None:
        """Refuse a report that contradicts itself: one name with two numbers, or parts that miss their total."""
        check_sums(self.counts, self.sums)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Return every figure of the report once, in order: those of the sections, then those of their tables."""
        found: dict[str, Figure] = {}
        for section in self.sections:
            for one in (*section.figures, *_figures_in(section)):
                found.setdefault(one.key, one)
        return tuple(found.values())

    @property
    def counts(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for section in self.sections:
            for holder in (*section.figures, *section.holders):
                for key, value in holder.counts.items():
                    if counts.setdefault(key, value) != value:
                        raise ValueError(f"{key} is {counts[key]} in one place and {value} in another.")
        return counts

    @property
    def sums(self) -> tuple[Sum, ...]:
        sums: dict[Sum, None] = {}
        for section in self.sections:
            for figure in section.figures:
                sums |= dict.fromkeys(sums_of(figure))
            for holder in section.holders:
                sums |= dict.fromkeys(holder.sums)
        sums |= {Sum(first, (second,)): None for first, second in self.same}
        return tuple(sums)

    @property
    def chart_words(self) -> tuple[tuple[str, str], ...]:
        """Return what each control chart says, with its title."""
        return tuple(
            (chart.title, chart.words)
            for section in self.sections
            for chart in section.charts
            if isinstance(chart, RunChart)
        )

    @property
    def caution(self) -> str:
        """Return how many signals to expect by chance, where there are several control charts."""
        sizes = [
            len(chart.chart.marks)
            for section in self.sections
            for chart in section.charts
            if isinstance(chart, RunChart)
        ]
        return chance_in_words(sizes) if len(sizes) > 1 else ""

    def published_version(self) -> "Report":
        """Return the report as it may be published: small numbers hidden throughout, and what would give them away."""
        keys = keys_to_hide(self.counts, self.sums)
        sections = tuple(
            replace(
                section,
                figures=tuple(one.hide(keys) for one in section.figures),
                tables=tuple(table.hide(keys) for table in section.tables),
                charts=tuple(chart.hide(keys) for chart in section.charts),
            )
            for section in self.sections
        )
        return replace(self, sections=sections, published=True)

    def as_data(self) -> dict[str, Any]:
        """Return the report as data, figures first."""
        return {
            "report": self.name,
            "title": self.title,
            "area": self.area,
            "period_from": self.period.start.isoformat(),
            "period_to": self.period.end.isoformat(),
            "generated_at": self.generated_at.isoformat(),
            "published": self.published,
            "figures": figures_as_data(self.figures),
            "sections": [{"title": one.title, "text": one.text, "notes": list(one.notes)} for one in self.sections],
            "control_charts": [{"title": title, "says": words} for title, words in self.chart_words],
            "definitions": [{"title": one.title, "words": one.words} for one in self.definitions],
            "freshness": list(self.freshness),
        }


def _figures_in(section: Section) -> Iterable[Figure]:
    for table in section.tables:
        yield from table.figures
        if isinstance(table, RateTable) and table.whole:
            yield table.whole
    for chart in section.charts:
        if not isinstance(chart, RunChart):
            yield from chart.table.figures
            if isinstance(chart.table, RateTable) and chart.table.whole:
                yield chart.table.whole
