"""Read the trail: to verify it, and to tell the owner of a record who opened it. Features never decide by it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from openmash.trail import rules
from openmash.trail.models import Entry, Seal


@dataclass(frozen=True)
class Opening:
    """One opening of a record."""

    at: Any
    actor: str
    agency: str
    purpose: str


def openings_of(subject_kind: str, reference: str, *, most: int = 25) -> list[Opening]:
    """Return the last openings of a record, newest first."""
    entries = Entry.objects.filter(subject_kind=subject_kind, subject=reference, kind="opened").order_by("-at")[:most]
    return [Opening(entry.at, entry.actor, entry.agency, entry.purpose) for entry in entries]


def as_sealed(entry: Entry) -> dict[str, Any]:
    """Return an entry as it is hashed."""
    return {
        "id": entry.pk,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "agency": entry.agency,
        "purpose": entry.purpose,
        "kind": entry.kind,
        "subject_kind": entry.subject_kind,
        "subject": entry.subject,
        "details": entry.details,
    }


def anchors_path() -> Path:
    """Return the file of anchors, which lies outside the database."""
    return Path(settings.DATA) / "trail" / "anchors.jsonl"


def unsealed() -> int:
    """Return how many entries no seal covers yet: the window in which a change would not be seen."""
    return Entry.objects.filter(sealed__isnull=True).count()


def _anchors() -> dict[int, str]:
    path = anchors_path()
    if not path.exists():
        return {}
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {line["number"]: line["chain_hash"] for line in lines}


def verify_trail() -> dict[str, Any]:
    """Walk the chain and its anchors. Returns entries, sealed, ok and the first bad seal (or None).

    Bad is: an entry changed or gone, a seal out of the chain or missing, an anchor that says otherwise.
    """
    anchors, previous, expected = _anchors(), rules.GENESIS, 1
    first_bad: str | None = None
    sealed = 0
    for seal in Seal.objects.order_by("number").iterator(chunk_size=50):
        by_id = Entry.objects.in_bulk(seal.entry_ids)
        rows = [as_sealed(by_id[pk]) for pk in seal.entry_ids if pk in by_id]
        sealed += len(rows)
        whole = (
            seal.number == expected
            and len(rows) == len(seal.entry_ids)
            and rules.content_hash(rows) == seal.content_hash
            and rules.chain_hash(previous, seal.number, seal.content_hash) == seal.chain_hash
            and anchors.get(seal.number, seal.chain_hash) == seal.chain_hash
        )
        if not whole:
            first_bad = f"seal {seal.number}"
            break
        previous, expected = seal.chain_hash, expected + 1
    if first_bad is None and anchors and max(anchors) >= expected:
        first_bad = f"seal {expected}"
    return {"entries": Entry.objects.count(), "sealed": sealed, "ok": first_bad is None, "first_bad": first_bad}
