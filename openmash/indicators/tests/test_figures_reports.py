"""A report never contradicts itself, and its published version gives nothing small away anywhere."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openmash.indicators.rules.pictures import BarChart, RunChart, StackedChart
from openmash.indicators.rules.reports import Section
from openmash.indicators.rules.suppression import is_small, keys_to_hide
from openmash.indicators.rules.tables import TOTAL, cross_table
from openmash.indicators.tests.samples import (
    QUARTER,
    by_level,
    by_locality,
    by_source,
    decided,
    months,
    run_chart,
    sample,
)
from openmash.indicators.tests.test_figures_suppression import assert_safe


def test_totals_are_added_up_from_their_parts() -> None:
    table = by_level()

    assert table.value("North", TOTAL) == 260
    assert table.value(TOTAL, "Level 2") == 176
    assert table.value(TOTAL, TOTAL) == 491
    assert table.grid.rows[-1] == (TOTAL, "65", "176", "135", "115", "491")


@given(st.permutations(["Police", "Schools", "Health", "Family or public", "Early help", "Not given"]))
def test_the_order_of_rows_changes_no_number(order: list[str]) -> None:
    counts = {"Police": 180, "Schools": 96, "Health": 112, "Family or public": 70, "Early help": 30, "Not given": 3}

    table = cross_table(
        {source: counts[source] for source in order}, title="Contacts", name="source", row_heading="Source",
        period=QUARTER, cohort="contacts", unit="contacts",
    )  # fmt: skip

    assert [row[0] for row in table.grid.rows] == [*order, TOTAL]
    assert {row[0]: row[1] for row in table.grid.rows} == {key: str(value) for key, value in counts.items()} | {
        TOTAL: "491"
    }


def test_a_row_that_the_table_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="no row or column"):
        replace(by_level(), rows=("North",))


def test_a_report_with_two_numbers_under_one_name_is_refused() -> None:
    report = sample()

    with pytest.raises(ValueError, match="in one place and 400 in another"):
        replace(report, sections=(*report.sections, Section(title="Again", figures=(decided(400, 491),))))


def test_a_report_whose_parts_miss_their_total_is_refused() -> None:
    table = replace(by_locality(), whole=decided(426, 490))

    with pytest.raises(ValueError, match="add up to 491"):
        replace(sample(), sections=(Section(title="Decided", tables=(table,)),))


def test_every_figure_is_in_the_data_once() -> None:
    keys = [one.key for one in sample().figures]

    assert len(keys) == len(set(keys))
    assert {"contacts", "decided-in-time", "decided-in-time/North", "contacts-by-source/Police/Contacts"} <= set(keys)


def test_bars_stand_in_the_given_order_or_by_name_and_never_by_size() -> None:
    given_order = BarChart(title="By source", table=by_source())
    by_name = replace(given_order, by_name=True)

    assert [bar.label for bar in given_order.bars][:3] == ["Police", "Schools", "Health"]
    assert [bar.label for bar in by_name.bars][:3] == ["Early help", "Family or public", "Health"]


def test_a_share_of_few_has_no_bar() -> None:
    few = BarChart(title="By locality", table=by_locality()).bars[3]

    assert (few.value, few.low, few.high) == (None, None, None)
    assert few.text == "6 of 8; too few for a percentage"


def test_a_stacked_bar_keeps_every_category_and_fills_its_row() -> None:
    segments = [one for one in StackedChart(title="Level", table=by_level()).segments if one.row == "North"]

    assert [one.category for one in segments] == ["Level 1", "Level 2", "Level 3", "Level 4"]
    assert (segments[0].start, segments[-1].end) == (0, 100)


def test_a_stacked_bar_of_few_has_words_only() -> None:
    chart = StackedChart(title="Level", table=by_level())

    assert dict(chart.rows)["Unknown"] == "8: too few for percentages"
    assert "Unknown" not in {one.row for one in chart.segments}


def test_the_report_itself_hides_nothing() -> None:
    data = sample().as_data()

    assert data["published"] is False
    assert "c" not in [one["numerator"] for one in data["figures"]]


def test_the_published_version_is_safe_as_a_whole() -> None:
    report = sample()
    hidden = keys_to_hide(report.counts, report.sums)

    assert {key for key, value in report.counts.items() if is_small(value)} <= hidden
    assert_safe(report.counts, report.sums, hidden)


def test_the_published_version_shows_no_hidden_number() -> None:
    report = sample()
    public = report.published_version()
    hidden = keys_to_hide(report.counts, report.sums)

    for one in public.figures:
        data = one.as_data()
        assert (data["numerator"] == "c") == (f"{one.key}#n" in hidden)
        assert (data["denominator"] == "c") == (f"{one.key}#d" in hidden)
        if "c" in (data["numerator"], data["denominator"]):
            assert data["percent"] is data["low"] is data["high"] is None
    assert public.published
    assert report.counts == public.counts


def test_a_chart_that_would_give_a_small_number_away_is_not_drawn_in_public() -> None:
    chart = replace(run_chart(), chart=run_chart([60, 61, 70, 64, 66, 80, 75, 90]).chart)
    small = replace(chart, chart=replace(chart.chart, left_out=tuple(months([4]))))
    report = replace(sample(), sections=(Section(title="Decided", charts=(small,)),))

    public = report.published_version().sections[0].charts[0]

    assert public.hidden
    assert public.grid.rows == ()
    assert public.words == small.words


def test_months_that_add_up_to_a_figure_cannot_tell_what_it_hides() -> None:
    """The figure is hidden to protect a locality; the months of its period, added up, would bring it back."""
    points = months([90, 95, 100, 98, 97, 96, 99, 91, 92, 94], 0.5)
    inside = [point for point in points if point.at in QUARTER]
    total = sum(point.numerator for point in inside), sum(point.denominator for point in inside)
    whole = decided(*total)
    parts = (decided(2, 30, "North"), decided(total[0] - 2, total[1] - 30, "East"))
    table = replace(by_locality(), parts=parts, whole=whole)
    chart = RunChart(
        title="Months", name="months", chart=replace(run_chart().chart, marks=_marks(points), stretches=(len(points),)),
        same_as="decided-in-time", same_period=QUARTER,
    )  # fmt: skip
    report = replace(sample(), sections=(Section(title="Decided", tables=(table,), charts=(chart,)),))

    assert_safe(report.counts, report.sums, keys_to_hide(report.counts, report.sums))


def _marks(points):
    from openmash.indicators.rules.proportions import share_chart

    return share_chart(points).marks


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=5))
def test_no_rate_table_gives_a_small_number_away(parts: list[tuple[int, int]]) -> None:
    table = replace(
        by_locality(),
        parts=tuple(decided(n, of, f"Place {place}") for place, (n, of) in enumerate(parts)),
        whole=decided(sum(n for n, _ in parts), sum(of for _, of in parts)),
    )
    report = replace(sample(), sections=(Section(title="Decided", tables=(table,)),))

    assert_safe(report.counts, report.sums, keys_to_hide(report.counts, report.sums))


def test_several_control_charts_carry_a_caution() -> None:
    charts = tuple(replace(run_chart(), name=f"chart-{number}") for number in range(5))

    assert sample().caution == ""
    assert replace(sample(), sections=(Section(title="Many", charts=charts),)).caution == (
        "If nothing had changed, about 1 chart of 5 would still show a signal by chance."
    )
