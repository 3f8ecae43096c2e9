"""Saying who somebody on a contact is: a person found by what is typed, of the household, or new."""

from datetime import datetime
from typing import Any

from openmash.base import clock
from openmash.base.actors import Actor
from openmash.frontdoor.forms.call import AddPersonForm, MatchPersonForm
from openmash.frontdoor.presenters import calls as presenters
from openmash.frontdoor.queries import calls as finding
from openmash.frontdoor.queries import contacts as queries
from openmash.frontdoor.services import contact_people as services
from openmash.frontdoor.views.calls import call_choices
from openmash.frontdoor.views.parts import ChildPart, ContactPart, contact_address
from openmash.people import queries as people
from openmash.people import services as people_services
from openmash.trail import services as trail

LONGEST = 200
Choices = list[tuple[str, str]]


class Searching:
    """What both pages do: find by what was typed into their search box. Showing somebody is recorded."""

    request: Any

    @property
    def asked(self) -> str:
        return str(self.request.GET.get("q", "")).strip()[:LONGEST]

    def found(self, actor: Actor, now: datetime) -> list[people.Candidate]:
        """Return who is found by what was typed; nobody while nothing was."""
        return finding.found_for_call(actor, text=self.asked, today=clock.london_day(now))

    def saw(self, actor: Actor, shown: list[str], now: datetime, *, reference: str) -> None:
        if self.request.method == "POST":
            return
        looked_for = [{"text": self.asked}]
        people_services.note_look_up(actor=actor, looked_for=looked_for, subject=f"contact {reference}", now=now)
        if shown:
            trail.saw(actor=actor, subject="search people", purpose=actor.purpose, at=now, found=shown)


class AddPerson(Searching, ContactPart):
    """Add somebody who belongs to the story: of the household, found, or new."""

    form_class = AddPersonForm
    heading = "Add a person"
    button = "Add this person"

    def household(self, actor: Actor, contact: Any) -> list[Any]:
        """Return who lives with the children and is not part of the contact yet."""
        there = {one.person_id for one in (*contact.children.all(), *contact.adults.all())}
        with_them = [one for child in contact.children.all() for one in people.household_of(actor, child.person)]
        return list({one.pk: one for one in with_them if one.pk not in there}.values())

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact, today = self.contact(actor, reference), clock.london_day(now)
        members = self.household(actor, contact)
        known = {one.reference for one in members}
        found = [one for one in self.found(actor, now) if not one.reference or one.reference not in known]
        self.saw(
            actor,
            [one.reference or f"{one.index} {one.record_id}" for one in found] + sorted(known),
            now,
            reference=reference,
        )
        rows = [presenters.person_choice(one, today) for one in found]
        rows += [presenters.member_choice(one, today) for one in members]
        return {"now": now, "relationships": call_choices(now)["relationships"], "found": rows}

    def more(self, actor: Actor, contact: Any, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"search": {"asked": self.asked, "label": "Find somebody we know"}}

    def act(self, actor: Actor, form: AddPersonForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        services.add_person(actor=actor, contact=self.contact(actor, reference), row=form.row(), now=now)
        return contact_address(reference)


class MatchPerson(Searching, ChildPart):
    """Say which person we hold a child of the contact is."""

    form_class = MatchPersonForm
    heading = "Which person is this?"
    intro = "Compare before you choose: address, date of birth, who they live with. The choice is recorded."
    button = "This is them"

    def alike(self, actor: Actor, contact: Any, child: str, now: datetime) -> list[people.Candidate]:
        """Return the persons found by what was typed, else who look like the child; nobody of this contact."""
        person = queries.child_of(contact, child).person
        there = {one.person.reference for one in (*contact.children.all(), *contact.adults.all())}
        found = (
            self.found(actor, now)
            if self.asked
            else people.find(
                actor,
                today=clock.london_day(now),
                given=person.given_name,
                family=person.family_name,
                dob=person.date_of_birth,
                postcode=person.postcode,
            )
        )
        return [one for one in found if one.reference and one.reference not in there]

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, child: str, **kwargs: Any) -> dict[str, Any]:
        rows = self.alike(actor, self.contact(actor, reference), child, now)
        self.saw(actor, [one.reference for one in rows], now, reference=reference)
        return {"found": [presenters.person_choice(one, clock.london_day(now)) for one in rows]}

    def more(self, actor: Actor, contact: Any, now: datetime, **kwargs: Any) -> dict[str, Any]:
        search = {"search": {"asked": self.asked, "label": "Look for somebody else"}}
        if self.alike(actor, contact, kwargs["child"], now):
            return search
        nobody = "Nobody else whom you may see fits. Search by other names, a date of birth or a postcode."
        return search | {"notes": [nobody], "form_hidden": True}

    def act(
        self, actor: Actor, form: MatchPersonForm, now: datetime, *, reference: str, child: str, **kwargs: Any
    ) -> str:
        held = self.child(actor, reference, child)
        services.match_person(actor=actor, child=held, reference=form.cleaned_data["reference"], now=now)
        return contact_address(reference, held.person.reference)
