"""Follow-up work: what an outcome made for a team, done and said."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.base import access, worktime
from openmash.base.actors import Actor
from openmash.base.views import ActView
from openmash.frontdoor import queries
from openmash.frontdoor.forms.transfers import FollowUpForm
from openmash.frontdoor.presenters.transfers import contact_summary, names_and_age
from openmash.frontdoor.queries import screening
from openmash.frontdoor.queries.standing import asked_of
from openmash.frontdoor.services import followups as services
from openmash.frontdoor.views.opening import opened_contact
from openmash.work.choices import ACT_WORDS

INTRO = (
    "This came to your team from the front door. Say what you did for all of the children named here: "
    "the front door sees it on the contact."
)


class FollowUp(ActView):
    """Do a piece of work that an outcome made for a team, and say what was done."""

    template = "frontdoor/act.html"
    form_class = FollowUpForm
    draft_title = "What was done"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = opened_contact(actor, reference, now)
        items = asked_of(actor, contact)
        return {
            "heading": ACT_WORDS[items[0].act] if items else "Read and act",
            "summary": contact_summary(contact, now),
            "notes": self.asked(actor, contact, items, now),
            "story": contact.story,
            "intro": INTRO
            if items
            else "Nothing on this contact is waiting for your team. It may have been done already.",
            "button": "Done",
            "whole": reverse("frontdoor:contact", kwargs={"reference": reference})
            if access.may_use(actor, "frontdoor:contact")
            else "",
            "back": reverse("web:home"),
        }

    def asked(self, actor: Actor, contact: Any, items: list[Any], now: datetime) -> list[dict[str, str]]:
        """Return what is asked for each child, why it was decided, and until when."""
        children = {child.person.reference: child for child in contact.children.all()}
        rows, reads = [], access.may_use(actor, "frontdoor:contact")
        for item in items:
            child = children.get(item.child)
            who = names_and_age(child.person, now) if child else "Everybody in this contact"
            made = screening.decision_in_force(child) if child and reads else None
            due = worktime.in_words(item.due_at, now)
            rows.append({"head": f"{who}. {item.note}, {due}.", "words": made.rationale if made else ""})
        return rows

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"follow-up:{reference}"

    def act(self, actor: Actor, form: FollowUpForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        contact = queries.visible_contact(actor, reference)
        services.finish_follow_up(actor=actor, contact=contact, words=form.cleaned_data["words"], now=now)
        return reverse("web:home")
