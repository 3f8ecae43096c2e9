"""The virus scanner of the place, if it has one: a command that is given a file and answers 0 (clean) or 1 (found something).

Which one is set in OPENMASH_SCANNER, for example `clamdscan --fdpass --no-summary`. Where there is none, or it does not
answer, every page that shows the file says so.
"""

import shlex
import subprocess
from enum import StrEnum
from pathlib import Path

from django.conf import settings

PATIENCE = 30


class Scan(StrEnum):
    """What the scanner said."""

    CLEAN = "clean"
    FOUND = "found"
    NOT_SCANNED = "not_scanned"


SCAN_WORDS: dict[str, str] = {
    Scan.CLEAN: "Scanned for viruses: none found",
    Scan.FOUND: "A virus was found",
    Scan.NOT_SCANNED: "Not scanned for viruses",
}


def scan(path: Path) -> str:
    """Return what the scanner says of a file. One that is missing, fails or takes too long has not scanned it."""
    command = shlex.split(settings.SCANNER)
    if not command:
        return Scan.NOT_SCANNED
    try:
        done = subprocess.run([*command, str(path)], capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - the command of who runs this
    except (OSError, subprocess.TimeoutExpired):
        return Scan.NOT_SCANNED
    return {0: Scan.CLEAN, 1: Scan.FOUND}.get(done.returncode, Scan.NOT_SCANNED)
