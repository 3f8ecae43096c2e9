"""The rules of the plan, as tables that a board could sign."""

from datetime import date

import pytest

from openmash.improvement.rules import plan
from openmash.improvement.rules.plan import Happened

MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        pytest.param(date(2026, 11, 29), 0, id="the-day-before"),
        pytest.param(MONDAY, 1, id="the-first-day"),
        pytest.param(date(2026, 12, 6), 1, id="the-first-sunday"),
        pytest.param(date(2026, 12, 7), 2, id="the-second-monday"),
        pytest.param(date(2027, 2, 21), 12, id="the-last-day"),
        pytest.param(date(2027, 2, 22), 13, id="over"),
        pytest.param(date(2030, 1, 1), 13, id="long-over"),
    ],
)
def test_a_cycle_has_twelve_weeks(day, week):
    assert plan.week_of(day, starts_on=MONDAY) == week
    assert plan.last_day(MONDAY) == date(2027, 2, 21)


@pytest.mark.parametrize(
    ("owners", "due", "target", "meeting", "lacks"),
    [
        pytest.param(["A"], MONDAY, "90%", False, [], id="smart"),
        pytest.param([], None, "", False, [plan.NO_OWNER, plan.NO_DAY, plan.NO_TARGET], id="nothing-but-words"),
        pytest.param(["A"], None, " ", False, [plan.NO_DAY, plan.NO_TARGET], id="an-owner-alone"),
        pytest.param(["A"], MONDAY, "", True, [], id="a-meeting-needs-no-target"),
        pytest.param(["A"], None, "", True, [plan.NO_DAY], id="a-meeting-needs-a-day"),
    ],
)
def test_what_an_action_lacks_is_said(owners, due, target, meeting, lacks):
    assert plan.lacking(owners=owners, due_on=due, target=target, from_meeting=meeting) == lacks


@pytest.mark.parametrize(
    ("done", "evidence", "holds", "missing"),
    [
        pytest.param(True, 1, True, 0, id="done-evidenced-and-looked-at"),
        pytest.param(True, 1, None, 1, id="nobody-looked"),
        pytest.param(True, 0, True, 1, id="no-evidence"),
        pytest.param(True, 1, False, 1, id="it-does-not-hold"),
        pytest.param(False, 0, None, 3, id="nothing-yet"),
    ],
)
def test_blue_is_more_than_done(done, evidence, holds, missing):
    assert len(plan.lacking_for_blue(done=done, evidence=evidence, holds=holds)) == missing


@pytest.mark.parametrize(
    ("moves", "placements", "slips"),
    [
        pytest.param([], 0, 0, id="not-placed"),
        pytest.param([], 1, 0, id="as-planned"),
        pytest.param([(4, 6), (6, 8)], 1, 2, id="moved-later-twice"),
        pytest.param([(6, 4)], 1, 0, id="sooner-is-no-slip"),
        pytest.param([(4, 6)], 3, 3, id="moved-and-carried-over-twice"),
    ],
)
def test_slips_are_counted(moves, placements, slips):
    assert plan.slipped(moves=moves, placements=placements) == slips


@pytest.mark.parametrize(
    ("start", "end", "fine"),
    [
        pytest.param(1, 12, True, id="the-whole-cycle"),
        pytest.param(3, 3, True, id="one-week"),
        pytest.param(0, 3, False, id="before-it"),
        pytest.param(3, 13, False, id="after-it"),
        pytest.param(4, 3, False, id="backwards"),
    ],
)
def test_weeks_lie_in_the_cycle(start, end, fine):
    assert (plan.wrong_weeks(start, end) == "") is fine


@pytest.mark.parametrize(
    ("before", "after", "reason", "fine"),
    [
        pytest.param(4, 6, "The training was moved", True, id="later"),
        pytest.param(6, 4, "It went well", True, id="sooner"),
        pytest.param(4, 4, "Why", False, id="nowhere"),
        pytest.param(4, 6, " ", False, id="without-a-reason"),
        pytest.param(4, 13, "Why", False, id="out-of-the-cycle"),
    ],
)
def test_an_end_moves_with_a_reason(before, after, reason, fine):
    assert (plan.wrong_move(before, after, reason=reason) == "") is fine


def happened(**more):
    return Happened(**{"reference": "BA-1", "words": "x", "before": "green", "after": "green"} | more)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        pytest.param(happened(), "", id="nothing"),
        pytest.param(happened(after="red"), "went from green to red", id="worse"),
        pytest.param(happened(before="", after="amber"), "went from no colour to amber", id="its-first-colour"),
        pytest.param(
            happened(done=True, notes=2), "was said to be done and has 2 new notes or pieces of evidence", id="done"
        ),
        pytest.param(
            happened(carried=True, later=1), "was carried over into this cycle and had its end moved later", id="slips"
        ),
        pytest.param(happened(new=True, before="", after=""), "came onto the plan", id="new"),
    ],
)
def test_what_moved_is_told_from_the_data(one, words):
    assert plan.moved(one) == words


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        pytest.param([], "There is no action on the plan.", id="none"),
        pytest.param(
            [happened()],
            "Of 1 action, 0 moved and 1 did not. 0 changed to a better colour, 0 to a worse one.",
            id="still",
        ),
        pytest.param(
            [happened(after="blue"), happened(after="red"), happened(notes=1), happened()],
            "Of 4 actions, 3 moved and 1 did not. 1 changed to a better colour, 1 to a worse one.",
            id="each-way",
        ),
    ],
)
def test_the_first_sentence_counts_and_claims_no_more(rows, words):
    assert plan.told(rows) == words
