"""What comes round by itself: the pulse is opened when it is due."""

from datetime import datetime, timedelta

from openmash.agencies.queries import NoPack
from openmash.base.actors import Actor
from openmash.base.jobs import job
from openmash.base.transactions import request_transaction
from openmash.pulse import services

OPENER = Actor.machine("opening-the-pulse")


@job("pulse.open_round", every=timedelta(hours=6))
def open_round(*, now: datetime) -> None:
    """Open the next round where the pack's rhythm says so."""
    with request_transaction(OPENER):
        try:
            services.open_round_when_due(actor=OPENER, now=now)
        except NoPack:
            return
