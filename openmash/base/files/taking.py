"""Take in what was sent: have it scanned, looked at and made anew by a child process, and say what is not taken and why."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from openmash.base.files import scanning

LARGEST = 20_000_000  # bytes: a photograph of a telephone has 3 to 12 million
MOST = 5
PATIENCE = 30  # seconds by the clock for one file; the child has its own limit of work
TAKEN = "image/jpeg,image/png,image/webp,image/gif,application/pdf"
NAME_KEPT = 120
CLEANING = Path(__file__).with_name("cleaning.py")  # run by itself: it loads nothing of ours

TOO_LONG = "This file takes too long to look at. Save it again more simply, or send it as PDF."


@dataclass(frozen=True)
class Taken:
    """A file that is taken: what it is called, what it is, its harmless content, and whether it was scanned."""

    name: str
    kind: str
    content: bytes
    sha256: str
    scan: str


@dataclass(frozen=True)
class Refused:
    """A file that is not taken, and why."""

    name: str
    reason: str


def take_in(uploads: Iterable[UploadedFile]) -> list[Taken | Refused]:
    """Return what became of each file, in order. No transaction should be open: it takes a second a file."""
    return [_take(one, number) for number, one in enumerate(uploads)]


def _take(upload: UploadedFile, number: int) -> Taken | Refused:
    name = safe_name(upload.name or "")
    if number >= MOST:
        return Refused(name, f"{MOST} files are the most at one time. Send the others afterwards.")
    if getattr(upload, "too_large", False) or (upload.size or 0) > LARGEST:
        return Refused(name, f"This is larger than {LARGEST // 1_000_000} MB. Make it smaller and send that.")
    if not upload.size:
        return Refused(name, "This file is empty.")
    with tempfile.TemporaryDirectory(prefix="openmash-") as folder, _on_disk(upload, Path(folder)) as path:
        scan = scanning.scan(path)
        if scan == scanning.Scan.FOUND:
            return Refused(name, "The virus scanner found something in this file. It was not kept.")
        output = Path(folder) / "clean"
        said = _clean(path, output)
        if "refused" in said:
            return Refused(name, str(said["refused"]))
        content = output.read_bytes()
    return Taken(_with_ending(name, said["kind"]), said["kind"], content, hashlib.sha256(content).hexdigest(), scan)


@contextmanager
def _on_disk(upload: UploadedFile, folder: Path) -> Any:
    """Give the path of what was sent: where it lies already, or a copy of a small one."""
    lies_at = getattr(upload, "temporary_file_path", None)
    if lies_at is not None:
        yield Path(lies_at())
        return
    path = folder / "sent"
    with path.open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    upload.seek(0)
    yield path


def _clean(path: Path, output: Path) -> dict[str, Any]:
    """Run the child, and return what it said. It gets no secret, no database and no more time than it needs."""
    command = [sys.executable, "-I", str(CLEANING), str(path), str(output)]
    around = {"PATH": os.defpath, "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603 - our own program on a name of ours
            command, env=around, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return {"refused": TOO_LONG}
    try:
        said = json.loads(done.stdout)
    except ValueError:
        return {"refused": TOO_LONG}  # it was stopped: by its limit of work, of memory, or of what it may write
    return said if isinstance(said, dict) else {"refused": TOO_LONG}


def safe_name(name: str) -> str:
    """Return a file's name without folders, control characters and what turns writing round; never empty."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*;\u202e\u202d').strip(
        ". "
    )
    return kept[-NAME_KEPT:] or "file"


def _with_ending(name: str, kind: str) -> str:
    ending = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}[kind]
    stem = name.rpartition(".")[0] or name
    return stem + ending
