"""What several services of asking and answering do alike."""

from datetime import datetime

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.enquiries.models import AgencyRequest, RequestEvent
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

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


def open_answering(*, request: AgencyRequest, locality: str, now: datetime) -> None:
    """Put a request to a service of the council into its team's queue. Other agencies have their own page of questions.

    Work of a restricted family is seen by those who are cleared; the others of the service find it on that page too.
    """
    agency, enquiry = request.agency, request.enquiry
    if not agency.is_authority:
        return
    team = agencies.team_of_agency(agency, locality=locality, on=clock.london_day(now))
    if team is None:
        return
    work.open_work(
        actor=HUB,
        act=WorkAct.ANSWER_REQUEST,
        subject_kind="request",
        subject=request.reference,
        team=team,
        due=agencies.DueBy(request.due_at, "", request.due_rule),
        rag=enquiry.rag,
        arrived_at=now,
        locality=locality,
        restricted=enquiry.restricted,
        now=now,
    )


def finish_answering(*, actor: Actor, request: AgencyRequest, reason: str, now: datetime) -> None:
    """End the work of answering, of a service of the council."""
    if request.agency.is_authority:
        work.finish_work(
            actor=actor,
            act=WorkAct.ANSWER_REQUEST,
            subject_kind="request",
            subject=request.reference,
            reason=reason,
            now=now,
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
