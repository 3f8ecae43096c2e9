"""How batches are hashed and chained. Pure: so that anyone can check a trail without our database code."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

GENESIS = "0" * 64


def canonical(entry: Mapping[str, Any]) -> bytes:
    """Return the one way in which an entry is written down for hashing."""
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def content_hash(entries: Iterable[Mapping[str, Any]]) -> str:
    """Return the hash of a batch, in its order."""
    digest = hashlib.sha256()
    for entry in entries:
        digest.update(hashlib.sha256(canonical(entry)).digest())
    return digest.hexdigest()


def chain_hash(previous: str, number: int, content: str) -> str:
    """Return the hash that ties a batch to everything before it."""
    return hashlib.sha256(f"{previous}:{number}:{content}".encode()).hexdigest()
