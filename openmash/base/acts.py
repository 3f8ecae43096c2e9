"""Idempotency: one act per key. A second sending gets the first one's answer; another body is refused."""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from openmash.base.actors import Actor
from openmash.base.errors import KeyReused, RuleBroken
from openmash.base.models import Act

NOT_CONTENT = {"csrfmiddlewaretoken", "idempotency_key", "draft_key"}


@dataclass(frozen=True)
class Replay:
    """The act was done before: this is where its answer is."""

    location: str


def fresh_key() -> str:
    return str(uuid.uuid4())


def body_hash(fields: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Return the hash of what was sent, whatever the order of its fields, hidden machinery left out."""
    digest = hashlib.sha256()
    for name, values in sorted((name, list(values)) for name, values in fields if name not in NOT_CONTENT):
        digest.update(repr((name, values)).encode())
    return digest.hexdigest()


def begin(*, actor: Actor, key: str, address: str, body: str, now: datetime) -> Act | Replay:
    """Claim `key` inside the current transaction, waiting for a twin that is under way.

    Returns the claimed act, or a Replay when the same act was done before.
    Raises KeyReused when the key came before with another body, sender or address.
    """
    try:
        parsed = uuid.UUID(key)
    except ValueError:
        raise RuleBroken("This page has lost its form key. Open the page again and send it once more.") from None
    try:
        with transaction.atomic():
            return Act.objects.create(key=parsed, actor=actor.reference, address=address, body_hash=body, done_at=now)
    except IntegrityError:
        done = Act.objects.get(key=parsed)
    if (done.actor, done.address, done.body_hash) != (actor.reference, address, body):
        raise KeyReused
    return Replay(done.location)


def finish(act: Act, *, location: str) -> None:
    """Keep where the act's answer is, for a second sending."""
    act.location = location
    act.save(update_fields=["location"])
