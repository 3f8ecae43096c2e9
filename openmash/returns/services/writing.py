"""A return is written whole or not at all: beside its place first, then put there."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken

# A return counts everybody, restricted people too: it is made with a machine's eyes, and the trail names who asked.
WRITER = Actor.machine("returns", purpose="writing a statutory return")
KEPT = 1000


@contextmanager
def whole_or_not(out: Path) -> Iterator[TextIO]:
    """Give a file that becomes `out` once all is in it. Raises RuleBroken where nothing can be written there."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        place, name = tempfile.mkstemp(dir=out.parent, prefix=".writing-")
    except OSError as problem:
        raise RuleBroken(f"{out} cannot be written: {problem.strerror}.") from None
    try:
        with os.fdopen(place, "w", encoding="utf-8", newline="") as file:
            yield file
        Path(name).replace(out)
    except OSError as problem:
        raise RuleBroken(f"{out} cannot be written: {problem.strerror}.") from None
    finally:
        Path(name).unlink(missing_ok=True)
