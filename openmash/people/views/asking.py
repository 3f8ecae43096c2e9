"""Why somebody needs a record: asked of whom nothing ties to it, told to whoever holds it, reviewed by a manager."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import access
from openmash.base.actors import Actor
from openmash.base.views import ActView, PageView
from openmash.people import forms, presenters, queries, services
from openmash.people.permissions import NeedsPurpose, check_can_review_opening
from openmash.trail import services as trail

REVIEWING, HOLDING = "Reviewing why a record was opened", "Reading who opened a record that I hold"
LEADS_TO = {"child": "web:child", "told": "frontdoor:told", "case": "cases:record"}
MET = "Completing a check that met a restricted record"


class AsksWhy:
    """A page about people: whoever has no purpose for reading their records is led to the page that asks for one.

    What they send is refused and given back: a form that is wrong would show the record as well as its page does.
    """

    def purpose(self, actor: Actor, persons: Sequence[Any], now: datetime, *, beside: Sequence[Any] = ()) -> str:
        """Return for what the actor opens the records, as the trail keeps it. Raises NeedsPurpose."""
        found = queries.purpose_to_read(actor, persons, beside=beside, now=now)
        if found is None and persons:
            raise NeedsPurpose(at=queries.where_to_say_why(persons[0].reference, to="person"))
        return found.said(actor.purpose) if found else actor.purpose


class BreakGlass(ActView):
    """Say why one needs a record that nothing ties one to. It names nobody: the record is not open yet."""

    template = "people/act.html"
    form_class = forms.GiveReasonForm

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"reasons": list(queries.opening_reasons(now).items())}

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        queries.person_by_reference(actor, reference)
        reading = agencies.pack_in_force().record_reading
        return {
            "heading": "This record is not part of your work",
            "name": f"Record {reference}",
            "intro": presenters.asking_words(days=reading.days_after, hours=reading.hours),
            "button": "Open the record",
            "back": reverse("people:search" if access.may_use(actor, "people:search") else "web:home"),
        }

    def act(self, actor: Actor, form: forms.GiveReasonForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        person = queries.person_by_reference(actor, reference)
        services.break_glass(actor=actor, person=person, **form.content, now=now)
        return self.where_to(actor, person.reference)

    def where_to(self, actor: Actor, reference: str) -> str:
        """Return the page that was asked for before the reason: the history of a contact, the child's page,
        what was told about them, or the person's.
        """
        asked = self.request.GET
        to, contact = asked.get("to", ""), asked.get("contact", "")
        if to == "history" and re.fullmatch(r"C-\d+", contact) and access.may_use(actor, "frontdoor:open_history"):
            return reverse("frontdoor:open_history", kwargs={"reference": contact})
        name = LEADS_TO.get(to, "")
        return reverse(
            name if name and access.may_use(actor, name) else "people:person", kwargs={"reference": reference}
        )


class Openings(PageView):
    """The records that were opened for a reason: what waits for a review first."""

    template = "people/openings.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        openings, reasons = queries.openings_for_reasons(actor), queries.opening_reasons(now)
        return {"rows": [presenters.opening_row(one, reasons, now) for one in openings]}


class ReviewOpening(ActView):
    """Review why a record was opened."""

    template = "people/opening.html"
    form_class = forms.ReviewOpeningForm

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        opening = queries.opening_by_reference(actor, reference)
        trail.saw(actor=actor, subject=opening.person, purpose=REVIEWING, at=now, opening=reference)
        own = opening.user_id == actor.user_id
        return presenters.opening_page(opening, queries.opening_reasons(now), now) | {
            "heading": "Why this record was opened",
            "button": "Save the review",
            "form_hidden": own or opening.reviewed_at is not None,
            "notes": ["You opened this record yourself. Another manager reviews it."]
            if own and not opening.reviewed_at
            else [],
            "back": reverse("people:openings"),
            "back_words": "Records opened for a reason",
        }

    def act(self, actor: Actor, form: forms.ReviewOpeningForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        opening = queries.opening_by_reference(actor, reference)
        check_can_review_opening(actor, opening)
        services.review_opening(actor=actor, opening=opening, **form.content, now=now)
        return reverse("people:review_opening", kwargs={"reference": reference})


class ReadOpening(ActView):
    """Read who opened a record that one holds, and why."""

    template = "people/opening.html"
    form_class = forms.ConfirmForm

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        opening = queries.opening_by_reference(actor, reference)
        trail.saw(actor=actor, subject=opening.person, purpose=HOLDING, at=now, opening=reference)
        return presenters.opening_page(opening, queries.opening_reasons(now), now) | {
            "heading": "Somebody opened a record that you hold",
            "notes": ["A manager reviews it. If it does not look right to you, ring the MASH managers now."]
            if not opening.reviewed_at
            else [],
            "form_hidden": opening.user_id == actor.user_id,
            "button": "I have read this",
            "back": reverse("web:home"),
            "back_words": "My work",
        }

    def act(self, actor: Actor, form: forms.ConfirmForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        services.read_opening(actor=actor, opening=queries.opening_by_reference(actor, reference), now=now)
        return reverse("web:home")


class CompleteCheck(ActView):
    """Complete a look-up of a colleague that met a restricted record. Nobody who is not cleared knows of this page."""

    template = "people/opening.html"
    form_class = forms.CompleteCheckForm

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        check = queries.check_by_reference(actor, reference)
        trail.saw(actor=actor, subject=check.person, purpose=MET, at=now, check=reference)
        return presenters.check_page(check, now) | {
            "heading": "A look-up met a restricted record",
            "button": "The check is complete",
            "form_hidden": check.completed_at is not None,
            "back": reverse("web:home"),
            "back_words": "My work",
        }

    def act(self, actor: Actor, form: forms.CompleteCheckForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        check = queries.check_by_reference(actor, reference)
        services.complete_check(actor=actor, check=check, **form.content, now=now)
        return reverse("people:complete_check", kwargs={"reference": reference})
