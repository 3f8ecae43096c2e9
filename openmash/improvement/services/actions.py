"""Make an action of the board, place it on a cycle, and say what it aims at."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock, worktime
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.references import next_reference
from openmash.improvement import permissions, queries
from openmash.improvement.choices import ORIGIN_WORDS, CycleState, EntryKind, Origin
from openmash.improvement.models import BoardAction, Cycle, Entry, Outcome, Owner, Placement, Waiting
from openmash.improvement.rules import plan as rules
from openmash.trail import services as trail
from openmash.work import services as work

SUBJECT = "board_action"
BY_DAY = "by the day agreed"
ASKED_AGAIN = "asked about again: no day is set"
ASK_AGAIN_AFTER = timedelta(weeks=rules.WEEKS)
LONGEST = 400


@dataclass(frozen=True)
class Target:
    """What an action aims at: words with a number, read from a measure or a theme, where it stands today, and until when."""

    words: str = ""
    kind: str = ""
    code: str = ""
    baseline: str = ""
    on: date | None = None


@dataclass(frozen=True)
class ActionWanted:
    """An action as a person words it. The first owner leads; an owner whose name is that of one colleague gets it into their work."""

    words: str
    origin_kind: str
    origin: str = ""
    owners: Sequence[str] = ()
    due_on: date | None = None
    target: Target = field(default_factory=Target)


@transaction.atomic
def make_action(*, actor: Actor, wanted: ActionWanted, now: datetime) -> BoardAction:
    """Make an action of the board: it goes into the work of whoever leads. What it lacks is no hindrance, and is shown.

    Raises Denied; RuleBroken without words, for an unknown origin, or for a day that is over, minutes excepted.
    """
    permissions.check_can_keep_plan(actor)
    if not wanted.words.strip():
        raise RuleBroken("Write what is to be done.", field="words")
    if len(wanted.words.strip()) > LONGEST:
        raise RuleBroken(f"Say it in {LONGEST} characters or fewer.", field="words")
    if wanted.origin_kind not in ORIGIN_WORDS:
        raise RuleBroken("Choose where it comes from.", field="origin_kind")
    today = clock.london_day(now)
    if wanted.due_on is not None and wanted.due_on < today and wanted.origin_kind != Origin.MINUTE:
        raise RuleBroken("Choose a day that is still to come.", field="due_on")
    owners = [(name, agencies.user_id_by_name(name, on=today)) for name in _names(wanted.owners)]
    made = work.agree_action(actor=actor, given=_work(actor, wanted, owners, now), now=now)
    board = BoardAction.objects.create(
        reference=next_reference("BA-", "ref_board_action"),
        action=made,
        due_on=wanted.due_on,
        made_at=now,
        made_by=actor.reference,
    )
    _name_owners(board, owners)
    trail.record(actor=actor, kind="board_action.made", subject=f"{SUBJECT} {board.reference}", at=now)
    if wanted.target.words.strip():
        set_target(actor=actor, action=board, target=wanted.target, now=now)
    return board


def _names(given: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(name.split())[:120] for name in given if name.strip()))


def _work(
    actor: Actor, wanted: ActionWanted, owners: Sequence[tuple[str, int | None]], now: datetime
) -> work.ActionGiven:
    """Return the work of an action: with the lead where they have an account, else with the team of whoever made it."""
    lead = next((key for _, key in owners[:1] if key is not None), None)
    due_at, rule = _due(wanted.due_on, now)
    return work.ActionGiven(
        origin_kind=wanted.origin_kind,
        origin=wanted.origin[:60],
        words=wanted.words,
        team=_team(actor, lead, now),
        owner_id=lead,
        due_at=due_at,
        due_rule=rule,
    )


def _team(actor: Actor, user_id: int | None, now: datetime) -> Any:
    day = clock.london_day(now)
    if user_id is not None:
        held = [one for one in agencies.memberships_in_force(day) if one.user_id == user_id]
        return held[0].team
    return agencies.team_of_actor(actor) or agencies.team_by_code(agencies.pack_in_force().auditing.team)


@transaction.atomic
def amend_action(
    *, actor: Actor, action: BoardAction, owners: Sequence[str], due_on: date | None, reason: str, now: datetime
) -> BoardAction:
    """Give an action other owners or another day, and its work with it. What it was before stays in its history.

    Raises Denied; RuleBroken without a reason, when nothing changes, when it is done, or for a day that is over.
    """
    permissions.check_can_keep_plan(actor)
    if not reason.strip():
        raise RuleBroken("Say why it changes.", field="reason")
    today, names = clock.london_day(now), _names(owners)
    held = list(action.owners.order_by("-leads", "pk").values_list("name", flat=True))
    if names == held and due_on == action.due_on:
        raise RuleBroken("These are its owners and its day already.", field="owners")
    if due_on is not None and due_on != action.due_on and due_on < today:
        raise RuleBroken("Choose a day that is still to come.", field="due_on")
    changed = _changed(held, names, action.due_on, due_on)
    if names != held:
        action.owners.all().delete()
        _name_owners(action, [(name, agencies.user_id_by_name(name, on=today)) for name in names])
    action.due_on = due_on
    action.save(update_fields=["due_on"])
    _give_work(actor, action, now)
    Entry.objects.create(
        of=action,
        kind=EntryKind.NOTE,
        words=f"{changed} {reason.strip()}",
        written_at=now,
        written_by=actor.reference,
        written_by_name=actor.name,
    )
    trail.record(actor=actor, kind="board_action.amended", subject=f"{SUBJECT} {action.reference}", at=now)
    return action


def _changed(held: Sequence[str], names: Sequence[str], was: date | None, due_on: date | None) -> str:
    said = []
    if list(held) != list(names):
        said.append(f"Owners were {', '.join(held) or 'none'}; now {', '.join(names) or 'none'}.")
    if was != due_on:
        said.append(
            f"The day was {worktime.in_full(was) if was else 'none'}; now {worktime.in_full(due_on) if due_on else 'none'}."
        )
    return " ".join(said)


def _give_work(actor: Actor, action: BoardAction, now: datetime) -> None:
    """Give the work to whoever leads now, for the day that holds now."""
    lead = action.owners.filter(leads=True).values_list("user_id", flat=True).first()
    due_at, rule = _due(action.due_on, now)
    to = (_team(actor, lead, now), lead)
    work.move_action(actor=actor, action=action.action, due_at=due_at, due_rule=rule, to=to, now=now)


def _due(due_on: date | None, now: datetime) -> tuple[datetime, str]:
    """Return when work on an action is due. A day of minutes long past is kept as agreed, and the work asks again."""
    due_at = worktime.end_of(due_on) if due_on else now
    return (due_at, BY_DAY) if due_at > now else (now + ASK_AGAIN_AFTER, ASKED_AGAIN)


def _name_owners(action: BoardAction, owners: Sequence[tuple[str, int | None]]) -> None:
    Owner.objects.bulk_create(
        Owner(of=action, name=name, user_id=key, leads=place == 0) for place, (name, key) in enumerate(owners)
    )


@transaction.atomic
def set_target(*, actor: Actor, action: BoardAction, target: Target, now: datetime) -> BoardAction:
    """Say what an action aims at. Raises Denied; RuleBroken without words."""
    permissions.check_can_keep_plan(actor)
    if not target.words.strip():
        raise RuleBroken("Write the target, with its number.", field="target")
    action.target_words, action.target_kind, action.target_code = target.words.strip(), target.kind, target.code
    action.baseline, action.target_on = target.baseline.strip(), target.on
    action.save(update_fields=["target_words", "target_kind", "target_code", "baseline", "target_on"])
    trail.record(
        actor=actor,
        kind="board_action.target_set",
        subject=f"{SUBJECT} {action.reference}",
        at=now,
        read_from=f"{target.kind} {target.code}".strip(),
    )
    return action


@transaction.atomic
def place_action(
    *,
    actor: Actor,
    action: BoardAction,
    cycle: Cycle,
    outcome: Outcome | None,
    weeks: tuple[int, int],
    waits_for: Sequence[str] = (),
    now: datetime,
) -> Placement:
    """Place an action on the plan of a cycle, under an outcome, from a week to a week; and name what it waits for.

    Raises Denied; RuleBroken when it stands on it already, the cycle is over, or the weeks cannot be.
    """
    permissions.check_can_keep_plan(actor)
    if cycle.state == CycleState.CLOSED:
        raise RuleBroken("This cycle is over. Choose the one that is agreed or planned.", field="cycle")
    if problem := rules.wrong_weeks(*weeks):
        raise RuleBroken(problem, field="ends_week")
    if action.placements.filter(cycle=cycle).exists():
        raise RuleBroken("It is on the plan of this cycle already. Move its end instead.", field="cycle")
    placed = Placement.objects.create(
        of=action,
        cycle=cycle,
        starts_week=weeks[0],
        ends_week=weeks[1],
        placed_at=now,
        placed_by=actor.reference,
        placed_by_name=actor.name,
    )
    if outcome is not None:
        action.outcome = outcome
        action.save(update_fields=["outcome"])
    for reference in waits_for:
        other = queries.board_action(actor, reference)
        if other.pk != action.pk:
            Waiting.objects.get_or_create(of=action, on=other)
    trail.record(
        actor=actor,
        kind="board_action.placed",
        subject=f"{SUBJECT} {action.reference}",
        at=now,
        cycle=cycle.number,
        weeks=f"{weeks[0]} to {weeks[1]}",
    )
    return placed
