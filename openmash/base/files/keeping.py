"""Files by what they hold: `files/kept/ab/abcd...`, named by their hash, written and synced before the row that refers to them.

What a transaction wrote that was then undone lies there without a row. The sweeper takes it away after a day, and also
what no row of any room refers to any more. Who writes and who sweeps hold one lock, shared and alone, so that a file is
never taken away from under somebody who has just kept the same content again.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, OuterRef

from openmash.base.errors import NotFound
from openmash.base.files.taking import Taken
from openmash.base.models import StoredFile

ORPHAN_AFTER = timedelta(days=1)


def folder() -> Path:
    """Return where files are kept; made when it is not there."""
    place = Path(settings.DATA) / "files" / "kept"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def path_of(sha256: str) -> Path:
    """Return where the file with this hash lies."""
    return folder() / sha256[:2] / sha256


@contextmanager
def _lock(how: int) -> Iterator[None]:
    with (folder() / ".lock").open("a", encoding="ascii") as held:
        fcntl.flock(held, how)
        yield


def store(taken: Taken, *, now: datetime) -> StoredFile:
    """Write a file, then the row that says it is there. The same content is kept once."""
    with _lock(fcntl.LOCK_SH):
        write(taken.sha256, taken.content)
    row, _ = StoredFile.objects.get_or_create(
        sha256=taken.sha256,
        scan=taken.scan,
        defaults={"kind": taken.kind, "size": len(taken.content), "stored_at": now},
    )
    return row


def write(sha256: str, content: bytes) -> None:
    """Write a file under its hash, so that it is there whole or not at all, also after a power cut."""
    path = path_of(sha256)
    path.parent.mkdir(exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=folder(), prefix=".writing-", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
    held = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def read(row: StoredFile) -> bytes:
    """Return what a file holds. Raises NotFound where it is gone: restored without its files, for instance."""
    try:
        return path_of(row.sha256).read_bytes()
    except FileNotFoundError:
        raise NotFound("This file is not here. The record of it is; ask whoever keeps the backups.") from None


def sweep_files(*, now: datetime) -> int:
    """Take away what nobody refers to, and return how many files went. For the job, as a machine that sees every row."""
    _forget_rows(now)
    gone = 0
    for path in [*folder().glob("??/*"), *folder().glob(".writing-*")]:
        with _lock(fcntl.LOCK_EX):
            if _is_orphan(path, now):
                path.unlink(missing_ok=True)
                gone += 1
    return gone


def _forget_rows(now: datetime) -> None:
    """Delete the rows that no row of any room refers to."""
    rows = StoredFile.objects.filter(stored_at__lt=now - ORPHAN_AFTER)
    for relation in StoredFile._meta.related_objects:
        held = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})  # type: ignore[union-attr]
        rows = rows.exclude(Exists(held))
    rows.delete()


def _is_orphan(path: Path, now: datetime) -> bool:
    try:
        old = path.stat().st_mtime < (now - ORPHAN_AFTER).timestamp()
    except FileNotFoundError:
        return False
    return old and not StoredFile.objects.filter(sha256=path.name).exists()
