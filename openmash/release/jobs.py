"""Sending the e-mails and files that wait. No transaction is open while the mail server or GOV.UK Notify is spoken to."""

from datetime import datetime
from typing import Any

from openmash.base import clock, jobs
from openmash.base.transactions import request_transaction
from openmash.release import door, services
from openmash.release.choices import DispatchState, Way
from openmash.release.services.sending import POSTMAN, SEND_JOB


class NotSentYet(Exception):
    """A message certainly did not go and is tried again. Its words hold no address."""


def _hand_over(dispatch: Any, body: str, file: dict[str, Any] | None) -> door.Handed:
    if file is not None:
        return door.hand_over_file(to=dispatch.address, **file)
    return door.hand_over(
        reference=dispatch.reference, address=dispatch.address, subject=dispatch.subject_line, body=body
    )


@jobs.job(SEND_JOB)
def send(*, now: datetime, reference: str) -> None:
    """Send one e-mail or file. It went, it certainly did not, or nobody can tell: each is kept as what it is."""
    with request_transaction(POSTMAN):
        dispatch = services.begin_sending(actor=POSTMAN, reference=reference, now=now)
        body = services.body_at_the_door(dispatch) if dispatch else ""
        file = services.file_of_run(dispatch) if dispatch and dispatch.way == Way.FILE else None
    if dispatch is None:
        return
    handed = _hand_over(dispatch, body, file)
    with request_transaction(POSTMAN):
        if isinstance(handed, door.Sent):
            services.record_sent(
                actor=POSTMAN,
                reference=reference,
                through=handed.through,
                provider_reference=handed.provider_reference,
                now=clock.now(),
            )
            return
        if isinstance(handed, door.Uncertain):
            services.record_uncertain(actor=POSTMAN, reference=reference, problem=handed.problem, now=clock.now())
            return
        kept = services.record_not_sent(
            actor=POSTMAN, reference=reference, problem=handed.problem, again=handed.again, now=clock.now()
        )
    if kept.state == DispatchState.WAITING:
        raise NotSentYet(reference)  # so that the job waits longer each time
