"""Measures month by month as figures and charts: the twelve whole months that are asked for, and up to three years for a chart."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from openmash.base import clock
from openmash.indicators.engine import monthly
from openmash.indicators.engine.keeping import Extract
from openmash.indicators.engine.monthly import Pair
from openmash.indicators.engine.rows import COHORTS, EXPRESSIONS
from openmash.indicators.queries.holding import data_now, passing_outcomes
from openmash.indicators.queries.measures import NOT_RECORDED, SPLITS, nothing_recorded, one_figure
from openmash.indicators.rules.controlcharts import ControlChart, Point, xmr_chart
from openmash.indicators.rules.figures import Figure
from openmash.indicators.rules.periods import Period, add_months
from openmash.indicators.rules.proportions import share_chart, share_point

MONTHS_CHARTED = 36
MONTHS_COUNTED = 12
FEWEST_POINTS = 3
Months = Mapping[date, Pair]


def year_until(now: datetime, until: date | None = None) -> Period:
    """Return the twelve whole months until the end of a month: by default the last that is over."""
    this_month = clock.london_day(now).replace(day=1)
    after = min(add_months(until.replace(day=1), 1), this_month) if until else this_month
    return Period(add_months(after, -MONTHS_COUNTED), after - timedelta(days=1))


@dataclass(frozen=True)
class Held:
    """What was counted for a page: an extract, its months by measure and group, and what is recorded at all."""

    extract: Extract
    period: Period
    found: Mapping[str, Mapping[str, Months]]
    recorded: frozenset[str]

    def months(self, code: str, group: str = "") -> Months:
        """Return the whole months of a measure until the end of the period."""
        held = self.found.get(code, {}).get(group, {})
        return {month: pair for month, pair in held.items() if month <= self.period.end}

    def figure(self, entry: Any, group: str = "", *, by: str = "") -> Figure:
        """Return the figure of the period: of what stands, that at its end; of what happens, all of it."""
        if entry.lacking or entry.code not in self.recorded:
            return nothing_recorded(entry, self.period, entry.lacking or NOT_RECORDED)
        months = {month: pair for month, pair in self.months(entry.code, group).items() if month >= self.period.start}
        if is_standing(entry.code):
            pair = months.get(self.period.end.replace(day=1), (0, 0))
        else:
            pair = (sum(n for n, _ in months.values()), sum(d for _, d in months.values()))
        return one_figure(entry, *pair, self.period, by=by)

    def chart(self, entry: Any, group: str = "") -> ControlChart | None:
        """Return the control chart of a measure, or none where there are too few months for one."""
        if entry.lacking or entry.code not in self.recorded:
            return None
        months = self.months(entry.code, group)
        points = month_points(months, self.period.end, is_count=entry.unit == "count")
        if entry.unit == "count":
            return xmr_chart(points, floor=0) if len(points) >= FEWEST_POINTS else None
        chart = share_chart(points) if points else None
        return chart if chart and len(chart.marks) >= FEWEST_POINTS else None


def is_standing(code: str) -> bool:
    """Whether a measure counts who is there at the end of a period, and not what happens in it."""
    return COHORTS[EXPRESSIONS[code].cohort].standing


def month_points(months: Months, until: date, *, is_count: bool) -> list[Point]:
    """Return a point for every whole month from the first that has anything to the last that is over."""
    if not months:
        return []
    month, last, points = min(months), until.replace(day=1), []
    while month <= last:
        pair, label = months.get(month, (0, 0)), f"{month:%B %Y}"
        points.append(Point(month, label, float(pair[1])) if is_count else share_point(month, label, *pair))
        month = add_months(month, 1)
    return points


def held_months(
    now: datetime, period: Period, *, codes: tuple[str, ...] = (), by: str = "", locality: str = ""
) -> Held:
    """Return measures month by month, for the whole or by a group, of three years until the end of a period."""
    extract, passing = data_now(now), passing_outcomes()
    since = add_months(period.end.replace(day=1), -MONTHS_CHARTED + 1)
    found = monthly.series(extract, passing, codes=codes, by=by, locality=locality, since=since)
    return Held(extract, period, found, monthly.recorded(extract, passing) | frozenset(SPLITS))


def in_list(entry: Any) -> bool:
    """Whether a measure stands in lists of figures: not one that only splits another, nor one that is a middle value."""
    held = EXPRESSIONS.get(entry.code)
    return bool(entry.lacking) or (held is not None and held.middle is None)
