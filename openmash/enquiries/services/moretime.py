"""More time: an agency asks for it, those who asked give it or do not. The first due time stays for the figures."""

from datetime import datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import worktime
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.enquiries import permissions, rules
from openmash.enquiries.choices import EventKind
from openmash.enquiries.models import AgencyRequest
from openmash.enquiries.services.asking import end_lateness
from openmash.enquiries.services.noticing import send_notice
from openmash.enquiries.services.shared import lock_request, note_event, open_hub_work
from openmash.work import services as work
from openmash.work.choices import WorkAct


@transaction.atomic
def ask_for_more_time(
    *, actor: Actor, request: AgencyRequest, until: datetime, reason: str, now: datetime
) -> AgencyRequest:
    """Ask those who asked for more time. Raises Denied; RuleBroken without a reason, for a time gone by, or once too often."""
    permissions.check_can_answer(actor, request)
    request = lock_request(request)
    if request.state not in rules.OPEN:
        raise RuleBroken("This is not waiting for an answer any more.")
    if not reason.strip():
        raise RuleBroken("Write why you need more time.", field="reason")
    if until <= max(now, request.due_at):
        raise RuleBroken("Choose a time after the one you were asked for.", field="until")
    if request.more_time_given >= agencies.pack_in_force().asking.more_time_most:
        raise RuleBroken("You have had more time already. Send what you have as a part, or ring the front door.")
    request.more_time_asked_until = until
    request.save(update_fields=["more_time_asked_until"])
    said = f"Until {worktime.said_at(until, now)}. {reason}"
    note_event(actor=actor, request=request, kind=EventKind.MORE_TIME_ASKED, words=said, now=now)
    open_hub_work(
        act=WorkAct.GIVE_MORE_TIME,
        request=request,
        clock_code=agencies.pack_in_force().asking.read_clock,
        note=f"{request.agency.name} asks for more time",
        by_request=True,
        now=now,
    )
    return request


@transaction.atomic
def give_more_time(*, actor: Actor, request: AgencyRequest, now: datetime) -> AgencyRequest:
    """Give the time that was asked for: the agency is late from then on. Raises Denied; RuleBroken when none was asked for."""
    permissions.check_can_ask(actor)
    request = _asked_for_more(request)
    request.due_at, request.more_time_asked_until = request.more_time_asked_until or request.due_at, None
    request.more_time_given += 1
    request.reminded_at = request.raised_at = None
    request.save(update_fields=["due_at", "more_time_asked_until", "more_time_given", "reminded_at", "raised_at"])
    said = f"Until {worktime.said_at(request.due_at, now)}."
    note_event(actor=actor, request=request, kind=EventKind.MORE_TIME_GIVEN, words=said, now=now)
    send_notice(actor=actor, request=request, use="request_time_given", now=now)
    end_lateness(actor=actor, request=request, now=now)
    if request.agency.is_authority:
        work.rerate_work(
            actor=actor,
            subject_kind="request",
            subject=request.reference,
            rag=request.enquiry.rag,
            due=agencies.DueBy(request.due_at, "", request.due_rule),
            now=now,
        )
    return request


@transaction.atomic
def refuse_more_time(*, actor: Actor, request: AgencyRequest, reason: str, now: datetime) -> AgencyRequest:
    """Stay with the time that was set, and say why. Raises Denied; RuleBroken without a reason, or when none was asked for."""
    permissions.check_can_ask(actor)
    request = _asked_for_more(request)
    if not reason.strip():
        raise RuleBroken("Write why it cannot wait. The agency is shown it.", field="reason")
    request.more_time_asked_until = None
    request.save(update_fields=["more_time_asked_until"])
    note_event(actor=actor, request=request, kind=EventKind.MORE_TIME_REFUSED, words=reason, now=now)
    send_notice(actor=actor, request=request, use="request_time_refused", now=now)
    end_lateness(actor=actor, request=request, now=now)
    return request


def _asked_for_more(request: AgencyRequest) -> AgencyRequest:
    request = lock_request(request)
    if request.more_time_asked_until is None:
        raise RuleBroken("The agency is not asking for more time any more.")
    return request
