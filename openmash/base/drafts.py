"""Drafts: words somebody is still typing. Private to the writer; they expire and are not part of any record."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from openmash.base.actors import Actor
from openmash.base.models import Draft
from openmash.base.transactions import request_transaction

KEPT_FOR = timedelta(days=14)
LARGEST = 400_000
MACHINERY = {
    "more_rows",
    "csrfmiddlewaretoken",
    "idempotency_key",
    "draft_key",
    "draft_title",
    "draft_address",
    "save_draft",
}


# Who came by a link is nobody whom the database knows: their own words are kept and found for them.
KEEPER = Actor.machine("drafts-by-link")


def _writer(actor: Actor) -> dict[str, Any]:
    """Return whose drafts are meant: a user's own, or those of the one record that a link is for."""
    if actor.link:
        return {"user_id": None, "by_link": f"{actor.link_kind} {actor.link_record}"}
    return {"user_id": actor.user_id, "by_link": ""}


def _as(actor: Actor) -> AbstractContextManager[None]:
    return request_transaction(KEEPER) if actor.link else nullcontext()


def save_draft(
    *, actor: Actor, key: str, content: Mapping[str, list[str]], address: str = "", title: str = "", now: datetime
) -> Draft:
    """Keep what the writer has typed so far under `key`, replacing what was kept before.

    Raises ValueError for a machine, or for more than 400,000 characters.
    """
    if actor.user_id is None and not actor.link:
        raise ValueError("A machine keeps no drafts.")
    kept = {
        _storable(name): [_storable(value) for value in values]
        for name, values in content.items()
        if name not in MACHINERY
    }
    if sum(len(value) for values in kept.values() for value in values) > LARGEST:
        raise ValueError("This draft is longer than 400,000 characters.")
    with _as(actor):
        draft, _ = Draft.objects.update_or_create(
            **_writer(actor),
            key=_storable(key)[:120],
            defaults={
                "content": kept,
                "address": _storable(address)[:300],
                "title": _storable(title)[:120],
                "saved_at": now,
                "expires_at": now + KEPT_FOR,
            },
        )
    return draft


def _storable(words: str) -> str:
    return words.replace("\0", "")  # PostgreSQL keeps no null character


def _own(actor: Actor) -> QuerySet[Draft]:
    if actor.user_id is None and not actor.link:
        return Draft.objects.none()
    return Draft.objects.filter(**_writer(actor))


def draft_kept(actor: Actor, key: str, *, now: datetime) -> Draft | None:
    """Return the writer's own draft under `key`, if one is kept and not expired."""
    with _as(actor):
        return _own(actor).filter(key=key, expires_at__gt=now).first()


def drafts_of(actor: Actor, *, now: datetime) -> list[Draft]:
    """Return the writer's drafts, newest first."""
    with _as(actor):
        return list(_own(actor).filter(expires_at__gt=now).order_by("-saved_at"))


def drop_draft(*, actor: Actor, key: str) -> None:
    """Forget a draft: its words are in the record now, or the writer threw it away."""
    with _as(actor):
        _own(actor).filter(key=key).delete()


def sweep_drafts(*, now: datetime) -> int:
    """Forget every expired draft and return how many went."""
    return Draft.objects.filter(expires_at__lte=now).delete()[0]
