"""The boards and what is new on them."""

from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from openmash.base import access, worktime
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.views import PageView
from openmash.frontdoor import queries as frontdoor
from openmash.schools import queries as schools
from openmash.web.presenters.queue import queue_in_words
from openmash.work import queries as work


def messages_in_need(actor: Actor) -> int | None:
    """Return how many messages to referrers need somebody; None for those who do not look after them."""
    return frontdoor.messages_in_need(actor) if access.may_use(actor, "frontdoor:messages") else None


def schools_to_tell(actor: Actor, now: datetime) -> dict[str, Any] | None:
    """Return how many schools wait to be told, or have not said that they know; None for those who do not tell them."""
    if not access.may_use(actor, "schools:notices"):
        return None
    waiting = schools.waiting_now(actor, now)
    return {
        "to_tell": waiting.to_tell,
        "not_acknowledged": waiting.not_acknowledged,
        "late": waiting.late,
        "first": worktime.in_words(waiting.first_due_at, now) if waiting.first_due_at else "",
    }


class Board(PageView):
    """Everybody's work that the actor may see."""

    template = "web/queue.html"
    which = "all"
    heading = "All work"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        page = frontdoor.queue_page(actor, now, which=self.which, asked=self.request.GET)
        return queue_in_words(actor, page) | {
            "heading": self.heading,
            "to_referrers": messages_in_need(actor),
            "schools": schools_to_tell(actor, now),
        }


class TeamBoard(Board):
    """The work of the actor's teams."""

    which = "team"
    heading = "My team’s work"


class QueueNews(PageView):
    """How many rows came since the page was shown: a small fragment asked for by the page itself."""

    template = "base/components/news_fragment.html"
    fragment = True

    def page(self, actor: Actor, now: datetime, *, which: str, **kwargs: Any) -> dict[str, Any]:
        try:
            since = parse_datetime(self.request.GET.get("since", "").replace(" ", "+"))
        except ValueError:
            since = None
        if since is None or since.tzinfo is None or which not in ("mine", "team", "all"):
            raise RuleBroken("This page does not say since when. Open it again.")
        return {"news": {"count": work.arrived_since(actor, since, which=which), "href": ""}}
