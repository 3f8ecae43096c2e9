"""What an agency is asked: its own requests and nothing else."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.enquiries.models import AgencyRequest, AgencyReturn, AskedAbout, ReturnFile
from openmash.enquiries.permissions import ANSWERERS
from openmash.enquiries.rules import OPEN
from openmash.people import queries as people

PAGE, MOST = 25, 500


def how_many(asked: str) -> int:
    """Return how many open requests to show: as many as asked for, within bounds."""
    return min(max(int(asked), PAGE), MOST) if asked.isascii() and asked.isdigit() and len(asked) < 5 else PAGE


def requests_to_answer(actor: Actor, *, most: int = MOST) -> list[AgencyRequest]:
    """Return what the actor's agency has still to answer: by colour, due time and arrival."""
    rows = AgencyRequest.objects.asked_of(actor).filter(state__in=sorted(OPEN))
    rows = rows.select_related("enquiry", "with_user").prefetch_related("enquiry__people")
    return list(rows.order_by("rag_rank", "due_at", "asked_at", "pk")[:most])


def answered_requests(actor: Actor, *, most: int = PAGE) -> list[AgencyRequest]:
    """Return what the actor's agency has answered, or need not answer any more, the latest first."""
    rows = AgencyRequest.objects.asked_of(actor).exclude(state__in=sorted(OPEN))
    rows = rows.select_related("enquiry", "with_user").prefetch_related("enquiry__people")
    return list(rows.order_by("-asked_at", "-pk")[:most])


def request_asked_of(actor: Actor, reference: str) -> AgencyRequest:
    """Return one request to the actor's agency. Raises NotFound for every other, as if there were none."""
    rows = AgencyRequest.objects.asked_of(actor).select_related("enquiry__team", "agency", "with_user")
    request = (
        rows.prefetch_related(
            "enquiry__people", "returns__involved", "returns__facts", "returns__files__file", "events"
        )
        .filter(reference=reference)
        .first()
    )
    if request is None:
        raise NotFound
    keep_homes_back(request.enquiry.people.all())
    return request


def keep_homes_back(shown: Iterable[AskedAbout]) -> None:
    """Keep back, of what an agency is shown, the address of everybody whose home was protected since they were asked about.

    The copy stays as it was told to whoever opened it before.
    """
    held = [one for one in shown if one.address]
    homes = people.places_now([one.person_reference for one in held]) if held else {}
    for one in held:
        if homes.get(one.person_reference, ("", "", False))[2]:
            one.address, one.address_kept_back = "", True


def requests_that_name(actor: Actor, persons: Collection[int], *, most: int = 20) -> list[tuple[str, bool, datetime]]:
    """Return what the actor's own agency is or was asked about people, the latest first: reference, whether open, when asked."""
    if not actor.agency_id:
        return []
    rows = AgencyRequest.objects.asked_of(actor).filter(enquiry__people__person__in=persons).distinct()
    held = rows.order_by("-asked_at").values_list("reference", "state", "asked_at")[:most]
    return [(reference, state in OPEN, asked_at) for reference, state, asked_at in held]


def file_of(request: AgencyRequest, reference: str) -> ReturnFile:
    """Return one file of the answers to a request that the actor may see. Raises NotFound."""
    rows = ReturnFile.objects.select_related("file", "given_in__request")
    found = rows.filter(given_in__request=request, reference=reference).first()
    if found is None:
        raise NotFound
    return found


def return_of(request: AgencyRequest, reference: str) -> AgencyReturn:
    """Return one answer to a request that the actor may see. Raises NotFound."""
    found = next((one for one in request.returns.all() if one.reference == reference), None)
    if found is None:
        raise NotFound
    return found


def who_of(request: AgencyRequest) -> str:
    """Return whom a request is about in a few words: the eldest child by name, the others counted."""
    children = [one.name for one in request.enquiry.people.all() if one.is_child]
    everybody = children or [one.name for one in request.enquiry.people.all()]
    others = len(everybody) - 1
    return everybody[0] + (f", and {others} {'other' if others == 1 else 'others'}" if others > 0 else "")


def asked_in_words(actor: Actor, references: Collection[str]) -> dict[str, tuple[str, str, bool]]:
    """Return of each request whom it is about, the record behind it, and whether the actor's own agency answers it.

    One query and one for the people; none where nothing is asked for. Of a restricted family nothing to those not cleared.
    """
    if not references:
        return {}
    rows = AgencyRequest.objects.filter(reference__in=references).filter(
        Q(pk__in=AgencyRequest.objects.asked_of(actor)) | Q(pk__in=AgencyRequest.objects.visible_to(actor))
    )
    return {
        one.reference: (who_of(one), one.enquiry.subject, one.agency_id == actor.agency_id)
        for one in rows.select_related("enquiry").prefetch_related("enquiry__people")
    }


def answers_by_link(request: AgencyRequest) -> bool:
    """Whether the agency that was asked is sent a link, as the pack in force says."""
    return bool(agencies.pack_in_force().one("agencies", request.agency.code).answers_by_link)


def colleagues_of(actor: Actor, now: datetime) -> list[tuple[int, str]]:
    """Return key and name of those of the actor's agency who can answer too."""
    held = (
        agencies.members_of_agency(actor.agency_id, roles=ANSWERERS, on=clock.london_day(now))
        if actor.agency_id
        else []
    )
    return [(key, name) for key, name in held if key != actor.user_id]
