"""Tell an agency that something waits for it: by e-mail, with the reference and nothing of the family."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.enquiries.choices import LINK_TO, EventKind
from openmash.enquiries.models import AgencyRequest
from openmash.enquiries.services.shared import note_event
from openmash.links import queries as link_queries
from openmash.links import services as links
from openmash.release import services as release
from openmash.release.choices import RecipientKind

# What a notice says otherwise where the agency answers by a link.
BY_LINK = {"request_asked": "request_asked_by_link", "request_withdrawn": "request_withdrawn_by_link"}
WITHOUT_LINK = {"request_withdrawn"}


def send_notice(*, actor: Actor, request: AgencyRequest, use: str, to_lead: bool = False, now: datetime) -> None:
    """Have one of the pack's fixed notices about a request leave: to the agency, or to its named lead."""
    send_notices(actor=actor, requests=[request], use=use, to_lead=to_lead, now=now)


def send_notices(
    *, actor: Actor, requests: Iterable[AgencyRequest], use: str, to_lead: bool = False, now: datetime
) -> None:
    """Have the same fixed notice leave about each of several requests."""
    notices = [_notice(actor, one, use, to_lead, now) for one in requests]
    release.enqueue_dispatches(actor=actor, outgoing=[one for one in notices if one is not None], now=now)


def _notice(actor: Actor, request: AgencyRequest, use: str, to_lead: bool, now: datetime) -> release.Outgoing | None:
    """Return a notice as it leaves; none where it goes to nobody.

    An agency of which the pack holds no address reads the request here, and is not written to. One that answers by link gets
    a fresh one with each notice; it goes in when the notice goes, and is kept nowhere.
    """
    pack = agencies.pack_in_force()
    entry = pack.one("agencies", request.agency.code)
    address = entry.lead_email if to_lead else entry.asked_at
    if not address:
        return None
    by_link = entry.answers_by_link and not to_lead
    words_for = BY_LINK.get(use, use) if by_link else use
    notice = pack.notice(agencies.notice_use(words_for), clock.london_day(now))
    source, where = ("request", request.reference), _address_of(request)
    if by_link and use not in WITHOUT_LINK:
        source, where = (link_queries.SOURCE, _fresh_link(actor, request, address, now)), link_queries.LINK_STANDS_HERE
    values = {
        "reference": request.reference,
        "answer_by": _moment(request.due_at),
        "where": where,
        "authority": pack.home.name,
        "team": request.enquiry.team.name,
        "telephone": request.enquiry.team.telephone,
    }
    return release.Outgoing(
        kind=use,
        subject_kind=request.enquiry.subject_kind,
        subject=request.enquiry.subject,
        source_kind=source[0],
        source=source[1],
        recipient_kind=RecipientKind.AGENCY_LEAD if to_lead else RecipientKind.AGENCY,
        recipient=f"agency {request.agency.code}",
        recipient_name=f"{request.agency.name}, its named lead" if to_lead else request.agency.name,
        address=address,
        template=notice.code,
        subject_line=notice.subject.format(**values),
        body=notice.body.format(**values),
        restricted=request.enquiry.restricted,
    )


def _moment(at: datetime) -> str:
    """Return a moment as it is read days later, somewhere else."""
    local = at.astimezone(clock.LONDON)
    return f"{local:%H:%M} on {local:%A} {local.day} {local:%B %Y}"


def _address_of(request: AgencyRequest) -> str:
    return f"{settings.PUBLIC_ADDRESS}{reverse('enquiries:request', kwargs={'reference': request.reference})}"


def _fresh_link(actor: Actor, request: AgencyRequest, address: str, now: datetime) -> str:
    """Make a link to a request for its agency, keep that it was, and return its reference."""
    enquiry, agency = request.enquiry, request.agency
    link = links.make_link(
        actor=actor,
        given=links.LinkGiven(
            kind=LINK_TO,
            record=request.reference,
            about_kind=enquiry.subject_kind,
            about=enquiry.subject,
            recipient=f"agency {agency.code}",
            recipient_name=agency.name,
            address=address,
            agency=agency,
            restricted=enquiry.restricted,
        ),
        now=now,
    )
    note_event(actor=actor, request=request, kind=EventKind.LINK_SENT, words=f"To {address}.", now=now)
    return link.reference
