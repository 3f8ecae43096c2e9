"""Lateness: a school day has begun and nobody of the school is known to know. A person is asked to see to it, once."""

from datetime import datetime, timedelta

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.schools import permissions
from openmash.schools.choices import EventKind
from openmash.schools.models import SchoolNotice
from openmash.schools.queries.notices import late_notices
from openmash.schools.rules.notices import NOT_TOLD_YET, is_to_be_raised
from openmash.schools.services.following import send_word
from openmash.schools.services.shared import lock_notice, note_event, see_to
from openmash.trail import services as trail


@transaction.atomic
def raise_late_notices(*, actor: Actor, now: datetime) -> int:
    """Ask a person to see to every notice that nobody acknowledged in time, and remind its key adult. Returns how many.

    A notice that was not released by the time is raised at once; one that was, after the pack's further minutes. Raises Denied.
    """
    permissions.check_can_open(actor)
    telling = agencies.pack_in_force().schools
    if telling is None:
        return 0
    further = timedelta(minutes=telling.raise_after_minutes)
    raised = [one for one in late_notices(now) if _raise(actor=actor, notice=one, further=further, now=now)]
    if raised:
        trail.record(
            actor=actor, kind="school_notices.raised", subject="school_notices late", at=now, count=len(raised)
        )
    return len(raised)


def _raise(*, actor: Actor, notice: SchoolNotice, further: timedelta, now: datetime) -> bool:
    notice = lock_notice(notice)
    told = notice.state not in NOT_TOLD_YET
    raise_at = max(notice.due_at, notice.released_at or notice.due_at) + further if told else notice.due_at
    if not is_to_be_raised(state=notice.state, raise_at=raise_at, raised=notice.raised_at is not None, now=now):
        return False
    notice.raised_at = now
    notice.save(update_fields=["raised_at"])
    why = (
        f"{notice.told_name} has not acknowledged the notice"
        if told
        else "The school day has begun, and the school is not told"
    )
    note_event(actor=actor, notice=notice, kind=EventKind.RAISED, words=why, now=now)
    see_to(actor=actor, notice=notice, note=why, now=now)
    if told:
        send_word(actor=actor, notice=notice, use="school_reminded", now=now)
    return True
