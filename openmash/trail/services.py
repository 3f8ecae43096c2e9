"""Write to the trail. `record` what was done and `saw` what was opened, in the caller's transaction; `seal_entries` by a job."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol

from django.db import connection, transaction

from openmash.base.actors import Actor
from openmash.trail import rules
from openmash.trail.models import Entry, Seal, Sealed
from openmash.trail.queries import anchors_path, as_sealed

BATCH = 5000
SEALING_LOCK = 7_201_001
GATHERED = "openmash_gathered_entries"


class Referenced(Protocol):
    """Anything that people know by a reference."""

    @property
    def reference(self) -> str: ...


Subject = Referenced | str


def _subject(subject: Subject) -> tuple[str, str]:
    """Return kind and reference of 'contact C-10233', or of an object that has a reference."""
    if isinstance(subject, str):
        kind, _, reference = subject.partition(" ")
        return kind, reference
    return type(subject).__name__.lower(), subject.reference


def record(*, actor: Actor, kind: str, subject: Subject, at: datetime, **details: Any) -> None:
    """Record that `actor` did `kind` to `subject`. Details hold codes and references only.

    Raises RuntimeError outside a transaction: a change and its record stand or fall together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("The trail is written in the transaction of the change it records.")
    subject_kind, reference = _subject(subject)
    entry = Entry(
        at=at,
        actor=actor.reference,
        agency=actor.agency_code,
        purpose=actor.purpose,
        kind=kind,
        subject_kind=subject_kind,
        subject=reference,
        details=details,
    )
    gathered: list[Entry] | None = getattr(connection, GATHERED, None)
    if gathered is None:
        entry.save(force_insert=True)
    else:
        gathered.append(entry)


@contextmanager
def gathering() -> Iterator[None]:
    """Write the entries of a long piece of work at its end, in one statement of the same transaction.

    Only for work that is kept or undone as a whole: what is undone within it would leave its entries behind. Within
    longer work of the kind, the longer one writes them.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("The trail is written in the transaction of the change it records.")
    if getattr(connection, GATHERED, None) is not None:
        yield
        return
    gathered: list[Entry] = []
    setattr(connection, GATHERED, gathered)
    try:
        yield
    finally:
        setattr(connection, GATHERED, None)
    Entry.objects.bulk_create(gathered)


def saw(*, actor: Actor, subject: Subject, purpose: str, at: datetime, **details: Any) -> None:
    """Record that `actor` opened a person's record, or searched (subject 'search people'), and for what purpose."""
    record(actor=actor.for_purpose(purpose), kind="opened", subject=subject, at=at, **details)


@transaction.atomic
def seal_entries(*, actor: Actor, now: datetime) -> Seal | None:
    """Seal the entries that no seal covers yet into the next batch of the chain, and anchor it outside the database.

    A late commit is taken by the next batch: entries are chosen by not being sealed, not by number.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [SEALING_LOCK])
    entries = list(Entry.objects.filter(sealed__isnull=True).order_by("pk")[:BATCH])
    if not entries:
        return None
    last = Seal.objects.order_by("-number").first()
    number = (last.number if last else 0) + 1
    content = rules.content_hash(as_sealed(entry) for entry in entries)
    seal = Seal.objects.create(
        number=number,
        sealed_at=now,
        entry_ids=[entry.pk for entry in entries],
        content_hash=content,
        chain_hash=rules.chain_hash(last.chain_hash if last else rules.GENESIS, number, content),
    )
    Sealed.objects.bulk_create([Sealed(entry=entry, seal=seal) for entry in entries], batch_size=BATCH)
    line = {"number": number, "chain_hash": seal.chain_hash, "sealed_at": now.isoformat()}
    transaction.on_commit(lambda: _anchor(line))
    return seal


def _anchor(line: dict[str, Any]) -> None:
    path = anchors_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
