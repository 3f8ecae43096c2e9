"""Audits over time: control charts by month, by quarter where months are too small, each way of choosing by itself.

Targeted audits are not charted: the reasons for which they are chosen change, and a chart would show that.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from openmash.caseaudits.choices import Sampling
from openmash.caseaudits.queries import CountedAudit
from openmash.indicators.queries.auditing.counting import NO, SAMPLES, YES, Said, Words, answered, improved, met
from openmash.indicators.rules.controlcharts import Point
from openmash.indicators.rules.figures import FEWEST_FOR_A_PERCENTAGE
from openmash.indicators.rules.periods import Period, add_months
from openmash.indicators.rules.pictures import RunChart
from openmash.indicators.rules.proportions import share_chart, share_point

MONTHS_BACK = 24
FEWEST_POINTS = 3
MONTHS_IN_QUARTER = 3

Counted = Callable[[CountedAudit], tuple[int, int]]


@dataclass(frozen=True)
class Series:
    """Something that is charted: of one audit, how many of how many."""

    code: str
    title: str
    counted: Counted


def _of(said: Said) -> Counted:
    def counted(audit: CountedAudit) -> tuple[int, int]:
        answer = said(audit)
        return (0, 0) if answer is None else (int(answer), 1)

    return counted


def _compliance(codes: Iterable[str]) -> Counted:
    asked = frozenset(codes)

    def counted(audit: CountedAudit) -> tuple[int, int]:
        held = [answer for (_, question), answer in audit.answers.items() if question in asked and answer in (YES, NO)]
        return held.count(YES), len(held)

    return counted


def series_of(words: Words) -> list[Series]:
    """Return what is charted over months."""
    return [
        Series("compliance", "What should be on the file is there", _compliance(words.compliance)),
        Series("assessment_up_to_date", "Assessments up to date", _of(answered("assessment_up_to_date"))),
        Series("voice_acted_on", "The child’s voice acted on", _of(answered("voice_acted_on"))),
        Series("improved", "Better than in the earlier audit", _of(improved)),
        Series("social_worker_met", "Auditors who met the worker", _of(met)),
    ]


def reach(period: Period, audits: Iterable[CountedAudit]) -> Period:
    """Return the days that charts cover: two years back from the period's end, not before the first audit."""
    back = add_months(period.end.replace(day=1), -MONTHS_BACK)
    first = min((one.audited_on for one in audits if one.audited_on >= back), default=period.start)
    return Period(min(period.start.replace(day=1), max(back, first.replace(day=1))), period.end)


def charts(audits: Sequence[CountedAudit], period: Period, words: Words) -> tuple[list[RunChart], list[str]]:
    """Return a control chart of each series that has enough, and the names of those that have not."""
    made, missing = [], []
    days = reach(period, audits)
    for sample, name in SAMPLES.items():
        held = [one for one in audits if one.sample == sample and one.audited_on in days]
        if not held or sample == Sampling.TARGETED:
            continue  # what is chosen for a reason differs from month to month for that reason
        for series in series_of(words):
            chart = _chart(series, sample or "not_given", name, held, days)
            if chart is None:
                missing.append(f"{series.title}, {name.lower()}")
            else:
                made.append(chart)
    return made, missing


def _chart(series: Series, code: str, name: str, audits: Sequence[CountedAudit], days: Period) -> RunChart | None:
    for step, spans in (("month", days.months()), ("quarter", quarters(days))):
        points = _points(series, audits, spans, step)
        large = sum((point.denominator or 0) >= FEWEST_FOR_A_PERCENTAGE for point in points)
        chart = share_chart(points, step=step) if large >= FEWEST_POINTS else None
        if chart is not None:
            title = f"{series.title}, {step} by {step}: {name.lower()}"
            return RunChart(title=title, name=f"{series.code}_by_{step}/{code}", chart=chart)
    return None


def _points(series: Series, audits: Sequence[CountedAudit], spans: Sequence[Period], step: str) -> list[Point]:
    found: dict[date, list[int]] = defaultdict(lambda: [0, 0])
    starts = {one.start: one for one in spans}
    for audit in audits:
        start = _start(audit.audited_on, step)
        if start in starts:
            part, whole = series.counted(audit)
            found[start][0] += part
            found[start][1] += whole
    return [share_point(start, _label(start, step), *found[start]) for start in starts]


def _start(day: date, step: str) -> date:
    month = day.month if step == "month" else day.month - (day.month - 1) % MONTHS_IN_QUARTER
    return date(day.year, month, 1)


def _label(start: date, step: str) -> str:
    if step == "month":
        return f"{start:%B %Y}"
    return f"{start:%b} to {add_months(start, MONTHS_IN_QUARTER - 1):%b %Y}"


def quarters(days: Period) -> tuple[Period, ...]:
    """Return the whole calendar quarters inside a period."""
    months = days.months()
    return tuple(
        Period(months[place].start, months[place + 2].end)
        for place in range(len(months) - 2)
        if months[place].start.month % MONTHS_IN_QUARTER == 1
    )
