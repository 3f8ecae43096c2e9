"""Asking and answering as rules: what may follow what, when somebody is chased, what is a repeat, what is not clear."""

from datetime import datetime, timedelta, timezone

import pytest

from openmash.enquiries import rules
from openmash.enquiries.choices import Handling, RequestState, ReturnKind
from openmash.enquiries.rules import Chase, Said

DUE = datetime(2026, 11, 23, 14, 0, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        pytest.param("asked", "no_information", True, id="nothing-relevant-in-one-tap"),
        pytest.param("asked", "partly_answered", True, id="a-part-first"),
        pytest.param("partly_answered", "answered", True, id="then-the-rest"),
        pytest.param("no_information", "answered", True, id="somebody-remembers-after-all"),
        pytest.param("declined", "answered", True, id="declined-and-then-answered"),
        pytest.param("answered", "no_information", False, id="an-answer-is-not-taken-back"),
        pytest.param("answered", "withdrawn", False, id="what-is-answered-cannot-be-withdrawn"),
        pytest.param("withdrawn", "answered", False, id="a-withdrawn-one-is-over"),
    ],
)
def test_what_may_follow_what(before, after, allowed):
    assert rules.may_move(before, after) is allowed


def test_every_state_and_kind_of_answer_has_its_place():
    assert set(rules.MOVES) == set(RequestState)
    assert set(rules.FOLLOWS) == set(ReturnKind)


@pytest.mark.parametrize(
    ("state", "minutes", "reminded", "raised", "expected"),
    [
        pytest.param("asked", -1, False, False, Chase(False, False), id="not-late-yet"),
        pytest.param("asked", 1, False, False, Chase(True, False), id="late-is-reminded"),
        pytest.param("asked", 30, True, False, Chase(False, False), id="reminded-once"),
        pytest.param("asked", 61, True, False, Chase(False, True), id="an-hour-late-goes-to-the-lead"),
        pytest.param("asked", 61, False, False, Chase(True, True), id="both-at-once-after-a-night"),
        pytest.param("asked", 600, True, True, Chase(False, False), id="raised-once"),
        pytest.param("partly_answered", 600, False, False, Chase(False, False), id="a-part-is-an-answer"),
        pytest.param("withdrawn", 600, False, False, Chase(False, False), id="nobody-waits-for-it"),
    ],
)
def test_lateness_is_chased_by_a_rule(state, minutes, reminded, raised, expected):
    found = rules.chase(
        state=state,
        due_at=DUE,
        reminded=reminded,
        raised=raised,
        raise_after=timedelta(hours=1),
        now=DUE + timedelta(minutes=minutes),
    )

    assert found == expected


@pytest.mark.parametrize(
    ("open_about", "asked_about", "repeat"),
    [
        pytest.param({"P1", "P2"}, {"P1"}, True, id="about-one-of-them"),
        pytest.param({"P1"}, {"P1"}, True, id="about-the-same"),
        pytest.param({"P1"}, {"P1", "P2"}, False, id="about-somebody-else-too"),
        pytest.param({"P1"}, set(), False, id="about-nobody"),
    ],
)
def test_a_repeat_asks_about_nobody_new(open_about, asked_about, repeat):
    assert rules.is_repeat(open_about=open_about, asked_about=asked_about) is repeat


def test_a_contradiction_is_put_as_a_question():
    said = [
        Said("Police", Handling.NO, {"domestic-abuse": "yes"}),
        Said("Midwifery", Handling.YES, {"asked": "no"}),
    ]

    (question,) = rules.open_questions(said, not_answered=[])

    assert question.words == "Police knows of violence at home, Midwifery does not. What explains that?"


def test_who_has_not_answered_and_who_wants_to_be_asked_are_questions_too():
    said = [Said("Police", Handling.ASK, {"known": "yes"}), Said("Hospital", Handling.ASK, {}, nothing=True)]

    assert [one.words for one in rules.open_questions(said, not_answered=["School"])] == [
        "May the family be shown what Police told us? Ask them first.",
        "What does School know? They have not answered.",
    ]
