"""Which days a fact may have, which clock it starts, what stops it, and what makes a child open to social care."""

from datetime import date, timedelta

import pytest

from openmash.base.errors import RuleBroken
from openmash.cases import rules
from openmash.cases.choices import ClockState, FactKind
from openmash.cases.rules import Dated

TODAY = date(2026, 11, 18)
BORN = date(2015, 3, 4)


@pytest.mark.parametrize(
    ("kind", "began", "ended", "field"),
    [
        pytest.param("referral", TODAY, None, None, id="today"),
        pytest.param("referral", TODAY, TODAY, None, id="closed-on-its-day"),
        pytest.param("visit", BORN - timedelta(days=200), None, None, id="before-birth"),
        pytest.param("referral", None, None, "began_on", id="no-day"),
        pytest.param("referral", TODAY + timedelta(days=1), None, "began_on", id="ahead"),
        pytest.param("visit", BORN - timedelta(days=301), None, "began_on", id="long-before-birth"),
        pytest.param("referral", TODAY, TODAY - timedelta(days=1), "ended_on", id="ended-before-it-began"),
        pytest.param("plan", TODAY, TODAY + timedelta(days=1), "ended_on", id="end-ahead"),
        pytest.param("visit", TODAY, TODAY, "ended_on", id="a-day-has-no-end"),
    ],
)
def test_days_that_cannot_be_are_refused_beside_their_field(kind, began, ended, field):
    def check():
        rules.check_dates(rules.FACTS[kind], began=began, ended=ended, born=BORN, today=TODAY)

    if field is None:
        check()
        return
    with pytest.raises(RuleBroken) as refused:
        check()
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("kind", "variety", "good"),
    [("conference", "initial", True), ("conference", "", False), ("plan", "cp", True), ("referral", "cp", False)],
)
def test_a_kind_with_sub_kinds_has_one_of_them_and_others_none(kind, variety, good):
    if good:
        rules.check_variety(rules.FACTS[kind], variety)
        return
    with pytest.raises(RuleBroken):
        rules.check_variety(rules.FACTS[kind], variety)


def test_a_child_who_was_not_seen_was_not_seen_alone():
    rules.check_visit({"seen": True, "alone": True})
    with pytest.raises(RuleBroken):
        rules.check_visit({"seen": False, "alone": True})


def day(number):
    return date(2026, 3, number)


ENQUIRY = Dated(FactKind.SECTION_47, "", day(2), None)
FIRST = Dated(FactKind.CONFERENCE, "initial", day(2), None)


@pytest.mark.parametrize(
    ("fact", "others", "stopped"),
    [
        pytest.param(Dated("assessment", "", day(2), day(20)), [], day(20), id="its-own-end"),
        pytest.param(Dated("assessment", "", day(2), None), [], None, id="runs-on"),
        pytest.param(ENQUIRY, [Dated("conference", "initial", day(18), None)], day(18), id="the-conference-after-it"),
        pytest.param(ENQUIRY, [Dated("conference", "initial", day(2), None)], day(2), id="the-conference-of-its-day"),
        pytest.param(ENQUIRY, [Dated("conference", "initial", day(1), None)], None, id="not-one-before-it"),
        pytest.param(ENQUIRY, [Dated("conference", "review", day(18), None)], None, id="not-another-conference"),
        pytest.param(
            Dated("section-47", "", day(2), day(9)),
            [Dated("conference", "initial", day(18), None)],
            day(9),
            id="ended-before-a-conference",
        ),
        pytest.param(FIRST, [Dated("conference", "review", day(30), None)], day(30), id="the-review"),
        pytest.param(FIRST, [Dated("plan", "cp", day(2), day(25))], day(25), id="no-review-once-the-plan-ended"),
        pytest.param(FIRST, [Dated("plan", "cin", day(2), day(25))], None, id="another-plan-ends-nothing"),
        pytest.param(FIRST, [Dated("plan", "cp", date(2025, 1, 1), day(1))], None, id="nor-one-that-ended-before"),
        pytest.param(
            Dated("visit", "cp", day(2), None),
            [
                Dated("visit", "cp", day(2), None),
                Dated("visit", "cin", day(4), None),
                Dated("visit", "cp", day(9), None),
            ],
            day(9),
            id="the-next-visit-of-its-kind",
        ),
        pytest.param(
            Dated("review", "care", day(2), None), [Dated("review", "pathway", day(9), None)], None, id="its-own-review"
        ),
    ],
)
def test_a_clock_stops_with_the_end_with_what_it_waits_for_or_with_what_it_belongs_to(fact, others, stopped):
    assert rules.stopped_on(fact, [fact, *others]) == stopped


@pytest.mark.parametrize(
    ("stopped", "today", "state"),
    [
        (None, day(10), ClockState.RUNNING),
        (None, day(11), ClockState.LATE),
        (day(10), day(20), ClockState.IN_TIME),
        (day(11), day(20), ClockState.DONE_LATE),
    ],
)
def test_where_a_clock_stands(stopped, today, state):
    assert rules.clock_state(due_on=day(10), stopped=stopped, today=today) == state


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param([], None, id="nothing"),
        pytest.param([Dated("referral", "", day(1), None)], "Referral", id="a-referral"),
        pytest.param([Dated("referral", "", day(1), day(2))], None, id="a-closed-referral"),
        pytest.param([Dated("visit", "cp", day(1), None)], None, id="a-visit-alone"),
        pytest.param(
            [Dated("referral", "", day(1), None), Dated("plan", "cp", day(3), None)],
            "Child protection plan",
            id="a-plan",
        ),
        pytest.param(
            [Dated("plan", "cp", day(1), None), Dated("care-episode", "", day(3), None)], "Looked after", id="in-care"
        ),
    ],
)
def test_what_a_child_is_open_as(facts, words):
    found = rules.open_as(facts)

    assert (found[0] if found else None) == words


def test_every_kind_has_its_clock_in_the_pack(lancashire):
    from openmash.agencies import queries as agencies

    clocks = {entry.code for entry in agencies.pack_in_force().clocks}
    named = {
        clock for kind in rules.FACTS.values() for variety in (*kind.varieties, "") if (clock := kind.clock_of(variety))
    }
    assert named
    assert named <= clocks


def test_every_list_that_is_answered_from_is_in_the_pack(lancashire):
    from openmash.agencies import queries as agencies

    lists = {entry.code for entry in agencies.pack_in_force().code_lists} | {rules.SOURCES}
    named = {one.code_list for kind in rules.FACTS.values() for one in kind.answers if one.code_list}
    assert named
    assert named <= lists
