"""Answering the person who raised the worry; what they see of it; and their disagreement."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import ActView, PageView
from openmash.frontdoor import queries
from openmash.frontdoor.forms.transfers import AnswerDisagreementForm, AnswerReferrerForm, DisagreeForm
from openmash.frontdoor.presenters.answers import raised_detail, raised_row
from openmash.frontdoor.presenters.transfers import contact_summary
from openmash.frontdoor.services import answers as services
from openmash.frontdoor.views.opening import opened_contact


class AnswerReferrer(ActView):
    """Tell the person who raised a worry what was decided."""

    template = "frontdoor/act.html"
    form_class = AnswerReferrerForm
    draft_title = "An answer to a referrer"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = opened_contact(actor, reference, now)
        audience = "a professional" if contact.caller_is_professional else "a member of the public"
        who = "Stayed anonymous" if contact.anonymous else contact.caller_name or "Name not known"
        return {
            "heading": "Answer the person who raised this",
            "summary": [
                *contact_summary(contact, now),
                ("Raised by", f"{who}, {audience}"),
                ("Call back on", contact.caller_telephone or "No number given"),
            ],
            "intro": "Say what was decided in your own words. To a member of the public say only what they may know: "
            "that it was looked into, and what they can do if they are still worried.",
            "warning": "They asked not to be named to the family." if contact.do_not_name else "",
            "button": "Record the answer",
            "back": reverse("frontdoor:contact", kwargs={"reference": reference}),
        }

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"answer-referrer:{reference}"

    def act(self, actor: Actor, form: AnswerReferrerForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        contact = queries.visible_contact(actor, reference)
        services.answer_referrer(actor=actor, contact=contact, now=now, **form.content)
        return reverse("frontdoor:contact", kwargs={"reference": reference})


class Raised(PageView):
    """The worries an agency raised, and what came of them."""

    template = "frontdoor/raised.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {
            "rows": [raised_row(contact, now) for contact in queries.raised_by_agency(actor)],
            "agency": actor.agency_code,
        }


class RaisedContact(PageView):
    """One worry an agency raised: receipt, answer, and the way to disagree."""

    template = "frontdoor/raised_contact.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = queries.raised_contact(actor, reference)
        if contact is None:
            raise NotFound
        return raised_detail(contact, now)


class Disagree(ActView):
    """Disagree with the outcome of a worry one raised, or record that a caller does."""

    template = "frontdoor/act.html"
    form_class = DisagreeForm
    draft_title = "A disagreement"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        return {
            "heading": "Disagree with the outcome",
            "intro": f"This is about {reference}. If a child is in danger now, ring 999.",
            "button": "Send to a manager",
            "back": reverse("frontdoor:raised_contact", kwargs={"reference": reference}),
        }

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"disagree:{reference}"

    def act(self, actor: Actor, form: DisagreeForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        outside = actor.has(Role.REFERRER, Role.PARTNER)
        contact = queries.raised_contact(actor, reference) if outside else queries.visible_contact(actor, reference)
        if contact is None:
            raise NotFound
        services.raise_disagreement(actor=actor, contact=contact, words=form.cleaned_data["words"], now=now)
        name = "frontdoor:raised_contact" if outside else "frontdoor:contact"
        return reverse(name, kwargs={"reference": reference})


class AnswerDisagreement(ActView):
    """Answer a disagreement, as a manager who did not decide."""

    template = "frontdoor/act.html"
    form_class = AnswerDisagreementForm
    draft_title = "An answer to a disagreement"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = opened_contact(actor, reference, now)
        opened = [row for row in contact.disagreements.all() if row.answered_at is None]
        if not opened:
            raise NotFound("There is no disagreement waiting for an answer here.")
        return {
            "heading": "Answer a disagreement",
            "summary": contact_summary(contact, now),
            "story": opened[0].words,
            "intro": "If you agree with them, reopen the contact afterwards: nothing that was decided is deleted.",
            "button": "Send the answer",
            "back": reverse("frontdoor:contact", kwargs={"reference": reference}),
        }

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"answer-disagreement:{reference}"

    def act(self, actor: Actor, form: AnswerDisagreementForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        contact = queries.visible_contact(actor, reference)
        opened = [row for row in contact.disagreements.all() if row.answered_at is None]
        if not opened:
            raise NotFound("There is no disagreement waiting for an answer here.")
        services.answer_disagreement(
            actor=actor,
            disagreement=opened[0],
            words=form.cleaned_data["words"],
            upheld=form.cleaned_data["upheld"] == "yes",
            now=now,
        )
        return reverse("frontdoor:contact", kwargs={"reference": reference})
