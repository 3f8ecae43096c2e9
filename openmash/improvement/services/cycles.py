"""Cycles of twelve weeks: planned, agreed with what is carried over and what is lacking, over. Priorities and outcomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openmash.base import worktime
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.improvement import permissions, queries
from openmash.improvement.choices import CycleState
from openmash.improvement.models import BoardAction, Cycle, Outcome, Placement, Priority
from openmash.improvement.rules import plan as rules
from openmash.trail import services as trail
from openmash.work import services as work

CYCLE = "cycle"
END_OF_CYCLE = "end of the cycle: no day is set"


@dataclass(frozen=True)
class Carried:
    """That an unfinished action goes over into the next cycle: why, and from which week to which."""

    reason: str
    start: int = 1
    end: int = rules.WEEKS


@transaction.atomic
def plan_cycle(*, actor: Actor, starts_on: date, now: datetime) -> Cycle:
    """Begin to plan the cycle after the latest. Raises Denied; RuleBroken when one is planned already, or begins too early."""
    permissions.check_can_keep_plan(actor)
    last = Cycle.objects.select_for_update().order_by("-number").first()
    if last is not None and last.state == CycleState.DRAFT:
        raise RuleBroken(f"Cycle {last.number} is being planned already. Let the board agree it first.")
    if last is not None and starts_on <= last.starts_on:
        raise RuleBroken("The next cycle begins after the one before it.", field="starts_on")
    cycle = Cycle.objects.create(
        number=last.number + 1 if last else 1,
        starts_on=starts_on,
        ends_on=rules.last_day(starts_on),
        predecessor=last,
        state=CycleState.DRAFT,
        planned_at=now,
        planned_by=actor.reference,
    )
    trail.record(actor=actor, kind="cycle.planned", subject=f"{CYCLE} {cycle.number}", at=now, starts_on=str(starts_on))
    return cycle


@transaction.atomic
def agree_cycle(
    *, actor: Actor, cycle: Cycle, carried: Mapping[str, Carried], words: str, with_gaps: bool = False, now: datetime
) -> Cycle:
    """Record that the board agreed a cycle. The one before it is over, and what of it is unfinished is carried over.

    `words` say which meeting agreed it; `with_gaps` that it knew what is lacking. What is lacking is kept with each action, and
    asked about again when the next cycle is agreed. Raises Denied; RuleBroken where anything unfinished has no reason.
    """
    permissions.check_can_keep_plan(actor)
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    if cycle.state != CycleState.DRAFT:
        raise RuleBroken("The board has agreed this cycle already.")
    if not words.strip():
        raise RuleBroken("Say which meeting agreed it.", field="words")
    _carry_over(actor, cycle, carried, now)
    planned = queries.plan_of(actor, cycle)
    if not planned:
        raise RuleBroken("There is no action on it yet. Place one first.")
    if any(one.gaps for one in planned) and not with_gaps:
        raise RuleBroken("Say that the board knows what is lacking, or mend it first.", field="with_gaps")
    for one in planned:
        Placement.objects.filter(cycle=cycle, of__reference=one.reference).update(gaps=list(one.gaps))
    _close(actor, cycle.predecessor, now)
    cycle.state, cycle.agreed_words = CycleState.AGREED, words.strip()
    cycle.agreed_at, cycle.agreed_by, cycle.agreed_by_name = now, actor.reference, actor.name
    cycle.save(update_fields=["state", "agreed_words", "agreed_at", "agreed_by", "agreed_by_name"])
    gaps = sum(1 for one in planned if one.gaps)
    trail.record(
        actor=actor, kind="cycle.agreed", subject=f"{CYCLE} {cycle.number}", at=now, actions=len(planned), gaps=gaps
    )
    return cycle


def _carry_over(actor: Actor, cycle: Cycle, carried: Mapping[str, Carried], now: datetime) -> None:
    if cycle.predecessor is None:
        return
    here = set(cycle.placements.values_list("of__reference", flat=True))
    for one in queries.unfinished(actor, cycle.predecessor):
        if one.reference in here:
            continue
        given = carried.get(one.reference)
        if given is None or not given.reason.strip():
            raise RuleBroken(
                f"Say why it is carried over: {one.words[:80]}", field=f"reason_{one.reference.replace('-', '_')}"
            )
        held = BoardAction.objects.select_related("action").get(reference=one.reference)
        Placement.objects.create(
            of=held,
            cycle=cycle,
            starts_week=given.start,
            ends_week=given.end,
            reason=given.reason.strip(),
            placed_at=now,
            placed_by=actor.reference,
            placed_by_name=actor.name,
        )
        trail.record(
            actor=actor,
            kind="board_action.carried",
            subject=f"board_action {one.reference}",
            at=now,
            cycle=cycle.number,
        )
        if one.due_on is None and held.action.done_at is None and worktime.end_of(cycle.ends_on) > now:
            due_at = worktime.end_of(cycle.ends_on)
            work.move_action(actor=actor, action=held.action, due_at=due_at, due_rule=END_OF_CYCLE, now=now)


def _close(actor: Actor, cycle: Cycle | None, now: datetime) -> None:
    if cycle is None or cycle.state != CycleState.AGREED:
        return
    cycle.state, cycle.closed_at, cycle.closed_by = CycleState.CLOSED, now, actor.reference
    cycle.save(update_fields=["state", "closed_at", "closed_by"])
    trail.record(actor=actor, kind="cycle.closed", subject=f"{CYCLE} {cycle.number}", at=now)


@transaction.atomic
def add_outcome(*, actor: Actor, priority: str, words: str, now: datetime) -> Outcome:
    """Add an outcome under a priority; the priority too where there is none of that title. Raises Denied, RuleBroken."""
    permissions.check_can_keep_plan(actor)
    if not priority.strip():
        raise RuleBroken("Name the priority.", field="priority")
    if not words.strip():
        raise RuleBroken("Say what will be different.", field="words")
    made = {"made_at": now, "made_by": actor.reference}
    held, _ = Priority.objects.get_or_create(title=priority.strip(), defaults=made)
    outcome, new = Outcome.objects.get_or_create(priority=held, words=words.strip(), defaults=made)
    if not new:
        raise RuleBroken("This outcome is on the plan already.", field="words")
    trail.record(actor=actor, kind="outcome.added", subject=f"outcome {outcome.pk}", at=now)
    return outcome
