"""Follow-up work: what an outcome made for a team, done and said."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.base.actors import Actor
from openmash.base.views import ActView
from openmash.frontdoor import queries
from openmash.frontdoor.forms.transfers import FollowUpForm
from openmash.frontdoor.presenters.transfers import contact_summary
from openmash.frontdoor.services import followups as services
from openmash.frontdoor.views.opening import opened_contact


class FollowUp(ActView):
    """Do a piece of work that an outcome made for a team, and say what was done."""

    template = "frontdoor/act.html"
    form_class = FollowUpForm
    draft_title = "What was done"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = opened_contact(actor, reference, now)
        return {
            "heading": "Read and act",
            "summary": contact_summary(contact, now),
            "story": contact.story,
            "intro": "This came to your team from the front door. Say what you did: the front door sees it on the contact.",
            "button": "Done",
            "back": reverse("web:home"),
        }

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"follow-up:{reference}"

    def act(self, actor: Actor, form: FollowUpForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        contact = queries.visible_contact(actor, reference)
        services.finish_follow_up(actor=actor, contact=contact, words=form.cleaned_data["words"], now=now)
        return reverse("web:home")
