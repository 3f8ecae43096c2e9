"""How an action goes: notes and evidence, colours, moves of its end, that it is done, and that somebody looked again."""

from datetime import date, datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import worktime
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.improvement import permissions, queries
from openmash.improvement.choices import Colour, EntryKind
from openmash.improvement.models import BoardAction, EndMove, Entry, Placement, Rating
from openmash.improvement.rules import plan as rules
from openmash.trail import services as trail
from openmash.work import queries as work_queries
from openmash.work import services as work

SUBJECT = "board_action"
SHORT = 300


@transaction.atomic
def write_entry(*, actor: Actor, action: BoardAction, kind: str, words: str, now: datetime) -> Entry:
    """Write a note on how an action goes, or what proves it. Raises Denied; RuleBroken without words."""
    permissions.check_can_report(actor, owner_ids=_owner_ids(action))
    if not words.strip():
        raise RuleBroken("Write what there is to say.", field="words")
    entry = Entry.objects.create(
        of=action,
        kind=EntryKind(kind),
        words=words.strip(),
        written_at=now,
        written_by=actor.reference,
        written_by_name=actor.name,
    )
    trail.record(actor=actor, kind=f"board_action.{kind}", subject=f"{SUBJECT} {action.reference}", at=now)
    return entry


@transaction.atomic
def rate_action(*, actor: Actor, action: BoardAction, colour: str, reason: str, now: datetime) -> Rating:
    """Give an action a colour, and say why. Raises Denied; RuleBroken without a reason, or for blue that is not earned."""
    permissions.check_can_keep_plan(actor)
    if not reason.strip():
        raise RuleBroken("Say why.", field="reason")
    if colour == Colour.BLUE:
        held = queries.action_in_full(actor, action)
        missing = rules.lacking_for_blue(done=held.done, evidence=held.evidence, holds=held.holds)
        if missing:
            raise RuleBroken(f"It cannot be blue yet. {' '.join(missing)}", field="colour")
    return _rated(actor, action, colour, reason, now)


def _rated(actor: Actor, action: BoardAction, colour: str, reason: str, now: datetime) -> Rating:
    rating = Rating.objects.create(
        of=action,
        colour=Colour(colour),
        reason=reason.strip()[:SHORT],
        rated_at=now,
        rated_by=actor.reference,
        rated_by_name=actor.name,
    )
    trail.record(actor=actor, kind="board_action.rated", subject=f"{SUBJECT} {action.reference}", at=now, colour=colour)
    return rating


@transaction.atomic
def move_end(*, actor: Actor, action: BoardAction, to_week: int, reason: str, now: datetime) -> EndMove:
    """Move the last week of an action on its latest cycle, and say why. Raises Denied; RuleBroken when it is nowhere, or cannot."""
    permissions.check_can_keep_plan(actor)
    place = _latest(action)
    before = queries.action_in_full(actor, action).end
    if problem := rules.wrong_move(before, to_week, reason=reason):
        raise RuleBroken(problem, field="reason" if not reason.strip() and 1 <= to_week <= rules.WEEKS else "to_week")
    if to_week < place.starts_week:
        raise RuleBroken("It cannot end before it begins.", field="to_week")
    moved = EndMove.objects.create(
        placement=place,
        before=before,
        after=to_week,
        reason=reason.strip()[:SHORT],
        moved_at=now,
        moved_by=actor.reference,
        moved_by_name=actor.name,
    )
    trail.record(
        actor=actor,
        kind="board_action.end_moved",
        subject=f"{SUBJECT} {action.reference}",
        at=now,
        weeks=f"{before} to {to_week}",
    )
    return moved


def _latest(action: BoardAction) -> Placement:
    place = action.placements.select_related("cycle").order_by("-cycle__number").first()
    if place is None:
        raise RuleBroken("It is not on the plan yet. Place it first.")
    return place


@transaction.atomic
def finish_board_action(*, actor: Actor, action: BoardAction, words: str, evidence: str, now: datetime) -> BoardAction:
    """Say that an action is done, and what proves it: somebody else then looks again. Raises Denied; RuleBroken without evidence."""
    permissions.check_can_report(actor, owner_ids=_owner_ids(action))
    if not evidence.strip() and not action.entries.filter(kind=EntryKind.EVIDENCE).exists():
        raise RuleBroken("Say what proves it: an action is not closed without evidence.", field="evidence")
    if evidence.strip():
        write_entry(actor=actor, action=action, kind=EntryKind.EVIDENCE, words=evidence, now=now)
    auditing = agencies.pack_in_force().auditing
    work.finish_action(
        actor=actor,
        action=action.action,
        words=words,
        looks_in=agencies.team_by_code(auditing.team),
        look_clock=auditing.look_again_clock,
        now=now,
    )
    trail.record(actor=actor, kind="board_action.done", subject=f"{SUBJECT} {action.reference}", at=now)
    return action


@transaction.atomic
def look_again(
    *, actor: Actor, action: BoardAction, holds: bool, words: str, due_on: date | None = None, now: datetime
) -> BoardAction:
    """Keep what a re-look found: blue where it holds, else red, and the same is to be done once more until a day.

    Raises Denied; RuleBroken before it is done, without words, or without the day where it does not hold.
    """
    permissions.check_can_look_again(actor)
    before = action.action
    work.look_again(
        actor=actor,
        action=before,
        holds=holds,
        words=words,
        due_at=worktime.end_of(due_on) if due_on else None,
        now=now,
    )
    trail.record(
        actor=actor, kind="board_action.looked_at", subject=f"{SUBJECT} {action.reference}", at=now, holds=holds
    )
    if holds:
        _rated(actor, action, Colour.BLUE, f"Looked at again: {words.strip()}", now)
        return action
    once_more = work_queries.actions_of(queries.READER, origin_kind=before.origin_kind, origins=[before.origin])
    action.action = next(one for one in once_more if one.words == before.words and one.pk > before.pk)
    action.due_on = due_on
    action.save(update_fields=["action", "due_on"])
    said = f"Said to be done on {before.done_at:%Y-%m-%d}, and not so: {words.strip()}"
    Entry.objects.create(
        of=action,
        kind=EntryKind.NOTE,
        words=said,
        written_at=now,
        written_by=actor.reference,
        written_by_name=actor.name,
    )
    _rated(actor, action, Colour.RED, f"Looked at again: {words.strip()}", now)
    return action


def _owner_ids(action: BoardAction) -> frozenset[int]:
    return frozenset(key for key in action.owners.values_list("user_id", flat=True) if key is not None)
