"""The boards, what is new on them, taking an item, and finishing a piece of follow-up work."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime

from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.views import ActView, PageView
from openmash.frontdoor import queries
from openmash.frontdoor.forms.transfers import FollowUpForm
from openmash.frontdoor.presenters.transfers import contact_summary
from openmash.frontdoor.services import followups as services
from openmash.trail import services as trail
from openmash.work import queries as work


class Board(PageView):
    """Everybody's work that the actor may see."""

    template = "frontdoor/queue.html"
    which = "all"
    heading = "All work"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return queries.queue_page(actor, now, which=self.which, asked=self.request.GET) | {"heading": self.heading}


class TeamBoard(Board):
    """The work of the actor's teams."""

    which = "team"
    heading = "My team’s work"


class QueueNews(PageView):
    """How many rows came since the page was shown: a small fragment asked for by the page itself."""

    template = "frontdoor/queue_news.html"
    fragment = True

    def page(self, actor: Actor, now: datetime, *, which: str, **kwargs: Any) -> dict[str, Any]:
        try:
            since = parse_datetime(self.request.GET.get("since", "").replace(" ", "+"))
        except ValueError:
            since = None
        if since is None or since.tzinfo is None:
            raise RuleBroken("This page does not say since when. Open it again.")
        return {"new": work.arrived_since(actor, since, which=which)}


class FollowUp(ActView):
    """Do a piece of work that an outcome made for a team, and say what was done."""

    template = "frontdoor/act.html"
    form_class = FollowUpForm
    draft_title = "What was done"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = queries.visible_contact(actor, reference)
        trail.saw(actor=actor, subject=contact, purpose=actor.purpose, at=now)
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
