"""How far the demonstration area has come: a page, and the part of it that is asked for again and again."""

from datetime import datetime
from typing import Any

from openmash.base.actors import Actor
from openmash.base.views import PageView
from openmash.demo import queries
from openmash.demo.presenters import progress_in_words


class Filling(PageView):
    """How much of the demonstration area is there, and about how long the rest takes."""

    template = "demo/progress.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"filling": progress_in_words(queries.progress(now=now), queries.counts())}


class FillingNow(Filling):
    """The same, without the page around it."""

    template = "demo/progress_fragment.html"
    fragment = True
