"""Two points are not a trend: what a control chart may say, and when."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmash.indicators.rules.controlcharts import (
    ControlChart,
    Limits,
    Point,
    Rebase,
    Signal,
    xmr_chart,
    xmr_limits,
)
from openmash.indicators.rules.findings import FALSE_ALARMS, chance_in_words, findings, in_words
from openmash.indicators.rules.periods import add_months
from openmash.indicators.rules.proportions import laney_chart, laney_limits, p_limits, share_chart, share_point

START = date(2025, 1, 1)
STEADY = [50, 54, 49, 53, 48, 52, 50, 53, 49, 51, 48, 52, 51, 49]


def series(values: list[float]) -> list[Point]:
    days = [add_months(START, place) for place in range(len(values))]
    return [Point(day, f"{day:%B %Y}", value) for day, value in zip(days, values, strict=True)]


def chart(values: list[float], *rebases: Rebase) -> ControlChart:
    return xmr_chart(series(values), rebases=rebases)


def half_of(sizes: list[int]) -> list[Point]:
    points = series([float(size) for size in sizes])
    return [share_point(point.at, point.label, size // 2, size) for point, size in zip(points, sizes, strict=True)]


def signals(values: list[float]) -> list[str]:
    return [mark.signal.value if mark.signal else "-" for mark in chart(values).marks]


def test_limits_are_266_mean_moving_ranges_about_the_mean() -> None:
    # By hand: values 10 12 9 11 13 8 10; mean 73/7 = 10.4286; ranges 2 3 2 2 5 2, mean 16/6 = 2.6667.
    # No range is over 3.267 x 2.6667 = 8.712. Limits 10.4286 -/+ 2.66 x 2.6667 = 7.0933.
    limits = xmr_limits([10, 12, 9, 11, 13, 8, 10])

    assert limits.mean == pytest.approx(10.428571)
    assert (limits.lower, limits.upper) == pytest.approx((3.335238, 17.521905))
    # Two thirds of the way: 10.4286 -/+ 4.7289.
    assert (limits.near_lower, limits.near_upper) == pytest.approx((5.699683, 15.157460))


def test_a_leap_does_not_widen_its_own_limits() -> None:
    # By hand: values 10 11 10 11 10 30 10 11 10 11; ranges 1 1 1 1 20 20 1 1 1, mean 47/9 = 5.2222.
    # 3.267 x 5.2222 = 17.061: both ranges of 20 are left out; the mean of the other seven is 1.
    # The mean of the values keeps the leap: 124/10 = 12.4. Limits 12.4 -/+ 2.66.
    limits = xmr_limits([10, 11, 10, 11, 10, 30, 10, 11, 10, 11])

    assert (limits.mean, limits.lower, limits.upper) == pytest.approx((12.4, 9.74, 15.06))


def test_a_series_that_never_moves_has_no_signal() -> None:
    assert signals([5.0] * 15) == ["-"] * 15


@pytest.mark.parametrize(
    ("values", "expected", "words"),
    [
        pytest.param(STEADY, {}, "no evidence of change", id="steady"),
        pytest.param(
            [*STEADY, 70],
            {14: "outside"},
            "a signal: above the upper limit in March 2026",
            id="one-outside",
        ),
        pytest.param(
            [*STEADY, 30],
            {14: "outside"},
            "a signal: below the lower limit in March 2026",
            id="one-below",
        ),
        pytest.param(
            [45, 60, 46, 59, 45, 60, 44, 60, 45, 55, 56, 54, 56, 55, 54, 56],
            dict.fromkeys(range(9, 16), "shift"),
            "a signal: 7 months running above the average, since October 2025",
            id="seven-above",
        ),
        pytest.param(
            [45, 60, 46, 59, 45, 60, 44, 60, 45, 55, 56, 54, 56, 55, 54],
            {},
            "no evidence of change",
            id="six-above-are-not-enough",
        ),
        pytest.param(
            [50, 58, 44, 57, 43, 56, 44, 46, 48, 50, 52, 54, 56, 49, 52],
            dict.fromkeys(range(6, 13), "trend"),
            "a signal: 7 months running rising, from July 2025 to January 2026",
            id="seven-rising",
        ),
        pytest.param(
            [47, 53, 47, 53, 47, 53, 47, 53, 47, 53, 47, 53, 52, 62, 63],
            {13: "two of three", 14: "two of three"},
            "a signal: 2 of 3 months close to the upper limit, from February 2026 to March 2026",
            id="two-of-three",
        ),
    ],
)
def test_a_signal_is_named_and_said(values: list[float], expected: dict[int, str], words: str) -> None:
    assert {place: name for place, name in enumerate(signals(values)) if name != "-"} == expected
    assert in_words(chart(values)) == words


@pytest.mark.parametrize(
    ("found", "name"),
    [
        pytest.param({Signal.OUTSIDE, Signal.TREND, Signal.TWO_OF_THREE, Signal.SHIFT}, "outside", id="outside-first"),
        pytest.param({Signal.TREND, Signal.TWO_OF_THREE, Signal.SHIFT}, "trend", id="then-trend"),
        pytest.param({Signal.TWO_OF_THREE, Signal.SHIFT}, "two of three", id="then-two-of-three"),
        pytest.param({Signal.SHIFT}, "shift", id="then-shift"),
    ],
)
def test_where_several_signals_meet_the_strongest_gives_its_name(found: set[Signal], name: str) -> None:
    mark = chart(STEADY).marks[0].__class__(series([1.0])[0], Limits(0, 0, 0), frozenset(found))

    assert mark.signal == name


def test_a_point_on_the_average_breaks_a_run() -> None:
    values = [40.0, 60, 40, 60, 40, 60, 40, 52, 53, 52, 50, 53, 52, 52, 47, 50]
    mean = xmr_limits(values).mean
    values[10] = values[10] + (mean - values[10])

    assert "shift" not in signals(values)


def test_under_13_points_the_limits_are_on_trial() -> None:
    assert in_words(chart(STEADY[:12])) == "no evidence of change (trial limits: fewer than 13 months)"
    assert not chart(STEADY[:13]).trial


@pytest.mark.parametrize("size", [1, 2, 6])
def test_a_few_points_say_nothing(size: int) -> None:
    assert in_words(chart(STEADY[:size])) == f"too few months to tell: {size} of at least 7"


def test_limits_are_drawn_anew_only_with_a_reason() -> None:
    with pytest.raises(ValueError, match="written reason"):
        Rebase(START, "  ")


def test_limits_drawn_anew_start_from_their_day() -> None:
    values = [*STEADY, *(value + 40 for value in STEADY)]
    again = Rebase(add_months(START, len(STEADY)), "The team moved to the new building.")

    fresh = chart(values, again)

    assert fresh.stretches == (14, 14)
    assert fresh.marks[0].limits.mean == pytest.approx(fresh.marks[-1].limits.mean - 40)
    assert in_words(fresh) == "no evidence of change"
    assert in_words(chart(values)) != "no evidence of change"


def test_an_old_signal_is_not_news() -> None:
    values = [*STEADY, 75, *STEADY]

    assert in_words(chart(values)) == (
        "no evidence of change in the last 14 months; before that, above the upper limit in March 2026"
    )


def test_points_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="time order"):
        xmr_chart(list(reversed(series(STEADY))))


def test_p_limits_are_three_standard_errors_about_the_pooled_share() -> None:
    # By hand: (30+50+40)/(100+200+100) = 0.3; at n = 100, 3 x sqrt(0.3 x 0.7 / 100) = 0.137477; at 200, 0.097211.
    limits = p_limits([(30, 100), (50, 200), (40, 100)])

    assert [limit.mean for limit in limits] == pytest.approx([30, 30, 30])
    assert [limit.upper for limit in limits] == pytest.approx([43.7477, 39.7211, 43.7477], abs=1e-4)
    assert [limit.lower for limit in limits] == pytest.approx([16.2523, 20.2789, 16.2523], abs=1e-4)


def test_laneys_limits_are_widened_by_how_much_the_points_vary() -> None:
    # By hand, from the row above: scores 0, (0.25-0.3)/0.0324037 = -1.543033, (0.4-0.3)/0.0458258 = 2.182179;
    # ranges 1.543033 and 3.725212, mean 2.634123; divided by 1.128, 2.335216. 13.7477 x 2.335216 = 32.1039.
    limits = laney_limits([(30, 100), (50, 200), (40, 100)])

    assert limits[0].upper - limits[0].mean == pytest.approx(32.1039, abs=1e-3)
    assert limits[1].upper - limits[1].mean == pytest.approx(22.7009, abs=1e-3)


@pytest.mark.parametrize(
    ("sizes", "method"),
    [
        pytest.param([60, 90, 120, 75, 100, 88, 140], "Laney p'", id="large-and-varying"),
        pytest.param([100, 101, 99, 100, 102, 100, 98], "XmR", id="large-and-even"),
        pytest.param([25, 90, 40, 75, 30, 88, 60], "XmR", id="not-large"),
    ],
)
def test_the_chart_fits_the_numbers(sizes: list[int], method: str) -> None:
    points = [
        share_point(point.at, point.label, size // 2, size)
        for point, size in zip(series(STEADY[:7]), sizes, strict=True)
    ]

    assert share_chart(points).method == method


def test_months_too_few_for_a_percentage_are_left_out() -> None:
    sizes = [60, 19, 120, 0, 100, 88, 140, 70, 75]
    points = [
        share_point(point.at, point.label, size // 2, size)
        for point, size in zip(series(STEADY[:9]), sizes, strict=True)
    ]

    drawn = share_chart(points)

    assert [mark.point.denominator for mark in drawn.marks] == [60, 120, 100, 88, 140, 70, 75]
    assert [point.denominator for point in drawn.left_out] == [19, 0]
    assert share_chart(points[1:2]) is None


def test_a_share_that_never_fails_has_no_signal() -> None:
    points = [
        share_point(point.at, point.label, size, size)
        for point, size in zip(series(STEADY), range(60, 200, 10), strict=True)
    ]

    assert in_words(share_chart(points)) == "no evidence of change"


values = st.lists(st.integers(0, 200), min_size=1, max_size=40)


@given(values)
def test_every_finding_is_on_the_chart_and_every_mark_in_a_finding(numbers: list[int]) -> None:
    one = chart(list(map(float, numbers)))

    marked = {mark.point.at for mark in one.marks if mark.signals}
    found = {mark.point.at for finding in findings(one) for mark in finding.marks}

    assert marked == found


@given(values, st.integers(-1000, 1000))
def test_moving_the_whole_series_changes_no_signal(numbers: list[int], by: int) -> None:
    assert signals(list(map(float, numbers))) == signals([float(number + by) for number in numbers])


@given(values)
def test_turning_the_series_upside_down_changes_no_signal(numbers: list[int]) -> None:
    assert signals(list(map(float, numbers))) == signals([float(-number) for number in numbers])


@pytest.mark.parametrize("size", [7, 12, 24, 36])
def test_chance_signals_are_as_many_as_said(size: int) -> None:
    chance = random.Random(size)
    alarms = sum(
        any(mark.signals for mark in chart([chance.gauss(0, 1) for _ in range(size)]).marks) for _ in range(600)
    )

    assert alarms / 600 == pytest.approx(FALSE_ALARMS[size], abs=0.05)


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        pytest.param([24], "If nothing had changed, signals by chance alone would be unlikely on 1 chart.", id="one"),
        pytest.param(
            [24] * 40, "If nothing had changed, about 8 charts of 40 would still show a signal by chance.", id="40"
        ),
        pytest.param(
            [24] * 6, "If nothing had changed, about 1 chart of 6 would still show a signal by chance.", id="6"
        ),
    ],
)
def test_many_charts_carry_a_caution(sizes: list[int], words: str) -> None:
    assert chance_in_words(sizes) == words


@pytest.mark.parametrize(("numerator", "denominator"), [(18, 22), (1, 3), (7, 9), (29, 31), (41, 43)])
def test_a_share_that_never_changes_shows_no_signal_whatever_its_last_binary_digit(numerator: int, denominator: int):
    points = [
        share_point(date(2025 + month // 12, month % 12 + 1, 1), str(month), 30 * numerator, 30 * denominator)
        for month in range(14)
    ]

    assert in_words(xmr_chart(points)) == "no evidence of change"
    assert in_words(laney_chart(points)) == "no evidence of change"
