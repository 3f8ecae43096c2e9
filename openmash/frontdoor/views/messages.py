"""Messages to people who raised a worry: what went, what waits, what failed; a letter to print; what became of one."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from openmash.base import access
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import ActView, PageView
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import AnswerState, Channel
from openmash.frontdoor.forms.transfers import SettleMessageForm
from openmash.frontdoor.presenters.messages import message_in_full, message_row
from openmash.frontdoor.queries import outbox
from openmash.frontdoor.services import sending
from openmash.frontdoor.views.opening import opened_contact

TO_A_FOLDER = "django.core.mail.backends.filebased.EmailBackend"


class Messages(PageView):
    """All messages, those that need somebody first."""

    template = "frontdoor/messages.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        box = outbox.outbox_of(actor)
        return {
            "needs": [message_row(one) for one in box.needs_somebody],
            "waiting": [message_row(one) for one in box.on_their_way],
            "sent": [message_row(one) for one in box.sent],
            "may_see_outbox": access.may_use(actor, "release:outbox"),
            "to_a_folder": settings.EMAIL_BACKEND == TO_A_FOLDER,
        }


class ShowMessage(PageView):
    """One message, word for word."""

    template = "frontdoor/message.html"

    def page(self, actor: Actor, now: datetime, *, message: str, **kwargs: Any) -> dict[str, Any]:
        answer = outbox.message_by_reference(actor, message)
        opened_contact(actor, answer.contact.reference, now)
        return message_in_full(answer) | {
            "needs_somebody": outbox.needs_somebody(answer),
            "at_the_gate": answer.state in (AnswerState.HELD, AnswerState.STOPPED),
        }


class PrintLetter(PageView):
    """A letter, to be printed and posted."""

    template = "frontdoor/letter.html"

    def page(self, actor: Actor, now: datetime, *, message: str, **kwargs: Any) -> dict[str, Any]:
        answer = outbox.message_by_reference(actor, message)
        if answer.channel != Channel.LETTER:
            raise NotFound("This message is no letter.")
        if answer.state in (AnswerState.HELD, AnswerState.STOPPED):
            raise NotFound("This letter has not been released, so it cannot be printed.")
        opened_contact(actor, answer.contact.reference, now)
        return message_in_full(answer)


class SettleMessage(ActView):
    """Say what became of a message that needs somebody."""

    template = "frontdoor/act.html"
    form_class = SettleMessageForm

    def page(self, actor: Actor, now: datetime, *, message: str, **kwargs: Any) -> dict[str, Any]:
        answer = outbox.message_by_reference(actor, message)
        permissions.check_can_answer_referrer(actor, answer.contact)
        if not outbox.needs_somebody(answer):
            raise NotFound("This message waits for nobody. Open Messages to see where it stands.")
        letter = answer.channel == Channel.LETTER
        return {
            "heading": "Has this letter been posted?" if letter else "What became of this message?",
            "intro": answer.problem,
            "warning": ""
            if letter
            else "Look first: ring the person, or ask them to look at their mail. Sent again, they may get it twice.",
            "button": "Record it",
            "back": reverse("frontdoor:message", kwargs={"message": message}),
        }

    def form_kwargs(self, actor: Actor, now: datetime, *, message: str, **kwargs: Any) -> dict[str, Any]:
        letter = outbox.message_by_reference(actor, message).channel == Channel.LETTER
        posted = [("yes", "It has been printed and posted")]
        mailed = [("yes", "It has arrived"), ("again", "It has not arrived: send it again")]
        return {"answers": posted if letter else mailed}

    def act(self, actor: Actor, form: SettleMessageForm, now: datetime, *, message: str, **kwargs: Any) -> str:
        answer = outbox.message_by_reference(actor, message)
        sending.settle_message(actor=actor, answer=answer, went=form.cleaned_data["went"] == "yes", now=now)
        return reverse("frontdoor:messages")
