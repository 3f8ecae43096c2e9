"""On what footing each request goes: the agreement that covers it is named on it; where none does, that is a warning."""

from collections.abc import Iterable
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


def put_on_footing(*, actor: Actor, enquiry: Enquiry, requests: Iterable[AgencyRequest], now: datetime) -> None:
    """Name on each request the agreement in force, or what there is instead, and ask for a review where one is due.

    Sharing about one child or adult never waits for an agreement: it goes ahead on its recorded basis, with a warning.
    """
    about_a_child = enquiry.people.filter(is_child=True).exists()
    for request in requests:
        footing = sharing.footing_for(
            actor,
            purpose=PURPOSE,
            bases=enquiry.lawful_bases,
            from_agency=enquiry.team.agency.code,
            to_agency=request.agency.code,
            items=SHOWN,
            kind=_kind(request, about_a_child),
            on=london_day(now),
        )
        request.footing = (footing.named or NO_AGREEMENT)[:200]
        request.save(update_fields=["footing"])
        sharing_services.record_warning(
            actor=actor, footing=footing, subject_kind=enquiry.subject_kind, subject=enquiry.subject, now=now
        )


def _kind(request: AgencyRequest, about_a_child: bool) -> SharingKind:
    if request.agency.kind == POLICE:
        return SharingKind.WITH_POLICE
    return SharingKind.ONE_CHILD if about_a_child else SharingKind.ONE_ADULT
