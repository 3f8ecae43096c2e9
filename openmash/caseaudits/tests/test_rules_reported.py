"""How figures reported without their cases are read: as the source gave them, and no more."""

from datetime import date
from decimal import Decimal

import pytest

from openmash.caseaudits.rules.given import CannotRead
from openmash.caseaudits.rules.reported import days_meant, read_reported

TODAY = date(2026, 11, 18)
COLUMNS = ["measure", "period", "cohort", "numerator", "denominator", "percent", "note"]
ROW = {"measure": "improved", "period": "2017-05", "percent": "58"}


def read(*rows, columns=COLUMNS):
    return read_reported(columns, [(at, row, "") for at, row in enumerate(rows, 1)], today=TODAY)


def test_what_is_empty_stays_not_given():
    [(row, one)] = read(ROW).figures

    assert (row, one.percent, one.numerator, one.denominator) == (1, Decimal(58), None, None)
    assert (one.starts_on, one.ends_on) == (date(2017, 5, 1), date(2017, 5, 31))


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        pytest.param({"measure": ""}, "measure", id="no-measure"),
        pytest.param({"percent": ""}, "percent", id="nothing-given"),
        pytest.param({"percent": "101"}, "percent", id="more-than-all"),
        pytest.param({"percent": "-1"}, "percent", id="less-than-nothing"),
        pytest.param({"percent": "NaN"}, "percent", id="no-number"),
        pytest.param({"numerator": "6.5"}, "numerator", id="half-a-child"),
        pytest.param({"numerator": "9", "denominator": "8"}, "numerator", id="more-than-there-are"),
        pytest.param({"denominator": "many"}, "denominator", id="a-number-in-words"),
        pytest.param({"period": "2017-13"}, "period", id="a-month-that-does-not-exist"),
        pytest.param({"period": "2027-01"}, "period", id="a-month-that-lies-ahead"),
        pytest.param({"note": "x" * 501}, "note", id="a-note-too-long-to-keep"),
    ],
)
def test_a_row_is_refused_by_its_column(changed, column):
    found = read(ROW | changed)

    assert [(one.row, one.column) for one in found.refused] == [(1, column)]
    assert found.figures == ()


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"percent": "58%"}, id="with-its-sign"),
        pytest.param({"percent": "", "numerator": "0"}, id="a-count-alone"),
        pytest.param({"percent": "", "numerator": "6", "denominator": "8"}, id="a-share-without-percentage"),
        pytest.param({"percent": "", "note": "Positive feedback"}, id="words-alone"),
        pytest.param({"denominator": "8"}, id="of-how-many-alone"),
    ],
)
def test_a_row_is_accepted(changed):
    assert read(ROW | changed).refused == ()


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        pytest.param({"period": "last spring"}, "period", id="a-period-that-is-not-understood"),
        pytest.param({"period": ""}, "period", id="no-period"),
        pytest.param({"cohort": "everybody"}, "cohort", id="an-unknown-cohort"),
        pytest.param({"numerator": "6", "denominator": "8"}, "percent", id="a-percentage-that-does-not-fit"),
    ],
)
def test_what_is_doubtful_is_kept_and_told(changed, column):
    found = read(ROW | changed)

    assert len(found.figures) == 1
    assert [(one.row, one.column) for one in found.doubted] == [(1, column)]


def test_the_same_figure_twice_with_two_values_is_refused_and_the_first_kept():
    found = read(ROW, ROW | {"percent": "60"}, ROW)

    assert [(one.row, one.reason) for one in found.refused] == [
        (2, "Row 1 says something else of the same measure, period and cohort.")
    ]
    assert len(found.figures) == 2


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        pytest.param("2017-05", date(2017, 5, 1), date(2017, 5, 31), id="a-month"),
        pytest.param("May 2017", date(2017, 5, 1), date(2017, 5, 31), id="a-month-in-words"),
        pytest.param("2016-Q1", date(2016, 1, 1), date(2016, 3, 31), id="a-quarter"),
        pytest.param("2016", date(2016, 1, 1), date(2016, 12, 31), id="a-year"),
        pytest.param("2016-02-29", date(2016, 2, 29), date(2016, 2, 29), id="a-day"),
        pytest.param("April 2017 to May 2017", date(2017, 4, 1), date(2017, 5, 31), id="from-to"),
        pytest.param("2017-05-01/2017-05-12", date(2017, 5, 1), date(2017, 5, 12), id="two-days"),
        pytest.param("2017-05 to 2017-04", None, None, id="an-end-before-its-start"),
        pytest.param("the whole time", None, None, id="other-words"),
        pytest.param("1850", None, None, id="before-1900"),
    ],
)
def test_the_days_that_a_period_means(period, first, last):
    assert days_meant(period) == (first, last)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        pytest.param(["period", "percent"], "Not there: measure", id="no-measure"),
        pytest.param(["measure", "period"], "nothing to read", id="no-number"),
        pytest.param([*COLUMNS, "note"], "“note” is there twice", id="a-column-twice"),
    ],
)
def test_a_file_that_cannot_be_read_as_a_whole(columns, words):
    with pytest.raises(CannotRead, match=words):
        read(ROW, columns=columns)
