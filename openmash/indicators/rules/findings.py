"""What a control chart says, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from openmash.indicators.rules.controlcharts import FEWEST_TO_TELL, RUN, ControlChart, Mark, Signal

NO_EVIDENCE = "no evidence of change"

# How often a series in which nothing ever changes shows at least one signal, by its number of points: simulated with
# normal values and these rules (see the test), since no formula covers the four together.
FALSE_ALARMS = {7: 0.03, 12: 0.08, 18: 0.13, 24: 0.19, 36: 0.29, 48: 0.38, 60: 0.45}


@dataclass(frozen=True)
class Finding:
    """One special cause: which, where it began and ended, how many points, above or below (or rising or falling)."""

    signal: Signal
    marks: tuple[Mark, ...]

    @property
    def up(self) -> bool:
        if self.signal is Signal.TREND:
            return self.marks[-1].point.value > self.marks[0].point.value
        return self.marks[-1].side > 0

    def words(self, step: str) -> str:
        """Return the finding as people say it."""
        first, last = self.marks[0].point.label, self.marks[-1].point.label
        number = len(self.marks)
        where = f"in {last}" if number == 1 else f"from {first} to {last}"
        match self.signal:
            case Signal.OUTSIDE:
                limit = "above the upper limit" if self.up else "below the lower limit"
                return f"{limit} {where}"
            case Signal.TREND:
                return f"{number} {step}s running {'rising' if self.up else 'falling'}, from {first} to {last}"
            case Signal.SHIFT:
                return f"{number} {step}s running {'above' if self.up else 'below'} the average, since {first}"
        limit = "upper" if self.up else "lower"
        return f"2 of 3 {step}s close to the {limit} limit, {where}"


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number_in_words(number: int) -> str:
    """Return a small number as a word."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number}"


def exception_words(finding: Finding) -> str:
    """Return a special cause as an exception is told: “special cause: seven points above the mean since March 2026”."""
    first, last = finding.marks[0].point.label, finding.marks[-1].point.label
    number, up = number_in_words(len(finding.marks)), finding.up
    match finding.signal:
        case Signal.OUTSIDE if len(finding.marks) == 1:
            said = f"{last} lies {'above the upper' if up else 'below the lower'} limit"
        case Signal.OUTSIDE:
            said = f"{number} points {'above the upper' if up else 'below the lower'} limit since {first}"
        case Signal.TREND:
            said = f"{number} points running {'rising' if up else 'falling'} since {first}"
        case Signal.SHIFT:
            said = f"{number} points {'above' if up else 'below'} the mean since {first}"
        case _:
            said = f"two of three points close to the {'upper' if up else 'lower'} limit since {first}"
    return f"special cause: {said}"


def exception(chart: ControlChart) -> Finding | None:
    """Return the special cause that holds now: the latest, unless seven points have passed without any since."""
    found = findings(chart)
    if not found:
        return None
    last = found[0].marks[-1].point.at
    return None if sum(mark.point.at > last for mark in chart.marks) >= RUN else found[0]


def findings(chart: ControlChart) -> tuple[Finding, ...]:
    """Return every special cause, the latest first; of those that end together, the strongest first."""
    found: list[Finding] = []
    start = 0
    for length in chart.stretches:
        stretch = chart.marks[start : start + length]
        start += length
        for signal in Signal:
            found += _of(signal, stretch)
    order = {mark.point.at: place for place, mark in enumerate(chart.marks)}
    strength = list(Signal)
    return tuple(sorted(found, key=lambda one: (-order[one.marks[-1].point.at], strength.index(one.signal))))


def _of(signal: Signal, stretch: Sequence[Mark]) -> Iterable[Finding]:
    """Cut the marks of one kind into findings: a rise and a fall, or above and below, are two."""
    if signal is Signal.TREND:
        yield from _trends(stretch)
        return
    for (flagged, _), marks in groupby(stretch, key=lambda mark: (signal in mark.signals, mark.side)):
        if flagged:
            yield Finding(signal, tuple(marks))


def _trends(stretch: Sequence[Mark]) -> Iterable[Finding]:
    run: list[Mark] = []
    direction = 0
    for mark in stretch:
        step = 0 if not run else (mark.point.value > run[-1].point.value) - (mark.point.value < run[-1].point.value)
        if run and step and step == direction:
            run.append(mark)
            continue
        if len(run) >= RUN:
            yield Finding(Signal.TREND, tuple(run))
        run, direction = ([run[-1], mark], step) if run and step else ([mark], 0)
    if len(run) >= RUN:
        yield Finding(Signal.TREND, tuple(run))


def in_words(chart: ControlChart) -> str:
    """Return what the chart says: a signal and since when, or that there is no evidence of change."""
    found = findings(chart)
    size = len(chart.marks)
    if not found and size < FEWEST_TO_TELL:
        return f"too few {chart.step}s to tell: {size} of at least {FEWEST_TO_TELL}"
    words = _signal_words(found, chart) if found else NO_EVIDENCE
    return f"{words} (trial limits: fewer than 13 {chart.step}s)" if chart.trial else words


def _signal_words(found: Sequence[Finding], chart: ControlChart) -> str:
    latest = found[0]
    last = latest.marks[-1].point.at
    quiet = sum(mark.point.at > last for mark in chart.marks)
    if quiet >= RUN:
        return f"{NO_EVIDENCE} in the last {quiet} {chart.step}s; before that, {latest.words(chart.step)}"
    earlier = len([one for one in found if one.marks[-1].point.at < latest.marks[0].point.at])
    more = f"; {earlier} earlier {'signal' if earlier == 1 else 'signals'} on the chart" if earlier else ""
    return f"a signal: {latest.words(chart.step)}{more}"


def chance_signals(sizes: Sequence[int]) -> float:
    """Return how many of these charts would show a signal though nothing changed, given each one's number of points."""
    return sum(_false_alarm(size) for size in sizes)


def _false_alarm(size: int) -> float:
    known = sorted(FALSE_ALARMS)
    if size < known[0]:
        return 0.0
    for below, above in pairwise(known):
        if size <= above:
            part = (size - below) / (above - below)
            return FALSE_ALARMS[below] + part * (FALSE_ALARMS[above] - FALSE_ALARMS[below])
    return FALSE_ALARMS[known[-1]]


def chance_in_words(sizes: Sequence[int]) -> str:
    """Return the caution to print above several charts."""
    expected = chance_signals(sizes)
    charts = "1 chart" if len(sizes) == 1 else f"{len(sizes)} charts"
    if expected < 0.5:
        return f"If nothing had changed, signals by chance alone would be unlikely on {charts}."
    about = round(expected)
    verb = "chart" if about == 1 else "charts"
    return f"If nothing had changed, about {about} {verb} of {len(sizes)} would still show a signal by chance."
