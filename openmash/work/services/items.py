"""Open, take, move, re-rate and finish work. Other rooms call these inside their own act's transaction."""

from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.trail import services as trail
from openmash.work import permissions
from openmash.work.models import WorkItem, WorkItemQuerySet, WorkMove
from openmash.work.rules import rank_of, roles_kept


def _as(actor: Actor) -> AbstractContextManager[None]:
    """A machine may open work inside the act of somebody outside the council, whose own scope holds no work."""
    return request_transaction(actor) if actor.system else nullcontext()


@transaction.atomic
def open_work(
    *,
    actor: Actor,
    act: str,
    subject_kind: str,
    subject: str,
    team: Any,
    due: agencies.DueBy,
    rag: str,
    arrived_at: datetime,
    locality: str = "",
    restricted: bool = False,
    child: str = "",
    owner: Any = None,
    owner_id: int | None = None,
    note: str = "",
    roles: Collection[str] = (),
    not_by: str = "",
    now: datetime,
) -> WorkItem:
    """Put a thing to do into a team's queue, with its clock. The same thing open already is returned as it stands.

    `roles` are those who may do it where not everybody of the team may; `not_by` leaves it to somebody else.

    Raises Denied.
    """
    permissions.check_can_keep_work(actor)
    with _as(actor):
        named = {"act": act, "subject_kind": subject_kind, "subject": subject, "child": child}
        open_already = WorkItem.objects.select_for_update(of=("self",)).open().filter(**named).first()
        if open_already is not None:
            return open_already
        item = WorkItem.objects.create(
            **named,
            note=note[:200],
            roles=roles_kept(roles),
            not_by=not_by,
            team=team,
            owner_id=owner.pk if owner is not None else owner_id,
            locality=locality,
            restricted=restricted,
            rag=rag,
            rag_rank=rank_of(rag),
            due_at=due.due_at,
            due_rule=due.rule,
            pack=agencies.current_pack_version(),
            arrived_at=arrived_at,
        )
        _record(actor=actor, item=item, kind="work.opened", now=now)
    return item


def _record(*, actor: Actor, item: WorkItem, kind: str, now: datetime) -> None:
    details = {"act": item.act, "team": item.team.code} | ({"child": item.child} if item.child else {})
    trail.record(actor=actor, kind=kind, subject=f"{item.subject_kind} {item.subject}", at=now, **details)


def _open_items(subject_kind: str, subject: str, *, child: str | None = None) -> WorkItemQuerySet:
    """Return the open items on a record, locked: two people finishing at once finish it once.

    Without their teams: an item that is joined while it is locked is left out when it has just gone to another team.
    """
    items = WorkItem.objects.select_for_update(of=("self",)).open()
    items = items.filter(subject_kind=subject_kind, subject=subject)
    return items if child is None else items.filter(child=child)


@transaction.atomic
def take_work(*, actor: Actor, item: WorkItem, now: datetime) -> WorkItem:
    """Take an item as one's own. Raises Denied; RuleBroken when it is done or a colleague has it."""
    item = WorkItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    permissions.check_can_take_work(actor, item)
    _check_open(item)
    if item.owner_id == actor.user_id:
        return item
    if item.owner_id is not None and not actor.has(*permissions.MANAGERS):
        raise RuleBroken(
            f"{item.owner.name if item.owner else 'A colleague'} has this already. Ask them to hand it over."
        )
    _move(actor=actor, item=item, to_team_id=item.team_id, to_owner_id=actor.user_id, reason="taken", now=now)
    return item


@transaction.atomic
def move_work(
    *, actor: Actor, item: WorkItem, to_team: Any, to_owner: Any = None, reason: str, now: datetime
) -> WorkItem:
    """Hand an item to another team, or to a person in it. Raises Denied; RuleBroken when done or without a reason."""
    item = WorkItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    permissions.check_can_move_work(actor, item)
    _check_open(item)
    if not reason.strip():
        raise RuleBroken("Say why you are handing this over.", field="reason")
    _move(
        actor=actor,
        item=item,
        to_team_id=to_team.pk,
        to_owner_id=to_owner.pk if to_owner is not None else None,
        reason=reason,
        now=now,
    )
    return item


@transaction.atomic
def hand_over_work(*, actor: Actor, item: WorkItem, to_owner_id: int | None, reason: str, now: datetime) -> WorkItem:
    """Give an item to a colleague of its team, or back to the team. Its owner may, and a manager.

    Raises Denied; RuleBroken when it is done, without a reason, or for somebody outside the team.
    """
    item = WorkItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    permissions.check_can_hand_over_work(actor, item)
    _check_open(item)
    if not reason.strip():
        raise RuleBroken("Say why you are handing this over.", field="reason")
    members = {key for key, _ in agencies.members_of(item.team, on=london_day(now))}
    if to_owner_id is not None and to_owner_id not in members:
        raise RuleBroken("Choose somebody of the team that has this work.", field="to")
    _move(actor=actor, item=item, to_team_id=item.team_id, to_owner_id=to_owner_id, reason=reason, now=now)
    return item


@transaction.atomic
def hand_on(*, actor: Actor, item: WorkItem, team: Any, owner_id: int | None, now: datetime) -> WorkItem:
    """Give an item to whoever its action was given to: the room above has checked that act. Raises Denied; RuleBroken when done."""
    permissions.check_can_keep_work(actor)
    item = WorkItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    _check_open(item)
    reason = "the action was given to somebody else"
    _move(actor=actor, item=item, to_team_id=team.pk, to_owner_id=owner_id, reason=reason, now=now)
    return item


