"""The plan's rules: twelve weeks, what an action lacks, what blue needs, what has slipped, what moved since last time.

Plain values in, answers out. Nothing is dropped in silence: what is unfinished is carried over, each with a reason.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WEEKS = 12
NO_OWNER = "No owner is named."
NO_DAY = "No day is set."
NO_TARGET = "No target is set."


def last_day(starts_on: date) -> date:
    """Return the last day of the cycle that begins on a day."""
    return starts_on + timedelta(weeks=WEEKS, days=-1)


def week_of(day: date, *, starts_on: date) -> int:
    """Return which week of a cycle a day lies in, from 1 to 12; 0 before it begins, 13 once it is over."""
    if day < starts_on:
        return 0
    return min((day - starts_on).days // 7 + 1, WEEKS + 1)


def week_begins(week: int, *, starts_on: date) -> date:
    """Return the first day of a week of a cycle."""
    return starts_on + timedelta(weeks=week - 1)


def wrong_weeks(start: int, end: int) -> str:
    """Return what is wrong with a first and a last week; empty where nothing is."""
    if not (1 <= start <= WEEKS and 1 <= end <= WEEKS):
        return "The plan has twelve weeks: choose from 1 to 12."
    return "It cannot end before it begins." if end < start else ""


def lacking(*, owners: Collection[str], due_on: date | None, target: str, from_meeting: bool) -> list[str]:
    """Return what an action lacks to be agreed without a gap, as sentences. What a meeting agreed needs no target."""
    found = [] if owners else [NO_OWNER]
    if due_on is None:
        found.append(NO_DAY)
    if not target.strip() and not from_meeting:
        found.append(NO_TARGET)
    return found


def lacking_for_blue(*, done: bool, evidence: int, holds: bool | None) -> list[str]:
    """Return what is still missing before an action can be blue, as sentences."""
    found = [] if done else ["Nobody has said that it is done."]
    if not evidence:
        found.append("No evidence is written down.")
    if holds is None:
        found.append("Nobody has looked again.")
    elif not holds:
        found.append("Whoever looked again found that it is not done.")
    return found


def slipped(*, moves: Iterable[tuple[int, int]], placements: int) -> int:
    """Return how often an action has slipped: its end was moved to a later week, or it was carried over."""
    return sum(1 for before, after in moves if after > before) + max(0, placements - 1)


def wrong_move(before: int, after: int, *, reason: str) -> str:
    """Return what is wrong with moving an end from one week to another; empty where nothing is."""
    if not 1 <= after <= WEEKS:
        return "The plan has twelve weeks: choose from 1 to 12."
    if after == before:
        return "It ends in that week already."
    return "" if reason.strip() else "Say why its end moves."


@dataclass(frozen=True)
class Happened:
    """What happened to one action in a period: its colours before and after, and how much was written or moved."""

    reference: str
    words: str
    before: str
    after: str
    done: bool = False
    new: bool = False
    later: int = 0
    carried: bool = False
    notes: int = 0


RANK = {"red": 0, "amber": 1, "": 2, "green": 3, "blue": 4}


def moved(one: Happened) -> str:
    """Return in words what moved for an action; empty where nothing did."""
    said: list[str] = []
    if one.new:
        said.append("came onto the plan")
    if one.before != one.after:
        was, now = one.before or "no colour", one.after or "no colour"
        said.append(f"went from {was} to {now}")
    if one.done:
        said.append("was said to be done")
    if one.carried:
        said.append("was carried over into this cycle")
    if one.later:
        said.append("had its end moved later" if one.later == 1 else f"had its end moved later {one.later} times")
    if one.notes:
        said.append(
            "has a new note or evidence" if one.notes == 1 else f"has {one.notes} new notes or pieces of evidence"
        )
    return joined(said)


def joined(words: list[str]) -> str:
    """Return words as a list in a sentence."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part) if words else ""


def told(rows: Collection[Happened]) -> str:
    """Return the first sentence on what moved since last time: counts, and nothing that they do not say."""
    if not rows:
        return "There is no action on the plan."
    moving = [one for one in rows if moved(one)]
    better = sum(1 for one in rows if RANK[one.after] > RANK[one.before] and not one.new)
    worse = sum(1 for one in rows if RANK[one.after] < RANK[one.before] and not one.new)
    said = f"Of {len(rows)} {'action' if len(rows) == 1 else 'actions'}, {len(moving)} moved and {len(rows) - len(moving)} did not."
    return f"{said} {better} changed to a better colour, {worse} to a worse one."
