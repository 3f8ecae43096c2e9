"""The early-help offer, places in it, and stepping up."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import acts, clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import ActView, PageView
from openmash.frontdoor import permissions, queries
from openmash.frontdoor.forms.transfers import (
    EndPlaceForm,
    OfferEarlyHelpForm,
    ReceiveHandoverForm,
    StepUpForm,
)
from openmash.frontdoor.presenters.transfers import contact_summary, day_in_words, names_and_age, place_words
from openmash.frontdoor.queries.earlyhelp import offer_rows, place_of, places_held, places_of_person
from openmash.frontdoor.services import earlyhelp as services
from openmash.frontdoor.services import transfers
from openmash.frontdoor.views.opening import opened_contact
from openmash.work import queries as work
from openmash.work.choices import WorkAct

# The districts of the team of the one who looks.
OWN = "own"


class EarlyHelpOffer(PageView):
    """The directory of the early-help offer, by district, with free places."""

    template = "frontdoor/early_help_offer.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        own = agencies.districts_in(actor.localities, on=clock.london_day(now))
        district = self.request.GET.get("district", OWN if own else "")
        chosen = own if district == OWN else [district] if district else []
        return {
            "rows": offer_rows(actor, now, districts=chosen),
            "district": district,
            "own": OWN if own else "",
            "own_words": ", ".join(own),
            "districts": agencies.district_names(),
        }


class EarlyHelpChildren(PageView):
    """The children whom the actor's team has in early help: where a place is ended, or a child stepped up."""

    template = "frontdoor/early_help_children.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        titles = {offer.code: offer.title for offer in agencies.pack_in_force().offers}
        return {
            "rows": [
                {
                    "name": names_and_age(place.child.person, now),
                    "title": titles.get(place.service, place.service),
                    "state": "Taken up" if place.taken_up_at else "Offered",
                    "since": day_in_words(place.taken_up_at or place.offered_at),
                    "lead": place.lead_professional,
                    "reference": place.child.contact.reference,
                    "stepped_up": [up.reference for up in place.child.contact.stepped_up_to.all()],
                }
                for place in places_held(actor)
            ]
        }


class EarlyHelp(PageView):
    """Early help for the children of one contact: what was offered, and what can be."""

    template = "frontdoor/early_help.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = opened_contact(actor, reference, now)
        places = queries.places_of(actor, reference)
        titles = {offer.code: offer.title for offer in agencies.pack_in_force().offers}
        open_work = work.open_work_on(actor, subject_kind="contact", subject=reference)
        asked = {item.child for item in open_work if item.act == WorkAct.EARLY_HELP}
        return {
            "reference": reference,
            "summary": contact_summary(contact, now),
            "story": contact.story,
            "children": [
                {
                    "name": child.person.full_name,
                    "reference": child.person.reference,
                    "places": [
                        {
                            "reference": place.reference,
                            "title": titles.get(place.service, place.service),
                            "lead": place.lead_professional,
                            "state": "Ended" if place.ended_at else "Taken up" if place.taken_up_at else "Offered",
                            "key": acts.fresh_key(),
                        }
                        for place in places
                        if place.child_id == child.pk
                    ],
                    "before": [
                        {
                            "words": place_words(place, titles),
                            "reference": place.child.contact.reference,
                            "place": place.reference if not place.ended_at and child.person.reference in asked else "",
                        }
                        for place in places_of_person(actor, child.person)
                        if place.child_id != child.pk
                    ],
                }
                for child in contact.children.all()
            ],
        }


class OfferEarlyHelp(ActView):
    """Offer one child a place."""

    template = "frontdoor/act.html"
    form_class = OfferEarlyHelpForm
    draft_title = "An early-help offer"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        return {
            "heading": "Offer early help",
            "summary": contact_summary(opened_contact(actor, reference, now), now),
            "button": "Make the offer",
            "back": reverse("frontdoor:early_help", kwargs={"reference": reference}),
        }

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = queries.visible_contact(actor, reference)
        rows = offer_rows(actor, now, districts=[contact.district] if contact.district else []) or offer_rows(
            actor, now
        )
        return {"services": [(row["code"], f"{row['title']} ({row['free_words']})") for row in rows if row["free"]]}

    def act(
        self, actor: Actor, form: OfferEarlyHelpForm, now: datetime, *, reference: str, child: str, **kwargs: Any
    ) -> str:
        contact = queries.visible_contact(actor, reference)
        chosen = [row for row in contact.children.all() if row.person.reference == child]
        if not chosen:
            raise NotFound
        services.offer_early_help(actor=actor, child=chosen[0], now=now, **form.content)
        return reverse("frontdoor:early_help", kwargs={"reference": reference})


