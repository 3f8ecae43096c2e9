"""Administration: who works where, which policy is in force, how fresh the indexes are, and what has failed."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.agencies.choices import ROLE_WORDS
from openmash.allegations import queries as allegations
from openmash.base import clock, jobs, worktime
from openmash.base.actors import Actor
from openmash.base.forms import Form
from openmash.base.views import ActView, PageView
from openmash.people import queries as people
from openmash.trail import queries as trail
from openmash.trail import services as trail_services


class Administration(PageView):
    """One page of what an administrator looks after."""

    template = "web/administration.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        unread = allegations.unread_for(actor, now)
        return {
            "unread": {"number": unread.number, "since": worktime.said_at(unread.since, now)} if unread else None,
            "packs": [
                {"name": row.name, "version": row.version, "loaded_at": row.loaded_at, "mark": row.content_hash[:12]}
                for row in agencies.pack_versions()
            ],
            "members": [
                {
                    "name": row.user.name,
                    "role": ROLE_WORDS.get(row.role, row.role),
                    "team": row.team.name,
                    "agency": row.team.agency.name,
                }
                for row in agencies.memberships_in_force(clock.london_day(now))
            ],
            "indexes": people.index_freshness(now=now),
            "failed": [
                {
                    "key": row.pk,
                    "kind": row.kind,
                    "tries": row.tries,
                    "error": row.last_error,
                    "created_at": row.created_at,
                    "gave_up": row.gave_up_at is not None,
                }
                for row in jobs.failed_jobs()
            ],
            "unsealed": trail.unsealed(),
        }


class RetryForm(Form):
    """Nothing to fill in: sending it is the act."""


class RetryJob(ActView):
    """Try a job again that was given up."""

    template = "frontdoor/act.html"
    form_class = RetryForm

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {
            "heading": "Try this job again",
            "intro": "It is put back into the queue and tried within a minute.",
            "button": "Try again",
            "back": reverse("web:administration"),
        }

    def act(self, actor: Actor, form: RetryForm, now: datetime, *, number: int, **kwargs: Any) -> str:
        jobs.retry_job(key=number, now=now)
        trail_services.record(actor=actor, kind="job.retried", subject=f"job {number}", at=now)
        return reverse("web:administration")
