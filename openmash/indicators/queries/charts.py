"""Month by month: the control charts of a report, reaching further back than its period where that is possible."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from openmash.indicators.engine.keeping import Extract
from openmash.indicators.queries.counted import Counts, count_all, first_day
from openmash.indicators.rules.controlcharts import ControlChart, Point, xmr_chart
from openmash.indicators.rules.periods import Period, add_months
from openmash.indicators.rules.pictures import RunChart
from openmash.indicators.rules.proportions import share_chart, share_point

MONTHS_BACK = 24
FEWEST_POINTS = 3
MONTH = "%Y-%m"


@dataclass(frozen=True)
class Months:
    """What was counted month by month, over the report's period and before it."""

    counts: Counts
    whole: tuple[Period, ...]
    period: Period


def months_to_chart(codes: Iterable[str], period: Period, counts: Counts, extract: Extract, *, locality: str) -> Months:
    """Count the charted measures by month, unless the period's own `counts` reach as far."""
    reach = _reach(period, first_day(extract))
    if reach != period:
        counts = count_all(dict.fromkeys(codes, ("month",)), reach, extract, locality=locality)
    return Months(counts, reach.months(), period)


def _reach(period: Period, first: date | None) -> Period:
    """Return the days a chart covers: two years back from its end, not before the first contact.

    Only a period that begins with a month can be reached behind: else a month would be cut in two, a part here, a part there.
    """
    if period.start.day != 1 or first is None:
        return period
    earliest = add_months(first.replace(day=1), 0 if first.day == 1 else 1)
    back = max(add_months(period.end.replace(day=1), -MONTHS_BACK), earliest)
    return Period(min(period.start, back), period.end)


def month_chart(entry: Any, months: Months, counts: Counts) -> RunChart | None:
    """Return the control chart of a measure, or none where there are too few months for one.

    `counts` are those of the report's own period: a month that it cuts short is part of its figure and not of the chart.
    """
    found, own = months.counts.pairs(entry.code, "month"), counts.pairs(entry.code, "month")
    is_count = entry.unit == "count"
    points = [_point(one.start, found.get(one.start.strftime(MONTH), (0, 0)), is_count) for one in months.whole]
    chart = _chart(points, is_count)
    if chart is None or len(chart.marks) < FEWEST_POINTS:
        return None
    whole = {one.start.strftime(MONTH) for one in months.whole}
    cut = [_point(date.fromisoformat(f"{key}-01"), pair, is_count) for key, pair in own.items() if key not in whole]
    inside = [one for one in months.whole if one.start in months.period]
    return RunChart(
        title=f"{entry.title}, month by month",
        name=f"{entry.code}_by_month",
        chart=chart,
        unit="contacts" if is_count else "%",
        same_as=entry.code,
        same_period=Period(months.period.start.replace(day=1), months.period.end) if inside or cut else None,
        apart=tuple(cut),
    )


def _point(at: date, pair: tuple[int, int], is_count: bool) -> Point:
    if is_count:
        return Point(at, f"{at:%B %Y}", float(pair[1]))
    return share_point(at, f"{at:%B %Y}", *pair)


def _chart(points: list[Point], is_count: bool) -> ControlChart | None:
    if not is_count:
        return share_chart(points)
    return xmr_chart(points, floor=0) if points else None
