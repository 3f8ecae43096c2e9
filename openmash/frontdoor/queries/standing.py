"""Why a contact is to be decided by then, and what waits on it for somebody's team."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.frontdoor.choices import ContactStatus
from openmash.frontdoor.models import Contact
from openmash.work import queries as work
from openmash.work.choices import WorkAct

FOLLOWED_UP = (WorkAct.ADULT_DUTY, WorkAct.START_ASSESSMENT, WorkAct.FOLLOW_UP, WorkAct.PUPIL_WITHOUT_SCHOOL)


def asked_of(actor: Actor, contact: Contact) -> list[Any]:
    """Return the follow-up work on a contact that waits for the actor or the actor's team."""
    items = work.open_work_on(actor, subject_kind="contact", subject=contact.reference)
    ours = [one for one in items if one.team_id in actor.team_ids or one.owner_id == actor.user_id or actor.system]
    return [one for one in ours if one.act in FOLLOWED_UP]


def _beginnings(contact: Contact) -> Iterator[datetime]:
    """Yield from when the time to decide may be counted: asked for only where it is not counted from the first."""
    yield contact.received_at
    yield from contact.status_changes.filter(after=ContactStatus.SCREENING).values_list("changed_at", flat=True)


def due_because(contact: Contact) -> str:
    """Return the rule that sets the decision's due time and how it was counted; nothing where no rule gives that time."""
    pack = agencies.pack_of(contact.pack)
    codes = [pack.door.decision_clock]
    if contact.rag:
        colour = pack.rag_policy(clock.london_day(contact.received_at)).colour(contact.rag)
        codes += [colour.clock] if colour.clock else []
    for begins in _beginnings(contact):
        for code in codes:
            due = agencies.due_by(code, begins, team=contact.team, pack=contact.pack)
            if due.due_at == contact.decide_due_at:
                return f"{pack.clock(code).title}. {due.explanation}"
    return ""
