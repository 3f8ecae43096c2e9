"""What each may see, what section 42 asks, and when the conference is asked: tables that a practice lead could sign."""

from datetime import datetime, timedelta, timezone

import pytest

from openmash.adults import rules
from openmash.adults.choices import BranchKind, BranchState, Shown
from openmash.adults.rules import Member
from openmash.adults.tests.conftest import decision
from openmash.base.errors import RuleBroken

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=timezone.utc)
HOUSEHOLD = (
    Member("P1", "Aled", True, "son", "4 March 2015", "11", "12 High Street", "PR1 8XJ"),
    Member("P3", "Mair", False, "mother", "2 January 1990", "36", "12 High St.", "PR1 8XJ", address_protected=True),
    Member("P4", "Dai", False, "partner", "8 July 1988", "38", "4 Other Road", "LA1 1YN"),
)


@pytest.mark.parametrize(
    ("kind", "about", "names"),
    [
        pytest.param("child", "P1", ["Aled", "Mair", "Dai"], id="childrens-social-care-sees-everybody"),
        pytest.param("adult_safeguarding", "P3", ["Aled", "Mair", "Dai"], id="adult-social-care-sees-everybody"),
        pytest.param("marac", "P3", ["Aled", "Mair", "Dai"], id="the-conference-sees-everybody"),
        pytest.param("adviser", "P3", ["Aled", "Mair", "Dai"], id="the-adviser-sees-everybody"),
        pytest.param("school", "P1", ["Aled"], id="the-school-sees-its-pupil-alone"),
        pytest.param("housing", "P3", ["Mair"], id="housing-sees-whom-it-is-about-alone"),
    ],
)
def test_whom_of_the_household_each_may_see(kind, about, names):
    assert [one.name for one in rules.seen_by(kind, about=about, household=HOUSEHOLD)] == names


@pytest.mark.parametrize("kind", ["school", "housing"])
@pytest.mark.parametrize("about", ["P1", "P3"])
def test_the_address_of_somebody_who_hides_reaches_neither_school_nor_housing(kind, about):
    seen = rules.seen_by(kind, about=about, household=HOUSEHOLD)

    assert seen and all(one.place == "" for one in seen)


def test_an_address_is_kept_back_beside_every_name_that_it_stands_beside():
    mates = (
        HOUSEHOLD[0],
        Member("P3", "Mair", False, address="12 high street", postcode="PR18XJ", address_protected=True),
    )

    (seen,) = rules.seen_by("housing", about="P1", household=mates)

    assert seen.place == "" and seen.address_kept_back


def test_housing_sees_an_address_that_nobody_hides_at():
    (seen,) = rules.seen_by("housing", about="P4", household=HOUSEHOLD)

    assert seen.place == "4 Other Road, LA1 1YN"


def test_every_kind_of_recipient_has_a_row():
    assert set(rules.MAY_SEE) == {*BranchKind, rules.CHILDREN, rules.SCHOOL}
    assert all(row <= set(Shown) for row in rules.MAY_SEE.values())


@pytest.mark.parametrize(
    ("needs", "at_risk", "cannot_protect", "leads_to"),
    [
        pytest.param("yes", "yes", "yes", "enquiry", id="all-three-is-a-duty"),
        pytest.param("no", "yes", "yes", "not_met", id="no-care-needs"),
        pytest.param("yes", "no", "yes", "not_met", id="not-at-risk"),
        pytest.param("yes", "yes", "no", "not_met", id="can-protect-themselves"),
        pytest.param("yes", "yes", "not_known", "enquiry", id="not-known-is-no-no"),
        pytest.param("not_known", "not_known", "no", "not_met", id="one-no-is-enough"),
    ],
)
def test_what_the_three_answers_lead_to(needs, at_risk, cannot_protect, leads_to):
    answers = {"needs": needs, "at_risk": at_risk, "cannot_protect": cannot_protect}

    assert rules.section_42(answers) == leads_to
    rules.check_section_42(decision(answers=answers, decision=leads_to, instead="information"))
    other = "not_met" if leads_to == "enquiry" else "enquiry"
    with pytest.raises(RuleBroken):
        rules.check_section_42(decision(answers=answers, decision=other, instead="information"))


NO_NEEDS = {"needs": "no", "at_risk": "yes", "cannot_protect": "no"}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        pytest.param({"answers": {"needs": "yes", "at_risk": "yes"}}, "cannot_protect", id="an-answer-is-missing"),
        pytest.param({"wishes": " "}, "wishes", id="asked-and-no-wishes"),
        pytest.param({"asked": False}, "why_not_asked", id="not-asked-and-no-reason"),
        pytest.param({"difficulty": "yes"}, "advocate", id="difficulty-and-no-advocate"),
        pytest.param({"decision": ""}, "decision", id="no-decision"),
        pytest.param({"answers": NO_NEEDS, "decision": "not_met"}, "instead", id="not-met-and-nothing-instead"),
        pytest.param({"reason": ""}, "reason", id="no-reason"),
    ],
)
def test_a_decision_that_is_not_whole_is_refused_at_its_field(more, field):
    with pytest.raises(RuleBroken) as refused:
        rules.check_section_42(decision(**more))

    assert refused.value.field == field


