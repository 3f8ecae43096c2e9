"""Transfers between teams and handing over to the worker of an open case: one class per act."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import acts, clock, worktime
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import ActView, PageView
from openmash.frontdoor import permissions, queries
from openmash.frontdoor.forms.transfers import (
    AnswerTransferForm,
    OfferTransferForm,
    PassToWorkerForm,
    SettleTransferForm,
    WithdrawTransferForm,
)
from openmash.frontdoor.presenters import contacts as presenters
from openmash.frontdoor.presenters.transfers import contact_summary, transfer_sentences
from openmash.frontdoor.queries.names import names_behind
from openmash.frontdoor.services import transfers as services
from openmash.frontdoor.views.opening import opened_contact, record_opening
from openmash.people import queries as people


class OfferTransfer(ActView):
    """Offer a contact to another team."""

    template = "frontdoor/act.html"
    form_class = OfferTransferForm
    draft_title = "A transfer"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        permissions.check_can_transfer(actor, queries.visible_contact(actor, reference))
        contact = opened_contact(actor, reference, now)
        model = agencies.operating_model_for(contact.locality, on=now)
        usual = agencies.team_by_code(model.transfers_to).name if model and model.transfers_to else ""
        return {
            "heading": "Offer this contact to another team",
            "summary": contact_summary(contact, now),
            "history": transfer_sentences(contact, now),
            "intro": "It stays with your team until the other team accepts it. Both teams see the clock."
            + (f" Contacts of {contact.locality} go to {usual} as a rule." if usual else ""),
            "button": "Offer the transfer",
            "back": reverse("frontdoor:contact", kwargs={"reference": reference}),
        }

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = queries.visible_contact(actor, reference)
        teams = agencies.teams_taking_contacts(clock.london_day(now))
        return {"teams": [(team.code, team.name) for team in teams if team.pk != contact.team_id]}

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"offer-transfer:{reference}"

    def act(self, actor: Actor, form: OfferTransferForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        contact = queries.visible_contact(actor, reference)
        services.offer_transfer(
            actor=actor,
            contact=contact,
            to_team_code=form.cleaned_data["team"],
            reason=form.cleaned_data["reason"],
            now=now,
        )
        return reverse("frontdoor:contact", kwargs={"reference": reference})


class AnswerTransfer(ActView):
    """Accept or reject a contact that is offered to us."""

    template = "frontdoor/act.html"
    form_class = AnswerTransferForm
    draft_title = "An answer to a transfer"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        transfer = _on_offer(actor, reference)
        permissions.check_can_answer_transfer(actor, transfer)
        record_opening(actor, transfer.contact, now)
        contact = transfer.contact
        return {
            "heading": f"{transfer.from_team.name} offers this contact to {transfer.to_team.name}",
            "summary": [("Answer", worktime.in_words(transfer.due_at, now)), *contact_summary(contact, now)],
            "history": transfer_sentences(contact, now),
            "story": contact.story,
            "intro": f"They say: {transfer.reason}",
            "whole": reverse("frontdoor:contact", kwargs={"reference": reference}),
            "warning": "A red contact is never rejected: take it, and settle afterwards where it belongs."
            if contact.rag == "red"
            else "",
            "button": "Send the answer",
            "back": reverse("web:home"),
        }

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"answer-transfer:{reference}"

    def act(self, actor: Actor, form: AnswerTransferForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        transfer = _on_offer(actor, reference)
        if form.cleaned_data["answer"] == "accept":
            services.accept_transfer(actor=actor, transfer=transfer, now=now)
            return reverse("frontdoor:contact", kwargs={"reference": reference})
        services.reject_transfer(actor=actor, transfer=transfer, reason=form.cleaned_data["reason"], now=now)
        return reverse("web:home")


class WithdrawTransfer(ActView):
    """Take an offer back before the other team has answered."""

    template = "frontdoor/act.html"
    form_class = WithdrawTransferForm

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = opened_contact(actor, reference, now)
        transfer = _on_offer(actor, reference)
        permissions.check_can_transfer(actor, contact)
        return {
            "heading": "Take the offer back",
            "summary": contact_summary(contact, now),
            "history": transfer_sentences(contact, now),
            "intro": f"{transfer.to_team.name} has not answered yet. The contact stays with {contact.team.name}.",
            "button": "Take the offer back",
            "back": reverse("frontdoor:contact", kwargs={"reference": reference}),
        }

    def act(self, actor: Actor, form: WithdrawTransferForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        transfer = _on_offer(actor, reference)
        services.withdraw_transfer(actor=actor, transfer=transfer, reason=form.cleaned_data["reason"], now=now)
        return reverse("frontdoor:contact", kwargs={"reference": reference})


def _on_offer(actor: Actor, reference: str) -> Any:
    transfer = queries.open_transfer(actor, reference)
    if transfer is None:
        raise NotFound("This contact is not on offer to a team now. It may have been answered already.")
    return transfer


class SettleTransfer(ActView):
    """Settle where a contact goes that two teams rejected."""

    template = "frontdoor/act.html"
    form_class = SettleTransferForm

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = opened_contact(actor, reference, now)
        return {
            "heading": "Settle where this contact goes",
            "summary": contact_summary(contact, now),
            "history": transfer_sentences(contact, now),
            "story": contact.story,
            "intro": "It has been rejected more often than teams may. The team you choose takes it, and cannot reject it.",
            "whole": reverse("frontdoor:contact", kwargs={"reference": reference}),
            "button": "Settle the transfer",
            "back": reverse("frontdoor:contact", kwargs={"reference": reference}),
        }

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"teams": [(team.code, team.name) for team in agencies.teams_taking_contacts(clock.london_day(now))]}

    def act(self, actor: Actor, form: SettleTransferForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        contact = queries.visible_contact(actor, reference)
        services.settle_transfer(
            actor=actor,
            contact=contact,
            team_code=form.cleaned_data["team"],
            reason=form.cleaned_data["reason"],
            now=now,
        )
        return reverse("frontdoor:contact", kwargs={"reference": reference})


class PassToWorker(ActView):
    """Pass a contact about an open case to its worker."""

    template = "frontdoor/act.html"
    form_class = PassToWorkerForm
    draft_title = "A handover"

    def page(self, actor: Actor, now: datetime, *, reference: str, record: str, **kwargs: Any) -> dict[str, Any]:
        permissions.check_can_pass_to_worker(actor, queries.visible_contact(actor, reference))
        contact = opened_contact(actor, reference, now)
        case = people.open_case(actor, record, today=clock.london_day(now))
        return {
            "heading": f"Hand over to {case.worker or case.team}",
            "summary": [
                *contact_summary(contact, now),
                ("Open case", f"{case.involvement}, {case.team}"),
                ("Telephone", case.phone),
            ],
            "intro": "The contact passes to the worker of the open case, and the record says so.",
            "button": "Hand over",
            "back": reverse("frontdoor:contact", kwargs={"reference": reference}),
        }

    def act(
        self, actor: Actor, form: PassToWorkerForm, now: datetime, *, reference: str, record: str, **kwargs: Any
    ) -> str:
        contact = queries.visible_contact(actor, reference)
        case = people.open_case(actor, record, today=clock.london_day(now))
        services.pass_to_worker(
            actor=actor,
            contact=contact,
            child=None,
            index_record_id=record,
            worker=case.worker,
            worker_user_id=agencies.user_id_by_name(case.worker, on=clock.london_day(now)),
            worker_team=case.team,
            worker_phone=case.phone,
            warm=form.cleaned_data["how"] == "warm",
            words=form.cleaned_data["words"],
            now=now,
        )
        return reverse("frontdoor:contact", kwargs={"reference": reference})


class Handover(PageView):
    """What came in on the worker's open case."""

    template = "frontdoor/handover.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        handover = queries.handover_for(actor, reference)
        if handover is None:
            raise NotFound
        contact = opened_contact(actor, reference, now)
        return {
            "reference": reference,
            "key": acts.fresh_key(),
            "summary": contact_summary(contact, now),
            "story": contact.story,
            "worries_most": contact.worries_most,
            "words": handover.words,
            "warm": handover.warm,
            "child_words": contact.child_words,
            "safety_words": contact.safety_words,
            "caller": presenters.caller(contact, known=permissions.can_know_caller(actor, contact)),
            "received_at": presenters.when(handover.received_at),
            "receiver": names_behind([handover.received_by]).get(handover.received_by, "The worker"),
            "mine": handover.worker_user_id == actor.user_id,
        }
