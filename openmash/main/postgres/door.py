"""Opening the database: started if need be, shared by several processes, set up, and checked before use."""

import fcntl
import os
import re
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import psycopg
from psycopg import sql

from openmash.base.commandline import say
from openmash.main.postgres.addresses import (
    DATABASE,
    ROLES,
    Address,
    DatabaseProblem,
    address_for,
    own_server,
)
from openmash.main.postgres.server import EmbeddedServer

EXTENSIONS = ("pg_trgm", "unaccent", "btree_gin")
OLDEST = 150000
SET_UP = "1"  # raise it when `_set_up` changes, and it is done again


class Lease:
    """A process's use of the database. The last to leave stops the embedded server; a killed process leaves too."""

    def __init__(self, server: EmbeddedServer | None, users: IO[str] | None) -> None:
        self._server, self._users = server, users

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give it back."""
        if self._server is None or self._users is None:
            return
        server, users, self._server = self._server, self._users, None
        with _locked(server.data):
            _leave(server, users)


def open_database(data: Path, *, durable: bool = True) -> Lease:
    """Make the database of a data folder ready for use. Raises DatabaseProblem with a sentence that says what to do.

    `durable=False` is for tests: what is written need not survive a power cut.
    """
    if own_server():
        _set_up_own(data)
        return Lease(None, None)
    server = EmbeddedServer(data, durable=durable)
    with _locked(data):
        # A shared lock on this file is the process's use of the server: the kernel drops it however the process ends.
        users = (data / ".database-users").open("a", encoding="ascii")
        fcntl.flock(users, fcntl.LOCK_SH)
        lease = Lease(server, users)
        try:
            server.start()
            _set_up_embedded(data)
        except BaseException:
            with suppress(DatabaseProblem):  # the first problem is the one to tell
                _leave(server, users)
            raise
    return lease


def revive_database(data: Path) -> None:
    """Start the embedded server again when it has died under those who use it. Raises DatabaseProblem."""
    if own_server():
        return
    server = EmbeddedServer(data)
    if server.is_running:
        return
    say("The database ended; starting it again.")
    with _locked(data):
        server.start()


def _leave(server: EmbeddedServer, users: IO[str]) -> None:
    """Stop the server unless somebody else uses it, and give the use back whatever happens."""
    with users, suppress(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        server.stop()


class _locked:
    """One process at a time starts, sets up or stops."""

    def __init__(self, data: Path) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self._path = data / ".database-lock"

    def __enter__(self) -> None:
        self._file = self._path.open("a", encoding="ascii")
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self._file.close()


def connect(address: Address, *, name: str | None = None) -> "psycopg.Connection[tuple[object, ...]]":
    """Return a connection that commits by itself. Raises DatabaseProblem."""
    try:
        return psycopg.connect(**address.parameters(name=name), autocommit=True, connect_timeout=20)  # type: ignore[arg-type]
    except psycopg.OperationalError as error:
        where = f"{address.host} as {address.user}"
        raise DatabaseProblem(f"The database at {where} did not answer: {_first_line(error)}") from None


def _first_line(error: Exception) -> str:
    """Return what the server said, without the password that some messages repeat."""
    return re.sub(r"password=\S+", "password=…", str(error).strip().split("\n")[-1])


def _set_up_embedded(data: Path) -> None:
    """Make roles and database once. `template1` is prepared, so that the database and every test database inherit it."""
    done = data / "postgres" / ".set-up"
    if done.exists() and done.read_text(encoding="ascii") == SET_UP:
        return
    server = address_for(data, "server")
    with connect(server, name="template1") as connection:
        for role in ("owner", "app"):
            _make_role(connection, ROLES[role], address_for(data, role).password)  # type: ignore[index,arg-type]
        connection.execute("ALTER ROLE openmash_owner CREATEDB")
        _prepare(connection, owner=ROLES["owner"])
    with connect(server, name="postgres") as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if not known:
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER openmash_owner").format(sql.Identifier(DATABASE)))
    done.write_text(SET_UP, encoding="ascii")


def _set_up_own(data: Path) -> None:
    """Check a server of one's own and make the serving role there, when it has not been made."""
    owner = address_for(data, "owner")
    with connect(owner) as connection:
        if connection.info.server_version < OLDEST:
            raise DatabaseProblem(
                "OpenMASH needs PostgreSQL 15 or later. The server that OPENMASH_DATABASE_URL names is older."
            )
        app = address_for(data, "app")
        try:
            if not os.environ.get("OPENMASH_DATABASE_APP_URL"):
                _make_role(connection, app.user, app.password)
            _prepare(connection, owner=owner.user, app=app.user)
        except psycopg.errors.InsufficientPrivilege as error:
            raise DatabaseProblem(
                f"The role in OPENMASH_DATABASE_URL may not set up the database ({_first_line(error)}). Let an administrator "
                f"create the extensions {', '.join(EXTENSIONS)} and a role without SUPERUSER and BYPASSRLS, and name that "
                "role in OPENMASH_DATABASE_APP_URL."
            ) from None


def _make_role(connection: "psycopg.Connection[tuple[object, ...]]", role: str, password: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    statement = "ALTER ROLE {} LOGIN PASSWORD {}" if known else "CREATE ROLE {} LOGIN PASSWORD {}"
    connection.execute(sql.SQL(statement).format(sql.Identifier(role), sql.Literal(password)))  # type: ignore[arg-type]


def _prepare(connection: "psycopg.Connection[tuple[object, ...]]", *, owner: str, app: str = ROLES["app"]) -> None:
    """Extensions, and the serving role's rights on whatever the owner makes from now on."""
    for extension in EXTENSIONS:
        connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
    statements = [
        "GRANT ALL ON SCHEMA public TO {owner}",
        "GRANT USAGE ON SCHEMA public TO {app}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO {app}",
    ]
    for statement in statements:
        connection.execute(sql.SQL(statement).format(owner=sql.Identifier(owner), app=sql.Identifier(app)))  # type: ignore[arg-type]


def problems(data: Path) -> list[str]:
    """Return what makes the database unsafe to serve from, a sentence each; usually nothing."""
    with connect(address_for(data, "app")) as connection:
        found = []
        row = connection.execute("SHOW synchronous_commit").fetchone()
        if row is None or row[0] not in {"on", "remote_apply"}:
            found.append("synchronous_commit is not on: a change could be acknowledged and lost. Set it to on.")
        role = connection.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone()
        if role is None or any(role):
            found.append("The serving role is a superuser or may bypass row-level security. Use one that is neither.")
        owned = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole AND relkind IN ('r', 'p')"
        ).fetchone()
        if owned and owned[0]:
            found.append("The serving role owns tables, so it could switch row-level security off. Use another role.")
        row = connection.execute("SHOW server_encoding").fetchone()
        if row is None or row[0] != "UTF8":
            found.append("The database is not in UTF-8. Make it anew with that encoding.")
    return found
