"""A return of the promises that was written, with its file; and what the addresses of returns name."""

import hashlib
from datetime import date
from typing import Any

from openmash.base import clock
from openmash.base.files import Taken, store
from openmash.returns.models import MissingItem, MissingRun, ReturnRead, ReturnWritten

# What an address of returns calls a kind: the other rooms' kinds are those of work.
KINDS = {"returns:ask_return": "cin", "returns:missing_whose": "disability"}


def write_returns(people: Any) -> str:
    """Keep a return with its file, and that records of some people lack something. Returns the reference."""
    now = clock.now()
    content = b"<Message/>"
    taken = Taken("cin.xml", "application/xml", content, hashlib.sha256(content).hexdigest(), "not_scanned")
    ReturnWritten.objects.create(
        reference="RT-A",
        kind="cin",
        first=date(2025, 4, 1),
        last=date(2026, 3, 31),
        asked_at=now,
        asked_by="user:1",
        finished_at=now,
        file=store(taken, now=now),
        tables={"Child": 1},
    )
    run = MissingRun.objects.create(found_at=now, children=len(people))
    for person in people:
        MissingItem.objects.create(run=run, person=person, kind="disability", team="Central", worker="W Worker")
    return "RT-A"


def read_returns() -> str:
    """Keep a workbook that was read, with a heading that nobody knows. Returns the reference."""
    now = clock.now()
    content = b"a workbook"
    taken = Taken("book.xlsx", "application/octet-stream", content, hashlib.sha256(content).hexdigest(), "not_scanned")
    told = {"rows": 1, "accepted": 1, "refused": [], "columns_missing": [], "columns_unknown": ["Patch"], "noted": []}
    more = {"sheet": "List 3", "remarks": [], "columns": {}, "refused_in_all": 0, "noted_in_all": 0}
    ReturnRead.objects.create(
        reference="RR-A",
        council="lancashire",
        file_name="book.xlsx",
        file=store(taken, now=now),
        asked_at=now,
        asked_by="user:1",
        finished_at=now,
        layout="January 2024",
        lists={"List 3": told | more},
    )
    return "RR-A"
