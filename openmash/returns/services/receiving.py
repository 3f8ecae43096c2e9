"""Have a workbook read for a person, by a job, since a large one takes longer than a page; and read it again."""

import hashlib
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from openmash.base import collecting, files, jobs
from openmash.base.actors import Actor
from openmash.base.errors import NotFound, Refusal, RuleBroken
from openmash.base.files import keeping, scanning
from openmash.base.files.taking import safe_name
from openmash.base.transactions import request_transaction
from openmash.base.workbooks import LARGEST
from openmash.returns import permissions
from openmash.returns.models import ReturnRead
from openmash.returns.services import annexa
from openmash.trail import services as trail

KEPT_FOR = timedelta(days=30)
JOB = "returns.read_book"
KIND = "application/octet-stream"


@transaction.atomic
def ask_reading(*, actor: Actor, upload: Any, now: datetime) -> ReturnRead:
    """Have a workbook read that somebody sent. Raises Denied, and RuleBroken for one that is not taken at all."""
    permissions.check_can_read_returns(actor)
    if getattr(upload, "too_large", False) or (upload.size or 0) > LARGEST:
        raise RuleBroken(
            f"This workbook is larger than {LARGEST // 1_000_000} MB. Send one with the eleven lists alone.",
            field="file",
        )
    with tempfile.TemporaryDirectory(prefix="openmash-") as folder:
        place = Path(folder) / "sent"
        with place.open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
        scan = scanning.scan(place)
        if scan == scanning.Scan.FOUND:
            raise RuleBroken("The virus scanner found something in this file. It was not kept.", field="file")
        content = place.read_bytes()
    name = safe_name(upload.name or "")
    taken = files.Taken(name, KIND, content, hashlib.sha256(content).hexdigest(), scan)
    return _ask(actor, annexa.new_read(actor=actor, name=name, now=now), files.store(taken, now=now), now)


@transaction.atomic
def read_again(*, actor: Actor, read: ReturnRead, now: datetime) -> ReturnRead:
    """Have the same workbook read again, by what is known of its headings now. Raises Denied, RuleBroken without its file."""
    permissions.check_can_read_returns(actor)
    if read.file is None:
        raise RuleBroken("The workbook was taken away. Send it again.")
    return _ask(actor, annexa.new_read(actor=actor, name=read.file_name, now=now), read.file, now)


def _ask(actor: Actor, read: ReturnRead, file: Any, now: datetime) -> ReturnRead:
    read.file = file
    read.save()
    jobs.enqueue(JOB, now=now, unique_key=f"{JOB}:{read.reference}", reference=read.reference)
    trail.record(actor=actor, kind="return.sent", subject=f"return {read.reference}", at=now)
    return read


def read_asked(*, actor: Actor, reference: str, now: datetime) -> ReturnRead:
    """Read a workbook that somebody sent, or keep why nothing of it can be. One that is read already stays.

    Raises Denied, NotFound. It opens its own transactions: opening a workbook takes a while, and holds nothing meanwhile.
    """
    permissions.check_can_look_through(actor)
    with request_transaction(annexa.READER):
        read = ReturnRead.objects.select_related("file").filter(reference=reference).first()
    if read is None:
        raise NotFound
    if read.finished_at or read.file is None:
        return read
    try:
        with collecting.resting():
            book = annexa.understood(keeping.path_of(read.file.sha256), now=now)
            with request_transaction(annexa.READER):
                annexa.keep_book(actor=actor, read=read, book=book, now=now)
    except Refusal as refusal:
        with request_transaction(annexa.READER):
            read.problem, read.finished_at = refusal.reason[:300], now
            read.save(update_fields=["problem", "finished_at"])
    return read


@transaction.atomic
def forget_books(*, actor: Actor, now: datetime) -> int:
    """Take away workbooks that were sent long ago: what they said is kept. Returns how many. Raises Denied."""
    permissions.check_can_look_through(actor)
    gone = ReturnRead.objects.filter(file__isnull=False, asked_at__lt=now - KEPT_FOR).update(file=None)
    if gone:
        trail.record(actor=actor, kind="return.books_forgotten", subject="return books", at=now, files=gone)
    return gone
