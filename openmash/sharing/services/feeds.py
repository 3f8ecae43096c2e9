"""Standing feeds: begin one, run it, end it. A run asks whether it may go before anything is read, and keeps the answer."""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.errors import RuleBroken
from openmash.base.references import next_reference
from openmash.sharing import permissions
from openmash.sharing.choices import DocumentKind, FeedState, ShareAnswer, SharingKind
from openmash.sharing.models import Document, FeedRun, StandingFeed
from openmash.sharing.queries.footing import Footing, footing_for
from openmash.sharing.queries.register import titles
from openmash.sharing.rules import feeds as rules
from openmash.sharing.services.reviews import REGISTER
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

Row = Mapping[str, str]


@dataclass(frozen=True)
class Content:
    """What a feed can hold: offered by the room whose records they are. `person` in a row is the reference of a person."""

    code: str
    title: str
    items: tuple[str, ...]
    rows: Callable[[Actor, datetime], Iterable[Row]]


_contents: dict[str, Content] = {}


def offer_content(
    code: str, *, title: str, items: tuple[str, ...], rows: Callable[[Actor, datetime], Iterable[Row]]
) -> None:
    """Offer something that can be sent regularly. Called once by the room above, when the product starts.

    `rows` gives a mapping from item to text for each line, and never a restricted person or a protected address.
    """
    _contents[code] = Content(code, title, items, rows)


_carriers: list[Callable[..., None]] = []


def hand_feeds_over_by(carrier: Callable[..., None]) -> None:
    """Have `carrier(actor=…, run=…, now=…)` hand over the file of each run that may go. Once, by the room that sends."""
    _carriers[:] = [carrier]


def carriers() -> tuple[Callable[..., None], ...]:
    """Return what hands files over, for the manual."""
    return tuple(_carriers)


def contents() -> tuple[Content, ...]:
    """Return what can be sent regularly."""
    return tuple(_contents.values())


@dataclass(frozen=True)
class FeedGiven:
    """What somebody wants sent regularly. Codes of the pack and of the content; `document` is a reference."""

    title: str
    content: str
    document: str
    from_agency: str
    to_agency: str
    purpose: str
    bases: tuple[str, ...]
    items: tuple[str, ...]
    every_days: int
    first_on: date


@transaction.atomic
def start_feed(*, actor: Actor, given: FeedGiven, now: datetime) -> StandingFeed:
    """Begin a standing feed. It may be begun under a draft: each run asks anew whether it may go.

    Raises Denied; RuleBroken for an unknown content, an agreement that there is not, no items or an interval out of bounds.
    """
    permissions.check_can_keep_register(actor)
    content = _contents.get(given.content)
    if content is None:
        raise RuleBroken("Choose what is sent.", field="what")
    document = Document.objects.filter(reference=given.document, kind=DocumentKind.SHARING_AGREEMENT).first()
    if document is None:
        raise RuleBroken("Choose the agreement it is sent under.", field="document")
    if not given.title.strip():
        raise RuleBroken("Give the feed a title.", field="title")
    if not given.items:
        raise RuleBroken("Choose which items are sent.", field="items")
    if not rules.DAILY <= given.every_days <= rules.MOST_DAYS:
        raise RuleBroken(f"A feed goes every 1 to {rules.MOST_DAYS} days.", field="every_days")
    feed = StandingFeed.objects.create(
        reference=next_reference("F-", "ref_feed"),
        title=given.title.strip()[:160],
        content=content.code,
        document=document,
        from_agency=agencies.agency_by_code(given.from_agency),
        to_agency=agencies.agency_by_code(given.to_agency),
        purpose=given.purpose,
        bases=list(given.bases),
        items=list(given.items),
        every_days=given.every_days,
        state=FeedState.RUNNING,
        next_on=given.first_on,
        begun_at=now,
        begun_by=actor.reference,
    )
    trail.record(
        actor=actor, kind="feed.begun", subject=_subject(feed), at=now, agreement=document.reference, items=feed.items
    )
    return feed


@transaction.atomic
def end_feed(*, actor: Actor, feed: StandingFeed, reason: str, now: datetime) -> StandingFeed:
    """End a feed: it never runs again. Raises Denied; RuleBroken without a reason, or when it has ended."""
    permissions.check_can_keep_register(actor)
    held = _locked(feed)
    _check_running(held)
    if not reason.strip():
        raise RuleBroken("Say why it ends.", field="reason")
    held.state, held.ended_at, held.ended_by = FeedState.ENDED, now, actor.reference
    held.ended_reason = reason.strip()[:300]
    held.save()
    trail.record(actor=actor, kind="feed.ended", subject=_subject(held), at=now)
    _finish_work(held, "the feed has ended", now)
    return held


@transaction.atomic
def run_feed(*, actor: Actor, feed: StandingFeed, now: datetime) -> FeedRun:
    """Send a feed, if its agreement lets it go; else keep why not, and give its owner the work. Either way a run is kept.

    A stopped feed is tried again the next day, and the day that its agreement comes into force.
    Raises Denied; RuleBroken when it has ended, or what it sends is not in this release.
    """
    permissions.check_can_keep_register(actor)
    held = _locked(feed)
    _check_running(held)
    content = _contents.get(held.content)
    if content is None:
        raise RuleBroken("What this feed sends is not in this release.")
    today = london_day(now)
    footing = footing_for(
        actor,
        purpose=held.purpose,
        bases=held.bases,
        from_agency=held.from_agency.code,
        to_agency=held.to_agency.code,
        items=held.items,
        kind=SharingKind.STANDING_FEED,
        on=today,
    )
    if not footing.allowed or not _under(footing, held):
        return _stopped(actor=actor, feed=held, footing=footing, now=now)
    return _gone(actor=actor, feed=held, content=content, footing=footing, now=now)


