"""A figure: a number that carries its numerator, denominator, period and cohort wherever it goes."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from openmash.indicators.rules.intervals import wilson
from openmash.indicators.rules.periods import Period

# Below 20 cases one child is more than five percentage points: people see counts only.
FEWEST_FOR_A_PERCENTAGE = 20
# From 200 cases the interval is narrow enough to leave out of the sentence; the data keep it.
ENOUGH_TO_LEAVE_THE_INTERVAL_OUT = 200

HIDDEN = "c"
TOO_FEW = "too few for a percentage"
NOTHING_TO_COUNT = "nothing to count in this period"
N_NOT_GIVEN = "n not given"
TOO_SMALL_TO_PUBLISH = "too small to publish"


def whole(value: float) -> str:
    """Return a number rounded to the nearest whole, halves up, with thousands apart."""
    return f"{int(Decimal(repr(value)).quantize(Decimal(1), ROUND_HALF_UP)):,}"


def percent_in_words(percent: float) -> str:
    """Return a percentage in whole numbers that never says all or none when it is not."""
    rounded = whole(percent)
    if rounded == "0" and percent > 0:
        return "less than 1%"
    if rounded == "100" and percent < 100:
        return "more than 99%"
    return f"{rounded}%"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number of one measure. Made by `figure`, `count`, `median_of`, `not_given` or `no_figure`, never by hand.

    `by` names the part of a breakdown (a locality, a source). `counted` completes the sentence "41 of 52 …".
    """

    measure: str
    title: str
    period: Period
    cohort: str
    numerator: int | None
    denominator: int | None
    percent: float | None = None
    low: float | None = None
    high: float | None = None
    counted: str = ""
    unit: str = "%"
    one: str = ""
    by: str = ""
    note: str = ""
    median: float | None = None
    is_median: bool = False
    lacking: str = ""
    hidden: frozenset[str] = field(default_factory=frozenset)

    @property
    def key(self) -> str:
        """Name the figure among all figures of a report."""
        return f"{self.measure}/{self.by}" if self.by else self.measure

    @property
    def counts(self) -> dict[str, int]:
        """Return every count that the figure shows or that follows from what it shows, by name."""
        if self.is_median:
            return {f"{self.key}#d": self.denominator or 0}
        if self.numerator is None:
            return {}
        counts = {f"{self.key}#n": self.numerator}
        if self.denominator is not None:
            counts |= {f"{self.key}#d": self.denominator, f"{self.key}#rest": self.denominator - self.numerator}
        return counts

    @property
    def numerator_shown(self) -> str:
        return shown(self.numerator, hidden=f"{self.key}#n" in self.hidden)

    @property
    def denominator_shown(self) -> str:
        return shown(self.denominator, hidden=f"{self.key}#d" in self.hidden)

    @property
    def median_shown(self) -> str:
        return "" if self.median is None else f"{self.median:g}"

    @property
    def percent_shown(self) -> str:
        return "" if self.percent is None else percent_in_words(self.percent)

    @property
    def interval_shown(self) -> str:
        """Return the interval in words, empty where people see counts only."""
        if self.percent is None or self.low is None or self.high is None:
            return ""
        return f"{whole(self.low)} to {whole(self.high)}"

    @property
    def caveat(self) -> str:
        """Return what keeps the figure from being a percentage, or nothing."""
        if self.hidden:
            return TOO_SMALL_TO_PUBLISH
        if self.lacking:
            return self.lacking
        if self.is_median:
            return "" if self.denominator else NOTHING_TO_COUNT
        if self.numerator is None:
            return N_NOT_GIVEN
        if self.denominator is None or self.percent is not None:
            return ""
        return TOO_FEW if self.denominator else NOTHING_TO_COUNT

    @property
    def sentence(self) -> str:
        """Return the figure as people read it: "41 of 52 decided in time, 79% (66 to 88)"."""
        if self.lacking:
            return self.lacking[:1].upper() + self.lacking[1:]
        if self.is_median:
            return self.caveat or f"{self.median_shown} {self.unit}, the middle of {self.denominator_shown}"
        if self.numerator is None:
            return (
                f"{self.percent_shown} {self.counted}".strip() + f" ({N_NOT_GIVEN})"
                if self.percent_shown
                else N_NOT_GIVEN
            )
        if self.denominator is None:
            words = f"{self.numerator_shown} {self.one if self.numerator == 1 and self.one else self.unit}"
        else:
            words = f"{self.numerator_shown} of {self.denominator_shown} {self.counted}".strip()
        if self.caveat:
            return f"{words}; {self.caveat}"
        if not self.percent_shown:
            return words
        if self.denominator is not None and self.denominator >= ENOUGH_TO_LEAVE_THE_INTERVAL_OUT:
            return f"{words}, {self.percent_shown}"
        return f"{words}, {self.percent_shown} ({self.interval_shown})"

    def hide(self, keys: Collection[str]) -> "Figure":
        """Return the figure with these counts hidden, and with them all that would give them away."""
        mine = frozenset(key for key in (f"{self.key}#n", f"{self.key}#d") if key in self.counts and key in keys)
        if not mine:
            return self
        return replace(self, hidden=mine, percent=None, low=None, high=None, median=None)

    def as_data(self) -> dict[str, Any]:
        """Return the figure as the command line promises it, and what else a reader of data needs."""
        return {
            "measure": self.measure,
            "numerator": HIDDEN if f"{self.key}#n" in self.hidden else self.numerator,
            "denominator": HIDDEN if f"{self.key}#d" in self.hidden else self.denominator,
            "percent": self.percent,
            "low": self.low,
            "high": self.high,
            "note": "; ".join(filter(None, [self.caveat, self.note])),
            "title": self.title,
            "by": self.by,
            "unit": self.unit,
            "cohort": self.cohort,
            "period_from": self.period.start.isoformat(),
            "period_to": self.period.end.isoformat(),
            "sentence": self.sentence,
        } | ({"median": self.median} if self.is_median else {})


