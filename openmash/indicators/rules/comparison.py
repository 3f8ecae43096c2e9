"""Did the pilot do better than the rest? Said only as surely as a few areas and a few quarters allow.

Cases of one area and one quarter share their manager, their leave and their winter, so they are not separate
evidence: thousands of records are still only a handful of quarters. A before-and-after test on records finds an effect
where there is none about half the time, difference-in-differences on records one time in four. Here each quarter gives
one number, the pilot less the mean of the others, and the quarters after are compared with the quarters before by
Student's t with as many degrees of freedom as there are quarters, less two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import fmean

from openmash.indicators.rules.periods import Period, add_months, day_in_words

MONTHS_A_BLOCK = 3
FEWEST_BEFORE = 4
FEWEST_AFTER = 2


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is compared, written down before anyone looks: outcome, window, and the smallest effect that matters.

    The smallest effect is in the outcome's own unit, as a difference either way.
    """

    outcome: str
    unit: str
    pilot: str
    others: tuple[str, ...]
    starts_on: date
    window: Period
    smallest_effect: float
    written_on: date

    def __post_init__(self) -> None:
        if not self.others or self.pilot in self.others:
            raise ValueError("A pilot is compared with at least one other area.")
        if self.smallest_effect <= 0:
            raise ValueError("Say what the smallest effect is that would matter.")
        if self.starts_on not in self.window:
            raise ValueError("The window must contain the day on which the pilot starts.")


@dataclass(frozen=True)
class Observation:
    """The outcome of one area in one block of three months."""

    area: str
    block: Period
    value: float


