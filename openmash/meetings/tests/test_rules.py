"""When a meeting is whole, who decides what, from which discussion the conference clock counts, and what follows a stage."""

from datetime import datetime, timezone

import pytest

from openmash.meetings import rules
from openmash.meetings.rules import Found, Seat

MANAGER, POLICE, HEALTH = Seat("manager", "A manager"), Seat("police", "Police"), Seat("health", "Health")
NEEDED = (MANAGER, POLICE, HEALTH)


def at(day, hour=10):
    return datetime(2026, 11, day, hour, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("took_part", "empty"),
    [
        pytest.param([("manager", "room"), ("police", "video"), ("health", "telephone")], [], id="everybody-somehow"),
        pytest.param([("manager", "room"), ("police", "room")], ["health"], id="health-was-not-invited"),
        pytest.param(
            [("manager", "room"), ("police", "absent"), ("health", "room")], ["police"], id="police-did-not-come"
        ),
        pytest.param(
            [("manager", "room"), ("police", "room"), ("health", "wrote")], ["health"], id="words-sent-fill-no-seat"
        ),
        pytest.param(
            [("manager", "room"), ("police", "absent"), ("police", "room"), ("health", "room")],
            [],
            id="one-of-two-from-the-police-is-enough",
        ),
        pytest.param([("", "room")], ["manager", "police", "health"], id="somebody-in-no-seat-fills-none"),
    ],
)
def test_who_is_missing(took_part, empty):
    assert [seat.code for seat in rules.empty_seats(NEEDED, took_part)] == empty


@pytest.mark.parametrize(
    ("empty", "reason", "may"),
    [
        pytest.param([], "", True, id="whole-needs-no-reason"),
        pytest.param([POLICE], "", False, id="without-police-and-without-a-reason"),
        pytest.param([POLICE], "  ", False, id="spaces-are-no-reason"),
        pytest.param([POLICE], "The child goes home at three", True, id="a-reason-why-it-cannot-wait"),
    ],
)
def test_going_ahead(empty, reason, may):
    assert rules.may_go_ahead(empty, reason) is may


@pytest.mark.parametrize(
    ("decider", "council_manager", "may"),
    [
        pytest.param("council_manager", True, True, id="the-council-decides-through-a-manager"),
        pytest.param("council_manager", False, False, id="and-through-nobody-else"),
        pytest.param("agency", False, True, id="an-agencys-own-decision-is-written-down-by-the-keeper"),
        pytest.param("meeting", False, True, id="what-is-decided-together-too"),
    ],
)
def test_who_may_write_an_answer_down(decider, council_manager, may):
    assert rules.may_decide(decider, council_manager=council_manager) is may


def found(meeting, day, answer, *, question="threshold", version=1, written=None):
    return Found(meeting, at(day), question, answer, version, written or at(day, 12))


@pytest.mark.parametrize(
    ("answers", "counts_from"),
    [
        pytest.param([], None, id="nothing-decided"),
        pytest.param([found("A", 2, "not-met")], None, id="threshold-not-met"),
        pytest.param([found("A", 2, "met")], "A", id="the-discussion-that-began-it"),
        pytest.param(
            [found("A", 2, "met"), found("B", 5, "running")], "A", id="a-later-one-that-goes-on-does-not-count"
        ),
        pytest.param([found("A", 2, "not-met"), found("B", 5, "met")], "B", id="an-earlier-one-that-did-not-begin-it"),
        pytest.param([found("A", 2, "met"), found("B", 5, "met")], "B", id="two-that-began-one-the-latest-counts"),
        pytest.param(
            [found("A", 2, "met"), found("A", 2, "not-met", version=2)], None, id="a-later-version-takes-it-back"
        ),
        pytest.param([found("A", 2, "not-met"), found("A", 2, "met", version=2)], "A", id="a-later-version-begins-it"),
    ],
)
def test_only_the_discussion_that_began_it_counts(answers, counts_from):
    began = rules.began(answers, question="threshold", answer="met", ended_by="conference", ending=("held",))

    assert (began.meeting if began else None) == counts_from


@pytest.mark.parametrize(
    ("ending", "ended"),
    [
        pytest.param(
            found("A", 2, "needed", question="conference"), False, id="a-conference-that-is-needed-ends-nothing"
        ),
        pytest.param(found("A", 2, "held", question="conference", written=at(20)), True, id="written-into-the-first"),
        pytest.param(found("B", 12, "held", question="conference"), True, id="or-into-a-later-one"),
        pytest.param(found("Z", 1, "held", question="conference"), False, id="an-earlier-enquirys-conference-does-not"),
    ],
)
def test_a_conference_ends_the_clock(ending, ended):
    began = rules.began(
        [found("A", 2, "met"), ending], question="threshold", answer="met", ended_by="conference", ending=("held",)
    )

    assert began is not None
    assert (began.ended_at is not None) is ended


@pytest.mark.parametrize(
    ("order", "after"),
    [pytest.param(1, 2, id="the-next"), pytest.param(2, 4, id="a-gap"), pytest.param(4, None, id="last")],
)
def test_the_stage_after(order, after):
    assert rules.stage_after(order, (1, 2, 4)) == after


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        pytest.param("called", "held", True, id="held"),
        pytest.param("called", "called_off", True, id="called-off"),
        pytest.param("held", "called_off", False, id="what-was-held-is-not-called-off"),
        pytest.param("called_off", "held", False, id="nor-the-other-way"),
    ],
)
def test_how_a_meeting_moves(before, after, may):
    assert rules.may_move(before, after) is may


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        pytest.param("open", "settled", False, id="nothing-is-settled-without-an-answer"),
        pytest.param("open", "answered", True, id="answered"),
        pytest.param("answered", "settled", True, id="settled"),
        pytest.param("answered", "open", True, id="raised-to-the-next"),
        pytest.param("settled", "open", False, id="settled-stays"),
    ],
)
def test_how_a_disagreement_moves(before, after, may):
    assert rules.may_escalation_move(before, after) is may
