"""Standing feeds: what is sent to whom, what became of it the last times, and which are due."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.sharing.choices import DocumentKind, FeedState
from openmash.sharing.models import Document, FeedRun, StandingFeed
from openmash.sharing.queries.register import register_choices, titles


@dataclass(frozen=True)
class FeedRow:
    """One feed in words, with its latest run or None."""

    reference: str
    title: str
    document: str
    document_title: str
    to: str
    purpose: str
    bases: tuple[str, ...]
    items: tuple[str, ...]
    every_days: int
    state: str
    next_on: date
    ended_reason: str
    latest: FeedRun | None


def feed_rows(actor: Actor, *, document: str = "") -> list[FeedRow]:
    """Return the feeds by name, of one document where its reference is given. The council's own see them."""
    if not actor.is_authority:
        return []
    feeds = StandingFeed.objects.select_related("document", "to_agency").order_by("state", "title")
    if document:
        feeds = feeds.filter(document__reference=document)
    return [feed_row(feed) for feed in feeds]


def feed_row(feed: StandingFeed) -> FeedRow:
    """Return a feed in words."""
    purposes, bases, items = titles("purposes"), titles("lawful_bases"), titles("data_items")
    return FeedRow(
        reference=feed.reference,
        title=feed.title,
        document=feed.document.reference,
        document_title=feed.document.title,
        to=feed.to_agency.name,
        purpose=purposes.get(feed.purpose, feed.purpose),
        bases=tuple(bases.get(code, code) for code in feed.bases),
        items=tuple(items.get(code, code) for code in feed.items),
        every_days=feed.every_days,
        state=feed.state,
        next_on=feed.next_on,
        ended_reason=feed.ended_reason,
        latest=feed.runs.order_by("-ran_at", "-pk").first(),
    )


def feed_by_reference(actor: Actor, reference: str) -> StandingFeed:
    """Return a feed. Raises NotFound."""
    feeds = StandingFeed.objects.select_related("document", "to_agency", "from_agency")
    found = feeds.filter(reference=reference).first() if actor.is_authority else None
    if found is None:
        raise NotFound
    return found


def runs_of(feed: StandingFeed, *, most: int = 30) -> list[Any]:
    """Return the latest runs of a feed, the newest first."""
    return list(feed.runs.select_related("version__document").order_by("-ran_at", "-pk")[:most])


def run_by_key(key: int) -> FeedRun:
    """Return one run with its feed. For the room that hands its file over."""
    return FeedRun.objects.select_related("feed__to_agency").get(pk=key)


def feeds_due(on: date) -> list[str]:
    """Return the references of the feeds that are to run on a day."""
    due = StandingFeed.objects.filter(state=FeedState.RUNNING, next_on__lte=on)
    return list(due.order_by("next_on", "pk").values_list("reference", flat=True))


def feed_choices(actor: Actor, *, on: date) -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen for a feed on a day: agreements, agencies outside the council, purposes, bases, items."""
    chosen = register_choices(on)
    agreements = Document.objects.visible_to(actor).filter(kind=DocumentKind.SHARING_AGREEMENT).order_by("title")
    return {
        "document": [(one.reference, f"{one.title} ({one.reference})") for one in agreements],
        "to_agency": [(one.code, one.name) for one in agencies.all_agencies() if not one.is_authority],
        "purpose": chosen["purposes"],
        "bases": chosen["bases"],
        "items": chosen["items"],
    }
