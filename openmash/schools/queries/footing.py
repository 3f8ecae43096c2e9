"""Under which agreement a school is told: what the register says of it on a day."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.schools.models import School
from openmash.sharing import queries as sharing
from openmash.sharing.choices import SharingKind

PURPOSE = "supporting-pupil"
# What a notice says of a child, and what is said on the telephone, as agreements call it.
IN_A_NOTICE, BY_WORD = ("name", "date_of_birth", "story"), ("name", "story")
NOT_OURS = "{school} is not among the agencies here, so the register holds no agreement with it."


def footing_with(
    actor: Actor, school: School | None, *, team: Any, items: Collection[str] = IN_A_NOTICE, now: datetime
) -> sharing.Footing | None:
    """Return on what footing a school is told by a team of the council; None for one that is no agency of ours. Raises NotFound."""
    if school is None or school.agency is None:
        return None
    return sharing.footing_for(
        actor,
        purpose=PURPOSE,
        bases=agencies.pack_in_force().telling_schools.lawful_bases,
        from_agency=team.agency.code,
        to_agency=school.agency.code,
        items=items,
        kind=SharingKind.ONE_CHILD,
        on=clock.london_day(now),
    )


def footing_in_words(actor: Actor, school: School | None, *, team: Any, now: datetime) -> str:
    """Return under which agreement a school would be told, in one sentence; empty while no school is chosen."""
    if school is None:
        return ""
    footing = footing_with(actor, school, team=team, now=now)
    if footing is None:
        return f"{NOT_OURS.format(school=school.name)} The school is told all the same."
    return f"{footing.kept} The school is told all the same." if footing.warned else footing.kept
