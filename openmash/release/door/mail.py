"""Through Django's mail back-end: a relay of the council, or a folder."""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from openmash.release.door.outcomes import Handed, NotSent, Sent, Uncertain

REFUSED_FOR_GOOD = range(500, 600)


def hand_over(*, reference: str, address: str, subject: str, body: str) -> Handed:
    """Hand one e-mail to the mail server and return what happened."""
    connection = get_connection()
    try:
        connection.open()
    except Exception as problem:  # nothing was handed over yet, whatever went wrong
        return NotSent(f"The mail server could not be reached ({type(problem).__name__}).", again=True)
    try:
        _email(reference, address, subject, body, connection).send()
    except SMTPRecipientsRefused as problem:
        codes = [code for code, _ in problem.recipients.values()]
        said = ", ".join(str(code) for code in codes)
        again = not all(code in REFUSED_FOR_GOOD for code in codes)
        return NotSent(f"The mail server does not take mail for this address ({said}).", again=again)
    except SMTPResponseException as problem:
        again = problem.smtp_code not in REFUSED_FOR_GOOD
        return NotSent(f"The mail server refused the message ({problem.smtp_code}).", again=again)
    except (SMTPServerDisconnected, SMTPException, OSError) as problem:
        return Uncertain(f"The mail server went away while it took the message ({type(problem).__name__}).")
    finally:
        _close(connection)
    return Sent("mail")


def _email(reference: str, address: str, subject: str, body: str, connection: Any) -> EmailMessage:
    # The same name each time: if it did arrive before, the reader's program knows that this is the same message.
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    headers = {"Message-ID": f"<{reference}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, to=[address], headers=headers, connection=connection)


def _close(connection: Any) -> None:
    try:
        connection.close()
    except OSError:
        return
