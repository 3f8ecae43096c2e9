"""Build the area: accounts, indexes, the first contacts at once, the rest in batches that a stop does not undo."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings

from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.demo.models import Built
from openmash.demo.rules.contacts.model import PlannedContact
from openmash.demo.rules.settings import Teams
from openmash.demo.rules.staff import plan_users
from openmash.demo.services import deciding, moving  # noqa: F401 - they register how their events are played
from openmash.demo.services.cast import Cast, create_accounts
from openmash.demo.services.indexes import load_indexes
from openmash.demo.services.opening import open_contact
from openmash.demo.services.screening import play
from openmash.demo.services.stage import Stage, Tally
from openmash.demo.services.story import Story, story_at

BATCH = 20
Say = Callable[[str], None]


def quiet(words: str) -> None:
    """Say nothing: for tests."""


def build_small_area(
    *, actor: Actor, now: datetime, say: Say = print, whole: bool = False, most: int | None = None, scale: float = 1.0
) -> Tally:
    """Build the accounts, the indexes and the first contacts (all there will be when they are the `whole`).

    What is there already is left alone.
    """
    tally = Tally()
    if whole:
        _mark("wave", "small")
    if _held("wave", "first"):
        return tally
    story = story_at(_moment(now), scale=scale)
    first = story.first_wave[:most] if most else story.first_wave
    say("Making the accounts of the demonstration ...")
    users = create_accounts(actor=actor, now=now)
    if not _held("index", "all"):
        say("Loading what social care and early help know ...")
        with request_transaction(actor):
            counts = load_indexes(
                actor=actor, story=story, folder=Path(settings.DATA) / "files" / "demo", now=story.now
            )
            Built.objects.create(kind="index", key="all", counts=counts)
    cast = Cast(users, {user.key: user for user in plan_users(Teams())})
    say(f"Playing {len(first)} contacts ...")
    _play_all(actor, story, cast, first, tally)
    _mark("wave", "first")
    _keep_progress(story)
    return tally


def build_rest(*, actor: Actor, now: datetime, say: Say = quiet) -> Tally:
    """Build the other contacts, in the order in which they came in. It goes on where it was stopped."""
    tally = Tally()
    if _held("wave", "rest"):
        return tally
    Built.objects.filter(kind="wave", key="small").delete()
    story = story_at(_moment(now))
    todo = _left(story.later)
    if todo:
        users = create_accounts(actor=actor, now=now)
        cast = Cast(users, {user.key: user for user in plan_users(Teams())})
        total = len(story.later)
        _keep_progress(story)
        for start in range(0, len(todo), BATCH):
            _play_all(actor, story, cast, todo[start : start + BATCH], tally)
            done = total - len(todo) + min(start + BATCH, len(todo))
            if start // BATCH % 10 == 9:
                say(f"{done} of {total} contacts are built.")
    _mark("wave", "rest")
    _keep_progress(story)
    return tally


def _moment(now: datetime) -> datetime:
    """Return the moment the story ends: that of the first build, whenever it goes on."""
    row, _ = Built.objects.get_or_create(kind="story", key="now", defaults={"reference": now.isoformat()})
    return datetime.fromisoformat(row.reference)


def _held(kind: str, key: str) -> bool:
    return Built.objects.filter(kind=kind, key=key).exists()


def _mark(kind: str, key: str) -> None:
    Built.objects.get_or_create(kind=kind, key=key)


def _left(contacts: Sequence[PlannedContact]) -> list[PlannedContact]:
    """Return the contacts that are not in the product yet."""
    held = set(Built.objects.filter(kind="contact").values_list("key", flat=True))
    return [contact for contact in contacts if contact.key not in held]


def _play_all(actor: Actor, story: Story, cast: Cast, contacts: Sequence[PlannedContact], tally: Tally) -> None:
    for planned in _left(contacts):
        part = Tally()
        with request_transaction(actor):
            reference = play_contact(story, cast, planned, part)
            Built.objects.create(
                kind="contact", key=planned.key, reference=reference, counts={"refused": dict(part.refused)}
            )
        tally.add(part)


def play_contact(story: Story, cast: Cast, planned: PlannedContact, tally: Tally) -> str:
    """Play one contact from its arrival to where it stands. Returns its reference, empty when it was refused."""
    stage = Stage(story, cast, planned, tally)
    if not open_contact(stage):
        return ""
    for event in planned.events:
        stage.refresh()
        play(event, stage)
    stage.refresh()
    if planned.events:
        deciding.finish_what_is_left(stage, planned.events[-1].at)
    return str(stage.contact.reference)


def _keep_progress(story: Story) -> None:
    """Keep how many contacts the story has in all; how many are there is counted."""
    Built.objects.update_or_create(
        kind="progress", key="contacts", defaults={"counts": {"total": len(story.area.contacts)}}
    )
