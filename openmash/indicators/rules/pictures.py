"""What a chart shows, without how it is drawn. Every chart is made from a table, which stands beside it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Self

from openmash.indicators.rules.controlcharts import ControlChart, Mark, Point
from openmash.indicators.rules.figures import FEWEST_FOR_A_PERCENTAGE, HIDDEN
from openmash.indicators.rules.findings import in_words
from openmash.indicators.rules.funnel import INSIDE, Dispersion, Place, place
from openmash.indicators.rules.periods import Period
from openmash.indicators.rules.suppression import Sum
from openmash.indicators.rules.tables import TOTAL, Chartable, CrossTable, Grid, RateTable


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar: its length, and the words at its end. No length where people see words only."""

    label: str
    value: float | None
    text: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class TableChart:
    """A chart made from one table: its counts, sums and grid are the table's, and what is hidden there is hidden here."""

    title: str
    table: Chartable
    describe: str = ""

    @property
    def counts(self) -> Mapping[str, int]:
        return self.table.counts

    @property
    def sums(self) -> tuple[Sum, ...]:
        return self.table.sums

    @property
    def grid(self) -> Grid:
        return self.table.grid

    def hide(self, keys: Collection[str]) -> Self:
        return replace(self, table=self.table.hide(keys))


@dataclass(frozen=True, kw_only=True)
class BarChart(TableChart):
    """Horizontal bars in the table's order, or by name; never by size, which would make a league table."""

    by_name: bool = False

    @property
    def bars(self) -> tuple[Bar, ...]:
        bars = _rate_bars(self.table) if isinstance(self.table, RateTable) else _count_bars(self.table)
        return tuple(sorted(bars, key=lambda bar: bar.label.casefold())) if self.by_name else bars

    @property
    def description(self) -> str:
        """Return the chart in words, for those who cannot see it."""
        bars = "; ".join(f"{bar.label} {bar.text}" for bar in self.bars)
        return f"{self.describe or self.title}. {bars}."

    @property
    def is_share(self) -> bool:
        return isinstance(self.table, RateTable)


def _rate_bars(table: RateTable) -> tuple[Bar, ...]:
    everyone = [(one.by, one) for one in table.parts]
    if table.whole:
        everyone.append((TOTAL, table.whole))
    return tuple(
        Bar(
            label=name,
            value=one.percent,
            text=one.percent_shown or f"{one.numerator_shown} of {one.denominator_shown}; {one.caveat}",
            low=one.low if one.percent is not None else None,
            high=one.high if one.percent is not None else None,
        )
        for name, one in everyone
    )


def _count_bars(table: CrossTable) -> tuple[Bar, ...]:
    column = table.columns[0] if len(table.columns) == 1 else TOTAL
    bars = []
    for row in table.rows:
        text = table.text(row, column)
        bars.append(Bar(label=row, value=None if text == HIDDEN else table.value(row, column), text=text))
    return tuple(bars)


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A piece of a stacked bar, in percent of its row."""

    row: str
    category: str
    start: float
    end: float
    text: str


@dataclass(frozen=True, kw_only=True)
class StackedChart(TableChart):
    """How each row divides among all categories: four grades stay four, and are never lumped into two."""

    table: CrossTable

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Return each row's name and why it has no bar, where it has none."""
        return tuple((row, self._why_not(row)) for row in self.table.rows)

    def _why_not(self, row: str) -> str:
        whole_row = self.table.value(row, TOTAL)
        texts = [self.table.text(row, column) for column in (*self.table.columns, TOTAL)]
        if HIDDEN in texts:
            return "too small to publish"
        if whole_row == 0:
            return "none"
        return f"{whole_row}: too few for percentages" if whole_row < FEWEST_FOR_A_PERCENTAGE else ""

    @property
    def segments(self) -> tuple[Segment, ...]:
        found = []
        for row, why_not in self.rows:
            if why_not:
                continue
            done, all_of_them = 0, self.table.value(row, TOTAL)
            for category in self.table.columns:
                value = self.table.value(row, category)
                start, end = 100 * done / all_of_them, 100 * (done + value) / all_of_them
                done += value
                if value:
                    found.append(Segment(row=row, category=category, start=start, end=end, text=f"{value:,}"))
        return tuple(found)

    @property
    def description(self) -> str:
        rows = []
        for row, why_not in self.rows:
            parts = ", ".join(f"{self.table.text(row, column)} {column}" for column in self.table.columns)
            rows.append(f"{row}: {why_not or parts}")
        return f"{self.describe or self.title}. {'; '.join(rows)}."