@transaction.atomic
def move_subject(
    *, actor: Actor, subject_kind: str, subject: str, from_team: Any, to_team: Any, reason: str, now: datetime
) -> int:
    """Hand what a team has open on a record to another team, with the record. What others have to do stays theirs.

    Returns how many items moved. Raises Denied.
    """
    permissions.check_can_keep_work(actor)
    moved = 0
    for item in _open_items(subject_kind, subject).filter(team=from_team):
        if item.team_id != to_team.pk:
            _move(actor=actor, item=item, to_team_id=to_team.pk, to_owner_id=None, reason=reason, now=now)
            moved += 1
    return moved


def _check_open(item: WorkItem) -> None:
    if item.done_at is not None:
        raise RuleBroken("This has been done already. Open your work again to see what is next.")


def _move(
    *, actor: Actor, item: WorkItem, to_team_id: int, to_owner_id: int | None, reason: str, now: datetime
) -> None:
    WorkMove.objects.create(
        item=item,
        from_team_id=item.team_id,
        to_team_id=to_team_id,
        from_owner_id=item.owner_id,
        to_owner_id=to_owner_id,
        reason=reason[:300],
        moved_at=now,
        moved_by=actor.reference,
    )
    item.team_id, item.owner_id = to_team_id, to_owner_id
    item.save(update_fields=["team", "owner"])
    trail.record(
        actor=actor,
        kind="work.moved",
        subject=f"{item.subject_kind} {item.subject}",
        at=now,
        act=item.act,
        team=item.team.code,
        owner=f"user:{to_owner_id}" if to_owner_id else "",
    )


@transaction.atomic
def rerate_work(
    *,
    actor: Actor,
    subject_kind: str,
    subject: str,
    rag: str,
    child: str | None = None,
    act: str = "",
    due: agencies.DueBy | None = None,
    now: datetime,
) -> int:
    """Give open work on a record the colour a person set, and where its clock depends on the colour, its new due time.

    `due` goes to the items of `act` (all when no act is named). Returns how many changed. Raises Denied.
    """
    permissions.check_can_keep_work(actor)
    changed = 0
    for item in _open_items(subject_kind, subject, child=child):
        item.rag, item.rag_rank = rag, rank_of(rag)
        if due is not None and act in {"", item.act}:
            item.due_at, item.due_rule = due.due_at, due.rule
        item.save(update_fields=["rag", "rag_rank", "due_at", "due_rule"])
        changed += 1
    trail.record(actor=actor, kind="work.rerated", subject=f"{subject_kind} {subject}", at=now, rag=rag, items=changed)
    return changed


@transaction.atomic
def restrict_work(*, actor: Actor, subject_kind: str, subject: str, restricted: bool, now: datetime) -> int:
    """Hide or show open and done work on a record with the record itself. Returns how many items. Raises Denied."""
    permissions.check_can_keep_work(actor)
    items = WorkItem.objects.filter(subject_kind=subject_kind, subject=subject)
    changed = items.update(restricted=restricted)
    if changed:
        trail.record(
            actor=actor, kind="work.restricted", subject=f"{subject_kind} {subject}", at=now, restricted=restricted
        )
    return changed


@transaction.atomic
def finish_work(
    *, actor: Actor, act: str, subject_kind: str, subject: str, child: str = "", reason: str = "", now: datetime
) -> int:
    """Finish the open item of an act on a record. Returns how many were open: 0 when it was done before. Raises Denied."""
    permissions.check_can_keep_work(actor)
    with _as(actor):
        items = _open_items(subject_kind, subject, child=child).filter(act=act)
        return _finish(actor=actor, items=items, reason=reason, now=now)


@transaction.atomic
def note_work(
    *, actor: Actor, acts: Collection[str], subject_kind: str, subject: str, child: str, note: str, now: datetime
) -> int:
    """Put a word beside open items of a child, for whoever is about to take them up. Returns how many changed. Raises Denied."""
    permissions.check_can_keep_work(actor)
    with _as(actor):
        changed = 0
        for item in _open_items(subject_kind, subject, child=child).filter(act__in=acts).exclude(note=note[:200]):
            item.note = note[:200]
            item.save(update_fields=["note"])
            _record(actor=actor, item=item, kind="work.noted", now=now)
            changed += 1
    return changed


@transaction.atomic
def finish_superseded(
    *,
    actor: Actor,
    acts: Collection[str],
    subject_kind: str,
    subject: str,
    child: str,
    but: tuple[str, Any] | None = None,
    reason: str,
    now: datetime,
) -> int:
    """Finish the open items of a child that a newer decision does not ask for; `but` (act, team) is what it does ask for.

    Returns how many. Raises Denied.
    """
    permissions.check_can_keep_work(actor)
    with _as(actor):
        items = _open_items(subject_kind, subject, child=child).filter(act__in=acts)
        if but is not None:
            items = items.exclude(act=but[0], team=but[1])
        return _finish(actor=actor, items=items, reason=reason, now=now)


@transaction.atomic
def finish_all(*, actor: Actor, subject_kind: str, subject: str, reason: str = "", now: datetime) -> int:
    """Finish all open work on a record: it has gone elsewhere. Returns how many items. Raises Denied."""
    permissions.check_can_keep_work(actor)
    with _as(actor):
        return _finish(actor=actor, items=_open_items(subject_kind, subject), reason=reason, now=now)


def _finish(*, actor: Actor, items: WorkItemQuerySet, reason: str, now: datetime) -> int:
    done = 0
    for item in items:
        item.done_at, item.done_by, item.done_reason = now, actor.reference, reason[:60]
        if item.owner_id is None:
            item.owner_id = actor.user_id
        item.save(update_fields=["done_at", "done_by", "done_reason", "owner"])
        subject = f"{item.subject_kind} {item.subject}"
        trail.record(actor=actor, kind="work.finished", subject=subject, at=now, act=item.act)
        done += 1
    return done
