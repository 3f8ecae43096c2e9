"""Actions: what is to be done, that it is done, and that somebody looked again whether it is. The room above checks the act."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import Denied, RuleBroken
from openmash.base.references import next_reference
from openmash.trail import services as trail
from openmash.work import permissions
from openmash.work.models import Action, WorkItem
from openmash.work.rules import acts_of
from openmash.work.services.items import finish_work, hand_on, open_work, restrict_work

ACTION = "action"
LONGEST = 400


@dataclass(frozen=True)
class ActionGiven:
    """What is to be done, by a team and perhaps somebody in it, until when; and from which record it comes.

    `note` is what the queue shows; without one, the words.
    """

    origin_kind: str
    origin: str
    words: str
    team: Any
    due_at: datetime
    due_rule: str
    owner_id: int | None = None
    themes: tuple[str, ...] = ()
    restricted: bool = False
    note: str = ""


@transaction.atomic
def agree_action(*, actor: Actor, given: ActionGiven, now: datetime) -> Action:
    """Write down an action, and put it into its owner's queue. Raises Denied; RuleBroken without words or for a time that is over."""
    permissions.check_can_keep_work(actor)
    if not given.words.strip():
        raise RuleBroken("Write what is to be done.", field="words")
    if given.due_at < now:
        raise RuleBroken("Choose a day that is still to come.", field="due_on")
    action = Action.objects.create(
        reference=next_reference("WA-", "ref_work_action"),
        origin_kind=given.origin_kind,
        origin=given.origin,
        words=given.words.strip()[:LONGEST],
        themes=sorted(given.themes),
        team=given.team,
        owner_id=given.owner_id,
        restricted=given.restricted,
        due_at=given.due_at,
        due_rule=given.due_rule,
        agreed_at=now,
        agreed_by=actor.reference,
        agreed_by_name=actor.name,
    )
    trail.record(
        actor=actor,
        kind="action.agreed",
        subject=f"{ACTION} {action.reference}",
        at=now,
        origin=given.origin,
        team=given.team.code,
    )
    open_work(
        actor=actor,
        act=acts_of(given.origin_kind)[0],
        subject_kind=ACTION,
        subject=action.reference,
        team=given.team,
        owner_id=given.owner_id,
        restricted=given.restricted,
        due=agencies.DueBy(given.due_at, "", given.due_rule),
        rag="",
        arrived_at=now,
        note=given.note or action.words,
        now=now,
    )
    return action


@transaction.atomic
def finish_action(*, actor: Actor, action: Action, words: str, looks_in: Any, look_clock: str, now: datetime) -> Action:
    """Say that an action is done, and what came of it; somebody else then looks again, in the team `looks_in`.

    Raises Denied; RuleBroken when it was done before, or without words.
    """
    permissions.check_can_keep_work(actor)
    action = _locked(action)
    mine = action.owner_id is not None and action.owner_id == actor.user_id
    if not (mine or action.team_id in actor.team_ids or permissions.oversees_action(actor, action)):
        raise Denied("Only those who were given this, or a manager, can say that it is done.")
    if action.done_at is not None:
        raise RuleBroken("This has been done already.")
    if not words.strip():
        raise RuleBroken("Write what was done.", field="words")
    action.done_at, action.done_by, action.done_by_name, action.done_words = (
        now,
        actor.reference,
        actor.name,
        words.strip(),
    )
    action.save(update_fields=["done_at", "done_by", "done_by_name", "done_words"])
    trail.record(actor=actor, kind="action.done", subject=f"{ACTION} {action.reference}", at=now)
    finish_work(
        actor=actor,
        act=acts_of(action.origin_kind)[0],
        subject_kind=ACTION,
        subject=action.reference,
        reason="done",
        now=now,
    )
    open_work(
        actor=actor,
        act=acts_of(action.origin_kind)[1],
        subject_kind=ACTION,
        subject=action.reference,
        team=looks_in,
        restricted=action.restricted,
        due=agencies.due_by(look_clock, now),
        rag="",
        arrived_at=now,
        note=action.words,
        roles=permissions.lookers(action),
        not_by=actor.reference,
        now=now,
    )
    return action