def _under(footing: Footing, feed: StandingFeed) -> bool:
    """Whether what lets it go is the agreement that the feed names, or the council's own services on both sides."""
    return footing.version is None or footing.version.document_id == feed.document_id


def _stopped(*, actor: Actor, feed: StandingFeed, footing: Footing, now: datetime) -> FeedRun:
    sentences = list(footing.sentences)
    if footing.allowed:
        sentences = [
            f"{footing.named} would cover it, but this feed is sent under {feed.document.title}. Nothing was sent."
        ]
    run = FeedRun.objects.create(
        feed=feed,
        version=footing.version,
        answer=ShareAnswer.STOPPED,
        sentences=sentences,
        ran_at=now,
        ran_by=actor.reference,
    )
    feed.next_on = rules.next_try(london_day(now))
    feed.save(update_fields=["next_on"])
    trail.record(actor=actor, kind="feed.stopped", subject=_subject(feed), at=now, agreement=footing.agreement_version)
    clock = agencies.pack_in_force().door.agreement_review_clock
    if clock:
        work.open_work(
            actor=REGISTER,
            act=WorkAct.MEND_FEED,
            subject_kind="feed",
            subject=feed.reference,
            team=feed.document.team,
            due=agencies.due_by(clock, now),
            rag="",
            arrived_at=now,
            note=feed.title,
            now=now,
        )
    return run


def _gone(*, actor: Actor, feed: StandingFeed, content: Content, footing: Footing, now: datetime) -> FeedRun:
    chosen = rules.columns(
        wanted=feed.items,
        offered=content.items,
        agreed=footing.version.items if footing.version else feed.items,
        may_receive=_receives(feed.to_agency.kind, london_day(now)),
    )
    rows = list(content.rows(actor, now))
    said = titles("data_items")
    body = rules.as_csv(headings=[said.get(item, item) for item in chosen.sent], columns=chosen.sent, rows=rows)
    run = FeedRun.objects.create(
        feed=feed,
        version=footing.version,
        answer=footing.answer,
        sentences=list(footing.sentences),
        items=list(chosen.sent),
        withheld=[list(one) for one in chosen.withheld],
        rows=len(rows),
        about=sorted({row["person"] for row in rows if row.get("person")}),
        file_name=f"{feed.reference}-{london_day(now):%Y-%m-%d}.csv",
        content_hash=keep(body),
        ran_at=now,
        ran_by=actor.reference,
    )
    feed.next_on = rules.next_day(due=feed.next_on, every_days=feed.every_days, ran=london_day(now))
    feed.save(update_fields=["next_on"])
    trail.record(
        actor=actor,
        kind="feed.sent",
        subject=_subject(feed),
        at=now,
        agreement=footing.agreement_version,
        to=feed.to_agency.code,
        rows=len(rows),
        about=run.about,
        content_hash=run.content_hash,
    )
    for carry in _carriers:
        carry(actor=actor, run=run, now=now)
    _finish_work(feed, "the feed went", now)
    return run


@transaction.atomic
def note_handed_over(*, actor: Actor, run: FeedRun, now: datetime) -> FeedRun:
    """Keep that the file of a run has been handed over to its agency. For the room that sends."""
    run.handed_over_at = now
    run.save(update_fields=["handed_over_at"])
    trail.record(
        actor=actor, kind="feed.handed_over", subject=_subject(run.feed), at=now, content_hash=run.content_hash
    )
    return run


def kept_at(mark: str) -> Path:
    """Return where the file with a mark is kept."""
    return Path(settings.DATA) / "files" / "feeds" / f"{mark}.csv"


def keep(body: bytes) -> str:
    """Keep a feed's file under its own hash in the data folder, from where the room that sends takes it.

    Written whole or not at all. Returns the hash.
    """
    mark = hashlib.sha256(body).hexdigest()
    path = kept_at(mark)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{mark}.part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(body)
    part.replace(path)
    return mark


def _receives(kind: str, on: date) -> tuple[str, ...]:
    """Return what a kind of agency may receive. What the pack does not name is withheld."""
    entries = agencies.pack_in_force().in_force("receives", on)
    return next((entry.items for entry in entries if entry.code == kind), ())


def _finish_work(feed: StandingFeed, reason: str, now: datetime) -> None:
    work.finish_work(
        actor=REGISTER, act=WorkAct.MEND_FEED, subject_kind="feed", subject=feed.reference, reason=reason, now=now
    )


def _check_running(feed: StandingFeed) -> None:
    if feed.state != FeedState.RUNNING:
        raise RuleBroken("This feed has ended.")


def _locked(feed: StandingFeed) -> StandingFeed:
    feeds = StandingFeed.objects.select_for_update(of=("self",))
    return feeds.select_related("document__team", "from_agency", "to_agency").get(pk=feed.pk)


def _subject(feed: StandingFeed) -> str:
    return f"feed {feed.reference}"
