"""Say that the answers on a record have been read."""

from datetime import datetime

from django.db import transaction

from openmash.base.actors import Actor
from openmash.enquiries import permissions
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct


@transaction.atomic
def read_returns(*, actor: Actor, subject_kind: str, subject: str, now: datetime) -> int:
    """Finish the work of reading what agencies answered on a record. Returns how many items were open. Raises Denied."""
    permissions.check_can_ask(actor)
    done = work.finish_work(
        actor=actor, act=WorkAct.READ_RETURNS, subject_kind=subject_kind, subject=subject, reason="read", now=now
    )
    trail.record(actor=actor, kind="returns.read", subject=f"{subject_kind} {subject}", at=now)
    return done
