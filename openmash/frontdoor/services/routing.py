"""Where a contact goes: postcode to district to locality to the team that screens there, or to a named queue."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.errors import NotFound

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
