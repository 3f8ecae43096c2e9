"""Which schools are to be told, by when, and what became of it: for those who screen."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.base.actors import Actor
from openmash.base.views import PageView
from openmash.schools import queries


class Notices(PageView):
    """Every notice: what waits first, by when it is due."""

    template = "schools/notices.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        waiting, done = queries.notices_waiting(actor), queries.notices_done(actor)
        rows = [self.row(one, now) for one in waiting]
        return {
            "to_tell": [row for row in rows if row["to_tell"]],
            "told": [row for row in rows if not row["to_tell"]],
            "done": [self.row(one, now) for one in done],
        }

    def row(self, notice: Any, now: datetime) -> dict[str, Any]:
        """Return one line, with where something is done about it."""
        href = (
            reverse("frontdoor:school_notices", kwargs={"reference": notice.about})
            if notice.about_kind == "contact"
            else ""
        )
        return queries.notice_row(notice, now) | {"href": href}