@dataclass(frozen=True)
class Estimate:
    """A difference of differences with its 95% interval; `blocks` are the quarters' pilot-less-others numbers."""

    value: float
    low: float
    high: float
    before: int
    after: int
    blocks: tuple[tuple[Period, float], ...] = ()

    def includes(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Placebo:
    """The same sum where nothing began: at an earlier day, or in an area that had no pilot."""

    name: str
    estimate: Estimate


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The answer in words, and all it rests on. `earliest` is when it could first be told, where time can mend it."""

    plan: Plan
    answer: str
    reasons: tuple[str, ...] = ()
    estimate: Estimate | None = None
    placebos_in_time: tuple[Placebo, ...] = ()
    placebos_in_space: tuple[Placebo, ...] = ()
    earliest: date | None = None

    @property
    def can_tell(self) -> bool:
        return self.estimate is not None


def blocks_of(plan: Plan) -> tuple[tuple[Period, ...], tuple[Period, ...]]:
    """Return the whole blocks before and after the start, counted from the start itself so that none straddles it."""
    before: list[Period] = []
    number = -1
    while (block := _block(plan.starts_on, number)).start >= plan.window.start:
        before.insert(0, block)
        number -= 1
    after: list[Period] = []
    while (block := _block(plan.starts_on, len(after))).end <= plan.window.end:
        after.append(block)
    return tuple(before), tuple(after)


def _block(starts_on: date, number: int) -> Period:
    start = add_months(starts_on, MONTHS_A_BLOCK * number)
    return Period(start, add_months(starts_on, MONTHS_A_BLOCK * (number + 1)) - timedelta(days=1))


def compare(plan: Plan, observations: Sequence[Observation], *, known_until: date) -> Comparison:
    """Compare the pilot with the rest, from what is known up to a day."""
    values = {(one.area, one.block): one.value for one in observations}
    before, after = blocks_of(plan)
    areas = (plan.pilot, *plan.others)
    before = tuple(block for block in before if all((area, block) in values for area in areas))
    after = tuple(
        block for block in after if block.end <= known_until and all((area, block) in values for area in areas)
    )
    if len(before) < FEWEST_BEFORE or len(after) < FEWEST_AFTER:
        return _cannot_tell(plan, before, after)
    estimate = estimate_of(differences(values, plan.pilot, plan.others, before),
                           differences(values, plan.pilot, plan.others, after))  # fmt: skip
    in_time = _placebos_in_time(plan, values, before)
    in_space = _placebos_in_space(plan, values, before, after)
    return Comparison(
        plan=plan,
        answer=_answer(plan, estimate),
        reasons=(_written_first(plan), _placebos_in_words(estimate, (*in_time, *in_space))),
        estimate=estimate,
        placebos_in_time=in_time,
        placebos_in_space=in_space,
    )


def differences(
    values: Mapping[tuple[str, Period], float], pilot: str, others: Sequence[str], blocks: Sequence[Period]
) -> list[tuple[Period, float]]:
    """Return, for each block, the pilot less the mean of the others."""
    return [(block, values[pilot, block] - fmean(values[area, block] for area in others)) for block in blocks]


def estimate_of(before: Sequence[tuple[Period, float]], after: Sequence[tuple[Period, float]]) -> Estimate:
    """Return the mean after less the mean before, with its few-cluster t interval: pooled variance, blocks less two."""
    first, second = [value for _, value in before], [value for _, value in after]
    change = fmean(second) - fmean(first)
    freedom = len(first) + len(second) - 2
    squares = sum((value - fmean(first)) ** 2 for value in first) + sum(
        (value - fmean(second)) ** 2 for value in second
    )
    error = sqrt(squares / freedom * (1 / len(first) + 1 / len(second)))
    reach = _t_95(freedom) * error
    return Estimate(change, change - reach, change + reach, len(first), len(second), (*before, *after))


def _t_95(freedom: int) -> float:
    from scipy.stats import t

    return float(t.ppf(0.975, freedom))


def _placebos_in_time(
    plan: Plan, values: Mapping[tuple[str, Period], float], before: Sequence[Period]
) -> tuple[Placebo, ...]:
    """Pretend the pilot began at each earlier block that leaves enough on both sides."""
    lines = differences(values, plan.pilot, plan.others, before)
    return tuple(
        Placebo(day_in_words(before[cut].start), estimate_of(lines[:cut], lines[cut:]))
        for cut in range(FEWEST_BEFORE, len(lines) - FEWEST_AFTER + 1)
    )


def _placebos_in_space(
    plan: Plan, values: Mapping[tuple[str, Period], float], before: Sequence[Period], after: Sequence[Period]
) -> tuple[Placebo, ...]:
    """Pretend each other area had been the pilot; the real pilot stays out of it."""
    if len(plan.others) < 2:
        return ()
    found = []
    for area in plan.others:
        rest = [other for other in plan.others if other != area]
        estimate = estimate_of(differences(values, area, rest, before), differences(values, area, rest, after))
        found.append(Placebo(area, estimate))
    return tuple(found)


def _answer(plan: Plan, estimate: Estimate) -> str:
    size = f"{_signed(estimate.value)} {plan.unit} ({_signed(estimate.low)} to {_signed(estimate.high)})"
    where = f"{plan.outcome}: {plan.pilot} against {_listed(plan.others)} changed by {size}"
    if not estimate.includes(0):
        matters = min(abs(estimate.low), abs(estimate.high)) >= plan.smallest_effect
        more = (
            "and by at least as much as was said to matter"
            if matters
            else "though perhaps by less than was said to matter"
        )
        return f"{where}: more than chance explains, {more} ({_plain(plan.smallest_effect)} {plan.unit})."
    if max(abs(estimate.low), abs(estimate.high)) < plan.smallest_effect:
        return f"{where}: no change as large as was said to matter ({_plain(plan.smallest_effect)} {plan.unit})."
    return (
        f"{where}: no evidence of change, and too unsure to rule out one as large as was said to matter "
        f"({_plain(plan.smallest_effect)} {plan.unit})."
    )


def _cannot_tell(plan: Plan, before: Sequence[Period], after: Sequence[Period]) -> Comparison:
    reasons = [_written_first(plan)]
    earliest = None
    if len(before) < FEWEST_BEFORE:
        needed = add_months(plan.starts_on, -MONTHS_A_BLOCK * FEWEST_BEFORE)
        first_fair = add_months(plan.window.start, MONTHS_A_BLOCK * FEWEST_BEFORE)
        told = add_months(first_fair, MONTHS_A_BLOCK * FEWEST_AFTER)
        reasons.append(
            f"Only {_quarters(len(before))} from before {day_in_words(plan.starts_on)} "
            f"{'is' if len(before) == 1 else 'are'} known for every area and at least {FEWEST_BEFORE} are needed. "
            f"Waiting does not mend this. Figures back to {day_in_words(needed)} would; or a change that starts on or "
            f"after {day_in_words(first_fair)} could be judged from {day_in_words(told)}."
        )
        answer = "Cannot tell yet: too little is known from before the pilot."
        if len(after) < FEWEST_AFTER:
            answer = "Cannot tell yet: too little is known from before the pilot and since."
    else:
        earliest = add_months(plan.starts_on, MONTHS_A_BLOCK * FEWEST_AFTER)
        answer = f"Cannot tell yet: the earliest day is {day_in_words(earliest)}."
        reasons.append(
            f"{_quarters(len(after)).capitalize()} since {day_in_words(plan.starts_on)} "
            f"{'is' if len(after) == 1 else 'are'} known for every area and at least {FEWEST_AFTER} are needed."
        )
    return Comparison(plan=plan, answer=answer, reasons=tuple(reasons), earliest=earliest)


def _written_first(plan: Plan) -> str:
    first_known = add_months(plan.starts_on, MONTHS_A_BLOCK)
    words = (
        f"Outcome, window ({plan.window.words}) and the smallest effect that matters ({_plain(plan.smallest_effect)} "
        f"{plan.unit}) were written down on {day_in_words(plan.written_on)}"
    )
    if plan.written_on < first_known:
        return f"{words}, before the first quarter of the pilot was over."
    return f"{words}, when results could already be known: take the answer as a hint, not as a test."


def _placebos_in_words(estimate: Estimate, placebos: Sequence[Placebo]) -> str:
    if not placebos:
        return "There are too few areas and quarters to try the same sum where nothing began."
    as_large = [one.name for one in placebos if abs(one.estimate.value) >= abs(estimate.value)]
    tried = "once" if len(placebos) == 1 else f"{len(placebos)} times"
    if not as_large:
        return f"The same sum was tried {tried} where nothing began, and never gave as large a change."
    return f"The same sum was tried {tried} where nothing began, and gave as large a change for {_listed(as_large)}."


def _quarters(number: int) -> str:
    if number == 0:
        return "no quarters"
    return "1 quarter" if number == 1 else f"{number} quarters"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _plain(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _signed(value: float) -> str:
    rounded = round(value, 1) + 0.0
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{abs(rounded):.1f}"
