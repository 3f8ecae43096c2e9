"""The outbox: what would leave, what has left, and what nobody can tell of."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from openmash.base.actors import Actor
from openmash.base.views import ActView, PageView
from openmash.release import forms, presenters, queries, services

TO_A_FOLDER = "django.core.mail.backends.filebased.EmailBackend"


def nothing_leaves() -> bool:
    """Whether messages go into a folder and to nobody, as in the demonstration: then the outbox shows them to the last word."""
    return bool(settings.RELEASE_DOOR == "mail" and settings.EMAIL_BACKEND == TO_A_FOLDER)


class ShowOutbox(PageView):
    """Everything that leaves, those that need somebody first."""

    template = "release/outbox.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        box = queries.outbox(actor)
        return {
            "needs": [presenters.dispatch_row(one, now) for one in box.needs_somebody],
            "waiting": [presenters.dispatch_row(one, now) for one in box.on_their_way],
            "gone": [presenters.dispatch_row(one, now) for one in box.gone],
            "to_a_folder": nothing_leaves(),
        }


class ShowDispatch(PageView):
    """One message: to whom, from which record the address came, and what became of it."""

    template = "release/dispatch.html"

    def page(self, actor: Actor, now: datetime, *, dispatch: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.dispatch_by_reference(actor, dispatch)
        shown = presenters.dispatch_in_full(held, now) | {
            "to_settle": queries.needs_somebody(held) and not held.carries_detail,
            "filled_in": services.is_filled_at_the_door(held),
            "to_a_folder": nothing_leaves(),
        }
        if shown["filled_in"] and shown["to_a_folder"]:
            shown["body"] = services.body_at_the_door(held)
        return shown


class SettleDispatch(ActView):
    """Say what became of a notice of which nobody can tell, or that could not be sent."""

    template = "release/settle.html"
    form_class = forms.SettleDispatchForm

    def page(self, actor: Actor, now: datetime, *, dispatch: str, **kwargs: Any) -> dict[str, Any]:
        return presenters.dispatch_in_full(queries.notice_to_settle(actor, dispatch), now)

    def act(self, actor: Actor, form: forms.SettleDispatchForm, now: datetime, *, dispatch: str, **kwargs: Any) -> str:
        held = queries.notice_to_settle(actor, dispatch)
        services.settle_dispatch(
            actor=actor, reference=held.reference, went=form.cleaned_data["went"] == "yes", now=now
        )
        return reverse("release:outbox")