class TakeUpPlace(ActView):
    """Record that the family took an offer up."""

    template = "frontdoor/act.html"
    form_class = ReceiveHandoverForm

    def page(self, actor: Actor, now: datetime, *, place: str, **kwargs: Any) -> dict[str, Any]:
        held = place_of(actor, place)
        return {
            "heading": "The family takes the offer up",
            "button": "Record it",
            "back": _back(held.child.contact.reference),
        }

    def act(self, actor: Actor, form: ReceiveHandoverForm, now: datetime, *, place: str, **kwargs: Any) -> str:
        held = place_of(actor, place)
        services.take_up_place(actor=actor, place=held, now=now)
        return _back(held.child.contact.reference)


class CarryOnWithPlace(ActView):
    """Answer what was decided for a child with the place the child has already."""

    template = "frontdoor/act.html"
    form_class = ReceiveHandoverForm

    def page(self, actor: Actor, now: datetime, *, place: str, reference: str, **kwargs: Any) -> dict[str, Any]:
        held, contact = place_of(actor, place), opened_contact(actor, reference, now)
        titles = {offer.code: offer.title for offer in agencies.pack_in_force().offers}
        return {
            "heading": "Carry on with this place",
            "intro": f"{names_and_age(held.child.person, now)} has {place_words(held, titles)}. It goes on, "
            "and answers what was decided now. Nothing new is offered.",
            "summary": contact_summary(contact, now),
            "button": "Carry on with it",
            "back": _back(reference),
        }

    def act(
        self, actor: Actor, form: ReceiveHandoverForm, now: datetime, *, place: str, reference: str, **kwargs: Any
    ) -> str:
        held, contact = place_of(actor, place), queries.visible_contact(actor, reference)
        child = next((one for one in contact.children.all() if one.person_id == held.child.person_id), None)
        if child is None:
            raise NotFound
        services.carry_on_with_place(actor=actor, place=held, child=child, now=now)
        return _back(reference)


class EndPlace(ActView):
    """End a place or a declined offer."""

    template = "frontdoor/act.html"
    form_class = EndPlaceForm

    def page(self, actor: Actor, now: datetime, *, place: str, **kwargs: Any) -> dict[str, Any]:
        held = place_of(actor, place)
        return {"heading": "End this place", "button": "End it", "back": _back(held.child.contact.reference)}

    def act(self, actor: Actor, form: EndPlaceForm, now: datetime, *, place: str, **kwargs: Any) -> str:
        held = place_of(actor, place)
        services.end_place(actor=actor, place=held, reason=form.cleaned_data["reason"], now=now)
        return _back(held.child.contact.reference)


class StepUp(ActView):
    """Step a child up from early help to the front door, nothing typed twice."""

    template = "frontdoor/act.html"
    form_class = StepUpForm
    draft_title = "A step up"

    def page(self, actor: Actor, now: datetime, *, place: str, **kwargs: Any) -> dict[str, Any]:
        held = place_of(actor, place)
        contact = opened_contact(actor, held.child.contact.reference, now)
        return {
            "heading": "Step up to the front door",
            "summary": contact_summary(contact, now),
            "story": contact.story,
            "button": "Step up",
            "back": _back(contact.reference),
        }

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        scheme = agencies.pack_in_force().need_scheme(clock.london_day(now))
        return {"levels": [(str(level.level), f"Level {level.level}: {level.name}") for level in scheme.levels]}

    def draft_key_for(self, actor: Actor, *, place: str, **kwargs: Any) -> str:
        return f"step-up:{place}"

    def act(self, actor: Actor, form: StepUpForm, now: datetime, *, place: str, **kwargs: Any) -> str:
        answers = form.cleaned_data
        contact = services.step_up(
            actor=actor,
            place=place_of(actor, place),
            story=answers["story"],
            worries_most=answers["worries_most"],
            level=int(answers["level"]) if answers["level"] else None,
            now=now,
        )
        return reverse("frontdoor:raised_contact", kwargs={"reference": contact.reference})


class ReceiveHandover(ActView):
    """Say that one has what came in on one's open case."""

    template = "frontdoor/act.html"
    form_class = ReceiveHandoverForm

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        handover = queries.handover_for(actor, reference)
        if handover is None:
            raise NotFound
        permissions.check_can_receive_handover(actor, handover.worker_user_id)
        return {"heading": "I have this", "button": "I have this", "back": reverse("web:home")}

    def act(self, actor: Actor, form: ReceiveHandoverForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        handover = queries.handover_for(actor, reference)
        if handover is None:
            raise NotFound
        transfers.receive_handover(actor=actor, handover=handover, now=now)
        return reverse("web:home")


def _back(reference: str) -> str:
    return reverse("frontdoor:early_help", kwargs={"reference": reference})
