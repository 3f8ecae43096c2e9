"""What comes round by itself: worries that nobody can read any more find a manager who stands in."""

from datetime import datetime, timedelta

from openmash.allegations import services
from openmash.allegations.queries import KEEPER
from openmash.base.jobs import job
from openmash.base.transactions import request_transaction


@job("allegations.find_readers", every=timedelta(minutes=5))
def find_readers(*, now: datetime) -> None:
    """Have a manager stand in for every worry about a worker that waits and that nobody can read any more."""
    with request_transaction(KEEPER):
        services.find_readers(actor=KEEPER, now=now)
