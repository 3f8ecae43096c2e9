"""What stands in `compiled.sql` is what the expressions say, and what is made once is what is counted for each question."""

from datetime import date

import pytest

from openmash.base.transactions import request_transaction
from openmash.frontdoor.tests.conftest import MACHINE, pack  # noqa: F401 - the fixture
from openmash.indicators.engine import counting, keeping, monthly, rows
from openmash.indicators.tests.cases_world import NOW, write_children
from openmash.indicators.tests.counted_world import WORLD, offers, write
from openmash.indicators.tests.test_audit_measures import write_audits
from openmash.indicators.tests.test_case_measures import CHILDREN

AUTUMN = counting.Asked(date(2026, 10, 1), date(2026, 11, 30), passing=("OPEN", "CLOSED"))
COUNTED = [code for code, one in rows.EXPRESSIONS.items() if one.middle is None]


def test_the_questions_that_are_kept_are_those_of_the_expressions():
    assert rows.COMPILED.read_text(encoding="utf-8") == rows.compiled_anew(), "Run ./run manual."


def test_every_cohort_has_its_question_and_every_measure_its_columns():
    for cohort, codes in rows.by_cohort().items():
        asked = rows.question(cohort, ("OPEN",))
        assert all(f'"d_{code}"' in asked and f'"n_{code}"' in asked for code in codes), cohort
        assert rows.PASSING not in asked


def test_outcomes_and_days_are_put_where_they_belong():
    assert "IN ('A', 'B')" in rows.question("children of contacts decided", ("A", "B"))
    assert "(select unnest([date '2026-11-20']) as ends_on) AS \"" in rows.question(
        "looked after", (), [date(2026, 11, 20)]
    )


@pytest.fixture
def extract(pack, fresh_extracts):  # noqa: F811
    with request_transaction(MACHINE):
        for number, row in enumerate(WORLD, 1):
            write(row, number)
        offers()
        write_children(CHILDREN)
        write_audits()
        yield keeping.extract(now=NOW, whole=True)


@pytest.mark.django_db
@pytest.mark.parametrize("by", ["", "locality", "month"])
def test_what_is_made_once_gives_the_same_as_a_question_of_its_own(extract, by):
    codes = [code for code in COUNTED if not by or by in counting.groups_of(code)]
    alone = counting.count(codes, AUTUMN, extract, by=by)
    monthly.make(extract, AUTUMN.passing)

    assert monthly.is_made(extract)
    assert counting.count(codes, AUTUMN, extract, by=by) == alone
    assert sum(bool(groups) for groups in alone.values()) > 60


@pytest.mark.django_db
def test_the_months_of_a_measure_are_those_that_are_counted(extract):
    happened = [code for code in COUNTED if not rows.COHORTS[rows.EXPRESSIONS[code].cohort].standing]
    found = monthly.series(extract, AUTUMN.passing, since=date(2026, 10, 1))
    months = {
        code: {month.strftime("%Y-%m"): pair for month, pair in found[code][""].items() if month <= AUTUMN.end}
        for code in happened
        if code in found
    }
    counted = counting.count(happened, AUTUMN, extract, by="month")

    assert {code: held for code, held in months.items() if held} == {c: held for c, held in counted.items() if held}
