"""The data folder made ready: database started, tables as this release wants them, practice packs loaded."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import openmash
from openmash.base.commandline import CannotDo, say
from openmash.main.postgres import DatabaseProblem, open_database
from openmash.main.postgres.addresses import address_for
from openmash.main.postgres.door import connect, problems

ROOMS = Path(openmash.__file__).parent
PACKS = ROOMS.parent / "packs"
ONE_AT_A_TIME = 7_201_000


@contextmanager
def ready(data: Path) -> Iterator[None]:
    """Hold the data folder ready for use. Raises CannotDo with a sentence that says what to do."""
    try:
        make_folder(data)
        lease = open_database(data)
    except DatabaseProblem as problem:
        raise CannotDo(str(problem)) from None
    except OSError as problem:
        raise CannotDo(f"The data folder {data} cannot be used: {problem.strerror or problem}.") from None
    with lease:
        unsafe = problems(data)
        if unsafe:
            raise CannotDo("\n".join(unsafe))
        bring_up_to_date(data)
        yield


def make_folder(data: Path) -> None:
    """Make the folder and its places. Only its owner may look inside."""
    if not data.exists():
        data.mkdir(parents=True)
        # The embedded database runs as a user of its own under root, who must be let through (not look) on the way.
        data.chmod(0o711 if os.geteuid() == 0 else 0o700)
    for name in ("keys", "files"):
        (data / name).mkdir(mode=0o700, exist_ok=True)


def bring_up_to_date(data: Path) -> None:
    """Make the tables and the shipped practice packs those of this release. The database itself says which it holds."""
    wanted = fingerprint() + packs_fingerprint()
    mark = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    with connect(address_for(data, "owner")) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        row = connection.execute(mark).fetchone()
        if row and row[0] == wanted:
            return
        say("Bringing the database up to date ...")
        migrate(data)
        load_packs()
        names = connection.execute("SELECT quote_ident(current_database()), quote_literal(%s)", [wanted]).fetchone()
        if names:
            connection.execute(f"COMMENT ON DATABASE {names[0]} IS {names[1]}".encode())


def migrate(data: Path) -> None:
    """Migrate as the tables' owner, in a process of its own: whoever serves never holds that role. Raises CannotDo."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "openmash.main", "manage", "migrate", "--no-input", "--verbosity", "0"],
        env={**os.environ, "OPENMASH_DATA": str(data), "OPENMASH_DB_ROLE": "owner", "OPENMASH_DATA_READY": "1"},
        stdout=sys.stderr,
        check=False,
    )
    if done.returncode:
        raise CannotDo(
            "The database could not be brought up to date. The lines above say why; nothing was changed by half."
        )


def load_packs() -> None:
    """Load the shipped practice packs, where they are not in force yet."""
    from openmash.main.cli import set_up_django

    set_up_django()
    from openmash.agencies import services
    from openmash.base import clock
    from openmash.base.actors import Actor
    from openmash.base.transactions import request_transaction

    actor = Actor.machine("setup")
    with request_transaction(actor):
        services.load_packs(actor=actor, folder=PACKS, now=clock.now())


def fingerprint() -> str:
    """Return a mark of every migration this release holds, so that a warm start need not plan them."""
    import allauth
    import django

    return _mark(ROOMS.glob("*/migrations/*.py"), f"{django.__version__} {allauth.__version__}")


def packs_fingerprint() -> str:
    """Return a mark of the shipped practice packs and of what reads them."""
    return _mark([*PACKS.rglob("*.toml"), *(ROOMS / "agencies" / "packs").rglob("*.py")])


def _mark(paths: Iterable[Path], first: str = "") -> str:
    digest = hashlib.sha256(first.encode())
    for path in sorted(paths):
        digest.update(path.relative_to(ROOMS.parent).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
