"""Jobs: enqueued with the transaction that wants them, leased by one worker, retried with back-off, seen when they fail.

Rooms register what they can do in their `jobs.py`:

    @job("frontdoor.send_message")
    def send_message(*, now, reference): ...

and a schedule with `every(minutes=5)`. A handler is called outside any transaction and opens its own.
"""

import importlib
import logging
import signal
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import close_old_connections, transaction
from django.db.models import Q

from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.drafts import sweep_drafts
from openmash.base.errors import NotFound
from openmash.base.files.keeping import sweep_files
from openmash.base.models import Act, Job
from openmash.base.transactions import request_transaction

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MOST_TRIES = 8
FIRST_WAIT = timedelta(seconds=10)
ACTS_KEPT_FOR = timedelta(days=30)
Handler = Callable[..., object]
HANDLERS: dict[str, Handler] = {}


@dataclass(frozen=True)
class Schedule:
    """A job that is due again and again."""

    kind: str
    every: timedelta


SCHEDULES: list[Schedule] = []


def job(kind: str, *, every: timedelta | None = None) -> Callable[[Handler], Handler]:
    """Register the handler of a kind of job, and how often it comes round by itself."""

    def register(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        if every:
            SCHEDULES.append(Schedule(kind, every))
        return handler

    return register


def discover() -> None:
    """Import every room's `jobs.py`."""
    for config in apps.get_app_configs():
        if config.name.startswith("openmash."):
            try:
                importlib.import_module(f"{config.name}.jobs")
            except ModuleNotFoundError as missing:
                if missing.name != f"{config.name}.jobs":
                    raise


def enqueue(
    kind: str, *, now: datetime, unique_key: str = "", due_at: datetime | None = None, **arguments: Any
) -> None:
    """Have `kind` done later, if the current transaction commits. One waiting job per `unique_key`."""
    enqueue_many(kind, [(unique_key, arguments)], now=now, due_at=due_at)


def enqueue_many(
    kind: str, wanted: Iterable[tuple[str, Mapping[str, Any]]], *, now: datetime, due_at: datetime | None = None
) -> None:
    """Have `kind` done later several times, each with its unique key (empty: none) and its arguments. One statement."""
    Job.objects.bulk_create(
        [
            Job(kind=kind, arguments=dict(arguments), unique_key=key, due_at=due_at or now, created_at=now)
            for key, arguments in wanted
        ],
        ignore_conflicts=True,  # only the key of a waiting job can be there already
    )


def failed_jobs() -> list[Job]:
    """Return jobs that were given up or are being retried, latest first."""
    wanted = Q(gave_up_at__isnull=False) | Q(tries__gt=0, finished_at__isnull=True)
    return list(Job.objects.filter(wanted, finished_at__isnull=True).order_by("-created_at")[:200])


def retry_job(*, key: int, now: datetime) -> None:
    """Try a given-up job again. Raises NotFound when no such job was given up."""
    given_up = Job.objects.filter(pk=key, gave_up_at__isnull=False)
    if not given_up.update(gave_up_at=None, tries=0, due_at=now, leased_until=None, last_error=""):
        raise NotFound("This job is not waiting for you: it was tried again already, or there is none.")


def lease_next(*, now: datetime) -> Job | None:
    """Take the next due job for five minutes. Two workers never take the same one."""
    with transaction.atomic():
        waiting = (
            Job.objects.select_for_update(skip_locked=True)
            .filter(Q(leased_until__isnull=True) | Q(leased_until__lt=now), due_at__lte=now)
            .filter(finished_at__isnull=True, gave_up_at__isnull=True)
            .order_by("due_at", "pk")
            .first()
        )
        if waiting is None:
            return None
        waiting.leased_until, waiting.tries = now + LEASE, waiting.tries + 1
        waiting.save(update_fields=["leased_until", "tries"])
        return waiting


def run_one(taken: Job, *, now: datetime) -> bool:
    """Do one leased job. On failure keep the error and put it back with a longer wait, at last give up."""
    handler = HANDLERS.get(taken.kind)
    try:
        if handler is None:
            raise LookupError(f"No room knows how to do {taken.kind}.")
        handler(now=now, **taken.arguments)
    except Exception as error:
        # Only the kind of error and the line: its text could carry personal data.
        where = traceback.extract_tb(error.__traceback__)[-1]
        words = f"{type(error).__name__} at {where.name}:{where.lineno}"
        log.warning("job %s %s failed: %s", taken.kind, taken.pk, words)
        wait = FIRST_WAIT * 2 ** (taken.tries - 1)
        gave_up = now if taken.tries >= MOST_TRIES else None
        Job.objects.filter(pk=taken.pk).update(
            last_error=words, leased_until=None, due_at=now + wait, gave_up_at=gave_up
        )
        return False
    Job.objects.filter(pk=taken.pk).update(finished_at=clock.now(), leased_until=None, last_error="")
    return True


def schedule_due(*, now: datetime) -> None:
    """Put every scheduled job that is due into the queue, once per period whatever the number of schedulers."""
    for schedule in SCHEDULES:
        period = int(now.timestamp() // schedule.every.total_seconds())
        marker = f"{schedule.kind}:{period}"
        if not Job.objects.filter(kind=schedule.kind, unique_key=marker).exists():
            enqueue(schedule.kind, now=now, unique_key=marker)


def run_waiting(*, now: datetime, most: int = 1000) -> int:
    """Do every job that is due and return how many were tried. For tests, commands and the worker."""
    done = 0
    while done < most and (taken := lease_next(now=now)) is not None:
        run_one(taken, now=now)
        done += 1
    return done


def run_worker(*, idle_seconds: float = 1.0) -> None:
    """Do jobs until told to stop (SIGTERM or SIGINT); the job under way is finished first."""
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    discover()
    while not stopping:
        close_old_connections()
        try:
            schedule_due(now=clock.now())
            taken = lease_next(now=clock.now())
            if taken is not None:
                run_one(taken, now=clock.now())
                continue
        except Exception as error:  # the database may be restarting; work goes on when it is back
            log.warning("worker: %s; trying again", type(error).__name__)
        time.sleep(idle_seconds)


@job("base.tidy_up", every=timedelta(hours=6))
def tidy_up(*, now: datetime) -> None:
    """Forget expired drafts, old form keys, finished jobs, and files that nobody refers to."""
    with request_transaction(Actor.machine("tidy-up")):
        sweep_drafts(now=now)
        sweep_files(now=now)
    Act.objects.filter(done_at__lt=now - ACTS_KEPT_FOR).delete()
    Job.objects.filter(finished_at__lt=now - timedelta(days=7)).delete()
