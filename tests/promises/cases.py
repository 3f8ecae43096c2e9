"""What happened in the case of each child of the records."""

from typing import Any

from openmash.base import clock
from openmash.cases.models import Fact


def happen(mark: str, person: Any, pack: Any) -> None:
    """Record a referral of today."""
    now = clock.now()
    Fact.objects.create(
        reference=f"CF-{mark}",
        kind="referral",
        person=person,
        began_on=clock.london_day(now),
        pack=pack,
        source="entered",
        source_at=now,
        recorded_at=now,
        recorded_by="user:1",
    )
