"""Requests and answers in words."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import worktime
from openmash.enquiries.queries import clock_of, state_tag
from openmash.sharing.choices import Told

FAMILY_KNOWS = {
    Told.TOLD: "The family knows that we ask.",
    Told.NOT_TOLD: "The family does not know yet that we ask. Do not tell them before you have spoken to us.",
    Told.NOT_KNOWN: "We do not know yet whether the family knows. Do not tell them before you have spoken to us.",
    Told.MUST_NOT: "The family must not be told that we ask.",
}


def person_row(one: Any) -> dict[str, Any]:
    """Return a person as an agency is shown them: what is needed to find the records."""
    facts = [one.age, f"born {one.born}" if one.born else "date of birth not known"]
    return {
        "name": one.name,
        "facts": ", ".join(fact for fact in facts if fact),
        "also": one.also_known_as,
        "relationship": agencies.relationship_words(one.relationship),
        "address": "Address kept back. Ring us if you need it to find your records."
        if one.address_kept_back
        else one.address or "Address not known",
        "is_child": one.is_child,
    }


def picture_row(picture: Any, now: datetime) -> dict[str, Any]:
    """Return one record of the hub as a line: its children, the adults beside them, and since when the agency has a place in it."""
    children = [one.name for one in picture.people if one.is_child]
    adults = [one.name for one in picture.people if not one.is_child]
    return {
        "reference": picture.subject,
        "who": ", ".join(children or adults) or picture.subject,
        "adults": ", ".join(adults) if children else "",
        "since": worktime.said_at(picture.since, now) if picture.since else "",
    }


def release_row(one: Any, now: datetime, *, where: Callable[[str], str]) -> dict[str, Any]:
    """Return an answer as it was released to the hub. `where` is the address of a file of it."""
    held = [{"href": where(file["reference"]), "name": file["name"], "words": ""} for file in one.content["files"]]
    return one.content | {"agency": one.agency_name, "when": worktime.said_at(one.given_at, now), "files": held}


def note_row(one: Any, now: datetime) -> dict[str, str]:
    """Return what a member of the hub added."""
    return {"agency": one.agency_name, "by": one.by_name, "when": worktime.said_at(one.at, now), "words": one.words}


def request_row(request: Any, who: str, now: datetime) -> dict[str, Any]:
    """Return a line of an agency's list."""
    return {
        "reference": request.reference,
        "who": who,
        "rag": request.enquiry.rag,
        "state": state_tag(request),
        "clock": clock_of(request, now),
        "with": request.with_user.name if request.with_user else "",
        "asked": worktime.said_at(request.asked_at, now),
    }


def asked_of_you(request: Any, *, category: str, bases: Iterable[str], purpose: str, now: datetime) -> dict[str, Any]:
    """Return what the page of an agency says above its choices: who asks, about whom, why, by when, what not to tell."""
    enquiry = request.enquiry
    people = [person_row(one) for one in enquiry.people.all()]
    return {
        "reference": request.reference,
        "agency": request.agency.name,
        "asked_by": enquiry.asked_by_name,
        "team": enquiry.team.name,
        "telephone": enquiry.team.telephone,
        "asked": worktime.said_at(request.asked_at, now),
        "clock": clock_of(request, now),
        "rag": enquiry.rag,
        "category": category,
        "words": enquiry.words,
        "purpose": purpose,
        "bases": list(bases),
        "footing": request.footing,
        "family": FAMILY_KNOWS.get(enquiry.told, FAMILY_KNOWS[Told.NOT_KNOWN]),
        "must_not": enquiry.must_not_be_told,
        "children": [one for one in people if one["is_child"]],
        "adults": [one for one in people if not one["is_child"]],
        "state": state_tag(request),
        "more_time": worktime.said_at(request.more_time_asked_until, now) if request.more_time_asked_until else "",
    }
