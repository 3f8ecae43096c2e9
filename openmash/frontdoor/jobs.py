"""Sending the e-mails that wait. No transaction is open while the mail server is spoken to."""

from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from openmash.base import clock, jobs
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.frontdoor.choices import AnswerState
from openmash.frontdoor.services import sending
from openmash.frontdoor.services.answers import SEND_JOB

POSTMAN = Actor.machine("postman")
REFUSED_FOR_GOOD = range(500, 600)


class NotSent(Exception):
    """A message certainly did not go and is tried again. Its words hold no address."""


@jobs.job(SEND_JOB)
def send_answer(*, now: datetime, reference: str) -> None:
    """Send one message. It went, it certainly did not, or nobody can tell: each is kept as what it is."""
    with request_transaction(POSTMAN):
        answer = sending.begin_sending(actor=POSTMAN, reference=reference, now=now)
    if answer is None:
        return
    connection = get_connection()
    try:
        connection.open()
    except Exception as problem:  # nothing was handed over yet, whatever went wrong
        _not_sent(reference, f"The mail server could not be reached ({type(problem).__name__}).", again=True)
        return
    try:
        _as_email(answer, connection).send()
    except SMTPRecipientsRefused as problem:
        codes = [code for code, _ in problem.recipients.values()]
        again = not all(code in REFUSED_FOR_GOOD for code in codes)
        _not_sent(reference, f"The mail server does not take mail for this address ({_numbers(codes)}).", again=again)
        return
    except SMTPResponseException as problem:
        again = problem.smtp_code not in REFUSED_FOR_GOOD
        _not_sent(reference, f"The mail server refused the message ({problem.smtp_code}).", again=again)
        return
    except (SMTPServerDisconnected, SMTPException, OSError) as problem:
        with request_transaction(POSTMAN):
            words = f"The mail server went away while it took the message ({type(problem).__name__})."
            sending.record_uncertain(actor=POSTMAN, reference=reference, problem=words, now=clock.now())
        return
    finally:
        _close(connection)
    with request_transaction(POSTMAN):
        sending.record_sent(actor=POSTMAN, reference=reference, now=clock.now())


def _as_email(answer: Any, connection: Any) -> EmailMessage:
    # The same name each time: if it did arrive before, the reader's program knows that this is the same message.
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    headers = {"Message-ID": f"<{answer.reference}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(answer.subject, answer.words, to=[answer.to], headers=headers, connection=connection)


def _not_sent(reference: str, problem: str, *, again: bool) -> None:
    """Keep why a message did not go; raise where it is to be tried again, so that the job waits longer each time."""
    with request_transaction(POSTMAN):
        answer = sending.record_not_sent(
            actor=POSTMAN, reference=reference, problem=problem, again=again, now=clock.now()
        )
    if answer.state == AnswerState.WAITING:
        raise NotSent(reference)


def _close(connection: Any) -> None:
    try:
        connection.close()
    except OSError:
        return


def _numbers(codes: list[int]) -> str:
    return ", ".join(str(code) for code in codes)
