"""The plan of a cycle, the log of what is open, and one action with all that became of it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.transactions import request_transaction
from openmash.improvement.choices import CycleState, EntryKind, Origin
from openmash.improvement.models import BoardAction, Cycle, Placement
from openmash.improvement.permissions import can_read_plan
from openmash.improvement.rules import plan as rules

READER = Actor.machine("improvement-plan", purpose="read the board's plan")
WITH = ("owners", "ratings", "entries", "placements__moves", "placements__cycle", "waits_for__on__action")


@contextmanager
def reading(actor: Actor) -> Iterator[None]:
    """Read what stands on the plan. Who sits on the board for another agency reads it as the council's own staff do.

    Raises NotFound for everybody else.
    """
    if not can_read_plan(actor):
        raise NotFound
    if actor.is_authority:
        yield
        return
    with request_transaction(READER):
        yield


@dataclass(frozen=True)
class Planned:
    """One action as the plan shows it. `start` and `end` are weeks of the cycle, 0 where it is not placed on it."""

    reference: str
    words: str
    owners: tuple[str, ...]
    owner_ids: frozenset[int]
    priority: str
    outcome: str
    start: int
    end: int
    colour: str
    reason: str
    gaps: tuple[str, ...]
    slipped: int
    due_on: date | None
    done: bool
    looked: bool
    holds: bool | None
    evidence: int
    carried: str
    waits_for: tuple[str, ...]
    origin_kind: str
    origin: str

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do: done, evidenced and looked at again."""
        return self.colour == "blue"


def cycles(actor: Actor) -> list[Cycle]:
    """Return every cycle, the latest first."""
    with reading(actor):
        return list(Cycle.objects.order_by("-number"))


def cycle_numbered(actor: Actor, number: int) -> Cycle:
    """Return one cycle. Raises NotFound."""
    with reading(actor):
        found = Cycle.objects.filter(number=number).first()
    if found is None:
        raise NotFound("There is no such cycle of the plan.")
    return found


def cycle_agreed(actor: Actor) -> Cycle | None:
    """Return the cycle that the board has agreed and that is not over."""
    return _in_state(actor, CycleState.AGREED)


def cycle_planned(actor: Actor) -> Cycle | None:
    """Return the cycle that is being planned."""
    return _in_state(actor, CycleState.DRAFT)


def _in_state(actor: Actor, state: str) -> Cycle | None:
    with reading(actor):
        return Cycle.objects.filter(state=state).first()


def plan_of(actor: Actor, cycle: Cycle) -> list[Planned]:
    """Return the actions of a cycle by priority, first week and reference."""
    with reading(actor):
        held = BoardAction.objects.visible_to(actor).filter(placements__cycle=cycle)
        return _ordered(_planned(one, cycle) for one in _whole(held))


def not_placed(actor: Actor) -> list[Planned]:
    """Return the actions that are on no cycle and not finished, by reference: proposals, and what meetings agreed."""
    with reading(actor):
        held = BoardAction.objects.visible_to(actor).filter(placements__isnull=True)
        return [one for one in (_planned(row, None) for row in _whole(held)) if not one.finished]


def open_actions(actor: Actor) -> list[Planned]:
    """Return every action that is not blue yet, on whichever cycle it stands last."""
    with reading(actor):
        found = [_planned(one, _last_cycle(one)) for one in _whole(BoardAction.objects.visible_to(actor))]
        return [one for one in found if not one.finished]


def unfinished(actor: Actor, cycle: Cycle) -> list[Planned]:
    """Return what of a cycle is not blue and would be carried over."""
    return [one for one in plan_of(actor, cycle) if not one.finished]


def unfinished_before(actor: Actor, cycle: Cycle) -> list[Planned]:
    """Return what of the cycle before this one is unfinished; nothing where it is the first."""
    with reading(actor):
        before = Cycle.objects.filter(successor=cycle).first()
    return unfinished(actor, before) if before is not None else []


def board_action(actor: Actor, reference: str) -> BoardAction:
    """Return one action by its own reference, or by that of the work. Raises NotFound."""
    with reading(actor):
        held = BoardAction.objects.visible_to(actor).filter(Q(reference=reference) | Q(action__reference=reference))
        found = _whole(held).first()
    if found is None:
        raise NotFound("There is no such action of the board.")
    return found


def action_in_full(actor: Actor, action: BoardAction) -> Planned:
    """Return an action as the plan of its last cycle shows it."""
    with reading(actor):
        return _planned(action, _last_cycle(action))


def actions_waiting_for(actor: Actor, action: BoardAction) -> list[tuple[str, str]]:
    """Return reference and words of the actions that wait for this one."""
    with reading(actor):
        rows = action.waited_for_by.order_by("of__reference")
        return list(rows.values_list("of__reference", "of__action__words"))


def _whole(rows: Any) -> Any:
    return rows.select_related("action", "outcome__priority").prefetch_related(*WITH).order_by("pk").distinct()


def _ordered(rows: Iterable[Planned]) -> list[Planned]:
    return sorted(
        rows, key=lambda one: (one.priority == "", one.priority, one.outcome, one.start, one.end, one.reference)
    )


def _last_cycle(action: BoardAction) -> Cycle | None:
    held = sorted(action.placements.all(), key=lambda one: one.cycle.number)
    return held[-1].cycle if held else None


def _planned(one: BoardAction, cycle: Cycle | None) -> Planned:
    """Return an action as a cycle shows it: its place and moves of that cycle, its slips over all of them."""
    owners = sorted(one.owners.all(), key=lambda owner: (not owner.leads, owner.pk))
    placements: list[Placement] = list(one.placements.all())
    here = next((place for place in placements if cycle is not None and place.cycle_id == cycle.pk), None)
    rating = max(one.ratings.all(), key=lambda row: (row.rated_at, row.pk), default=None)
    names = tuple(owner.name for owner in owners)
    work = one.action
    gaps = rules.lacking(
        owners=names, due_on=one.due_on, target=one.target_words, from_meeting=work.origin_kind == Origin.MINUTE
    )
    return Planned(
        reference=one.reference,
        words=work.words,
        owners=names,
        owner_ids=frozenset(owner.user_id for owner in owners if owner.user_id is not None),
        priority=one.outcome.priority.title if one.outcome else "",
        outcome=one.outcome.words if one.outcome else "",
        start=here.starts_week if here else 0,
        end=_end_of(here) if here else 0,
        colour=rating.colour if rating else "",
        reason=rating.reason if rating else "",
        gaps=tuple(gaps),
        slipped=rules.slipped(
            moves=[(move.before, move.after) for place in placements for move in place.moves.all()],
            placements=len(placements),
        ),
        due_on=one.due_on,
        done=work.done_at is not None,
        looked=work.looked_at is not None,
        holds=work.holds,
        evidence=sum(1 for entry in one.entries.all() if entry.kind == EntryKind.EVIDENCE),
        carried=here.reason if here else "",
        waits_for=tuple(row.on.action.words for row in one.waits_for.all() if row.on.action.looked_at is None),
        origin_kind=work.origin_kind,
        origin=work.origin,
    )


def _end_of(place: Placement) -> int:
    moves = sorted(place.moves.all(), key=lambda move: (move.moved_at, move.pk))
    return moves[-1].after if moves else place.ends_week
