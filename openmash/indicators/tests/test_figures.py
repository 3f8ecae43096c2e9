"""A figure is never surer than its data."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmash.indicators.rules.figures import Figure, count, figure, not_given, percent_in_words
from openmash.indicators.rules.intervals import wilson
from openmash.indicators.rules.periods import Period

JUNE = Period(date(2026, 6, 1), date(2026, 6, 30))


def share(numerator: int, denominator: int, **more: str) -> Figure:
    return figure(
        numerator,
        denominator,
        measure="decided-in-time",
        title="Decided in time",
        period=JUNE,
        cohort="contacts received",
        **{"counted": "decided in time"} | more,
    )


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [
        # Computed from Wilson's formula with z = 1.959964; the first three rows are those of Newcombe RG (1998),
        # Two-sided confidence intervals for the single proportion, Statistics in Medicine 17:857-872, table I.
        pytest.param(81, 263, 25.53, 36.62, id="newcombe-81-of-263"),
        pytest.param(15, 148, 6.24, 16.05, id="newcombe-15-of-148"),
        pytest.param(0, 20, 0.0, 16.11, id="newcombe-0-of-20"),
        pytest.param(1, 29, 0.61, 17.18, id="newcombe-1-of-29"),
        pytest.param(29, 29, 88.30, 100.0, id="all-of-29"),
        pytest.param(1, 1, 20.65, 100.0, id="1-of-1"),
    ],
)
def test_wilsons_interval_is_as_published(numerator: int, denominator: int, low: float, high: float) -> None:
    assert wilson(numerator, denominator) == pytest.approx((low, high), abs=0.005)


@pytest.mark.parametrize(
    ("numerator", "denominator", "sentence"),
    [
        pytest.param(0, 0, "0 of 0 decided in time; nothing to count in this period", id="nothing-to-count"),
        pytest.param(6, 8, "6 of 8 decided in time; too few for a percentage", id="under-20-is-counts-only"),
        pytest.param(19, 19, "19 of 19 decided in time; too few for a percentage", id="19-is-still-too-few"),
        pytest.param(15, 20, "15 of 20 decided in time, 75% (53 to 89)", id="20-is-enough"),
        pytest.param(41, 52, "41 of 52 decided in time, 79% (66 to 88)", id="under-200-carries-its-interval"),
        pytest.param(150, 199, "150 of 199 decided in time, 75% (69 to 81)", id="199-carries-its-interval"),
        pytest.param(150, 200, "150 of 200 decided in time, 75%", id="200-leaves-the-interval-to-the-data"),
        pytest.param(1204, 1502, "1,204 of 1,502 decided in time, 80%", id="thousands-are-apart"),
        pytest.param(1999, 2000, "1,999 of 2,000 decided in time, more than 99%", id="nearly-all-is-not-all"),
        pytest.param(1, 2000, "1 of 2,000 decided in time, less than 1%", id="one-is-not-none"),
        pytest.param(99999, 100000, "99,999 of 100,000 decided in time, more than 99%", id="one-short-of-very-many"),
        pytest.param(200, 200, "200 of 200 decided in time, 100%", id="all-is-all"),
    ],
)
def test_a_figure_reads_as_a_sentence(numerator: int, denominator: int, sentence: str) -> None:
    assert share(numerator, denominator).sentence == sentence


def test_a_figure_without_its_own_words_is_short() -> None:
    assert share(6, 8, counted="").sentence == "6 of 8; too few for a percentage"
    assert share(41, 52, counted="").sentence == "41 of 52, 79% (66 to 88)"


def test_data_carry_the_interval_where_people_see_counts_only() -> None:
    data = share(6, 8).as_data()

    assert data["percent"] is None
    assert (data["low"], data["high"]) == (40.9, 92.9)
    assert data["note"] == "too few for a percentage"


def test_data_have_the_promised_keys_first() -> None:
    data = share(41, 52, note="July is provisional").as_data()

    assert list(data)[:7] == ["measure", "numerator", "denominator", "percent", "low", "high", "note"]
    assert data["measure"] == "decided-in-time"
    assert (data["numerator"], data["denominator"], data["percent"]) == (41, 52, 78.8)
    assert data["note"] == "July is provisional"
    assert (data["period_from"], data["period_to"]) == ("2026-06-01", "2026-06-30")


def test_nothing_to_count_has_no_interval() -> None:
    data = share(0, 0).as_data()

    assert (data["percent"], data["low"], data["high"]) == (None, None, None)


def test_a_count_has_no_denominator() -> None:
    figures = [
        count(n, measure="contacts", title="Contacts", period=JUNE, cohort="all", unit="contacts", one="contact")
        for n in (0, 1, 1204)
    ]

    assert [one.sentence for one in figures] == ["0 contacts", "1 contact", "1,204 contacts"]
    assert figures[2].as_data()["denominator"] is None
    assert figures[2].as_data()["percent"] is None


@pytest.mark.parametrize(
    ("percent", "sentence"),
    [
        pytest.param(62.0, "62% decided in time (n not given)", id="a-percentage-without-numbers"),
        pytest.param(None, "n not given", id="nothing-given"),
    ],
)
def test_what_others_did_not_give_is_not_invented(percent: float | None, sentence: str) -> None:
    reported = not_given(
        measure="decided-in-time", title="Decided in time", period=JUNE, cohort="all", percent=percent,
        counted="decided in time",
    )  # fmt: skip

    assert reported.sentence == sentence
    assert reported.as_data()["numerator"] is None
    assert reported.as_data()["low"] is None
    assert reported.as_data()["note"] == "n not given"


@pytest.mark.parametrize(("numerator", "denominator"), [(3, 2), (-1, 2), (0, -1)])
def test_what_is_not_a_share_is_refused(numerator: int, denominator: int) -> None:
    with pytest.raises(ValueError, match="is not a share"):
        share(numerator, denominator)


shares = st.integers(0, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(shares.filter(lambda pair: pair[1] > 0))
def test_the_interval_always_contains_the_share(pair: tuple[int, int]) -> None:
    numerator, denominator = pair
    low, high = wilson(numerator, denominator)

    assert 0 <= low <= 100 * numerator / denominator <= high <= 100


@given(st.integers(1, 1000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_of_the_rest_is_the_mirror_image(pair: tuple[int, int]) -> None:
    numerator, denominator = pair
    low, high = wilson(numerator, denominator)

    assert wilson(denominator - numerator, denominator) == pytest.approx((100 - high, 100 - low))


@given(shares)
def test_a_percentage_is_shown_only_from_20_cases_on(pair: tuple[int, int]) -> None:
    one = share(*pair)

    assert (one.percent is not None) == (pair[1] >= 20)
    assert ("%" in one.sentence) == (pair[1] >= 20)
    assert (one.low is not None) == (pair[1] >= 1)


@given(st.floats(0, 100))
def test_only_all_is_100_and_only_none_is_0(percent: float) -> None:
    words = percent_in_words(percent)

    assert (words == "100%") == (percent == 100)
    assert (words == "0%") == (percent == 0)


@given(shares)
def test_hiding_a_count_hides_all_that_follows_from_it(pair: tuple[int, int]) -> None:
    one = share(*pair).hide({"decided-in-time#n"})
    data = one.as_data()

    assert data["numerator"] == "c"
    assert (data["percent"], data["low"], data["high"]) == (None, None, None)
    assert one.sentence.startswith("c of ")
    assert "%" not in one.sentence


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        pytest.param(date(2026, 1, 1), date(2026, 3, 31), ["January", "February", "March"], id="a-whole-quarter"),
        pytest.param(date(2026, 1, 2), date(2026, 3, 30), ["February"], id="months-cut-short-are-left-out"),
        pytest.param(date(2026, 1, 5), date(2026, 1, 20), [], id="less-than-a-month"),
        pytest.param(date(2025, 12, 1), date(2026, 1, 31), ["December", "January"], id="across-the-year"),
    ],
)
def test_only_whole_months_are_compared(start: date, end: date, months: list[str]) -> None:
    assert [f"{month.start:%B}" for month in Period(start, end).months()] == months
