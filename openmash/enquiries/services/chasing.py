"""Lateness: the agency is reminded once, then its named lead is told, and those who asked see it in their work."""

from datetime import datetime, timedelta

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.enquiries import permissions, rules
from openmash.enquiries.choices import EventKind
from openmash.enquiries.models import AgencyRequest
from openmash.enquiries.queries.reading import late_requests
from openmash.enquiries.services.noticing import send_notice
from openmash.enquiries.services.shared import lock_request, note_event, open_hub_work
from openmash.trail import services as trail
from openmash.work.choices import WorkAct


@transaction.atomic
def chase_late_requests(*, actor: Actor, now: datetime) -> int:
    """Remind every agency whose time is over, and raise it to its lead where the pack's further time is over too.

    Returns how many requests were touched. Raises Denied.
    """
    permissions.check_can_ask(actor)
    hub = agencies.pack_in_force().asking
    raise_after = timedelta(minutes=hub.raise_after_minutes)
    late = late_requests(now, raise_after=raise_after)
    for one in late:
        _chase(actor=actor, request=one, raise_after=raise_after, clock_code=hub.late_clock, now=now)
    if late:
        trail.record(actor=actor, kind="requests.chased", subject="requests late", at=now, requests=len(late))
    return len(late)


@transaction.atomic
def chase_request(*, actor: Actor, request: AgencyRequest, now: datetime) -> None:
    """Remind one agency whose time is over, and raise it to its lead where that is due. Raises Denied."""
    permissions.check_can_ask(actor)
    hub = agencies.pack_in_force().asking
    raise_after = timedelta(minutes=hub.raise_after_minutes)
    _chase(actor=actor, request=request, raise_after=raise_after, clock_code=hub.late_clock, now=now)
    trail.record(actor=actor, kind="requests.chased", subject=f"request {request.reference}", at=now, requests=1)


def _chase(*, actor: Actor, request: AgencyRequest, raise_after: timedelta, clock_code: str, now: datetime) -> None:
    request = lock_request(request)
    due = rules.chase(
        state=request.state,
        due_at=request.due_at,
        reminded=request.reminded_at is not None,
        raised=request.raised_at is not None,
        raise_after=raise_after,
        now=now,
    )
    if due.remind:
        request.reminded_at = now
        note_event(actor=actor, request=request, kind=EventKind.CHASED, now=now)
        send_notice(actor=actor, request=request, use="request_reminded", now=now)
    if due.raise_to_lead:
        request.raised_at = now
        entry = agencies.pack_in_force().one("agencies", request.agency.code)
        said = ", ".join(part for part in (entry.lead, entry.lead_telephone) if part)
        note_event(actor=actor, request=request, kind=EventKind.RAISED, words=said, now=now)
        send_notice(actor=actor, request=request, use="request_raised", to_lead=True, now=now)
    if due.remind or due.raise_to_lead:
        request.save(update_fields=["reminded_at", "raised_at"])
        open_hub_work(
            act=WorkAct.CHASE_AGENCY,
            request=request,
            clock_code=clock_code,
            note=f"{request.agency.name} has not answered",
            by_request=True,
            now=now,
        )
