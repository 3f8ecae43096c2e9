"""How audits made elsewhere are read: what is refused, by which column, and what is kept although it is doubtful."""

from datetime import date
from types import SimpleNamespace as Made

import pytest

from openmash.caseaudits.rules.elsewhere import GradeGiven, Known, read_audits
from openmash.caseaudits.rules.given import CannotRead

TODAY = date(2026, 11, 18)
PLAN = Made(code="plan", title="Plan", questions=[Made(code="specific", words="Specific")])
VOICE = Made(
    code="voice", title="The child’s voice", questions=[Made(code="voice_heard", words="Was the child heard?")]
)
TOOLKIT = Made(
    cohorts=["CIN"],
    compliance=[Made(code="gp", words="Is the GP recorded?"), Made(code="smart_plan", words="Is the plan SMART?")],
    sections=[PLAN, VOICE],
)
KNOWN = Known.of([TOOLKIT], localities=["North", "East"])
GRADE = {"audit_id": "A1", "audited_on": "2026-10-05", "cohort": "CIN", "section": "overall", "grade": "good"}
ANSWER = GRADE | {"section": "compliance", "question": "gp", "answer": "yes", "grade": ""}


def read(*rows, columns=None):
    columns = columns or list(dict.fromkeys(column for row in rows for column in row))
    return read_audits(columns, [(at, row, "") for at, row in enumerate(rows, 1)], known=KNOWN, today=TODAY)


def refusals(found):
    return [(one.row, one.column) for one in found.refused]


def test_the_rows_of_one_audit_become_one():
    found = read(
        ANSWER | {"sample": "random", "locality": "north", "social_worker_met": "Yes", "team": "A team"},
        GRADE | {"previous_grade": "Requires improvement to be good", "escalated": "no"},
        GRADE | {"section": "The child’s voice", "grade": "inadequate", "feedback_from": "mother"},
    )

    [one] = found.audits
    assert (found.rows, found.refused, found.doubted) == (3, (), ())
    assert one.answers == {("compliance", "gp"): "yes"}
    assert one.grades == {"overall": GradeGiven("good", "requires_improvement"), "voice": GradeGiven("inadequate")}
    assert (one.sample, one.locality, one.team, one.feedback_from) == ("random", "North", "A team", "mother")
    assert (one.social_worker_met, one.escalated) == (True, False)


def test_what_is_not_given_stays_not_given():
    [one] = read(GRADE).audits

    assert (one.sample, one.social_worker_met, one.escalated, one.feedback_from) == ("", None, None, "")


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        pytest.param({"audited_on": "2026-02-30"}, "audited_on", id="a-day-that-does-not-exist"),
        pytest.param({"audited_on": "2026-11-19"}, "audited_on", id="a-day-that-lies-ahead"),
        pytest.param({"audited_on": "1899-12-31"}, "audited_on", id="before-1900"),
        pytest.param({"audited_on": "05/10/2026"}, "audited_on", id="a-day-written-otherwise"),
        pytest.param({"audited_on": ""}, "audited_on", id="no-day-at-all"),
        pytest.param({"cohort": "children"}, "cohort", id="an-unknown-cohort"),
        pytest.param({"cohort": ""}, "cohort", id="no-cohort"),
        pytest.param({"sample": "handpicked"}, "sample", id="an-unknown-sample"),
        pytest.param({"grade": "excellent"}, "grade", id="a-fifth-grade"),
        pytest.param({"grade": "good or requires improvement"}, "grade", id="two-grades-in-one"),
        pytest.param({"grade": ""}, "grade", id="neither-answer-nor-grade"),
        pytest.param({"grade": "#N/A"}, "grade", id="what-a-spreadsheet-could-not-reckon"),
        pytest.param({"previous_grade": "fine"}, "previous_grade", id="an-unknown-earlier-grade"),
        pytest.param({"section": "weather"}, "section", id="an-unknown-section"),
        pytest.param({"section": ""}, "section", id="no-section"),
        pytest.param({"question": "colour", "answer": "yes", "grade": ""}, "question", id="an-unknown-question"),
        pytest.param({"question": "gp", "answer": "maybe", "grade": ""}, "answer", id="an-unknown-answer"),
        pytest.param({"question": "gp", "answer": "", "grade": ""}, "answer", id="a-question-without-answer"),
        pytest.param({"question": "gp", "answer": "yes"}, "grade", id="an-answer-and-a-grade"),
        pytest.param({"answer": "yes", "grade": ""}, "question", id="an-answer-without-question"),
        pytest.param({"social_worker_met": "perhaps"}, "social_worker_met", id="met-neither-yes-nor-no"),
        pytest.param({"escalated": "perhaps"}, "escalated", id="escalated-neither-yes-nor-no"),
        pytest.param({"team": "x" * 121}, "team", id="a-team-too-long-to-keep"),
        pytest.param({"team": "a\0b"}, "team", id="signs-that-cannot-be-printed"),
        pytest.param({"audit_id": " "}, "audit_id", id="no-audit"),
    ],
)
def test_a_row_is_refused_by_its_column(changed, column):
    found = read(GRADE | {"question": "", "answer": ""} | changed)

    assert refusals(found) == [(1, column)]
    assert found.audits == ()


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"team": "A team nobody knows", "auditor": "Somebody Else"}, id="unknown-teams-and-auditors"),
        pytest.param({"cohort": "Looked after"}, id="a-cohort-in-words"),
        pytest.param({"grade": "Requires Improvement"}, id="a-grade-in-capitals"),
        pytest.param({"sample": "Targeted"}, id="a-sample-in-words"),
        pytest.param({"audited_on": "2026-11-18"}, id="audited-today"),
    ],
)
def test_a_row_is_accepted(changed):
    assert read(GRADE | changed).refused == ()


