"""What comes round by itself: look-ups are gone through once more, with the eyes of a machine."""

from datetime import datetime, timedelta

from openmash.base.actors import Actor
from openmash.base.jobs import job
from openmash.base.transactions import request_transaction
from openmash.people import services

WATCHER = Actor.machine("restricted-records")


@job("people.look_again", every=timedelta(minutes=1))
def look_again(*, now: datetime) -> None:
    """Tell a cleared manager where somebody's look-up met a restricted record."""
    with request_transaction(WATCHER):
        services.look_again(actor=WATCHER, now=now)
