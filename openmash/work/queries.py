"""What is to be done, by whom, in which order."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from openmash.base import worktime
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.transactions import remembered
from openmash.work.models import Action, WorkItem
from openmash.work.permissions import MANAGERS
from openmash.work.rules import SOON

# What is said of the next item, and where it stands in the order.
SAID_OF_NEXT = ("act", "subject_kind", "subject", "rag", "rag_rank", "due_at", "arrived_at")


def references_with_work_for(actor: Actor, *, subject_kind: str) -> QuerySet[WorkItem, Any]:
    """Return the references of records with open work for the actor or their teams, or with work that was theirs.

    A sub-query for `visible_to` of the record's own room: who had the work may still read what they did.
    """
    items = WorkItem.objects.filter(subject_kind=subject_kind)
    if not actor.is_authority:
        return items.none().values("subject")
    wanted = Q(team_id__in=actor.team_ids, done_at__isnull=True) | Q(owner_id=actor.user_id)
    held = items.filter(wanted) if actor.user_id else items
    return (held if actor.cleared else held.filter(restricted=False)).values("subject")


def work_of(
    actor: Actor,
    *,
    which: str = "mine",
    rag: str = "",
    locality: str = "",
    act: str = "",
    team: str = "",
    limit: int | None = None,
) -> QuerySet[WorkItem]:
    """Return open work in its order: mine (my own, and my teams' that nobody took), team, or all I may see.

    One query, and one each for teams and owners. Raises ValueError for another `which`.
    """
    items = _chosen(actor, which)
    for field, value in {"rag": rag, "locality": locality, "act": act, "team__code": team}.items():
        if value:
            items = items.filter(**{field: "" if value == "none" else value})
    # The names are read after the cut: joined before it, every item of the queue meets every team and person.
    ordered = items.prefetch_related("team", "owner").in_order()
    return ordered[:limit] if limit is not None else ordered


def _chosen(actor: Actor, which: str) -> Any:
    items = WorkItem.objects.visible_to(actor).open()
    if which == "all":
        return items
    if which == "team":
        return items.filter(team_id__in=actor.team_ids)
    if which == "mine":
        return items.filter(Q(owner_id=actor.user_id) | Q(owner__isnull=True) & _for(actor))
    raise ValueError(f"Work is mine, team or all, not {which}.")


def _for(actor: Actor) -> Q:
    """Return the filter for what waits for the actor: their teams' work that their role may do, and never their own decision.

    What asks for a manager waits for every manager who sees it, whichever team it stands in.
    """
    named = Q(pk__in=[])
    for role in actor.roles:
        named |= Q(roles__contains=f",{role},")
    reach = named if actor.has(*MANAGERS) else Q(pk__in=[])
    return (Q(team_id__in=actor.team_ids) & (Q(roles="") | named) | reach) & ~Q(not_by=actor.reference)


def open_item(actor: Actor, *, act: str, subject: str, child: str = "") -> WorkItem:
    """Return one open item that the actor may see, by what is to be done about which record. Raises NotFound."""
    items = WorkItem.objects.visible_to(actor).open().filter(act=act, subject=subject, child=child)
    item = items.select_related("team", "owner").first()
    if item is None:
        raise NotFound("This has been done already, or was never yours to see. Open your work to see what is next.")
    return item


def counts(actor: Actor, *, now: datetime, which: str = "mine") -> dict[str, int]:
    """Return how many items are overdue, due in the next two hours, later today, and after today: one query."""
    ends = worktime.end_of(worktime.london_day(now))
    soon = now + SOON
    found: dict[str, int] = _chosen(actor, which).aggregate(
        overdue=Count("pk", filter=Q(due_at__lt=now)),
        next_two_hours=Count("pk", filter=Q(due_at__gte=now, due_at__lte=soon)),
        today=Count("pk", filter=Q(due_at__gt=soon, due_at__lte=ends)),
        later=Count("pk", filter=Q(due_at__gt=soon) & Q(due_at__gt=ends)),
    )
    return found


def next_for(actor: Actor) -> WorkItem | None:
    """Return the first item of the actor's own work, or None. Asked once in a transaction."""
    return remembered(_next(actor), lambda: _first_of_own(actor))


def _first_of_own(actor: Actor) -> WorkItem | None:
    """Return the earlier of the first that is the actor's and the first that waits for them: each has an index in its order."""
    items = WorkItem.objects.visible_to(actor).open().only(*SAID_OF_NEXT).in_order()
    own, waiting = items.filter(owner_id=actor.user_id), items.filter(_for(actor), owner__isnull=True)
    return min(own[:1].union(waiting[:1], all=True), key=WorkItem.place, default=None)


def note_own_work(actor: Actor, items: Sequence[WorkItem]) -> None:
    """Keep for this transaction that these are the actor's own work, in its order, from the first: nobody asks again."""
    remembered(_next(actor), lambda: items[0] if items else None)


def _next(actor: Actor) -> str:
    return f"work.next {actor.reference}"


def held_open(actor: Actor, *, acts: Collection[str], subjects: Collection[str]) -> set[tuple[str, str, str]]:
    """Return which of these acts are open on which records, as act, kind and reference. They stay open until the transaction ends."""
    items = WorkItem.objects.visible_to(actor).open().select_for_update(of=("self",))
    rows = items.filter(act__in=acts, subject__in=subjects).order_by("pk")
    return set(rows.values_list("act", "subject_kind", "subject"))


def open_work_on(actor: Actor, *, subject_kind: str, subject: str) -> list[WorkItem]:
    """Return the open items on one record that the actor may see, in their order."""
    items = WorkItem.objects.visible_to(actor).open().filter(subject_kind=subject_kind, subject=subject)
    return list(items.select_related("team", "owner").in_order())


def item_by_key(actor: Actor, key: int) -> WorkItem | None:
    """Return one item that the actor may see."""
    return WorkItem.objects.visible_to(actor).select_related("team", "owner").filter(pk=key).first()


def arrived_since(actor: Actor, since: datetime, *, which: str = "mine") -> int:
    """Return how many open items came into the actor's queue after a moment."""
    return int(_chosen(actor, which).filter(arrived_at__gt=since).count())


def actions_of(actor: Actor, *, origin_kind: str, origins: Collection[str]) -> list[Action]:
    """Return the actions that came of some records that the actor may see, the latest first."""
    rows = Action.objects.visible_to(actor).filter(origin_kind=origin_kind, origin__in=origins)
    return list(rows.select_related("team", "owner").order_by("-agreed_at", "-pk"))


def action_by_reference(actor: Actor, reference: str) -> Action:
    """Return one action that the actor may see. Raises NotFound."""
    rows = Action.objects.visible_to(actor).select_related("team", "owner").filter(reference=reference)
    action = rows.first()
    if action is None:
        raise NotFound
    return action


def own_work(actor: Actor, *, acts: Collection[str], limit: int) -> list[WorkItem]:
    """Return the open items of some acts that wait for the actor, in their order."""
    items = _chosen(actor, "mine").filter(act__in=acts)
    return list(items.select_related("team", "owner").in_order()[:limit])
