"""The order of work, and when it is late. No score of a person or family enters it: colour, due time, arrival."""

from collections.abc import Collection
from datetime import datetime, timedelta

from openmash.work.choices import RAG_RANK, WorkAct

SOON = timedelta(hours=2)
OF_AUDITS = "audit"


def rank_of(rag: str) -> int:
    """Return the rank of a colour set by a person; not rated yet ranks with amber, so that it is not forgotten."""
    return RAG_RANK.get(rag, RAG_RANK[""])


def place_in_queue(*, rag: str, due_at: datetime, arrived_at: datetime) -> tuple[int, datetime, datetime]:
    """Return what the queue is ordered by: the same as `WorkItemQuerySet.in_order`."""
    return rank_of(rag), due_at, arrived_at


def urgency(due_at: datetime, *, now: datetime, day_ends_at: datetime) -> str:
    """Return overdue, next_two_hours, today or later: each item is in exactly one."""
    if due_at < now:
        return "overdue"
    if due_at <= now + SOON:
        return "next_two_hours"
    return "today" if due_at <= day_ends_at else "later"


def roles_kept(roles: Collection[str]) -> str:
    """Return roles as a work item keeps them: each between commas, so that one can be looked for; nothing for anybody."""
    return f",{','.join(sorted(map(str, roles)))}," if roles else ""


def acts_of(origin_kind: str) -> tuple[WorkAct, WorkAct]:
    """Return what the queue calls an action from such an origin: doing it, and looking again whether it is done."""
    if origin_kind == OF_AUDITS:
        return WorkAct.AUDIT_ACTION, WorkAct.LOOK_AGAIN
    return WorkAct.BOARD_ACTION, WorkAct.LOOK_AT_BOARD_ACTION
