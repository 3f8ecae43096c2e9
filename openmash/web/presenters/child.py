"""A child in words: the header, the story with its filters, what is missing, who opened the record."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from openmash.base import worktime
from openmash.base.fields.days import said

KINDS = (
    ("", "Everything"),
    ("contact", "Contacts"),
    ("decision", "Decisions"),
    ("case", "Case"),
    ("meeting", "Meetings"),
    ("transfer", "Transfers"),
    ("check", "Early help"),
    ("household", "Addresses"),
    ("around", "Siblings and address"),
)
GROWN_UP, OPENINGS = 18, 5


def identity(person: Any, household: Iterable[Any], involvements: Sequence[Any], today: date) -> dict[str, Any]:
    """Return the header: who the child is, with whom they live, who works with them."""
    opened = next((row for row in involvements if row.open), None)
    place = ", ".join(part for part in (person.address, person.postcode) if part) or "Address not known yet"
    return {
        "name": person.full_name,
        "age": person.age_in_words(today),
        "born": said(person.date_of_birth) if person.date_of_birth and not person.unborn else "",
        "known_as": person.also_known_as,
        "address": "Address protected: never to be given out" if person.address_protected else place,
        "household": [
            {
                "name": member.full_name,
                "age": member.age_in_words(today),
                "relation": member.household_role,
                "href": page_of(member, today),
            }
            for member in household
        ],
        "open_to": {
            "label": f"Open to {opened.title.lower()}",
            "name": opened.worker or opened.team,
            "team": opened.team if opened.worker else "",
            "telephone": opened.phone,
        }
        if opened
        else None,
    }


def page_of(person: Any, today: date) -> str:
    """Return where somebody is shown: a child's story, an adult's details."""
    age = person.age_on(today)
    child = person.unborn or (age is not None and age < GROWN_UP)
    return reverse("web:child" if child else "people:person", kwargs={"reference": person.reference})


def filters(happenings: Sequence[Any], kind: str) -> dict[str, Any]:
    """Return the filters of the story with how many there are of each; a kind without any is left out."""
    counts = {code: sum(1 for row in happenings if row.kind == code) for code, _ in KINDS if code}
    return {
        "label": "What to show",
        "groups": [
            {
                "label": "Show",
                "options": [
                    {
                        "text": text,
                        "href": f"?kind={code}" if code else "?",
                        "current": code == kind,
                        "count": counts[code] if code else len(happenings),
                    }
                    for code, text in KINDS
                    if not code or counts[code] or code == kind
                ],
            }
        ],
    }


# What the timeline may say besides: a template that looks for what is not there takes long over each row.
NOT_SAID: dict[str, Any] = {"id": "", "by": "", "significant": False, "more": None}


def timeline(happenings: Iterable[Any], kind: str, now: datetime) -> list[dict[str, Any]]:
    """Return what happened as one sentence each, newest first."""
    return [
        NOT_SAID
        | {
            "title": row.title,
            "href": row.href
            or (reverse("frontdoor:contact", kwargs={"reference": row.reference}) if row.reference else ""),
            "when": f"{said(row.at.date())}" if row.whole_day else worktime.said_at(row.at, now),
            "iso": row.at.isoformat(),
            "tag": {"text": row.rag.capitalize(), "tone": row.rag} if row.rag else None,
            "text": row.text,
        }
        for row in happenings
        if not kind or row.kind == kind
    ]


def involvement(row: Any) -> dict[str, Any]:
    """Return one service's involvement: what, since when, whom to ring."""
    what = " ".join(part for part in (row.involvement, f"since {said(row.since)}" if row.since else "") if part)
    return {
        "title": row.title,
        "state": "Open" if row.open else "Not open now",
        "open": row.open,
        "what": what,
        "who": ", ".join(part for part in (row.worker, row.team) if part),
        "phone": row.phone,
    }


def gaps(person: Any, household: Sequence[Any]) -> list[str]:
    """Return what the record itself does not say yet."""
    missing = (
        ("Date of birth", person.date_of_birth is None and not person.unborn),
        ("Where the child lives", not (person.address or person.postcode)),
        ("Who lives with the child", not household),
        ("Sex", not person.sex),
        ("NHS number", not person.nhs_number),
        ("Whether an interpreter is needed", person.interpreter_needed is None),
    )
    return [words for words, is_missing in missing if is_missing]


def openings(rows: Iterable[Any], names: Mapping[str, str], now: datetime) -> list[str]:
    """Return who opened the record last, and why; what somebody opened again for the same is told once."""
    told: dict[tuple[str, str], str] = {}
    for row in rows:
        who = names.get(row.actor, "A colleague")
        told.setdefault(
            (row.actor, row.purpose),
            f"{who}, {worktime.said_at(row.at, now)}: {row.purpose[:1].lower()}{row.purpose[1:]}",
        )
    return list(told.values())[:OPENINGS]
