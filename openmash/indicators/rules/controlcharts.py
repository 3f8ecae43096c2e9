"""Control charts: has a series changed, or is it what it always was?

The method is that of NHS England's Making Data Count as published in NHSRplotthedots: an XmR chart with limits at the
mean plus and minus 2.66 mean moving ranges, moving ranges over 3.267 times their mean left out and the mean taken
again, and four kinds of special cause.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import isclose
from statistics import fmean

LIMITS_AT = 2.66
SCREEN_RANGES_OVER = 3.267
NEAR_LIMIT = 2 / 3
RUN = 7
FEWEST_FOR_SETTLED_LIMITS = 13
# Shares are reckoned in binary: what differs by less than this is the same, or a series that never changes would signal.
SAME_WITHIN = 1e-9
# Below the length of the shortest run a series cannot speak for or against change.
FEWEST_TO_TELL = RUN


class Signal(StrEnum):
    """The kinds of special cause, strongest first: where several hold, the first gives its name."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two of three"
    SHIFT = "shift"


@dataclass(frozen=True)
class Point:
    """One value of a series; a share brings its numbers."""

    at: date
    label: str
    value: float
    numerator: int | None = None
    denominator: int | None = None


@dataclass(frozen=True)
class Rebase:
    """New limits from a day on, because the work changed then: never without the reason."""

    at: date
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("Limits may be drawn anew only with a written reason.")


@dataclass(frozen=True)
class Limits:
    """What the series does when nothing changes."""

    mean: float
    lower: float
    upper: float

    @property
    def near_lower(self) -> float:
        return self.mean - NEAR_LIMIT * (self.mean - self.lower)

    @property
    def near_upper(self) -> float:
        return self.mean + NEAR_LIMIT * (self.upper - self.mean)


@dataclass(frozen=True)
class Mark:
    """A point in its chart: its limits, and every special cause it is part of."""

    point: Point
    limits: Limits
    signals: frozenset[Signal] = field(default_factory=frozenset)

    @property
    def signal(self) -> Signal | None:
        return next((one for one in Signal if one in self.signals), None)

    @property
    def side(self) -> int:
        if isclose(self.point.value, self.limits.mean, rel_tol=SAME_WITHIN, abs_tol=SAME_WITHIN):
            return 0
        return 1 if self.point.value > self.limits.mean else -1


@dataclass(frozen=True, kw_only=True)
class ControlChart:
    """A series with its limits and signals.

    `stretches` counts the marks of each stretch between re-basings; `left_out` are points too small to be drawn.
    """

    marks: tuple[Mark, ...]
    stretches: tuple[int, ...]
    rebases: tuple[Rebase, ...] = ()
    step: str = "month"
    method: str = "XmR"
    floor: float | None = None
    ceiling: float | None = None
    left_out: tuple[Point, ...] = ()

    @property
    def trial(self) -> bool:
        """Say whether the limits now in force rest on too few points to be settled."""
        return bool(self.stretches) and self.stretches[-1] < FEWEST_FOR_SETTLED_LIMITS

    def drawn(self, limits: Limits) -> Limits:
        """Return the limits cut at what the value can be at all (a share at 0 and 100)."""
        lower = limits.lower if self.floor is None else max(limits.lower, self.floor)
        upper = limits.upper if self.ceiling is None else min(limits.upper, self.ceiling)
        return Limits(limits.mean, lower, upper)


def xmr_chart(
    points: Sequence[Point],
    *,
    rebases: Sequence[Rebase] = (),
    step: str = "month",
    floor: float | None = None,
    ceiling: float | None = None,
) -> ControlChart:
    """Return the XmR chart of a series in time order."""
    marks: list[Mark] = []
    stretches = split_at(points, rebases)
    for stretch in stretches:
        limits = xmr_limits([point.value for point in stretch])
        marks += mark_signals([Mark(point, limits) for point in stretch])
    return ControlChart(
        marks=tuple(marks),
        stretches=tuple(len(stretch) for stretch in stretches),
        rebases=tuple(rebases),
        step=step,
        floor=floor,
        ceiling=ceiling,
    )


def xmr_limits(values: Sequence[float]) -> Limits:
    """Return mean and limits from the screened mean moving range."""
    mean = fmean(values)
    ranges = [abs(after - before) for before, after in itertools.pairwise(values)]
    average = fmean(ranges) if ranges else 0.0
    if kept := [one for one in ranges if one <= SCREEN_RANGES_OVER * average]:
        average = fmean(kept)
    return Limits(mean, mean - LIMITS_AT * average, mean + LIMITS_AT * average)


def split_at(points: Sequence[Point], rebases: Sequence[Rebase]) -> list[list[Point]]:
    """Return the series cut where limits are drawn anew."""
    if any(after.at <= before.at for before, after in itertools.pairwise(points)):
        raise ValueError("The points of a chart must be in time order, one for each time.")
    starts = sorted(one.at for one in rebases)
    stretches: list[list[Point]] = [[] for _ in range(len(starts) + 1)]
    for point in points:
        stretches[sum(start <= point.at for start in starts)].append(point)
    return [stretch for stretch in stretches if stretch]


def mark_signals(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks of one stretch with every special cause they are part of."""
    found: list[set[Signal]] = [set() for _ in marks]
    for place, mark in enumerate(marks):
        if _outside(mark):
            found[place].add(Signal.OUTSIDE)
    for start in range(len(marks) - RUN + 1):
        window = range(start, start + RUN)
        values = [marks[place].point.value for place in window]
        pairs = list(itertools.pairwise(values))
        if all(after > before for before, after in pairs) or all(after < before for before, after in pairs):
            _add(found, window, Signal.TREND)
        if abs(sum(marks[place].side for place in window)) == RUN:
            _add(found, window, Signal.SHIFT)
    for start in range(len(marks) - 2):
        window = range(start, start + 3)
        near = [place for place in window if _near(marks[place])]
        if len(near) >= 2 and abs(sum(marks[place].side for place in window)) == 3:
            _add(found, near, Signal.TWO_OF_THREE)
    return [Mark(mark.point, mark.limits, frozenset(signals)) for mark, signals in zip(marks, found, strict=True)]


def _outside(mark: Mark) -> bool:
    value, limits = mark.point.value, mark.limits
    return mark.side != 0 and not limits.lower - SAME_WITHIN <= value <= limits.upper + SAME_WITHIN


def _near(mark: Mark) -> bool:
    inside = mark.limits.near_lower <= mark.point.value <= mark.limits.near_upper
    return not inside and not _outside(mark)


def _add(found: list[set[Signal]], places: Sequence[int], signal: Signal) -> None:
    for place in places:
        found[place].add(signal)
