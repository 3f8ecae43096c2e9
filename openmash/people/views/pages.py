"""Pages that show people: the search, what it finds while one types, a person, a household."""

from datetime import datetime
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.errors import NotFound, RuleBroken
from openmash.base.views import PageView
from openmash.people import permissions, presenters, queries, services
from openmash.people.views.asking import AsksWhy
from openmash.trail import services as trail

SHOWN = 10
LONGEST = 200


def found(actor: Actor, now: datetime, text: str, *, sent: bool) -> dict[str, Any]:
    """Return what a search shows. It is recorded when somebody sent it, and whenever it showed somebody.

    While typing the page asks only after a pause, so that the trail holds searches and not keystrokes.
    """
    today = london_day(now)
    text = text.replace("\x00", "")[:LONGEST].strip()
    candidates = queries.find(actor, today=today, text=text, top=SHOWN, grouped=True) if text else []
    services.note_look_up(actor=actor, looked_for=[{"text": text}], now=now)
    if candidates or (text and sent):
        trail.saw(
            actor=actor,
            subject="search people",
            purpose=actor.purpose,
            at=now,
            found=[c.reference or f"{c.index} {c.record_id}" for c in candidates],
        )
    districts = districts_of({candidate.postcode for candidate in candidates}, now)
    return {
        "asked": text,
        "rows": [presenters.candidate_row(found, districts=districts, today=today) for found in candidates],
        "searched": presenters.searched_words(queries.index_freshness(now=now)),
        "nothing": presenters.NO_RECORD,
    }


def districts_of(postcodes: set[str], now: datetime) -> dict[str, str]:
    """Return the districts of postcodes; none before a pack is loaded."""
    try:
        return agencies.districts_of(postcodes - {""}, on=london_day(now)) if postcodes - {""} else {}
    except RuleBroken:
        return {}


class SearchPeople(PageView):
    """The search page. It works without a script; a person's reference leads to them at once."""

    template = "people/search.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any] | HttpResponseBase:
        text = self.request.GET.get("q", "")
        try:
            person = queries.person_by_reference(actor, text.strip().upper()[:20].replace("\x00", ""))
            return redirect("people:person", reference=person.reference)
        except NotFound:
            return found(actor, now, text, sent=True) | {"choose": ""}


class FoundPeople(PageView):
    """What is found while somebody types (`q` or `text`). `choose` names radio buttons, where a form wants them."""

    template = "people/found.html"
    fragment = True

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        choose = asked.get("choose", "")
        return found(actor, now, asked.get("q") or asked.get("text", ""), sent=False) | {
            "choose": choose if choose.replace("-", "").replace("_", "").isalnum() else ""
        }


class PersonPage(AsksWhy, PageView):
    """What is known of a person, with whom they live, warnings, and what the indexes say."""

    template = "people/person.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any] | HttpResponseBase:
        person = queries.person_by_reference(actor, reference)
        if person.reference != reference:
            return redirect("people:person", reference=person.reference)
        home, others = person.household, queries.household_of(actor, person)
        trail.saw(actor=actor, subject=person, purpose=self.purpose(actor, [person], now, beside=others), at=now)
        today, kinds = london_day(now), queries.warning_kinds(now)
        warnings = [presenters.warning_line(row, kinds) for row in queries.warnings_of(actor, person, ended=True)]
        involvements = queries.involvements_of(actor, person, today=today)
        return {
            "reference": person.reference,
            "name": person.full_name,
            "rows": presenters.person_rows(
                person,
                district=districts_of({person.postcode}, now).get(person.postcode, ""),
                codes=queries.coded_answers(),
                today=today,
            ),
            "safety": queries.safety_lines(actor, [person], now=now),
            "warnings": warnings,
            "household": [presenters.member_row(other, today=today) for other in others],
            "household_href": reverse("people:household", kwargs={"reference": home.reference}) if home else "",
            "involvements": [presenters.involvement_row(row) for row in involvements],
            "confirmed": any(row.linked for row in involvements),
            "residences": [
                presenters.place_words(row.address, row.postcode)
                for row in queries.residences_of(actor, person)
                if row.until and not person.address_protected
            ],
            "history_href": reverse("web:child", kwargs={"reference": person.reference}),
            "restricted": person.restricted,
            "may_change": permissions.can_change_people(actor),
            "may_restrict": permissions.can_restrict(actor),
            "checks": [presenters.check_line(one, now) for one in queries.checks_completed(actor, person=person)],
        }


class HouseholdPage(AsksWhy, PageView):
    """Who lives together, and where."""

    template = "people/household.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        household, members = queries.household_by_reference(actor, reference)
        today, purpose = london_day(now), self.purpose(actor, members, now)
        for member in members:
            trail.saw(actor=actor, subject=member, purpose=purpose, at=now)
        protected = any(member.address_protected for member in members)
        return {
            "reference": household.reference,
            "place": presenters.place_words(household.address, household.postcode),
            "district": districts_of({household.postcode}, now).get(household.postcode, ""),
            "protected": protected,
            "members": [presenters.member_row(member, today=today) for member in members],
            "safety": queries.safety_lines(
                actor, members, address=household.address, postcode=household.postcode, now=now
            ),
            "may_change": permissions.can_change_people(actor),
        }
