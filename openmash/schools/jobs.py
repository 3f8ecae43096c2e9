"""What comes round by itself: notices that no school has acknowledged are raised."""

from datetime import datetime, timedelta

from openmash.base.actors import Actor
from openmash.base.jobs import job
from openmash.base.transactions import request_transaction
from openmash.schools import services

RAISER = Actor.machine("raising-school-notices")


@job("schools.raise_late_notices", every=timedelta(minutes=5))
def raise_late_notices(*, now: datetime) -> None:
    """Ask a person to see to every notice that no key adult acknowledged before the school day began."""
    with request_transaction(RAISER):
        services.raise_late_notices(actor=RAISER, now=now)
