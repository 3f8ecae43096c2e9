"""Into the folder from which the council's secure transfer takes files: one folder for each agency."""

import os
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from openmash.release.door.outcomes import Handed, NotSent, Sent


def hand_over(*, to: str, name: str, path: Path, mark: str) -> Handed:
    """Put one file into the folder of an agency (`to`, its code) and return what happened.

    Only exactly the file that was looked at goes: the one with this `mark` (SHA-256, 64 hex digits). Written whole or not at
    all; the same file again is the same file.
    """
    try:
        content = path.read_bytes()
    except OSError as problem:
        return NotSent(f"The file is not there to be handed over ({type(problem).__name__}).", again=False)
    if sha256(content).hexdigest() != mark:
        return NotSent("The file is not the one that was looked at. It was not handed over.", again=False)
    folder = Path(settings.RELEASE_FOLDER) / to
    part = folder / f".{name}.part"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
        part.replace(folder / name)
    except OSError as problem:
        return NotSent(f"The folder of the secure transfer cannot be written ({type(problem).__name__}).", again=True)
    return Sent("folder")
