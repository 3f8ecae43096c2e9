"""All measures by theme, and the scorecard of the localities: figures, what their charts say, and how much of that is chance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.indicators.choices import THEMES
from openmash.indicators.engine.keeping import Extract
from openmash.indicators.queries.measures import measures_in_force
from openmash.indicators.queries.series import Held, held_months, in_list
from openmash.indicators.rules.controlcharts import ControlChart
from openmash.indicators.rules.figures import Figure
from openmash.indicators.rules.findings import chance_in_words, exception, exception_words, in_words
from openmash.indicators.rules.periods import Period
from openmash.indicators.rules.suppression import Sum, is_small, keys_to_hide
from openmash.indicators.rules.tables import sums_of

AS_HOPED, NOT_AS_HOPED = "as hoped", "not as hoped"


@dataclass(frozen=True)
class Line:
    """One measure of a list: its figure, its chart where there is one, and whether a number of it may not be shown."""

    entry: Any
    figure: Figure
    chart: ControlChart | None
    guarded: bool

    @property
    def values(self) -> list[float | None]:
        """Return the series for a line the size of a word; none where its numbers would tell of single children."""
        if self.chart is None or (self.guarded and has_small(self.chart)):
            return []
        return [mark.point.value for mark in self.chart.marks]

    @property
    def says(self) -> str:
        return in_words(self.chart) if self.chart else ""


@dataclass(frozen=True)
class Exceptional:
    """One exception: the measure, the locality (empty: the whole), and what the data say."""

    entry: Any
    locality: str
    words: str


@dataclass(frozen=True)
class Overview:
    """All measures by theme, for a year, of the whole area or of one locality."""

    period: Period
    extract: Extract
    themes: tuple[tuple[str, tuple[Line, ...]], ...]
    chance: str


@dataclass(frozen=True)
class Scorecard:
    """Measures beside the localities: a row a measure, in the pack's order and never in an order of better and worse."""

    period: Period
    extract: Extract
    localities: tuple[str, ...]
    themes: tuple[tuple[str, tuple[tuple[Any, tuple[Figure, ...]], ...]], ...]
    exceptions: tuple[Exceptional, ...]
    chance: str


def overview(period: Period, *, locality: str = "", guarded: bool, now: datetime) -> Overview:
    """Return every measure with its figure and what its chart says. `guarded`: small numbers are hidden."""
    held = held_months(now, period, locality=locality)
    lines = [line_of(held, entry, guarded=guarded) for entry in measures_in_force(now) if in_list(entry)]
    sizes = [len(line.chart.marks) for line in lines if line.chart]
    return Overview(period, held.extract, tuple(by_theme(lines)), chance_in_words(sizes) if sizes else "")


def by_theme(lines: Iterable[Line]) -> Iterable[tuple[str, tuple[Line, ...]]]:
    held = list(lines)
    for theme, words in THEMES.items():
        if found := tuple(line for line in held if line.entry.theme == theme):
            yield words, found


def line_of(held: Held, entry: Any, *, guarded: bool) -> Line:
    figure = held.figure(entry)
    return Line(entry, hidden(figure) if guarded else figure, held.chart(entry), guarded)


def hidden(figure: Figure) -> Figure:
    """Return a figure as it may be published by itself."""
    return figure.hide(keys_to_hide(figure.counts, sums_of(figure)))


def has_small(chart: ControlChart) -> bool:
    """Whether a point of a chart is a number from 1 to 5, or leaves one."""
    for point in (*(mark.point for mark in chart.marks), *chart.left_out):
        if point.denominator is None or point.numerator is None:
            if is_small(int(point.value)):
                return True
        elif any(is_small(one) for one in (point.numerator, point.denominator, point.denominator - point.numerator)):
            return True
    return False


def scorecard(period: Period, *, guarded: bool, now: datetime) -> Scorecard:
    """Return the shares of every theme, locality by locality and whole, with the exceptions that hold now."""
    places = tuple(agencies.localities_in_use(clock.london_day(now)))
    whole, parts = held_months(now, period), held_months(now, period, by="locality")
    entries = [one for one in measures_in_force(now) if in_list(one) and one.unit == "percent" and "locality" in one.by]
    rows: dict[str, list[tuple[Any, tuple[Figure, ...]]]] = {}
    exceptions, sizes = [], []
    for entry in entries:
        figures = (*(parts.figure(entry, place, by=place) for place in places), whole.figure(entry))
        shown = hidden_together(figures) if guarded else figures
        rows.setdefault(THEMES[entry.theme], []).append((entry, shown))
        for held, place in [(whole, ""), *((parts, one) for one in places)]:
            chart = held.chart(entry, place)
            if chart is None:
                continue
            sizes.append(len(chart.marks))
            if (found := exception(chart)) is not None:
                said = f"{exception_words(found)}{judged(entry, up=found.up)}"
                exceptions.append(Exceptional(entry, place, said))
    return Scorecard(
        period,
        whole.extract,
        places,
        tuple((words, tuple(found)) for words, found in rows.items()),
        tuple(exceptions),
        chance_in_words(sizes) if sizes else "",
    )


def judged(entry: Any, *, up: bool) -> str:
    """Return whether a change is as hoped, where the pack says which way is better."""
    if entry.direction == "neither":
        return ""
    return f", {AS_HOPED if up == (entry.direction == 'more') else NOT_AS_HOPED}"


def hidden_together(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the figures of the localities and of the whole as they may be published beside one another.

    A case without a locality is in the whole alone: so the parts need not add up to it, and a remainder from 1 to 5 is hidden too.
    """
    *parts, whole = figures
    counts = {key: value for one in figures for key, value in one.counts.items()}
    sums = [line for one in figures for line in sums_of(one)]
    if whole.counts and all(part.counts for part in parts):
        for kind in ("n", "d", "rest"):
            rest = counts[f"{whole.key}#{kind}"] - sum(counts[f"{part.key}#{kind}"] for part in parts)
            counts[f"elsewhere#{kind}"] = rest
            names = (*(f"{part.key}#{kind}" for part in parts), f"elsewhere#{kind}")
            sums.append(Sum(f"{whole.key}#{kind}", names))
    keys = keys_to_hide(counts, sums)
    return tuple(one.hide(keys) for one in figures)
