"""The child's page: who they are, who is open to them, and their story as a timeline."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import access, clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.views import PageView
from openmash.frontdoor import queries as frontdoor
from openmash.meetings import queries as meetings
from openmash.people import queries as people
from openmash.people.permissions import NeedsPurpose
from openmash.trail import queries as trail_queries
from openmash.trail import services as trail
from openmash.web.presenters import child as presenters


class Child(PageView):
    """One child, newest first. Opening it is recorded with its purpose; whoever has none is asked why first."""

    template = "web/child.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        person = people.person_by_reference(actor, reference)
        household = people.household_of(actor, person)
        purpose = people.purpose_to_read(actor, [person], beside=household, now=now)
        if purpose is None:
            raise NeedsPurpose(at=people.where_to_say_why(person.reference, to="child"))
        trail.saw(actor=actor, subject=person, purpose=purpose.said(actor.purpose), at=now)
        today = clock.london_day(now)
        involvements = people.involvements_of(actor, person, today=today)
        openings = trail_queries.openings_of("person", person.reference, most=50)
        story = frontdoor.story_of(actor, person, now=now, household=household)
        return {
            "name": person.full_name,
            "identity": presenters.identity(person, household, involvements, today)
            | {"district": _district(person.postcode, today)},
            "safety": people.safety_lines(actor, [person], household=household, now=now),
            "repeats": story.repeats,
            "clocks": [meetings.clock_in_words(story.clock, now)] if story.clock else [],
            "filters": presenters.filters(story.happenings, self.request.GET.get("kind", "")),
            "timeline": presenters.timeline(story.happenings, self.request.GET.get("kind", ""), now),
            "involvements": [presenters.involvement(row) for row in involvements],
            "stale": [f"{row.title}: {row.words}" for row in people.index_freshness(now=now) if row.stale],
            "not_known": list(story.not_known),
            "gaps": presenters.gaps(person, household),
            "openings": presenters.openings(openings, frontdoor.names_behind({row.actor for row in openings}), now),
            "told": reverse("frontdoor:told", kwargs={"reference": person.reference})
            if access.may_use(actor, "frontdoor:told")
            else "",
            "case": reverse("cases:record", kwargs={"reference": person.reference})
            if access.may_use(actor, "cases:record")
            else "",
            "reasons": reverse("people:openings") if access.may_use(actor, "people:openings") else "",
            "details": reverse("people:person", kwargs={"reference": person.reference})
            if access.may_use(actor, "people:person")
            else "",
        }


def _district(postcode: str, today: date) -> str:
    try:
        return agencies.districts_of({postcode}, on=today).get(postcode, "") if postcode else ""
    except RuleBroken:
        return ""
