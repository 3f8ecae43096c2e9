"""Through GOV.UK Notify. Its template has two placeholders, ((subject)) and ((body)): the words are the practice pack's."""

from typing import Any

from django.conf import settings
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from requests import ConnectionError as NoConnection
from requests import ConnectTimeout, RequestException

from openmash.release.door.outcomes import Handed, NotSent, Sent, Uncertain

# 429: too many just now. What another 4xx refuses, it refuses for good. A 5xx, or no answer, leaves open whether it went.
TOO_MANY = 429
REFUSED_FOR_GOOD = range(400, 500)


def client() -> Any:
    """Return Notify's client, by the settings."""
    return NotificationsAPIClient(settings.NOTIFY_KEY, base_url=settings.NOTIFY_ADDRESS, timeout=20)


def hand_over(*, reference: str, address: str, subject: str, body: str) -> Handed:
    """Hand one e-mail to GOV.UK Notify and return what happened."""
    try:
        answer = client().send_email_notification(
            email_address=address,
            template_id=settings.NOTIFY_TEMPLATE,
            personalisation={"subject": subject, "body": body},
            reference=reference,
        )
    except APIError as problem:
        return _refused(problem)
    except RequestException as problem:
        return Uncertain(f"GOV.UK Notify went away while it took the message ({type(problem).__name__}).")
    return Sent("notify", str((answer or {}).get("id", "")))


def _refused(problem: APIError) -> Handed:
    cause = problem.__cause__
    if problem.response is None and isinstance(cause, NoConnection | ConnectTimeout) and _never_connected(cause):
        return NotSent(f"GOV.UK Notify could not be reached ({type(cause).__name__}).", again=True)
    if problem.response is None:
        return Uncertain(f"GOV.UK Notify went away while it took the message ({type(cause).__name__}).")
    code = problem.status_code
    if code == TOO_MANY:
        return NotSent(f"GOV.UK Notify takes no more just now ({code}).", again=True)
    if code in REFUSED_FOR_GOOD:
        return NotSent(f"GOV.UK Notify refused the message ({code}).", again=False)
    return Uncertain(f"GOV.UK Notify could not say whether it took the message ({code}).")


def _never_connected(cause: RequestException) -> bool:
    """Whether no connection was made at all: one that broke later may have carried the message."""
    reason = getattr(cause.args[0], "reason", None) if cause.args else None
    return isinstance(cause, ConnectTimeout) or type(reason).__name__ in {
        "NewConnectionError",
        "NameResolutionError",
        "ConnectTimeoutError",
        "SSLError",
    }