@transaction.atomic
def look_again(
    *, actor: Actor, action: Action, holds: bool, words: str, due_at: datetime | None = None, now: datetime
) -> Action:
    """Keep what a re-look found. Where it does not hold, the same is agreed once more, until `due_at`. Returns what was looked at.

    Raises Denied for whoever did it; RuleBroken before it is done, when it was looked at before, or without words.
    """
    permissions.check_can_keep_work(actor)
    action = _locked(action)
    if action.done_by == actor.reference:
        raise Denied("You did this yourself. Somebody else looks again.")
    if action.done_at is None:
        raise RuleBroken("Nobody has said yet that it is done.")
    if action.looked_at is not None:
        raise RuleBroken("Somebody has looked at this already.")
    if not words.strip():
        raise RuleBroken("Write what you found.", field="words")
    action.looked_at, action.looked_by, action.looked_by_name = now, actor.reference, actor.name
    action.holds, action.looked_words = holds, words.strip()
    action.save(update_fields=["looked_at", "looked_by", "looked_by_name", "holds", "looked_words"])
    trail.record(actor=actor, kind="action.looked_at", subject=f"{ACTION} {action.reference}", at=now, holds=holds)
    finish_work(
        actor=actor,
        act=acts_of(action.origin_kind)[1],
        subject_kind=ACTION,
        subject=action.reference,
        reason="holds" if holds else "not done yet",
        now=now,
    )
    if not holds:
        if due_at is None:
            raise RuleBroken("Say until when it is done now.", field="due_on")
        agree_action(actor=actor, given=_once_more(action, due_at), now=now)
    return action


@transaction.atomic
def move_action(
    *,
    actor: Actor,
    action: Action,
    due_at: datetime,
    due_rule: str,
    to: tuple[Any, int | None] | None = None,
    now: datetime,
) -> Action:
    """Give an action another day, and its work with it; and, with `to`, another team and somebody in it.

    Raises Denied; RuleBroken when it is done, or for a time that is over.
    """
    permissions.check_can_keep_work(actor)
    action = _locked(action)
    if action.done_at is not None:
        raise RuleBroken("This has been done already.")
    if due_at < now:
        raise RuleBroken("Choose a day that is still to come.", field="due_on")
    action.due_at, action.due_rule = due_at, due_rule
    items = WorkItem.objects.open().filter(subject_kind=ACTION, subject=action.reference)
    items.update(due_at=due_at, due_rule=due_rule)
    if to is not None:
        action.team, action.owner_id = to
        for item in items.exclude(team=action.team, owner_id=action.owner_id):
            hand_on(actor=actor, item=item, team=action.team, owner_id=action.owner_id, now=now)
    action.save(update_fields=["due_at", "due_rule", "team", "owner"])
    trail.record(actor=actor, kind="action.moved", subject=f"{ACTION} {action.reference}", at=now)
    return action


def _once_more(action: Action, due_at: datetime) -> ActionGiven:
    return ActionGiven(
        origin_kind=action.origin_kind,
        origin=action.origin,
        words=action.words,
        team=action.team,
        owner_id=action.owner_id,
        due_at=due_at,
        due_rule=action.due_rule,
        themes=tuple(action.themes),
        restricted=action.restricted,
    )


@transaction.atomic
def restrict_actions(*, actor: Actor, origin_kind: str, origin: str, restricted: bool, now: datetime) -> int:
    """Hide the actions that came of a record, or show them again, with the work on them. Returns how many. Raises Denied."""
    permissions.check_can_keep_work(actor)
    changed = 0
    for action in Action.objects.filter(origin_kind=origin_kind, origin=origin).exclude(restricted=restricted):
        action.restricted = restricted
        action.save(update_fields=["restricted"])
        restrict_work(actor=actor, subject_kind=ACTION, subject=action.reference, restricted=restricted, now=now)
        trail.record(
            actor=actor,
            kind="action.restricted",
            subject=f"{ACTION} {action.reference}",
            at=now,
            restricted=restricted,
        )
        changed += 1
    return changed


def _locked(action: Action) -> Action:
    Action.objects.select_for_update(of=("self",)).values_list("pk").get(pk=action.pk)
    return Action.objects.select_related("team").get(pk=action.pk)
