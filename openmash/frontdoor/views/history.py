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
from openmash.people.choices import Bond
from openmash.people.permissions import NeedsPurpose


def without_purpose(actor: Actor, contact: Any, now: datetime) -> str:
    """Return the child of a contact whose history the actor has no purpose to read; empty where there is none such.

    What ties them to one of the family ties them to all; a reason opens the one record that it was given for.
    """
    children = [one.person for one in contact.children.all()]
    everybody = [*children, *(one.person for one in contact.adults.all())]
    found = people.purpose_to_read(actor, children, beside=everybody, now=now)
    if found is not None and found.bond != Bond.GLASS:
        return ""
    unread = (one for one in children if people.purpose_to_read(actor, [one], beside=everybody, now=now) is None)
    return next((one.reference for one in unread), "")


def checked_words(actor: Actor, contact: Any) -> list[str]:
    """Return which look-ups of the contact a cleared manager completed: for those who are cleared."""
    return [
        f"Checked by a cleared manager, {one.completed_by.name if one.completed_by else ''}: {one.finding_words}"
        for one in people.checks_completed(actor, subject=f"contact {contact.reference}")
    ]


class OpenHistory(PageView):
    """Open the history. That it was opened is kept, with whose records were shown; whoever has no purpose is asked why."""

    template = "frontdoor/history.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = queries.contact_by_reference(actor, reference)
        if unread := without_purpose(actor, contact, now):
            raise NeedsPurpose(at=people.where_to_say_why(unread, to="history", contact=contact.reference))
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
            "left_at_home": presenters.left_at_home(contact),
            "children": children,
            "stale": [
                f"{row.title}: {row.words}" for row in people.index_freshness(now=now) if row.stale or row.absent
            ],
            "checks": checked_words(actor, contact),
            "screens": permissions.can_screen(actor, contact),
            "back": contact_address(reference),
        }
