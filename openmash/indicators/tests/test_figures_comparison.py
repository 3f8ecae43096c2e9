"""Did the pilot do better than the rest? Only as surely as a few areas and quarters allow."""

import random
from datetime import date
from statistics import fmean

import pytest

from openmash.indicators.rules.comparison import Observation, Plan, blocks_of, compare, estimate_of
from openmash.indicators.rules.periods import Period

FROM = date(2024, 9, 1)
PILOT_STARTS = date(2025, 9, 1)
UNTIL = date(2026, 8, 31)
WINDOW = Period(FROM, UNTIL)


def plan(*, window: Period = WINDOW, written_on: date = date(2025, 8, 20), smallest: float = 5) -> Plan:
    return Plan(
        outcome="Decided in time", unit="points", pilot="North", others=("Central", "East"), starts_on=PILOT_STARTS,
        window=window, smallest_effect=smallest, written_on=written_on,
    )  # fmt: skip


def observed(one: Plan, **areas: list[float]) -> list[Observation]:
    before, after = blocks_of(one)
    return [
        Observation(area, block, value)
        for area, values in areas.items()
        for block, value in zip((*before, *after), values, strict=False)
    ]


NORTH_ROSE = {
    "North": [70, 71, 69, 70, 85, 84, 86, 85],
    "Central": [72, 71, 70, 73, 72, 71, 72, 71],
    "East": [68, 69, 70, 67, 68, 69, 70, 69],
}
NOTHING_HAPPENED = NORTH_ROSE | {"North": [70, 71, 69, 70, 70, 71, 69, 70]}


def test_quarters_are_counted_from_the_start_so_that_none_straddles_it() -> None:
    before, after = blocks_of(plan())

    assert [block.start for block in before] == [
        date(2024, 9, 1),
        date(2024, 12, 1),
        date(2025, 3, 1),
        date(2025, 6, 1),
    ]
    assert before[-1].end == date(2025, 8, 31)
    assert [block.start for block in after] == [date(2025, 9, 1), date(2025, 12, 1), date(2026, 3, 1), date(2026, 6, 1)]


def test_the_estimate_is_the_difference_of_differences_with_a_few_cluster_t() -> None:
    # By hand: before 1 2 3 2 (mean 2, squares 2), after 6 8 (mean 7, squares 2); change 5; 4 degrees of freedom;
    # pooled variance 4/4 = 1; error sqrt(1/4 + 1/2) = 0.866025; t(0.975, 4) = 2.776445; reach 2.404472.
    block = Period(FROM, UNTIL)

    estimate = estimate_of([(block, value) for value in (1, 2, 3, 2)], [(block, value) for value in (6, 8)])

    assert (estimate.value, estimate.low, estimate.high) == pytest.approx((5, 2.595528, 7.404472), abs=1e-5)


def test_a_clear_change_is_said_with_its_size() -> None:
    # By hand: differences before 0 1 -1 0, after 15 14 15 15; change 14.75; squares 2 + 0.75; 6 degrees of freedom;
    # error sqrt(2.75/6 x (1/4 + 1/4)) = 0.478714; t(0.975, 6) = 2.446912; reach 1.171370.
    one = plan()

    answer = compare(one, observed(one, **NORTH_ROSE), known_until=UNTIL)

    assert answer.can_tell
    assert answer.answer == (
        "Decided in time: North against Central and East changed by +14.8 points (+13.6 to +15.9): more than chance "
        "explains, and by at least as much as was said to matter (5 points)."
    )
    assert answer.reasons[1] == (
        "The same sum was tried 2 times where nothing began, and never gave as large a change."
    )
    assert [placebo.name for placebo in answer.placebos_in_space] == ["Central", "East"]


def test_no_change_within_what_matters_is_said_so() -> None:
    one = plan()

    answer = compare(one, observed(one, **NOTHING_HAPPENED), known_until=UNTIL)

    assert "no change as large as was said to matter (5 points)" in answer.answer


def test_an_unsure_answer_says_that_it_is_unsure() -> None:
    one = plan()
    wild = NORTH_ROSE | {"North": [60, 80, 55, 85, 90, 62, 88, 70]}

    answer = compare(one, observed(one, **wild), known_until=UNTIL)

    assert "no evidence of change, and too unsure to rule out" in answer.answer


def test_a_change_in_every_area_alike_is_no_change_of_the_pilot() -> None:
    one = plan()
    all_rose = {area: [*values[:4], *(value + 20 for value in values[4:])] for area, values in NOTHING_HAPPENED.items()}

    first = compare(one, observed(one, **NOTHING_HAPPENED), known_until=UNTIL)
    second = compare(one, observed(one, **all_rose), known_until=UNTIL)

    assert second.estimate.value == pytest.approx(first.estimate.value)


