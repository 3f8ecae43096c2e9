"""What comes round by itself: late agencies are chased."""

from datetime import datetime, timedelta

from openmash.base.actors import Actor
from openmash.base.jobs import job
from openmash.base.transactions import request_transaction
from openmash.enquiries import services

CHASER = Actor.machine("chasing-agencies")


@job("enquiries.chase_late_requests", every=timedelta(minutes=5))
def chase_late_requests(*, now: datetime) -> None:
    """Remind agencies whose time is over, and raise it to their named leads."""
    with request_transaction(CHASER):
        services.chase_late_requests(actor=CHASER, now=now)
