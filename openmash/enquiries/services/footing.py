"""On what footing each request goes: the agreement that covers it is named on it; where none does, that is a warning."""

from collections.abc import Sequence
from datetime import datetime

from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.enquiries.models import AgencyRequest, Enquiry
from openmash.sharing import queries as sharing
from openmash.sharing import services as sharing_services
from openmash.sharing.choices import SharingKind

POLICE = "POL"
PURPOSE = "screening"
# What an agency is shown of each person, and of the worry.
SHOWN = ("name", "date_of_birth", "address", "postcode", "category", "colour")
NO_AGREEMENT = "No agreement covers this; it goes ahead on its lawful basis"


def put_on_footing(
    *, actor: Actor, enquiry: Enquiry, requests: Sequence[AgencyRequest], about_a_child: bool, now: datetime
) -> None:
    """Name on each request, before it is kept, the agreement in force or what there is instead; ask for a review where one is due.

    Sharing about one child or adult never waits for an agreement: it goes ahead on its recorded basis, with a warning.
    """
    footings = sharing.footings_for(
        actor,
        purpose=PURPOSE,
        bases=enquiry.lawful_bases,
        from_agency=enquiry.team.agency.code,
        to_agencies={one.agency.code: _kind(one, about_a_child) for one in requests},
        items=SHOWN,
        on=london_day(now),
    )
    for request in requests:
        request.footing = (footings[request.agency.code].named or NO_AGREEMENT)[:200]
    sharing_services.record_warnings(
        actor=actor,
        footings=list(footings.values()),
        subject_kind=enquiry.subject_kind,
        subject=enquiry.subject,
        now=now,
    )


def _kind(request: AgencyRequest, about_a_child: bool) -> SharingKind:
    if request.agency.kind == POLICE:
        return SharingKind.WITH_POLICE
    return SharingKind.ONE_CHILD if about_a_child else SharingKind.ONE_ADULT
