"""One page of everything that waits to be released, for those who may release it."""

from datetime import datetime
from typing import Any

from openmash.base import worktime
from openmash.base.actors import Actor
from openmash.base.views import PageView
from openmash.frontdoor.presenters import packages as presenters
from openmash.frontdoor.presenters.messages import message_row
from openmash.frontdoor.queries.waiting import waiting_at_the_gate


class ToRelease(PageView):
    """Documents, letters, notices and feeds that wait for somebody."""

    template = "frontdoor/to_release.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        waiting = waiting_at_the_gate(actor, now)
        return {
            "packages": [presenters.waiting_row(one, may, now) for one, may in waiting.packages],
            "refused": [presenters.refused_row(one, now) for one in waiting.refused],
            "messages": [message_row(one) for one in waiting.messages],
            "notices": [
                {
                    "reference": one.reference,
                    "title": one.subject_line,
                    "to": one.recipient_name,
                    "since": worktime.said_at(one.prepared_at, now),
                    "why": one.problem,
                }
                for one in waiting.notices
            ],
            "feeds": [
                *(presenters.feed_row(one, now) for one in waiting.feeds),
                *(presenters.file_row(one, now) for one in waiting.files),
            ],
        }
