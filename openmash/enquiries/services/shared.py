"""What several services of asking and answering do alike."""

from datetime import datetime

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.enquiries.models import AgencyRequest, RequestEvent
from openmash.trail import services as trail
from openmash.work import services as work

# Opens the council's work inside the act of a partner, who has no work here.
HUB = Actor.machine("enquiries")


def lock_request(request: AgencyRequest) -> AgencyRequest:
    """Return the request as it is now, locked until the end of the transaction."""
    AgencyRequest.objects.select_for_update(of=("self",)).values_list("pk").get(pk=request.pk)
    return AgencyRequest.objects.select_related("enquiry__team", "agency").get(pk=request.pk)


def note_event(*, actor: Actor, request: AgencyRequest, kind: str, words: str = "", now: datetime) -> None:
    """Keep what happened to a request, and record it."""
    RequestEvent.objects.create(request=request, kind=kind, words=words, at=now, by=actor.reference, by_name=actor.name)
    trail.record(
        actor=actor, kind=f"request.{kind}", subject=f"request {request.reference}", at=now, agency=request.agency.code
    )


def open_hub_work(
    *, act: str, request: AgencyRequest, clock_code: str, note: str, by_request: bool, now: datetime
) -> None:
    """Put a thing to do about what an agency was asked into the queue of the team that asked."""
    enquiry = request.enquiry
    work.open_work(
        actor=HUB,
        act=act,
        subject_kind=enquiry.subject_kind,
        subject=enquiry.subject,
        team=enquiry.team,
        due=agencies.due_by(clock_code, now),
        rag=enquiry.rag,
        arrived_at=now,
        restricted=enquiry.restricted,
        child=request.reference if by_request else "",
        note=note,
        now=now,
    )
