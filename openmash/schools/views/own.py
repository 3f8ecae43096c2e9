"""What a school was told: the list, and one notice with its one tap. Phone first."""

from datetime import datetime
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse

from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.base.views import ActView, PageView
from openmash.schools import forms, presenters, queries, services
from openmash.trail import services as trail

READING = "Reading a notice to my school"


class OwnNotices(PageView):
    """The notices to the actor's school, those that wait first."""

    template = "schools/own_notices.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        rows = [presenters.own_row(one, now) for one in queries.notices_sent_to(actor)]
        return {
            "waiting": [row for row in rows if not row["has_it"]],
            "done": [row for row in rows if row["has_it"]],
        }


class OwnNotice(ActView):
    """One notice. Opening it is its receipt; saying that one has it is one tap."""

    template = "schools/own_notice.html"
    form_class = forms.HaveItForm

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with request_transaction(self.actor):
            services.read_notice(actor=self.actor, reference=kwargs["reference"], now=self.now)
        return super().get(request, *args, **kwargs)

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.own_notice(actor, reference, now=now)
        trail.saw(actor=actor, subject=f"person {held.person_reference}", purpose=READING, at=now, notice=reference)
        return {"notice": presenters.own_notice(held, now), "by_link": bool(actor.link)}

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, **kwargs: Any) -> str:
        services.acknowledge_notice(actor=actor, reference=reference, now=now)
        return reverse("schools:own_notice", kwargs={"reference": reference})
