"""Sealing comes round every minute, until nothing is left unsealed."""

from datetime import datetime, timedelta

from openmash.base.actors import Actor
from openmash.base.jobs import job
from openmash.base.transactions import request_transaction
from openmash.trail.services import seal_entries


@job("trail.seal", every=timedelta(minutes=1))
def seal(*, now: datetime) -> None:
    actor = Actor.machine("trail-seal")
    more = True
    while more:
        with request_transaction(actor):
            more = seal_entries(actor=actor, now=now) is not None
