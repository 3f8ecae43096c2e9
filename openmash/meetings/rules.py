"""Meetings: when one is whole, who decides what, and from which discussion a clock counts. Plain values only."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from openmash.meetings.choices import PRESENT, Decider, EscalationState, MeetingState

MOVES: Mapping[str, frozenset[str]] = {
    MeetingState.CALLED: frozenset({MeetingState.HELD, MeetingState.CALLED_OFF}),
    MeetingState.HELD: frozenset(),
    MeetingState.CALLED_OFF: frozenset(),
}
ESCALATION_MOVES: Mapping[str, frozenset[str]] = {
    EscalationState.OPEN: frozenset({EscalationState.ANSWERED, EscalationState.OPEN, EscalationState.NOT_SETTLED}),
    EscalationState.ANSWERED: frozenset({EscalationState.SETTLED, EscalationState.OPEN, EscalationState.NOT_SETTLED}),
    EscalationState.SETTLED: frozenset(),
    EscalationState.NOT_SETTLED: frozenset(),
}


def may_move(before: str, after: str) -> bool:
    """Whether a meeting may go from one state to another."""
    return after in MOVES.get(before, frozenset())


def may_escalation_move(before: str, after: str) -> bool:
    """Whether a disagreement may go from one state to another."""
    return after in ESCALATION_MOVES.get(before, frozenset())


@dataclass(frozen=True)
class Seat:
    """Somebody who must attend, by the pack: a code and a title."""

    code: str
    title: str


def empty_seats(needed: Iterable[Seat], took_part: Iterable[tuple[str, str]]) -> list[Seat]:
    """Return the seats that nobody filled; `took_part` is the seat and the attendance of each who was invited."""
    filled = {seat for seat, attendance in took_part if attendance in PRESENT}
    return [seat for seat in needed if seat.code not in filled]


def may_go_ahead(empty: Collection[Seat], reason: str) -> bool:
    """Whether a meeting may be held: everybody who must attend is there, or a reason says why it cannot wait."""
    return not empty or bool(reason.strip())


def may_decide(decider: str, *, council_manager: bool) -> bool:
    """Whether somebody of the council may write an answer down: what the council decides, a manager of it alone does.

    What an agency decides is written down by whoever keeps the meeting, as that agency's, with who said so.
    """
    return council_manager if decider == Decider.COUNCIL_MANAGER else True


# -- the clock that an answer starts --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """One answer about a child: in which meeting, when that was held, to what question, which version."""

    meeting: str
    held_at: datetime
    question: str
    answer: str
    version: int
    recorded_at: datetime


@dataclass(frozen=True)
class Began:
    """The meeting whose answer began something for a child, and when that ended, if it has."""

    meeting: str
    held_at: datetime
    ended_at: datetime | None
    ending: str = ""


def in_force(found: Iterable[Found]) -> list[Found]:
    """Return the answers that stand: of each meeting and question the latest version."""
    latest: dict[tuple[str, str], Found] = {}
    for one in found:
        held = latest.get((one.meeting, one.question))
        if held is None or one.version > held.version:
            latest[one.meeting, one.question] = one
    return list(latest.values())


def began(
    found: Iterable[Found], *, question: str, answer: str, ended_by: str, ending: Collection[str]
) -> Began | None:
    """Return the meeting from which a clock counts, or None.

    Of several meetings only one that began it counts, not those that went on with it; of several that began one, the
    latest. It is ended by an answer of any meeting that was written down after that meeting was held.
    """
    stands = in_force(found)
    starts = [one for one in stands if one.question == question and one.answer == answer]
    if not starts:
        return None
    start = max(starts, key=lambda one: one.held_at)
    ends = [
        one
        for one in stands
        if one.question == ended_by
        and one.answer in ending
        and one.recorded_at >= start.held_at
        and one.held_at >= start.held_at
    ]
    end = min(ends, key=lambda one: one.recorded_at, default=None)
    return Began(start.meeting, start.held_at, end.recorded_at if end else None, end.answer if end else "")


# -- disagreement ---------------------------------------------------------------------------------------------------


def stage_after(order: int, orders: Sequence[int]) -> int | None:
    """Return the order of the stage after one, or None after the last."""
    return min((one for one in orders if one > order), default=None)
