"""The home of each role: my work, or where the role's work begins."""

from datetime import datetime
from typing import Any

from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from openmash.agencies.choices import Role
from openmash.allegations import queries as allegations
from openmash.base import access, drafts, worktime
from openmash.base.actors import Actor
from openmash.base.views import PageView
from openmash.frontdoor import queries as frontdoor
from openmash.web.presenters.queue import queue_in_words
from openmash.web.shell import WORK_ROLES
from openmash.web.views.queue import messages_in_need, schools_to_tell

# Where a role without a queue begins, first match first.
BEGINS_AT = (
    ((Role.PARTNER,), "enquiries:requests"),
    ((Role.HUB_MEMBER,), "enquiries:pictures"),
    ((Role.REFERRER,), "frontdoor:raised"),
    ((Role.PRINCIPAL_SOCIAL_WORKER, Role.AUDITOR), "caseaudits:audits"),
    ((Role.BOARD_SECRETARY,), "improvement:plan"),
    ((Role.BOARD_MEMBER,), "indicators:report"),
    ((Role.ANALYST,), "returns:to_send"),
    ((Role.ADMINISTRATOR,), "web:administration"),
)


def worries_waiting(actor: Actor, now: datetime) -> dict[str, Any] | None:
    """Return the worries about workers that wait for the actor, the most urgent first; None where none does."""
    waiting = allegations.waiting_for(actor)
    if waiting is None:
        return None
    return {
        "number": waiting.number,
        "more": waiting.number - len(waiting.first),
        "rows": [
            {
                "href": reverse("allegations:decide_allegation", kwargs={"reference": one.reference}),
                "who": allegations.who_in_words(one),
                "reference": one.reference,
                "clock": {
                    "text": worktime.in_words(one.due_at, now),
                    "tone": "overdue" if one.due_at < now else "",
                },
            }
            for one in waiting.first
        ],
        "ahead": [_ahead(one, now) for one in waiting.ahead],
    }


def _ahead(one: Any, now: datetime) -> dict[str, Any]:
    """Return what a meeting about a worry has ahead, with where it is done."""
    named = {"reference": one.allegation.reference}
    href = reverse("allegations:meeting", kwargs=named | {"meeting": one.meeting}) if one.meeting else ""
    due = one.due_at
    return {
        "href": href or reverse("allegations:decide_allegation", kwargs=named),
        "title": one.title,
        "who": allegations.who_in_words(one.allegation),
        "clock": {"text": worktime.in_words(due, now), "tone": "overdue" if due < now else ""} if due else None,
    }


class Home(PageView):
    """My work, in the order of need."""

    template = "web/queue.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any] | HttpResponseBase:
        if not actor.has(*WORK_ROLES):
            for roles, name in BEGINS_AT:
                if actor.has(*roles):
                    return HttpResponseRedirect(reverse(name))
        page = frontdoor.queue_page(actor, now, which="mine", asked=self.request.GET)
        worries = worries_waiting(actor, now)
        return queue_in_words(actor, page, beside=worries is not None) | {
            "heading": "My work",
            "worries": worries,
            "to_referrers": messages_in_need(actor),
            "to_release": access.may_use(actor, "frontdoor:to_release"),
            "conference": access.may_use(actor, "frontdoor:conference"),
            "missing": access.may_use(actor, "returns:missing"),
            "schools": schools_to_tell(actor, now),
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
