"""The line that every role finds where their work begins, while the demonstration area is being filled."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from openmash.demo.queries import progress

_finished: list[bool] = []


def filling_notice(now: datetime) -> dict[str, str] | None:
    """Return the line and its page. Only a server that fills an area asks, and once it is full nobody asks again."""
    if not settings.FILLING or _finished:
        return None
    found = progress(now=now)
    if found is None:
        return None
    if found.finished:
        _finished.append(True)
        return None
    return {
        "text": f"The demonstration area is being filled: {found.in_words}.",
        "href": reverse("demo:progress"),
    }