@dataclass(frozen=True, kw_only=True)
class RunChart:
    """A control chart with its name and unit.

    `same_as` names the figure whose numbers its points add up to, or those in `same_period` where the chart reaches
    further back; `apart` are the points that belong to that sum but are not drawn (months cut short): what is left of
    a total is as good as printed.
    """

    title: str
    name: str
    chart: ControlChart
    unit: str = "%"
    same_as: str = ""
    same_period: Period | None = None
    apart: tuple[Point, ...] = ()
    hidden: bool = False

    @property
    def words(self) -> str:
        """Return what the chart says; published without its numbers it still says that."""
        return in_words(self.chart)

    @property
    def description(self) -> str:
        if not self.chart.marks:
            return f"{self.title}. Nothing to show."
        first, last = self.chart.marks[0].point.label, self.chart.marks[-1].point.label
        latest = self.chart.marks[-1]
        limits = self.chart.drawn(latest.limits)
        return (
            f"{self.title}, {first} to {last}: {self.words}. Average {self._number(limits.mean)}, "
            f"limits {self._number(limits.lower)} to {self._number(limits.upper)}, "
            f"latest {self._number(latest.point.value)}."
        )

    def _number(self, value: float) -> str:
        return f"{value:.1f}%" if self.unit == "%" else f"{value:,.1f}".removesuffix(".0")

    @property
    def _points(self) -> tuple[Point, ...]:
        return (*(mark.point for mark in self.chart.marks), *self.chart.left_out, *self.apart)

    def _key(self, point: Point) -> str:
        return f"{self.name}/{point.at.isoformat()}"

    @property
    def has_numbers(self) -> bool:
        return all(mark.point.denominator is not None for mark in self.chart.marks)

    @property
    def counts(self) -> Mapping[str, int]:
        counts: dict[str, int] = {}
        for point in self._points:
            key = self._key(point)
            if point.numerator is None:
                if self.unit != "%" and point.value == int(point.value) and point.value >= 0:
                    counts[f"{key}#n"] = int(point.value)
                continue
            counts[f"{key}#n"] = point.numerator
            if point.denominator is not None:
                counts[f"{key}#d"] = point.denominator
                counts[f"{key}#rest"] = point.denominator - point.numerator
        return counts

    @property
    def sums(self) -> tuple[Sum, ...]:
        keys = [self._key(point) for point in self._points]
        counts = self.counts
        inside = [self._key(one) for one in self._points if self.same_period is None or one.at in self.same_period]
        sums = [Sum(f"{key}#d", (f"{key}#n", f"{key}#rest")) for key in keys if f"{key}#d" in counts]
        if self.same_as:
            kinds = ("n", "d", "rest") if self.has_numbers else ("n",)
            sums += [Sum(f"{self.same_as}#{kind}", tuple(f"{key}#{kind}" for key in inside)) for kind in kinds]
        return tuple(sums)

    def hide(self, keys: Collection[str]) -> "RunChart":
        """Return the chart without any of its numbers when one of them must be hidden: the limits would tell."""
        return replace(self, hidden=True) if any(key in keys for key in self.counts) else self

    @property
    def grid(self) -> Grid:
        step = self.chart.step.capitalize()
        numbers = ("Number", "Of") if self.has_numbers else ()
        unit = "Percentage" if self.unit == "%" else self.unit[:1].upper() + self.unit[1:]
        return Grid(
            title=self.title,
            headings=(step, *numbers, unit, "Average", "Limits", "Signal"),
            rows=() if self.hidden else tuple(self._row(mark) for mark in self.chart.marks),
            notes=(self._method,),
        )

    def _row(self, mark: Mark) -> tuple[str, ...]:
        limits, point = self.chart.drawn(mark.limits), mark.point
        numbers = (f"{point.numerator:,}", f"{point.denominator:,}") if self.has_numbers else ()
        return (
            point.label,
            *numbers,
            self._number(point.value),
            self._number(limits.mean),
            f"{self._number(limits.lower)} to {self._number(limits.upper)}",
            mark.signal.value if mark.signal else "–",
        )

    @property
    def _method(self) -> str:
        if self.hidden:
            return "Not shown here: it would give away numbers too small to publish."
        trial = f" Trial limits: fewer than 13 {self.chart.step}s." if self.chart.trial else ""
        rebased = "".join(f" New limits from {one.at:%B %Y}: {one.reason.rstrip('.')}." for one in self.chart.rebases)
        step, few = self.chart.step, len(self.chart.left_out)
        left_out = f" Left out: {few} {step}{'s' if few > 1 else ''} with fewer than 20." if few else ""
        return f"Control chart ({self.chart.method}).{trial}{rebased}{left_out}"


@dataclass(frozen=True, kw_only=True)
class FunnelChart(TableChart):
    """Places against a standard that others published, by how many cases each has; never in an order of better and worse.

    `standard` is a share between 0 and 1. Places with fewer than 20 cases are in the table and not in the drawing.
    """

    table: RateTable
    standard: float
    standard_words: str
    spread: Dispersion

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(
            place(one.by, one.numerator, one.denominator, self.standard, self.spread)
            for one in self.table.parts
            if one.percent is not None and one.numerator is not None and one.denominator
        )

    @property
    def words(self) -> str:
        """Return what the funnel says, place by place."""
        odd = [f"{one.name} lies {one.position}" for one in self.places if one.position != INSIDE]
        if not self.places:
            return "too few cases in every place to compare"
        return "; ".join(odd) or "no place differs by more than chance allows"

    @property
    def description(self) -> str:
        dots = "; ".join(f"{one.name} {one.percent:.0f}% of {one.denominator:,}, {one.position}" for one in self.places)
        return f"{self.title}. Standard: {self.standard_words}. {dots}. {self.spread.words}"


AnyChart = BarChart | StackedChart | RunChart | FunnelChart
