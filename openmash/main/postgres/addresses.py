"""Where the database is, and who connects: no server is touched here, so settings can ask."""

import hashlib
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

Role = Literal["app", "owner", "server"]
ROLES: dict[Role, str] = {"app": "openmash_app", "owner": "openmash_owner", "server": "postgres"}
DATABASE = "openmash"
PORT = 5432
# A unix socket's path may hold 107 letters; PostgreSQL adds "/.s.PGSQL.5432".
LONGEST_SOCKET_FOLDER = 90


class DatabaseProblem(Exception):
    """The database cannot be used; the sentence says why and what to do."""


@dataclass(frozen=True)
class Address:
    """What one role needs to connect."""

    host: str
    port: int
    name: str
    user: str
    password: str
    options: tuple[tuple[str, str], ...] = ()

    def parameters(self, *, name: str | None = None) -> dict[str, str | int]:
        """Return it as psycopg wants it."""
        return {
            "host": self.host,
            "port": self.port,
            "dbname": name or self.name,
            "user": self.user,
            "password": self.password,
            **dict(self.options),
        }


def own_server() -> str:
    """Return the address of a PostgreSQL of one's own, or nothing."""
    return os.environ.get("OPENMASH_DATABASE_URL", "")


def address_for(data: Path, role: Role, *, name: str | None = None) -> Address:
    """Return how `role` connects to the database of this data folder."""
    if not own_server():
        return Address(str(socket_folder(data)), PORT, name or DATABASE, ROLES[role], secret(data, f"postgres-{role}"))
    if role == "app" and os.environ.get("OPENMASH_DATABASE_APP_URL"):
        return _parse(os.environ["OPENMASH_DATABASE_APP_URL"])
    owner = _parse(own_server())
    if role != "app":
        return owner
    return Address(owner.host, owner.port, owner.name, ROLES["app"], secret(data, "postgres-app"), owner.options)


def _parse(url: str) -> Address:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise DatabaseProblem(
            "OPENMASH_DATABASE_URL must look like postgresql://user:password@host:5432/database. What it holds does not."
        )
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "localhost")
    return Address(
        host,
        parts.port or PORT,
        unquote(parts.path.strip("/")),
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        tuple(sorted(options.items())),
    )


def secret(data: Path, name: str) -> str:
    """Return a generated secret of this data folder, made at its first use and readable by its owner only."""
    path = data / "keys" / name
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Written whole under another name and linked into place: of two processes one wins, and both read the winner's.
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(temporary)
    return path.read_text(encoding="ascii")


def socket_folder(data: Path) -> Path:
    """Return where the embedded server's socket lies: with its data, or in a short place when that path is too long."""
    inside = data / "postgres"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
        return inside
    mark = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    return Path("/tmp") / f"openmash-{mark}"  # noqa: S108 - its owner and mode are checked before use
