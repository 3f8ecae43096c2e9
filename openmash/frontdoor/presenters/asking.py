"""What agencies were asked and answered about a contact, in words."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from openmash.base import clock, worktime
from openmash.enquiries import queries as enquiries
from openmash.enquiries.choices import RequestState
from openmash.frontdoor.presenters.lawfulbases import Offered

WAITING = (RequestState.ASKED, RequestState.PARTLY)


SUGGESTED, OTHERS = "Suggested for this worry", "Others that can be asked"


def agency_choices(choices: Sequence[Any]) -> Offered:
    """Return the agencies as choices, the suggested ones first, each with its clock and what is open with it already."""
    suggested = any(one.why for one in choices)
    return Offered(
        choices=[(one.code, one.name) for one in choices],
        hints={one.code: _hint(one) for one in choices},
        groups={one.code: SUGGESTED if one.why else OTHERS for one in choices} if suggested else {},
        more=frozenset(one.code for one in choices if not one.why) if suggested else frozenset(),
        others="Other agencies",
    )


def _hint(one: Any) -> str:
    if one.asked_already:
        return f"{one.asked_already}. It is not asked again about the same people."
    why = one.why.rstrip(".") or one.kind
    return f"{why}. An answer would be {one.due_words}"


def people_choices(contact: Any, now: datetime) -> list[tuple[str, str]]:
    """Return the children and adults of a contact as choices, each with an age."""
    today = clock.london_day(now)
    rows = [*contact.children.all(), *contact.adults.all()]
    return [(one.person.reference, f"{one.person.full_name}, {one.person.age_in_words(today)}") for one in rows]


def purposes(pack: Any, today: date) -> list[tuple[str, str]]:
    """Return what agencies can be asked for."""
    return [(one.code, one.title) for one in pack.in_force("reasons", today) if one.group == "request_purpose"]


def standing_words(standing: Any) -> str:
    """Return how the asking stands, as a sentence."""
    if not standing.asked:
        return "No agency has been asked yet."
    agencies = f"{standing.asked} {'agency' if standing.asked == 1 else 'agencies'} asked"
    late = f", {standing.late} late" if standing.late else ""
    return f"{agencies}, {standing.answered} answered{late}."


def request_card(request: Any, now: datetime, *, may_act: bool, where: Callable[[str], str]) -> dict[str, Any]:
    """Return what one agency was asked and answered, for the page that reads them together; `where` its files are."""
    waiting = request.state in WAITING
    return {
        "reference": request.reference,
        "agency": request.agency.name,
        "state": enquiries.state_tag(request),
        "clock": enquiries.clock_of(request, now),
        "asked": f"Asked {worktime.said_at(request.asked_at, now)} by {request.enquiry.asked_by_name}",
        "footing": request.footing,
        "about": ", ".join(one.name for one in request.enquiry.people.all()),
        "returns": enquiries.returns_in_words(request, now, where=where),
        "events": enquiries.events_in_words(request, now),
        "may_withdraw": may_act and waiting,
        "may_send_link": may_act and waiting and enquiries.answers_by_link(request),
        "more_time": may_act and request.more_time_asked_until is not None,
    }


def chronology(lines: Sequence[Any], *, chosen: str, here: str) -> dict[str, Any]:
    """Return the joint chronology as a timeline, with a filter by whom it is told, in the address."""
    agencies = {one.code: one.told_by for one in lines}
    chosen = chosen if chosen in agencies else ""
    shown = [one for one in lines if chosen in ("", one.code)]
    return {
        "filters": {
            "label": "Whose facts are shown",
            "groups": [{"label": "Told by", "options": _tellers(lines, agencies, chosen, here)}],
        }
        if len(agencies) > 1
        else None,
        "timeline": [_on_a_day(one) for one in shown],
    }


def _tellers(lines: Sequence[Any], agencies: dict[str, str], chosen: str, here: str) -> list[dict[str, Any]]:
    everybody = [("", "Everybody", len(lines))]
    each = [(code, name, sum(1 for one in lines if one.code == code)) for code, name in sorted(agencies.items())]
    return [
        {
            "text": name,
            "count": count,
            "current": code == chosen,
            "href": f"{here}?{urlencode({'agency': code})}#chronology" if code else f"{here}#chronology",
        }
        for code, name, count in [*everybody, *each]
    ]


def _on_a_day(line: Any) -> dict[str, Any]:
    return {
        "title": line.title,
        "href": reverse("frontdoor:contact", kwargs={"reference": line.reference}) if line.reference else "",
        "when": line.when[:1].upper() + line.when[1:],
        "iso": "" if line.when.startswith("about") else line.at.date().isoformat(),
        "by": line.told_by,
        "tag": {"text": line.mark, "tone": line.tone} if line.mark else None,
        "text": line.text,
    }


def note_rows(notes: Iterable[Any], now: datetime) -> list[dict[str, str]]:
    """Return what members of the hub added."""
    return [
        {"agency": one.agency_name, "by": one.by_name, "when": worktime.said_at(one.at, now), "words": one.words}
        for one in notes
    ]


def open_questions(requests: Iterable[Any]) -> list[dict[str, str]]:
    """Return contradictions and gaps as questions."""
    return [{"words": one.words, "why": one.why} for one in enquiries.questions_about(requests)]
