"""Standing feeds: the list, one feed with its runs, and beginning, running and ending one."""

from datetime import datetime
from typing import Any, ClassVar

from django.urls import reverse

from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.forms import Form
from openmash.base.views import PageView
from openmash.sharing import forms, permissions, presenters, queries, services
from openmash.sharing.choices import FeedState, ShareAnswer
from openmash.sharing.services import FeedGiven
from openmash.sharing.views.register import RegisterAct


class Feeds(PageView):
    """What is sent regularly, and what became of it."""

    template = "sharing/feeds.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {
            "feeds": [presenters.feed_line(row, now=now) for row in queries.feed_rows(actor)],
            "may_start": permissions.can_keep_register(actor),
        }


class ShowFeed(PageView):
    """One feed, with why it was stopped the last time, or what went."""

    template = "sharing/feed.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        feed = queries.feed_by_reference(actor, reference)
        row, runs = queries.feed_row(feed), queries.runs_of(feed)
        latest = runs[0] if runs else None
        titles = queries.titles("data_items")
        going = feed.state == FeedState.RUNNING
        return {
            "title": row.title,
            "reference": row.reference,
            "summary": {"rows": presenters.feed_summary(row)},
            "stopped": latest.sentences if latest and going and latest.answer == ShareAnswer.STOPPED else [],
            "document": {"text": row.document_title, "href": presenters.document_address(row.document)},
            "cards": [presenters.run_card(run, titles, now=now) for run in runs],
            "may_act": going and permissions.can_keep_register(actor),
        }


class StartFeed(RegisterAct):
    """Begin a standing feed."""

    form_class = forms.FeedForm
    heading = "New standing feed"
    intro = "Each time before anything is read, the feed asks whether its agreement lets it go."
    button = "Begin the feed"
    draft_title = "New standing feed"

    def back(self, **kwargs: Any) -> str:
        return reverse("sharing:feeds")

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        contents = [(one.code, one.title) for one in services.contents()]
        return {"choices": queries.feed_choices(actor, on=london_day(now)) | {"what": contents}}

    def draft_key_for(self, actor: Actor, **kwargs: Any) -> str:
        return "feed:new"

    def act(self, actor: Actor, form: Any, now: datetime, **kwargs: Any) -> str:
        content = form.content
        given = FeedGiven(
            content=content["what"],
            from_agency=actor.agency_code,
            bases=tuple(content.pop("bases")),
            items=tuple(content.pop("items")),
            **{name: content[name] for name in ("title", "document", "to_agency", "purpose")},
            every_days=content["every_days"],
            first_on=content["first_on"],
        )
        feed = services.start_feed(actor=actor, given=given, now=now)
        return presenters.feed_address(feed.reference)


class FeedAct(RegisterAct):
    """One act on one feed."""

    form_class: ClassVar[type[Form]] = forms.ConfirmForm

    def back(self, *, reference: str, **kwargs: Any) -> str:
        return presenters.feed_address(reference)

    def caption(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return queries.feed_by_reference(actor, reference).title


class RunFeed(FeedAct):
    """Run a feed now."""

    heading = "Run this feed now"
    intro = "It goes if its agreement is in force and covers it. If not, nothing is sent and the page says why."
    button = "Run it now"

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, **kwargs: Any) -> str:
        services.run_feed(actor=actor, feed=queries.feed_by_reference(actor, reference), now=now)
        return presenters.feed_address(reference)


class EndFeed(FeedAct):
    """End a feed."""

    form_class = forms.ReasonForm
    heading = "End this feed"
    intro = "It never runs again. What was sent stays listed."
    button = "End the feed"
    dangerous = True

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, **kwargs: Any) -> str:
        feed = queries.feed_by_reference(actor, reference)
        services.end_feed(actor=actor, feed=feed, reason=form.content["reason"], now=now)
        return presenters.feed_address(reference)