@pytest.mark.parametrize(
    ("window", "known_until", "earliest", "words"),
    [
        pytest.param(
            Period(FROM, UNTIL), date(2026, 2, 27), date(2026, 3, 1),
            "Cannot tell yet: the earliest day is 1 March 2026.", id="one-quarter-after",
        ),
        pytest.param(
            Period(FROM, UNTIL), date(2025, 10, 1), date(2026, 3, 1),
            "Cannot tell yet: the earliest day is 1 March 2026.", id="no-quarter-after",
        ),
        pytest.param(
            Period(date(2025, 1, 1), UNTIL), UNTIL, None,
            "Cannot tell yet: too little is known from before the pilot.", id="too-little-before",
        ),
        pytest.param(
            Period(PILOT_STARTS, UNTIL), date(2025, 10, 1), None,
            "Cannot tell yet: too little is known from before the pilot and since.", id="nothing-before-little-since",
        ),
    ],
)  # fmt: skip
def test_too_few_quarters_cannot_tell(window: Period, known_until: date, earliest: date | None, words: str) -> None:
    one = plan(window=window)

    answer = compare(one, observed(one, **NORTH_ROSE), known_until=known_until)

    assert not answer.can_tell
    assert answer.answer == words
    assert answer.earliest == earliest


def test_from_the_earliest_day_on_it_can_be_told() -> None:
    one = plan()
    observations = observed(one, **NORTH_ROSE)

    assert not compare(one, observations, known_until=date(2026, 2, 27)).can_tell
    assert compare(one, observations, known_until=date(2026, 3, 1)).can_tell


def test_where_waiting_does_not_help_it_says_what_would() -> None:
    one = plan(window=Period(date(2025, 4, 1), UNTIL))

    reasons = compare(one, observed(one, **NORTH_ROSE), known_until=UNTIL).reasons

    assert reasons[1] == (
        "Only 1 quarter from before 1 September 2025 is known for every area and at least 4 are needed. Waiting does "
        "not mend this. Figures back to 1 September 2024 would; or a change that starts on or after 1 April 2026 could "
        "be judged from 1 October 2026."
    )


def test_a_quarter_missing_in_one_area_counts_for_none() -> None:
    one = plan()
    observations = [
        observation
        for observation in observed(one, **NORTH_ROSE)
        if (observation.area, observation.block.start) != ("East", date(2024, 12, 1))
    ]

    assert not compare(one, observations, known_until=UNTIL).can_tell


def test_placebos_in_time_pretend_an_earlier_start() -> None:
    one = plan(window=Period(date(2023, 9, 1), UNTIL))
    before, after = blocks_of(one)
    values = {area: [*row[:4], *row[:4], *row[4:]] for area, row in NORTH_ROSE.items()}

    answer = compare(one, observed(one, **values), known_until=UNTIL)

    assert (len(before), len(after)) == (8, 4)
    assert [placebo.name for placebo in answer.placebos_in_time] == [
        "1 September 2024", "1 December 2024", "1 March 2025",
    ]  # fmt: skip


def test_a_placebo_as_large_as_the_change_is_named() -> None:
    one = plan()
    central_rose_too = NORTH_ROSE | {"Central": [72, 71, 70, 73, 92, 91, 92, 91]}

    answer = compare(one, observed(one, **central_rose_too), known_until=UNTIL)

    assert "gave as large a change for Central and East" in answer.reasons[1]


@pytest.mark.parametrize(
    ("written_on", "words"),
    [
        pytest.param(date(2025, 8, 20), "before the first quarter of the pilot was over.", id="written-first"),
        pytest.param(date(2026, 3, 1), "take the answer as a hint, not as a test.", id="written-late"),
    ],
)
def test_what_was_written_down_late_is_only_a_hint(written_on: date, words: str) -> None:
    one = plan(written_on=written_on)

    assert compare(one, observed(one, **NORTH_ROSE), known_until=UNTIL).reasons[0].endswith(words)


def test_a_plan_without_a_smallest_effect_is_refused() -> None:
    with pytest.raises(ValueError, match="smallest effect"):
        plan(smallest=0)


def test_where_nothing_happened_it_cries_wolf_about_one_time_in_twenty() -> None:
    chance = random.Random(20)
    block = Period(FROM, UNTIL)

    def quarter() -> float:
        return chance.gauss(0, 1) - fmean([chance.gauss(0, 1), chance.gauss(0, 1)])

    tries = 2000
    wolves = sum(
        not estimate_of([(block, quarter()) for _ in range(4)], [(block, quarter()) for _ in range(3)]).includes(0)
        for _ in range(tries)
    )

    assert 0.03 <= wolves / tries <= 0.07