def shown(value: int | None, *, hidden: bool = False) -> str:
    """Return a count as it is printed."""
    if hidden:
        return HIDDEN
    return "" if value is None else f"{value:,}"


def figure(
    numerator: int,
    denominator: int,
    *,
    measure: str,
    title: str,
    period: Period,
    cohort: str,
    counted: str = "",
    by: str = "",
    note: str = "",
) -> Figure:
    """Return a share with its Wilson interval; under 20 cases without a percentage."""
    if denominator < 0 or not 0 <= numerator <= denominator:
        raise ValueError(f"{title}: {numerator} of {denominator} is not a share.")
    low = high = percent = None
    if denominator:
        low, high = (round(bound, 1) for bound in wilson(numerator, denominator))
    if denominator >= FEWEST_FOR_A_PERCENTAGE:
        percent = share_in_percent(numerator, denominator)
    return Figure(
        measure=measure, title=title, period=period, cohort=cohort, numerator=numerator, denominator=denominator,
        percent=percent, low=low, high=high, counted=counted, by=by, note=note,
    )  # fmt: skip


def share_in_percent(numerator: int, denominator: int) -> float:
    """Return a share in percent to one decimal, short of 100 and over 0 where it is not all or none."""
    percent = round(100 * numerator / denominator, 1)
    if numerator < denominator and percent == 100:
        return 99.9
    return 0.1 if numerator and percent == 0 else percent


def count(
    value: int,
    *,
    measure: str,
    title: str,
    period: Period,
    cohort: str,
    unit: str,
    one: str = "",
    by: str = "",
    note: str = "",
) -> Figure:
    """Return a plain count, with no denominator. `one` is the unit of a single one ("contact")."""
    if value < 0:
        raise ValueError(f"{title}: a count cannot be less than nothing.")
    return Figure(
        measure=measure, title=title, period=period, cohort=cohort, numerator=value, denominator=None,
        unit=unit, one=one, by=by, note=note,
    )  # fmt: skip


def median_of(
    value: float | None,
    cases: int,
    *,
    measure: str,
    title: str,
    period: Period,
    cohort: str,
    unit: str,
    by: str = "",
) -> Figure:
    """Return the middle value of so many cases: half of them took no longer. None where there is no case."""
    if cases < 0 or (value is None) != (cases == 0):
        raise ValueError(f"{title}: {value} is not the middle of {cases}.")
    return Figure(
        measure=measure, title=title, period=period, cohort=cohort, numerator=None, denominator=cases,
        unit=unit, by=by, median=value, is_median=True,
    )  # fmt: skip


def not_given(
    *,
    measure: str,
    title: str,
    period: Period,
    cohort: str,
    percent: float | None = None,
    counted: str = "",
    by: str = "",
    note: str = "",
) -> Figure:
    """Return a figure that others reported without its numbers: they stay not given and are never invented."""
    if percent is not None and not 0 <= percent <= 100:
        raise ValueError(f"{title}: {percent} is not a percentage.")
    return Figure(
        measure=measure, title=title, period=period, cohort=cohort, numerator=None, denominator=None,
        percent=percent, counted=counted, by=by, note=note,
    )  # fmt: skip


def no_figure(*, measure: str, title: str, period: Period, cohort: str, why: str, by: str = "") -> Figure:
    """Return a figure that cannot be made, because what it counts is not recorded: it says so, and is never nought."""
    return Figure(
        measure=measure, title=title, period=period, cohort=cohort, numerator=None, denominator=None, by=by, lacking=why
    )


def figures_as_data(figures: Collection[Figure]) -> list[dict[str, Any]]:
    """Return figures in the shape that `measures show` and `report --format json` print."""
    return [one.as_data() for one in figures]