def test_an_audit_with_one_bad_row_is_refused_whole_and_the_others_are_not():
    found = read(GRADE, GRADE | {"audit_id": "A2"}, GRADE | {"section": "plan", "grade": "excellent"}, ANSWER)

    assert [one.audit_id for one in found.audits] == ["A2"]
    assert [(one.row, one.column, one.reason) for one in found.refused] == [
        (1, "audit_id", "belongs to audit A1, of which row 3 was refused"),
        (3, "grade", "“excellent” is not known. Write one of: outstanding, good, requires improvement, inadequate."),
        (4, "audit_id", "belongs to audit A1, of which row 3 was refused"),
    ]


@pytest.mark.parametrize(
    ("second", "column"),
    [
        pytest.param(GRADE | {"grade": "inadequate"}, "grade", id="two-grades-of-one-section"),
        pytest.param(ANSWER | {"answer": "no"}, "answer", id="two-answers-to-one-question"),
        pytest.param(GRADE | {"section": "plan", "cohort": "CP"}, "cohort", id="two-cohorts"),
        pytest.param(GRADE | {"section": "plan", "audited_on": "2026-10-06"}, "audited_on", id="two-days"),
    ],
)
def test_rows_of_one_audit_that_contradict_one_another(second, column):
    found = read(GRADE, ANSWER, second)

    assert (3, column) in refusals(found)
    assert len(found.refused) == 3


def test_what_one_row_gives_holds_for_its_audit():
    found = read(GRADE | {"team": "A team"}, GRADE | {"section": "plan", "cohort": "", "audited_on": "", "team": ""})

    [one] = found.audits
    assert (one.cohort, one.team) == ("CIN", "A team")


def test_what_is_doubtful_is_kept_and_told():
    found = read(
        GRADE | {"locality": "Elsewhere", "colour": "blue"},
        ANSWER | {"section": "plan", "question": "Is the plan SMART?", "previous_grade": "good"},
    )

    [one] = found.audits
    assert one.answers == {("compliance", "smart_plan"): "yes"}
    assert [(said.row, said.column) for said in found.doubted] == [
        (0, "colour"),
        (1, "locality"),
        (2, "section"),
        (2, "previous_grade"),
    ]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        pytest.param(["audit_id", "cohort", "section", "grade"], "Not there: audited_on", id="a-needed-column-missing"),
        pytest.param(["audit_id", "audited_on", "cohort", "section"], "neither answer nor grade", id="nothing-to-read"),
        pytest.param([*GRADE, "grade"], "“grade” is there twice", id="a-column-twice"),
    ],
)
def test_a_file_that_cannot_be_read_as_a_whole(columns, words):
    with pytest.raises(CannotRead, match=words):
        read(GRADE, columns=columns)
