"""Under which agreement somebody is told of an incident: what the register says of it on a day."""

from collections.abc import Collection
from datetime import datetime

from openmash.adults import rules
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.sharing import queries as sharing
from openmash.sharing.choices import SharingKind


def footings_of(
    actor: Actor,
    kind: str,
    *,
    to_agencies: Collection[str],
    from_agency: str,
    bases: Collection[str],
    about_a_child: bool,
    now: datetime,
) -> dict[str, sharing.Footing]:
    """Return on what footing each of some agencies (codes) would be told by a kind of branch, by code. Raises NotFound."""
    sharing_kind = SharingKind.ONE_CHILD if about_a_child else SharingKind.ONE_ADULT
    return sharing.footings_for(
        actor,
        purpose="protecting-child" if about_a_child else "protecting-adult",
        bases=bases,
        from_agency=from_agency,
        to_agencies=dict.fromkeys(to_agencies, sharing_kind),
        items=rules.items_of(kind),
        on=clock.london_day(now),
    )
