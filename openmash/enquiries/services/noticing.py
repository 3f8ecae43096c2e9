"""Tell an agency that something waits for it: by e-mail, with the reference and nothing of the family."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.enquiries.models import AgencyRequest
from openmash.release import services as release
from openmash.release.choices import RecipientKind


def send_notice(*, actor: Actor, request: AgencyRequest, use: str, to_lead: bool = False, now: datetime) -> None:
    """Have one of the pack's fixed notices about a request leave: to the agency, or to its named lead.

    An agency of which the pack holds no address reads the request here, and is not written to.
    """
    pack = agencies.pack_in_force()
    entry = pack.one("agencies", request.agency.code)
    address = entry.lead_email if to_lead else entry.asked_at
    if not address:
        return
    notice = pack.notice(agencies.notice_use(use), clock.london_day(now))
    values = {
        "reference": request.reference,
        "answer_by": _moment(request.due_at),
        "where": f"{settings.PUBLIC_ADDRESS}{reverse('enquiries:request', kwargs={'reference': request.reference})}",
        "authority": pack.home.name,
        "team": request.enquiry.team.name,
        "telephone": request.enquiry.team.telephone,
    }
    release.enqueue_dispatch(
        actor=actor,
        outgoing=release.Outgoing(
            kind=use,
            subject_kind=request.enquiry.subject_kind,
            subject=request.enquiry.subject,
            source_kind="request",
            source=request.reference,
            recipient_kind=RecipientKind.AGENCY_LEAD if to_lead else RecipientKind.AGENCY,
            recipient=f"agency {request.agency.code}",
            recipient_name=f"{request.agency.name}, its named lead" if to_lead else request.agency.name,
            address=address,
            template=notice.code,
            subject_line=notice.subject.format(**values),
            body=notice.body.format(**values),
            restricted=request.enquiry.restricted,
        ),
        now=now,
    )


def _moment(at: datetime) -> str:
    """Return a moment as it is read days later, somewhere else."""
    local = at.astimezone(clock.LONDON)
    return f"{local:%H:%M} on {local:%A} {local.day} {local:%B %Y}"
