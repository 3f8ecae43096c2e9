"""Open a workbook in a child process, and give its sheets: within bounds of time and memory, or a sentence."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openmash.base.errors import RuleBroken

UNPACKING = Path(__file__).with_name("unpacking.py")  # run by itself: it loads nothing of ours
LARGEST = 100_000_000  # bytes: the workbook of the largest council has some fifteen million
PATIENCE = 180
TOO_LARGE = f"This workbook is larger than {LARGEST // 1_000_000} MB, more than any council sends. It was not read."
TOO_LONG = "This workbook takes more time or memory to open than any such file needs. Save it with the sheets alone that are to be read."


@dataclass(frozen=True)
class Sheet:
    """One sheet as it was opened: its name and its rows of cells. `wide` and `long` say what it had beyond what is read."""

    name: str
    rows: Sequence[Sequence[Any]]
    wide: int = 0
    long: int = 0


def open_book(path: Path) -> tuple[list[Sheet], bool]:
    """Return the sheets of a workbook, and whether its days count from 1904. Raises RuleBroken with a sentence."""
    try:
        size = path.stat().st_size
    except OSError as problem:
        raise RuleBroken(f"The file {path.name} cannot be opened: {problem.strerror}.") from None
    if size > LARGEST:
        raise RuleBroken(TOO_LARGE)
    if not path.is_file() or not size:
        raise RuleBroken(f"The file {path.name} is empty or is not a file.")
    with tempfile.TemporaryDirectory(prefix="openmash-") as folder:
        output = Path(folder) / "sheets"
        said = _unpack(path, output)
        if "refused" in said:
            raise RuleBroken(str(said["refused"]))
        with output.open(encoding="utf-8") as file:
            sheets = [Sheet(**json.loads(line)) for line in file]
    return sheets, bool(said["from_1904"])


def _unpack(path: Path, output: Path) -> dict[str, Any]:
    """Run the child, and return what it said. It gets no secret, no database and no more than it needs."""
    command = [sys.executable, "-I", str(UNPACKING), str(path.resolve()), str(output)]
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
