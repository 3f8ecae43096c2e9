"""The child's page: who they are, who is open to them, and their story as a timeline."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.views import PageView
from openmash.frontdoor import queries as frontdoor
from openmash.people import queries as people
from openmash.trail import queries as trail_queries
from openmash.trail import services as trail

KINDS = (
    ("", "Everything"),
    ("contact", "Contacts"),
    ("decision", "Decisions"),
    ("transfer", "Transfers"),
    ("check", "Checks"),
)


class Child(PageView):
    """One child, newest first. Opening it is recorded with its purpose."""

    template = "web/child.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        person = people.person_by_reference(actor, reference)
        trail.saw(actor=actor, subject=person, purpose=actor.purpose, at=now)
        today = clock.london_day(now)
        involvements = people.involvements_of(actor, person, today=today)
        kind = self.request.GET.get("kind", "")
        happenings = frontdoor.happenings_of(actor, person, now=now)
        return {
            "name": person.full_name,
            "identity": _identity(actor, person, involvements, today),
            "safety": [row.words for row in people.warnings_of(actor, person)],
            "filters": {
                "label": "Show",
                "groups": [
                    {
                        "label": "Show",
                        "options": [
                            {"text": text, "href": f"?kind={code}" if code else "?", "current": code == kind}
                            for code, text in KINDS
                        ],
                    }
                ],
            },
            "timeline": [_item(row) for row in happenings if not kind or row.kind == kind],
            "involvements": [
                {"title": row.title, "words": _involvement_in_words(row), "phone": row.phone} for row in involvements
            ],
            "not_known": frontdoor.not_known_of(actor, person),
            "openings": [
                {"when": _when(row.at), "purpose": row.purpose, "agency": row.agency}
                for row in trail_queries.openings_of("person", person.reference, most=10)
            ],
            "amend": reverse("people:amend_person", kwargs={"reference": reference}),
        }


def _when(moment: datetime) -> str:
    local = moment.astimezone(clock.LONDON)
    return f"{local.day} {local:%B %Y, %H:%M}"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _involvement_in_words(row: Any) -> str:
    parts = [row.involvement, row.status, f"since {_day(row.since)}" if row.since else "", row.worker, row.team]
    return ", ".join(part for part in parts if part)


def _identity(actor: Actor, person: Any, involvements: list[Any], today: date) -> dict[str, Any]:
    opened = next((row for row in involvements if row.open), None)
    return {
        "name": person.full_name,
        "age": person.age_on(today),
        "born": _day(person.date_of_birth),
        "known_as": person.also_known_as,
        "address": "Address protected"
        if person.address_protected
        else ", ".join(part for part in (person.address, person.postcode) if part),
        "household": [
            {
                "name": member.full_name,
                "age": member.age_on(today),
                "href": reverse("web:child", kwargs={"reference": member.reference}),
            }
            for member in people.household_of(actor, person)
            if member.pk != person.pk
        ],
        "open_to": {"name": opened.worker or opened.team, "team": opened.team, "telephone": opened.phone}
        if opened
        else None,
    }


def _item(row: Any) -> dict[str, Any]:
    return {
        "title": row.title,
        "href": reverse("frontdoor:contact", kwargs={"reference": row.reference}) if row.reference else "",
        "when": _when(row.at),
        "iso": row.at.isoformat(),
        "tag": {"text": row.rag.capitalize(), "tone": row.rag} if row.rag else None,
        "text": row.text,
    }