@pytest.mark.parametrize(
    ("by_total", "repeat", "judgement", "goes"),
    [
        pytest.param(True, False, "as_band", True, id="high-goes"),
        pytest.param(False, False, "as_band", False, id="lower-does-not"),
        pytest.param(False, False, "refer", True, id="judgement-takes-it-there"),
        pytest.param(True, False, "do_not_refer", False, id="judgement-keeps-it-from-there"),
        pytest.param(False, True, "as_band", True, id="a-repeat-goes-whatever-the-total"),
    ],
)
def test_what_goes_to_the_conference(by_total, repeat, judgement, goes):
    assert rules.refers(by_total=by_total, repeat=repeat, judgement=judgement) is goes


@pytest.mark.parametrize(
    ("judgement", "reason", "repeat", "field"),
    [
        pytest.param("", "", False, "judgement", id="none"),
        pytest.param("refer", " ", False, "judgement_reason", id="up-without-a-reason"),
        pytest.param("do_not_refer", "", False, "judgement_reason", id="down-without-a-reason"),
        pytest.param("do_not_refer", "She is safe now", True, "judgement", id="a-repeat-cannot-be-left-out"),
    ],
)
def test_a_judgement_needs_a_reason_and_leaves_no_repeat_out(judgement, reason, repeat, field):
    with pytest.raises(RuleBroken) as refused:
        rules.check_judgement(judgement=judgement, reason=reason, repeat=repeat)

    assert refused.value.field == field


@pytest.mark.parametrize(
    ("days", "repeat"), [pytest.param(365, True, id="twelve-months-ago"), pytest.param(366, False, id="a-day-more")]
)
def test_a_repeat_is_within_twelve_months(days, repeat):
    assert rules.is_repeat([NOW - timedelta(days=days)], now=NOW, months=12) is repeat


def test_what_is_closed_moves_nowhere():
    closed = set(BranchState) - rules.OPEN

    assert closed == {"enquiry_ended", "not_met", "not_referred", "heard", "settled", "withdrawn"}
    for state in closed:
        with pytest.raises(RuleBroken):
            rules.check_move(state, "settled")


@pytest.mark.parametrize(
    ("released", "told", "refused"),
    [
        pytest.param(True, "", "", id="by-what-was-released"),
        pytest.param(True, "by_word", "moved on", id="nothing-else-is-said-over-what-was-released"),
        pytest.param(False, "by_word", "", id="by-word-of-mouth"),
        pytest.param(False, "nobody", "", id="told-nothing"),
        pytest.param(False, "", "Nothing has left", id="not-said-how"),
        pytest.param(False, "settled", "Nothing has left", id="in-a-way-that-there-is-not"),
    ],
)
def test_how_whoever_is_settled_with_was_told(released, told, refused):
    if not refused:
        rules.check_told(released=released, told=told)
        return
    with pytest.raises(RuleBroken, match=refused):
        rules.check_told(released=released, told=told)


ADULT, CONFERENCE, ADVISER, HOUSING = (str(kind) for kind in BranchKind)


@pytest.mark.parametrize(
    ("is_child", "age", "kinds"),
    [
        pytest.param(False, 34, {ADULT, CONFERENCE, ADVISER, HOUSING}, id="an-adult"),
        pytest.param(False, None, {ADULT, CONFERENCE, ADVISER, HOUSING}, id="recorded-as-an-adult-of-no-known-age"),
        pytest.param(False, 18, {ADULT, CONFERENCE, ADVISER, HOUSING}, id="eighteen"),
        pytest.param(False, 17, {CONFERENCE, ADVISER, HOUSING}, id="seventeen-and-recorded-as-an-adult"),
        pytest.param(False, 15, {HOUSING}, id="fifteen-and-recorded-as-an-adult"),
        pytest.param(True, 17, {CONFERENCE, ADVISER}, id="seventeen-and-recorded-as-a-child"),
        pytest.param(True, 16, {CONFERENCE, ADVISER}, id="sixteen-and-recorded-as-a-child"),
        pytest.param(True, 15, set(), id="fifteen-is-below-what-the-law-calls-domestic-abuse"),
        pytest.param(True, 18, {ADULT, CONFERENCE, ADVISER, HOUSING}, id="eighteen-by-now"),
        pytest.param(True, None, set(), id="a-child-of-no-known-age"),
    ],
)
def test_whom_each_may_be_about(is_child, age, kinds):
    assert {str(kind) for kind in BranchKind if rules.may_be_about(kind, is_child=is_child, age=age)} == kinds
