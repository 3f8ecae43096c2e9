"""Where a contact goes: postcode to district to locality to the team that screens there, or to a named queue."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.frontdoor import permissions
from openmash.frontdoor.models import Contact
from openmash.frontdoor.rules import contacts as rules
from openmash.frontdoor.services.shared import open_contact_work
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

ROUTED = "routed"
MISSING, UNKNOWN, OUT_OF_AREA, NO_LOCALITY = "missing_address", "unknown_postcode", "out_of_area", "no_locality"


@dataclass(frozen=True)
class Place:
    """Where an address leads: names for people, the team, and for a queue the clock and the reason."""

    team: Any
    state: str = ROUTED
    district: str = ""
    locality: str = ""
    authority: str = ""
    operating_model: str = ""
    queue_clock: str = ""
    queue_words: str = ""

    def columns(self) -> dict[str, Any]:
        """Return what a contact keeps of where it goes, by the column's name."""
        return {
            "district": self.district,
            "locality": self.locality,
            "authority": self.authority,
            "address_state": self.state,
            "operating_model": self.operating_model,
            "team": self.team,
        }


def place_of(*, postcode: str, now: datetime) -> Place:
    """Return where a contact with this postcode goes today."""
    if not postcode.strip():
        return _queue(MISSING, now=now)
    day = clock.london_day(now)
    try:
        found = agencies.route(postcode, on=day)
    except (NotFound, LookupError, ValueError):
        return _queue(UNKNOWN, now=now)
    names = {"district": found.district or "", "authority": found.authority or ""}
    if not found.locality:
        return _queue(NO_LOCALITY if found.is_ours else OUT_OF_AREA, now=now, **names)
    model = agencies.operating_model_for(found.locality, on=day)
    if model is None:
        return _queue(NO_LOCALITY, now=now, **names)
    return Place(
        team=agencies.team_by_code(model.screening_team),
        locality=found.locality,
        operating_model=model.code,
        **names,
    )


def _queue(why: str, *, now: datetime, district: str = "", authority: str = "") -> Place:
    pack = agencies.pack_in_force()
    queue = next(q for q in pack.in_force("address_queues", clock.london_day(now)) if why in q.when)
    return Place(
        team=agencies.team_by_code(queue.team),
        state=why,
        district=district,
        authority=authority,
        queue_clock=queue.clock,
        queue_words=queue.next_act,
    )


def queue_address(*, actor: Actor, contact: Contact, place: Place, now: datetime) -> None:
    """Put an address that leads to no team into the queue of those who find out."""
    if place.state != ROUTED:
        due = agencies.due_by(place.queue_clock, now, team=place.team)
        open_contact_work(
            actor=actor,
            contact=contact,
            act=WorkAct.RESOLVE_ADDRESS,
            due=due,
            team=place.team,
            note=place.queue_words,
            now=now,
        )


@transaction.atomic
def route_contact(*, actor: Actor, contact: Contact, now: datetime) -> Contact:
    """Send a contact to where its postcode leads now. Once decided it stays with its team. Raises Denied."""
    permissions.check_can_screen(actor, contact)
    place = place_of(postcode=contact.postcode, now=now)
    where, before = place.columns(), contact.team
    if contact.status not in rules.OPEN or contact.transfers.exists():
        where.pop("team")
    for name, value in where.items():
        setattr(contact, name, value)
    contact.save(update_fields=list(where))
    if "team" in where:
        work.move_subject(
            actor=actor,
            subject_kind="contact",
            subject=contact.reference,
            from_team=before,
            to_team=place.team,
            reason="address",
            now=now,
        )
    if place.state == ROUTED:
        work.finish_work(
            actor=actor,
            act=WorkAct.RESOLVE_ADDRESS,
            subject_kind="contact",
            subject=contact.reference,
            reason="found",
            now=now,
        )
    else:
        queue_address(actor=actor, contact=contact, place=place, now=now)
    trail.record(actor=actor, kind="contact.routed", subject=contact, at=now, team=contact.team.code, state=place.state)
    return contact
