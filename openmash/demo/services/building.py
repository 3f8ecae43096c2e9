"""Build the area: accounts, indexes, the first contacts at once, the rest in batches that a stop does not undo."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from zlib import crc32

from django.conf import settings
from django.db import connection

from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.demo.models import Built
from openmash.demo.rules.contacts import events
from openmash.demo.rules.contacts.events import together
from openmash.demo.rules.contacts.model import PlannedContact
from openmash.demo.rules.settings import Teams
from openmash.demo.rules.staff import plan_users
from openmash.demo.services import deciding, moving  # noqa: F401 - they register how their events are played
from openmash.demo.services.allegations import build_allegations
from openmash.demo.services.asking import Waiting, ask_about, ask_by_link
from openmash.demo.services.auditing import build_audits
from openmash.demo.services.auditselsewhere import read_in_audits
from openmash.demo.services.boards import build_boards
from openmash.demo.services.cases import build_cases
from openmash.demo.services.cast import Cast, create_accounts
from openmash.demo.services.indexes import load_indexes
from openmash.demo.services.meeting import build_meeting
from openmash.demo.services.opening import open_contact
from openmash.demo.services.planning import build_plan
from openmash.demo.services.reading import build_reading
from openmash.demo.services.register import build_agreements, build_register
from openmash.demo.services.returns import build_returns
from openmash.demo.services.schools import build_saturday_night, build_school_register
from openmash.demo.services.screening import play
from openmash.demo.services.stage import NotSure, Stage, Tally
from openmash.demo.services.story import Story, story_at
from openmash.demo.services.thinkfamily import tell_others
from openmash.trail import services as trail

BATCH = 20
LEAVES_IT_AS_IT_WAS = (
    events.Rated, events.Screened, events.LevelRecommended, events.EarlyHelpChecked, events.TransferOffered,
)  # fmt: skip
"""Acts after which what the story asks of a contact (team, status, version) is what it was before."""
Say = Callable[[str], None]


def quiet() -> None:
    """Say nothing."""


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
    if not _held("schools", "register"):
        build_school_register(cast, now=story.now)
    if not _held("register", "agreements"):
        build_agreements(cast, now=story.now)
    say(f"Playing {len(first)} contacts ...")
    _play_all(actor, story, cast, first, tally)
    _build_rooms(story, cast, most=most)
    ask_by_link(story, cast)
    _mark("wave", "first")
    _keep_progress(story, now=now)
    return tally


def _build_rooms(story: Story, cast: Cast, *, most: int | None) -> None:
    """Build what the rooms beside the front door hold, each once."""
    if not _held("register", "all"):
        build_register(cast, now=story.now)
    build_meeting(story, cast)
    if not _held("allegations", "all"):
        build_allegations(cast, now=story.now)
    if not _held("cases", "all"):
        build_cases(story, cast)
    if not _held("audits", "elsewhere"):
        read_in_audits(story, cast)
    if not _held("returns", "all"):
        build_returns(story, cast)
    build_audits(story, cast)
    if not _held("boards", "all"):
        build_boards(cast, now=story.now)
    if not _held("plan", "all"):
        build_plan(story, cast)
    if not _held("reading", "all"):
        build_reading(cast, story)
    if not most and not _held("schools", "saturday"):
        build_saturday_night(cast, now=story.now)


def build_rest(
    *,
    actor: Actor,
    share: int = 0,
    shares: int = 1,
    after_batch: Callable[[], None] = quiet,
    scale: float = 1.0,
    now: datetime,
) -> Tally:
    """Build the other contacts, in the order in which they came in. It goes on where it was stopped.

    Several processes each take a share of the families; the last to come to its end closes the build. `after_batch`
    is called now and then, to tell how far it has come.
    """
    tally = Tally()
    if _held("wave", "rest"):
        return tally
    Built.objects.filter(kind="wave", key="small").delete()
    story = story_at(_moment(now), scale=scale)
    mine = [contact for contact in story.later if crc32(contact.family.encode()) % shares == share]
    todo = _left(mine)
    gc.freeze()  # the story stays until the end: the collector need not walk through it again and again
    _keep_progress(story, now=now)
    if todo:
        users = create_accounts(actor=actor, now=now)
        cast = Cast(users, {user.key: user for user in plan_users(Teams())})
        for start in range(0, len(todo), BATCH):
            _play_all(actor, story, cast, todo[start : start + BATCH], tally)
            after_batch()
    if not _left(story.later):
        _mark("wave", "rest")
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
        try:
            part = _keep_contact(actor, story, cast, planned, sure=True)
        except NotSure:
            part = _keep_contact(actor, story, cast, planned)
        tally.add(part)


def _keep_contact(actor: Actor, story: Story, cast: Cast, planned: PlannedContact, *, sure: bool = False) -> Tally:
    """Play one contact in one transaction, and keep that it was played with it: a build that is killed doubles nothing."""
    part = Tally()
    with request_transaction(actor), _in_one_piece() if sure else nullcontext():
        reference = play_contact(story, cast, planned, part, sure=sure)
        Built.objects.create(
            kind="contact", key=planned.key, reference=reference, counts={"refused": dict(part.refused)}
        )
    return part


@contextmanager
def _in_one_piece() -> Iterator[None]:
    """Leave out the savepoints of acts and services, and write the trail at the end: half of all the database is asked.

    A refusal, which is rare, then undoes the whole contact, and it is played again with them.
    """
    features = connection.features
    before, features.uses_savepoints = features.uses_savepoints, False
    try:
        with trail.gathering():
            yield
    finally:
        features.uses_savepoints = before


def play_contact(story: Story, cast: Cast, planned: PlannedContact, tally: Tally, *, sure: bool = False) -> str:
    """Play one contact from its arrival to where it stands. Returns its reference, empty when it was refused.

    Raises NotSure when nothing was expected to be refused (`sure`) and something was.
    """
    stage = Stage(story, cast, planned, tally, sure=sure)
    if not open_contact(stage):
        return ""
    waiting: Waiting | None = None
    for event in together(planned.events):
        if waiting is not None:
            waiting.play_until(event.at)
        play(event, stage)
        if not isinstance(event, LEAVES_IT_AS_IT_WAS):
            stage.refresh()
        if waiting is None and isinstance(event, events.Screened):
            waiting = ask_about(stage, by=event.by, at=event.at)
            tell_others(stage, waiting, by=event.by, at=event.at)
    if waiting is not None:
        waiting.play_until(story.now)
    if planned.events:
        deciding.finish_what_is_left(stage, planned.events[-1].at)
    deciding.post_what_waits(stage)
    return str(stage.contact.reference)


def _keep_progress(story: Story, *, now: datetime) -> None:
    """Keep how many contacts the story has in all, and when this run began with how many; what is there is counted."""
    counts = {
        "total": len(story.area.contacts),
        "since": now.isoformat(),
        "then": Built.objects.filter(kind="contact").count(),
    }
    Built.objects.update_or_create(kind="progress", key="contacts", defaults={"counts": counts})
