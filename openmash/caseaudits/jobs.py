"""What comes round by itself: auditors are reminded, and those who oversee audits are told what is late."""

from datetime import datetime, timedelta

from openmash.base.actors import Actor
from openmash.base.jobs import job
from openmash.base.transactions import request_transaction
from openmash.caseaudits import services

CHASER = Actor.machine("chasing-audits")


@job("caseaudits.chase", every=timedelta(hours=6))
def chase(*, now: datetime) -> None:
    """Remind of audits that are due soon, and chase those that are late."""
    with request_transaction(CHASER):
        services.chase_audits(actor=CHASER, now=now)
