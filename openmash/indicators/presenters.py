"""Cases behind a figure, in words: no names, only where each contact is found and when it was due and done."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from openmash.base import clock
from openmash.indicators.rules.periods import day_in_words


def _when(moment: datetime | None) -> str:
    if moment is None:
        return "Not yet"
    local = moment.astimezone(clock.LONDON)
    return f"{local.day} {local:%B %Y, %H:%M}"


def case_row(contact: Any) -> dict[str, Any]:
    """Return one contact of a list of cases."""
    return {
        "reference": contact.reference,
        "href": reverse("frontdoor:contact", kwargs={"reference": contact.reference}),
        "received": _when(contact.received_at),
        "decided": _when(contact.first_decided_at),
        "answered": _when(contact.answered_at),
        "colour": contact.rag.capitalize() or "No colour set",
        "place": ", ".join(filter(None, [contact.locality or "No locality found", contact.team.name])),
    }


def pulse_words(said: list[tuple[date, list[str]]]) -> list[dict[str, Any]]:
    """Return what people wrote in each round, under its day."""
    return [{"opened": day_in_words(opened), "words": words} for opened, words in said]
