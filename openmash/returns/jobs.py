"""What returns do by themselves: look through the records at night, and write what was asked for."""

from datetime import datetime, timedelta

from openmash.base.actors import Actor
from openmash.base.jobs import job
from openmash.base.transactions import request_transaction
from openmash.returns.services import asking, missing, receiving

JOBS = Actor.machine("returns")


@job("returns.find_missing", every=timedelta(hours=24))
def find_missing(*, now: datetime) -> None:
    """Look through the records of everybody with a case for what the returns would lack, at midnight; forget old files."""
    with request_transaction(JOBS):
        missing.find_missing(actor=JOBS, now=now)
        asking.forget_files(actor=JOBS, now=now)
        receiving.forget_books(actor=JOBS, now=now)


@job(asking.JOB)
def write_return(*, now: datetime, reference: str) -> None:
    """Write one return that was asked for, or keep why it cannot be."""
    with request_transaction(JOBS):
        asking.write_return(actor=JOBS, reference=reference, now=now)


@job(receiving.JOB)
def read_book(*, now: datetime, reference: str) -> None:
    """Read one workbook that was sent, or keep why it cannot be."""
    receiving.read_asked(actor=JOBS, reference=reference, now=now)
