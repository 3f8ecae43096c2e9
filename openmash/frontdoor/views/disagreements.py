"""Disagreeing with an outcome: on one's own page, with the code of a message, or through a worker; and the answer."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.base import clock, limits
from openmash.base.actors import Actor
from openmash.base.errors import NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.base.views import ActView, PageView
from openmash.frontdoor import queries
from openmash.frontdoor.forms.transfers import AnswerDisagreementForm, DisagreeByCodeForm, DisagreeForm
from openmash.frontdoor.permissions import can_know_caller
from openmash.frontdoor.presenters.answers import raised_by
from openmash.frontdoor.presenters.transfers import contact_summary
from openmash.frontdoor.queries import messages
from openmash.frontdoor.services import disagreements as services
from openmash.frontdoor.views.answers import letter_line, ways_of
from openmash.frontdoor.views.opening import opened_contact
from openmash.frontdoor.views.telling import TellingView

FORM = Actor.machine("disagreement-form")
BY_CODE, MOST_WRONG_CODES, WRONG_CODES_COUNT_FOR = "disagree-by-code", 10, timedelta(minutes=15)
TOO_MANY_CODES = "The code was wrong too often. Wait 15 minutes and send it again, or ring us. If a child is in danger now, ring 999."


class Disagree(ActView):
    """Disagree with the outcome of a worry one raised, or record that a caller does."""

    template = "frontdoor/act.html"
    form_class = DisagreeForm
    draft_title = "A disagreement"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        _raised(actor, reference)
        return {
            "heading": "Disagree with the outcome",
            "intro": f"This is about {reference}. If a child is in danger now, ring 999.",
            "button": "Send to a manager",
            "back": reverse(_page_of(actor), kwargs={"reference": reference}),
        }

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"disagree:{reference}"

    def act(self, actor: Actor, form: DisagreeForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        contact = _raised(actor, reference)
        services.raise_disagreement(actor=actor, contact=contact, words=form.cleaned_data["words"], now=now)
        return reverse(_page_of(actor), kwargs={"reference": reference})


def _raised(actor: Actor, reference: str) -> Any:
    """Return the worry that is disagreed with: an agency's own, or one that a worker may see. Raises NotFound."""
    outside = actor.has(Role.REFERRER, Role.PARTNER)
    contact = queries.raised_contact(actor, reference) if outside else queries.visible_contact(actor, reference)
    if contact is None:
        raise NotFound
    return contact


def _page_of(actor: Actor) -> str:
    return "frontdoor:raised_contact" if actor.has(Role.REFERRER, Role.PARTNER) else "frontdoor:contact"


class DisagreeByCode(ActView):
    """Disagree without a sign-in, with the reference and code of our message."""

    template = "frontdoor/disagree.html"
    form_class = DisagreeByCodeForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Take a disagreement, unless too many codes from this place were wrong of late."""
        if limits.tries_from(request, BY_CODE) < MOST_WRONG_CODES:
            return super().post(request, *args, **kwargs)
        return self.again(request.POST, self.form_class(request.POST), RuleBroken(TOO_MANY_CODES))

    def again(self, data: QueryDict, form: Any, broken: RuleBroken, **kwargs: Any) -> HttpResponseBase:
        """Show the form again; a wrong code counts."""
        if broken.reason == services.NOT_FOUND:
            limits.count_try(self.request, BY_CODE, kept_for=WRONG_CODES_COUNT_FOR)
        return super().again(data, form, broken, **kwargs)

    def act(self, actor: Actor, form: DisagreeByCodeForm, now: datetime, **kwargs: Any) -> str:
        with request_transaction(FORM):
            services.raise_disagreement_by_code(actor=FORM, now=now, **form.content)
        return reverse("frontdoor:disagreement_received")


class DisagreementReceived(PageView):
    """Thank somebody who disagreed, and say what happens next."""

    template = "frontdoor/disagreement_received.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"numbers": agencies.front_door_telephones(clock.london_day(now))}


class AnswerDisagreement(TellingView):
    """Answer a disagreement, as a manager who did not decide."""

    form_class = AnswerDisagreementForm
    draft_title = "An answer to a disagreement"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = opened_contact(actor, reference, now)
        disagreement = _open_disagreement(contact)
        reply_to = [("They left this to be answered", disagreement.reply_to)] if disagreement.reply_to else []
        return {
            "heading": "Answer a disagreement",
            "summary": [
                *contact_summary(contact, now),
                *raised_by(contact, known=can_know_caller(actor, contact)),
                ("They were told", messages.outcome_words(contact)),
                *reply_to,
            ],
            "whole": reverse("frontdoor:contact", kwargs={"reference": reference}),
            "story": disagreement.words,
            "intro": "If you agree with them, you reopen the contact next: nothing that was decided is deleted.",
            "button": "Continue",
            "letter": letter_line(
                contact, back=reverse("frontdoor:answer_disagreement", kwargs={"reference": reference})
            ),
            "back": reverse("frontdoor:contact", kwargs={"reference": reference}),
        }

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = queries.visible_contact(actor, reference)
        return {"ways": ways_of(contact, now)}

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"answer-disagreement:{reference}"

    def act(self, actor: Actor, form: AnswerDisagreementForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        contact = queries.visible_contact(actor, reference)
        given = form.content
        services.answer_disagreement(
            actor=actor,
            disagreement=_open_disagreement(contact),
            words=given["words"],
            upheld=given["upheld"] == "yes",
            channel=given["channel"],
            look=given["look"],
            now=now,
        )
        goes_on = "frontdoor:reopen_contact" if given["upheld"] == "yes" else "frontdoor:contact"
        return reverse(goes_on, kwargs={"reference": reference})


def _open_disagreement(contact: Any) -> Any:
    opened = [row for row in contact.disagreements.all() if row.answered_at is None]
    if not opened:
        raise NotFound("There is no disagreement waiting for an answer here.")
    return opened[0]
