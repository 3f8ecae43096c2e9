"""The indexes of other services: how fresh they are, loading one, what came of a load."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.base.actors import Actor
from openmash.base.views import ActView, PageView
from openmash.people import forms, permissions, presenters, queries, services


class Indexes(PageView):
    """How fresh every index is, and the latest loads."""

    template = "people/indexes.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {
            "fresh": [
                {"title": row.title, "words": row.words, "doubtful": row.stale or row.absent, "absent": row.absent}
                for row in queries.index_freshness(now=now)
            ],
            "loads": [presenters.load_row(load) for load in queries.latest_loads()],
            "may_load": permissions.can_load_indexes(actor),
        }


class IndexLoadPage(PageView):
    """What of a file was accepted, and what was refused and why."""

    template = "people/index_load.html"

    def page(self, actor: Actor, now: datetime, *, number: int, **kwargs: Any) -> dict[str, Any]:
        return presenters.load_row(queries.load_by_number(number))


class LoadIndex(ActView):
    """Load or refresh an index from a file."""

    template = "people/act.html"
    form_class = forms.LoadIndexForm

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        permissions.check_can_load_indexes(actor)
        return {
            "heading": "Load an index",
            "intro": (
                "The first line of the file names its columns. Needed are record_id and a name. The index stays as it "
                "is when the file cannot be used."
            ),
            "button": "Load the file",
            "upload": True,
            "back": reverse("people:indexes"),
        }

    def act(self, actor: Actor, form: forms.LoadIndexForm, now: datetime, **kwargs: Any) -> str:
        result = services.load_index(
            actor=actor,
            index=form.cleaned_data["index"],
            file=form.cleaned_data["file"],
            changes_only=form.cleaned_data["kind"] == "changes",
            now=now,
        )
        return reverse("people:index_load", kwargs={"number": result.number})
