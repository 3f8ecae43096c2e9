"""The history of a contact's children, before anything else."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.base import worktime
from openmash.base.actors import Actor
from openmash.base.fields.days import said
from openmash.base.views import PageView
from openmash.frontdoor import permissions
from openmash.frontdoor.presenters import contacts as presenters
from openmash.frontdoor.queries import contacts as queries
from openmash.frontdoor.services import history as services
from openmash.frontdoor.views.parts import contact_address, safety_of
from openmash.people import queries as people


class OpenHistory(PageView):
    """Open the history. That it was opened is kept, with whose records were shown."""

    template = "frontdoor/history.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = queries.contact_by_reference(actor, reference)
        services.record_history_opened(actor=actor, contact=contact, now=now)
        children = [
            {
                "name": child.name,
                "person": child.person,
                "href": reverse("web:child", kwargs={"reference": child.person}),
                "repeats": list(child.story.repeats),
                "involvements": [
                    {
                        "title": row.title,
                        "what": row.involvement or row.status,
                        "open": row.open,
                        "worker": row.worker,
                        "team": row.team,
                        "phone": row.phone,
                    }
                    for row in child.involvements
                ],
                "timeline": [
                    {
                        "title": row.title,
                        "href": contact_address(row.reference) if row.reference not in ("", reference) else "",
                        "when": said(row.at.date()) if row.whole_day else worktime.said_at(row.at, now),
                        "iso": row.at.isoformat(),
                        "tag": {"text": row.rag.capitalize(), "tone": row.rag} if row.rag else None,
                        "text": row.text,
                    }
                    for row in child.story.happenings
                ],
            }
            for child in queries.history_of(actor, contact, now=now)
        ]
        return {
            "header": presenters.header(contact, now),
            "safety": safety_of(actor, contact, now),
            "children": children,
            "stale": [
                f"{row.title}: {row.words}" for row in people.index_freshness(now=now) if row.stale or row.absent
            ],
            "screens": permissions.can_screen(actor, contact),
            "back": contact_address(reference),
        }
