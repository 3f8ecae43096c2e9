"""Control charts of shares: p' where numbers are large and vary, XmR otherwise."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import sqrt
from statistics import fmean

from openmash.indicators.rules.controlcharts import (
    ControlChart,
    Limits,
    Mark,
    Point,
    Rebase,
    mark_signals,
    split_at,
    xmr_chart,
)
from openmash.indicators.rules.figures import FEWEST_FOR_A_PERCENTAGE

# A p-chart's normal limits need about this many cases at every point, and gain nothing where the numbers hardly vary.
LARGE = 50
VARIES_BY = 1.25
# Two points' mean range is 1.128 standard deviations (d2 for subgroups of two).
RANGE_TO_SIGMA = 1.128


def share_chart(points: Sequence[Point], *, rebases: Sequence[Rebase] = (), step: str = "month") -> ControlChart | None:
    """Return the chart that fits a series of shares, or none where every point is too few for a percentage.

    Points with fewer than 20 cases are left out: people see counts only, and one case would move them by 5 points.
    """
    kept = [point for point in points if (point.denominator or 0) >= FEWEST_FOR_A_PERCENTAGE]
    few = tuple(point for point in points if (point.denominator or 0) < FEWEST_FOR_A_PERCENTAGE)
    if not kept:
        return None
    sizes = [point.denominator or 0 for point in kept]
    if min(sizes) >= LARGE and max(sizes) > VARIES_BY * min(sizes):
        return replace(laney_chart(kept, rebases=rebases, step=step), left_out=few)
    return replace(xmr_chart(kept, rebases=rebases, step=step, floor=0, ceiling=100), left_out=few)


def share_point(at: date, label: str, numerator: int, denominator: int) -> Point:
    """Return a point that is a share, in percent; with no cases it stands at nought and is left out of any chart."""
    value = 100 * numerator / denominator if denominator else 0.0
    return Point(at, label, value, numerator, denominator)


def laney_chart(points: Sequence[Point], *, rebases: Sequence[Rebase] = (), step: str = "month") -> ControlChart:
    """Return Laney's p' chart: a p-chart whose limits are widened by how much the points really vary.

    Laney DB (2002), Improved control charts for attributes, Quality Engineering 14:531-537.
    """
    marks: list[Mark] = []
    stretches = split_at(points, rebases)
    for stretch in stretches:
        limits = laney_limits([(point.numerator or 0, point.denominator or 0) for point in stretch])
        marks += mark_signals([Mark(point, one) for point, one in zip(stretch, limits, strict=True)])
    return ControlChart(
        marks=tuple(marks),
        stretches=tuple(len(stretch) for stretch in stretches),
        rebases=tuple(rebases),
        step=step,
        method="Laney p'",
        floor=0,
        ceiling=100,
    )


def p_limits(cases: Sequence[tuple[int, int]], *, widened_by: float = 1.0) -> list[Limits]:
    """Return a p-chart's limits at every point, in percent: three standard errors about the pooled share."""
    share = sum(numerator for numerator, _ in cases) / sum(denominator for _, denominator in cases)
    reach = [300 * widened_by * sqrt(share * (1 - share) / denominator) for _, denominator in cases]
    return [Limits(100 * share, 100 * share - one, 100 * share + one) for one in reach]


def laney_limits(cases: Sequence[tuple[int, int]]) -> list[Limits]:
    """Return p' limits at every point, in percent."""
    share = sum(numerator for numerator, _ in cases) / sum(denominator for _, denominator in cases)
    if share in (0, 1) or len(cases) < 2:
        return p_limits(cases)
    scores = [
        (numerator / denominator - share) / sqrt(share * (1 - share) / denominator) for numerator, denominator in cases
    ]
    ranges = [abs(after - before) for before, after in itertools.pairwise(scores)]
    return p_limits(cases, widened_by=fmean(ranges) / RANGE_TO_SIGMA)
