"""Send an agency that answers by link a fresh one to what it was asked."""

from datetime import datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.enquiries import permissions
from openmash.enquiries.choices import RequestState
from openmash.enquiries.models import AgencyRequest
from openmash.enquiries.services.noticing import send_notice
from openmash.enquiries.services.shared import lock_request


@transaction.atomic
def send_answer_link(*, actor: Actor, request: AgencyRequest, now: datetime) -> AgencyRequest:
    """Send an agency a fresh link to one request, to the address of its record; an earlier unused one opens nothing any more.

    Raises Denied; RuleBroken for an agency that answers by sign-in, without an address, or for a request that was taken back.
    """
    permissions.check_can_ask(actor)
    request = lock_request(request)
    entry = agencies.pack_in_force().one("agencies", request.agency.code)
    if not entry.answers_by_link:
        raise RuleBroken(f"People of {request.agency.name} sign in to answer. It gets no link.")
    if not entry.asked_at:
        raise RuleBroken(f"The record of {request.agency.name} holds no address for questions. Ring them.")
    if request.state == RequestState.WITHDRAWN:
        raise RuleBroken("This question was taken back, so no link was sent.")
    send_notice(actor=actor, request=request, use="request_asked", now=now)
    return request


def send_again(*, actor: Actor, record: str, now: datetime) -> None:
    """Send a fresh link to a request, for whoever had used the one before: to the address of the agency's record."""
    send_answer_link(actor=actor, request=AgencyRequest.objects.get(reference=record), now=now)
