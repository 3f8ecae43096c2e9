"""What audit is telling us: never surer than the audits, never pooled across ways of choosing, and open about what is not known."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from openmash.caseaudits.choices import Cohort
from openmash.caseaudits.queries import CountedAudit, CountedEscalation, HeldFigure, TwoReadings
from openmash.indicators.queries.auditing import following
from openmash.indicators.queries.auditing.counting import Words, groups_of
from openmash.indicators.queries.auditing.months import charts, quarters
from openmash.indicators.queries.auditing.report import Held, _changed, _unsaid, before
from openmash.indicators.queries.auditing.reported import reported_section, without_n
from openmash.indicators.queries.auditing.samples import grades_by_sample, part_of
from openmash.indicators.rules.periods import Period

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
NOW = datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("Europe/London"))
WORDS = Words(
    {"gp": "Is the GP recorded?", "school": "Is the school recorded?"}, {"overall": "The whole"}, {"drift": "Drift"}
)
AUDIT = CountedAudit(
    reference="AU-1",
    audited_on=date(2026, 10, 5),
    cohort=Cohort.CLA,
    locality="North",
    team="",
    auditor="",
    sample="random",
    source="elsewhere",
    kind="first",
    social_worker_met=True,
    feedback_from="",
    escalated=None,
    grades={"overall": "good"},
)


def audits(number, **changed):
    return [replace(AUDIT, **changed) for _ in range(number)]


def group(held):
    [one] = groups_of(held, OCTOBER)
    return one


def sentences(section):
    return {one.measure: one.sentence for one in section.figures}


# -- ways of choosing are never pooled ---------------------------------------------------------------------------------------


def test_each_way_of_choosing_is_a_group_of_its_own_and_nothing_is_added_up():
    held = [*audits(30), *audits(4, sample="targeted", grades={"overall": "inadequate"}), *audits(2, sample="")]

    groups = groups_of(held, OCTOBER)
    stack = grades_by_sample(groups)

    assert [(one.name, len(one.audits)) for one in groups] == [
        ("Random sample", 30),
        ("Targeted sample", 4),
        ("How chosen not given", 2),
    ]
    assert [row[0] for row in stack.grid.rows] == ["Random sample", "Targeted sample", "How chosen not given"]
    assert not any(figure.denominator in {34, 36, 32, 6} for figure in stack.table.figures)


def test_grades_are_always_all_four_and_their_shares_are_of_their_own_row():
    held = [*audits(15), *audits(5, grades={"overall": "requires_improvement"}), *audits(3, grades={})]

    table = grades_by_sample([group(held)]).table

    assert table.grid.headings[1:] == ("Outstanding", "Good", "Requires improvement to be good", "Inadequate", "All")
    assert table.grid.rows == (("Random sample", "0", "15", "5", "0", "20"),)
    assert [(one.numerator, one.denominator, one.percent) for one in table.figures] == [
        (0, 20, 0.0),
        (15, 20, 75.0),
        (5, 20, 25.0),
        (0, 20, 0.0),
    ]


# -- shares --------------------------------------------------------------------------------------------------------------------


def test_what_is_not_given_is_in_no_denominator_and_is_told():
    held = [*audits(6), *audits(2, social_worker_met=False), *audits(3, social_worker_met=None)]

    section = part_of(group(held), WORDS)
    met = next(one for one in section.figures if one.measure == "social_worker_met")

    assert met.sentence == "6 of 8 met the social worker; too few for a percentage"
    assert met.note == "Not given of 3 more."
    assert (met.percent, met.low, met.high) == (None, 40.9, 92.9)


def test_better_than_before_counts_those_with_an_earlier_audit_alone():
    held = [
        *audits(12, previous={"overall": "requires_improvement"}),
        *audits(8, previous={"overall": "good"}),
        *audits(4, previous={"overall": "outstanding"}),
        *audits(9),
    ]

    section = part_of(group(held), WORDS)
    table = next(one for one in section.tables if one.title.startswith("Against the earlier audit"))

    assert sentences(section)["improved"] == "12 of 24 graded better than before, 50% (31 to 69)"
    assert table.grid.rows == (("Looked after", "12", "8", "4", "24"),)


def test_not_applicable_counts_in_no_denominator_and_each_cohort_stands_by_itself():
    yes, no, na = ({("compliance", "gp"): answer} for answer in ("yes", "no", "na"))
    held = [*audits(15, answers=yes), *audits(5, answers=no), *audits(7, answers=na)]
    held += audits(3, cohort=Cohort.CP, answers=no)

    section = part_of(group(held), WORDS)
    shares = {
        one.by: one.sentence
        for holder in (*section.tables, *(chart.table for chart in section.charts))
        for one in holder.figures
        if one.measure == "gp"
    }

    assert shares == {
        "random sample": "15 of 23 answered yes, 65% (45 to 81)",
        "random sample, looked after": "15 of 20 answered yes, 75% (53 to 89)",
        "random sample, child protection": "0 of 3 answered yes; too few for a percentage",
    }


# -- over time -----------------------------------------------------------------------------------------------------------------


def months(number, size):
    return [
        replace(one, audited_on=date(2025 + (month + 3) // 12, (month + 3) % 12 + 1, 9))
        for month in range(number)
        for one in [*audits(size - 4), *audits(4, social_worker_met=False)]
    ]


def chart_of(held, code):
    made, too_few = charts(held, Period(date(2026, 9, 1), date(2026, 10, 31)), WORDS)
    return next((one for one in made if one.name.startswith(code)), None), too_few


def test_months_of_twenty_make_a_chart_by_month_and_smaller_ones_by_quarter():
    by_month, _ = chart_of(months(14, 22), "social_worker_met")
    by_quarter, _ = chart_of(months(14, 9), "social_worker_met")
    none, too_few = chart_of(months(14, 5), "social_worker_met")

    assert (by_month.chart.step, len(by_month.chart.marks)) == ("month", 14)
    assert by_month.words == "no evidence of change"
    assert (by_quarter.chart.step, by_quarter.words) == ("quarter", "too few quarters to tell: 4 of at least 7")
    assert none is None
    assert "Auditors who met the worker, random sample" in too_few


def test_targeted_audits_are_not_charted():
    made, _ = charts([replace(one, sample="targeted") for one in months(14, 22)], OCTOBER, WORDS)

    assert made == []


def test_a_month_in_which_auditors_stopped_meeting_workers_is_a_signal():
    held = [
        *months(13, 24),
        *(replace(one, audited_on=date(2026, 11, 2), social_worker_met=False) for one in audits(24)),
    ]
    made, _ = charts(held, Period(date(2026, 11, 1), date(2026, 11, 30)), WORDS)

    [chart] = [one for one in made if one.name.startswith("social_worker_met")]
    assert chart.words.startswith("a signal: below the lower limit in November 2026")


@pytest.mark.parametrize(
    ("period", "earlier"),
    [
        pytest.param(OCTOBER, Period(date(2026, 9, 1), date(2026, 9, 30)), id="a-month"),
        pytest.param(
            Period(date(2026, 1, 1), date(2026, 3, 31)), Period(date(2025, 10, 1), date(2025, 12, 31)), id="a-quarter"
        ),
        pytest.param(
            Period(date(2026, 10, 5), date(2026, 10, 11)), Period(date(2026, 9, 28), date(2026, 10, 4)), id="a-week"
        ),
    ],
)
def test_the_period_before(period, earlier):
    assert before(period) == earlier


def test_quarters_are_whole_ones():
    assert [one.start for one in quarters(Period(date(2026, 2, 1), date(2026, 9, 30)))] == [
        date(2026, 4, 1),
        date(2026, 7, 1),
    ]


def test_now_and_before_stand_side_by_side_and_nothing_is_called_a_change():
    september = replace(AUDIT, audited_on=date(2026, 9, 8), grades={"overall": "requires_improvement"})
    held = Held([*audits(25), *[september] * 30], [], [], [], WORDS, OCTOBER, NOW)

    section = _changed(held, [])

    assert section.text.startswith("Two periods are two points, and two points do not show a change.")
    assert section.tables[0].grid.rows == (
        ("This period", "0", "25", "0", "0", "25"),
        ("The one before", "0", "0", "30", "0", "30"),
    )


# -- reported without cases ----------------------------------------------------------------------------------------------------


def reported(measure, month, *, cohort="", numerator=None, denominator=None, percent=None, note=""):
    start = date(2017, month, 1)
    return HeldFigure(
        measure, f"2017-{month:02d}", start, date(2017, month, 28), cohort, numerator, denominator, percent, note, NOW
    )


MAY = Period(date(2017, 5, 1), date(2017, 5, 31))


def test_six_of_eight_is_too_few_for_a_percentage_whatever_the_source_made_of_it():
    section = reported_section(
        [reported("assessment_up_to_date", 5, cohort="CLA", numerator=6, denominator=8, percent=75)], MAY
    )

    [figure] = section.figures
    assert figure.sentence == "6 of 8; too few for a percentage"
    assert (figure.percent, figure.low, figure.high) == (None, 40.9, 92.9)


def test_two_percentages_without_n_say_nothing_of_change():
    held = [reported("improved", 4, percent=46), reported("improved", 5, percent=58)]

    [figure] = reported_section(held, MAY).figures

    assert figure.sentence == "58% (n not given)"
    assert figure.note == "58% against 46% in April 2017: n not given: nothing can be said about change."
    assert without_n(held, MAY) == ["Improved"]


def test_two_shares_with_n_are_two_points():
    held = [
        reported("improved", 4, numerator=30, denominator=60),
        reported("improved", 5, numerator=40, denominator=60),
    ]

    [figure] = reported_section(held, MAY).figures

    assert figure.note == "40 of 60 against 30 of 60 in April 2017: two points do not show a change."


@pytest.mark.parametrize(
    ("measure", "note", "sentence"),
    [
        ("voice_impact", "good or requires improvement", "96% good or requires improvement (n not given)"),
        ("voice_good_or_requires_improvement", "", "96% (n not given)"),
        ("voice_impact", "", "96% (n not given)"),
    ],
)
def test_two_grades_in_one_figure_are_one_figure_whose_split_was_not_given(measure, note, sentence):
    [figure] = reported_section([reported(measure, 5, percent=96, note=note)], MAY).figures

    assert figure.sentence == sentence
    assert figure.note.startswith("One reported figure: its split into the four grades was not given.")


@pytest.mark.parametrize(
    ("given", "sentence", "note"),
    [
        pytest.param({"numerator": 0}, "0 reported", "Of how many is not given.", id="a-count-alone"),
        pytest.param(
            {"percent": 93, "denominator": 40}, "93% (n not given)", "The source says of 40, and not how many of them.",
            id="of-how-many-alone",
        ),
        pytest.param(
            {"percent": 90, "numerator": 20, "denominator": 40}, "20 of 40, 50% (35 to 65)",
            "The source itself says 90%.", id="a-percentage-that-does-not-fit",
        ),
        pytest.param({"note": "positive"}, "n not given", "The source adds: positive.", id="words-alone"),
    ],
)  # fmt: skip
def test_what_the_source_did_not_give_is_not_worked_out(given, sentence, note):
    [figure] = reported_section([reported("reviews_in_time", 5, **given)], MAY).figures

    assert (figure.sentence, figure.note) == (sentence, note)


def test_figures_of_other_days_are_named_and_not_shown():
    section = reported_section([reported("improved", 4, percent=46)], OCTOBER)

    assert section.figures == ()
    assert section.notes == ("Figures are also held, and not shown here, for: April 2017.",)


# -- what follows, and what cannot be said ---------------------------------------------------------------------------------------


def test_an_escalation_that_is_not_due_yet_is_neither_in_time_nor_late():
    def made(due, answered):
        return CountedEscalation(False, NOW, NOW.replace(day=due), answered and NOW.replace(day=answered))

    section = following.escalations([made(10, 9), made(10, 12), made(10, None), made(25, None)], OCTOBER, NOW)

    assert sentences(section) == {
        "escalations": "4 escalations",
        "escalations_answered_in_time": "1 of 3 answered in time; too few for a percentage",
    }


@pytest.mark.django_db
def test_agreement_of_two_readers_is_a_weighted_kappa_with_its_interval(lancashire):
    pairs = [("good", "good")] * 12 + [("good", "requires_improvement")] * 4 + [("inadequate", "inadequate")] * 8
    readings = [TwoReadings("AU-1", "", "overall", one, other, "", OCTOBER.start) for one, other in pairs]

    section = following.moderation(readings, OCTOBER, NOW)

    # Observed weighted disagreement 4/24; by chance (2·8·1 + 1·... ) worked out from the margins of the table:
    # first 16 good, 8 inadequate; second 12 good, 4 requires improvement, 8 inadequate: (16·4·1 + 16·8·2 + 8·12·2 + 8·4·1) / 24².
    kappa = 1 - (4 / 24) / ((16 * 4 + 16 * 8 * 2 + 8 * 12 * 2 + 8 * 4) / 24**2)
    assert section.figures[0].sentence == "20 of 24 graded the same by both, 83% (64 to 93)"
    assert section.figures[0].note.startswith(f"Weighted kappa {kappa:.2f} (")


def test_what_cannot_be_said_is_said():
    held = Held([*audits(3), *audits(25, sample="targeted")], [], [], [], WORDS, OCTOBER, NOW)

    said = _unsaid(held, ["Improved, random sample"], whole_area=True).notes

    assert said == (
        "Random sample: too few audits for percentages.",
        "Targeted sample: no chart over time, since the reasons for which these are chosen change.",
        "No random or stratified sample in this period of: child in need, child protection, leaving care, early help, "
        "contact at the front door.",
        "No audit of this period names an earlier one: whether cases are better than before cannot be said.",
        "Too few in a month, and in a quarter, for a control chart: Improved, random sample.",
        "No audit was read twice: how far auditors agree cannot be said.",
    )


# -- the minutes' own figures, from file to report -------------------------------------------------------------------------------


@pytest.fixture
def lancashire(db):
    from openmash.agencies.tests.lancashire import load_lancashire

    load_lancashire()


def test_the_minutes_figures_are_shown_as_what_they_are(lancashire):
    from openmash.base.actors import Actor
    from openmash.base.transactions import request_transaction
    from openmash.caseaudits import services
    from openmash.indicators import queries
    from openmash.indicators.rendering import Format, render

    actor = Actor.machine("test")
    sample = Path(__file__).parents[2] / "demo" / "samples" / "reported-2017.csv"
    with request_transaction(actor), sample.open("rb") as file:
        services.read_reported_in(actor=actor, file=file, name=sample.name, now=NOW)

    report = queries.audit_report(Period(date(2017, 4, 1), date(2017, 5, 31)), now=NOW)
    page = render(report, Format.HTML).decode()

    assert "6 of 8; too few for a percentage" in page
    assert "58% against 46% in April 2017: n not given: nothing can be said about change." in page
    assert "96% good or requires improvement (n not given)" in page
    assert "One reported figure: its split into the four grades was not given." in page
    assert queries.periods_reported() == Period(date(2017, 4, 1), date(2017, 5, 31))
    data = report.as_data()
    six = next(one for one in data["figures"] if one["measure"] == "assessment_up_to_date")
    assert (six["numerator"], six["denominator"], six["percent"], six["low"], six["high"]) == (6, 8, None, 40.9, 92.9)
    assert "No audit is held for this period" in data["sections"][0]["text"]
