"""The early-help offer with its free places, and one place."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Count

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.frontdoor.models import Contact, EarlyHelpPlace


def offer_rows(actor: Actor, now: datetime, *, districts: Collection[str] = ()) -> list[dict[str, Any]]:
    """Return the services of the pack's directory in some districts (all without any), with their free places."""
    pack = agencies.pack_in_force()
    names = {entry.code: entry.title for entry in pack.districts}
    taken = dict(
        EarlyHelpPlace.objects.filter(ended_at__isnull=True).values_list("service").annotate(n=Count("pk")).order_by()
    )
    rows = []
    for offer in pack.in_force("offers", clock.london_day(now)):
        where = [names.get(code, code) for code in offer.districts]
        if districts and not set(districts) & set(where):
            continue
        free = max(0, offer.capacity - offer.in_use - taken.get(offer.code, 0))
        rows.append(
            {
                "code": offer.code,
                "title": offer.title,
                "words": offer.words,
                "for_whom": offer.for_whom,
                "districts": ", ".join(where),
                "free": free,
                "capacity": offer.capacity,
                "free_words": f"{free} of {offer.capacity} places free" if free else "full",
                "waiting_weeks": offer.waiting_weeks,
                "telephone": offer.telephone,
                "how_to_ask": offer.how_to_ask,
            }
        )
    return rows


def places_held(actor: Actor) -> list[EarlyHelpPlace]:
    """Return the places that children have or are offered with the actor's teams, the latest offered first."""
    places = EarlyHelpPlace.objects.filter(team_id__in=actor.team_ids, ended_at__isnull=True)
    places = places.filter(child__contact__in=Contact.objects.visible_to(actor))
    rows = places.select_related("child__person", "child__contact").prefetch_related("child__contact__stepped_up_to")
    return list(rows.order_by("-offered_at", "-pk"))


def places_of_person(actor: Actor, person: Any) -> list[EarlyHelpPlace]:
    """Return the places that a child took up or is offered, from whichever contact, open ones first.

    For a front-door worker, who may see every contact; of a restricted one only those who are cleared know.
    """
    places = EarlyHelpPlace.objects.filter(child__person=person)
    places = places.filter(child__contact__in=Contact.objects.visible_to(actor))
    return list(places.select_related("child__contact", "team").order_by("-offered_at", "-pk"))


def has_places(contact: Contact) -> bool:
    """Whether a place in early help was offered to a child of the contact, then or now."""
    return EarlyHelpPlace.objects.filter(child__contact=contact).exists()


def place_of(actor: Actor, reference: str) -> EarlyHelpPlace:
    """Return one early-help place with its child and contact. Raises NotFound when the actor may not see it."""
    seen = Contact.objects.visible_to(actor)
    place = (
        EarlyHelpPlace.objects.filter(reference=reference, child__contact__in=seen)
        .select_related("child__contact__team", "child__person")
        .first()
    )
    if place is None:
        raise NotFound
    return place
