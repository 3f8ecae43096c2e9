"""The home of each role: my work, or where the role's work begins."""

from datetime import datetime
from typing import Any

from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from openmash.agencies.choices import Role
from openmash.base import access, drafts, worktime
from openmash.base.actors import Actor
from openmash.base.views import PageView
from openmash.frontdoor import queries as frontdoor
from openmash.web.presenters.queue import queue_in_words
from openmash.web.shell import WORK_ROLES
from openmash.web.views.queue import messages_in_need

# Where a role without a queue begins, first match first.
BEGINS_AT = (
    ((Role.PARTNER,), "enquiries:requests"),
    ((Role.HUB_MEMBER,), "enquiries:pictures"),
    ((Role.REFERRER,), "frontdoor:raised"),
    ((Role.BOARD_MEMBER,), "indicators:report"),
    ((Role.ADMINISTRATOR,), "web:administration"),
)


class Home(PageView):
    """My work, in the order of need."""

    template = "web/queue.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any] | HttpResponseBase:
        if not actor.has(*WORK_ROLES):
            for roles, name in BEGINS_AT:
                if actor.has(*roles):
                    return HttpResponseRedirect(reverse(name))
        page = frontdoor.queue_page(actor, now, which="mine", asked=self.request.GET)
        return queue_in_words(actor, page) | {
            "heading": "My work",
            "to_referrers": messages_in_need(actor),
            "may_take_call": access.may_use(actor, "frontdoor:take_call"),
            "drafts": [
                {
                    "title": draft.title or "Unsent words",
                    "href": draft.address,
                    "saved": worktime.said_at(draft.saved_at, now),
                }
                for draft in drafts.drafts_of(actor, now=now)[:5]
            ],
        }
