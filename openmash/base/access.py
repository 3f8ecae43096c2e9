"""The access matrix: one row per address, kept beside each room's urls as `access.toml`, and enforced by the views.

What a Caldicott guardian reads is what runs.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps

from openmash.base.actors import Actor
from openmash.base.errors import Denied, NotFound


@dataclass(frozen=True)
class Row:
    """Who may use one address, and what the others are told.

    `roles`: who may ("any" = everyone signed in, "anonymous" = everyone). `hidden`: other roles get 404, not 403.
    `scope`: whose records (own, team, locality, agency, authority, public); out of scope answers 404.
    `record`: the kind of record the address opens. `restricted`: the answer for a restricted record without clearance.
    """

    name: str
    act: str
    roles: frozenset[str]
    scope: str
    record: str
    restricted: str
    hidden: bool
    room: str

    def check(self, actor: Actor) -> None:
        """Raise Denied or NotFound unless one of the actor's roles may use this address."""
        if "any" in self.roles or actor.system or actor.has(*self.roles):
            return
        if self.hidden:
            raise NotFound
        raise Denied(f"Your role does not include this: {self.act[0].lower()}{self.act[1:]}.")


def _rows(room: str, path: Path) -> list[Row]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Row(
            name=row["name"],
            act=row["act"],
            roles=frozenset(row["roles"]),
            scope=row["scope"],
            record=row["record"],
            restricted=str(row.get("restricted", "n/a")),
            hidden=bool(row.get("hidden", False)),
            room=room,
        )
        for row in table["address"]
    ]


@cache
def matrix() -> dict[str, Row]:
    """Return every row by address name. Raises ValueError when two rows name the same address."""
    rows: dict[str, Row] = {}
    for config in apps.get_app_configs():
        path = Path(config.path) / "access.toml"
        if config.name.startswith("openmash.") and path.exists():
            for row in _rows(config.label, path):
                if row.name in rows:
                    raise ValueError(f"{path}: {row.name} stands in the access matrix twice.")
                rows[row.name] = row
    return rows


def row_of(name: str) -> Row:
    """Return the row of an address. Raises LookupError when it has none: such an address is not served."""
    try:
        return matrix()[name]
    except KeyError:
        raise LookupError(f"The address {name} has no row in the access matrix.") from None


def may_use(actor: Actor, name: str) -> bool:
    """Whether the actor's roles may use an address: for links and buttons."""
    try:
        row_of(name).check(actor)
    except (Denied, NotFound):
        return False
    return True


def answers() -> list[dict[str, str]]:
    """Return what each role is answered at each address: open, 403 or 404; and what nobody signed in is answered."""
    rows = [row for _, row in sorted(matrix().items())]
    roles = sorted({role for row in rows for role in row.roles} - {"any", "anonymous"})
    return [
        {
            "address": row.name,
            "act": row.act,
            "role": role,
            "scope": row.scope,
            "answer": _answer(row, role),
            "out_of_scope": "n/a" if row.record == "none" else "404",
            "restricted": row.restricted,
        }
        for row in rows
        for role in ["anonymous", *roles]
    ]


def _answer(row: Row, role: str) -> str:
    if "anonymous" in row.roles:
        return "open"
    if role == "anonymous":
        return "sign-in"
    if "any" in row.roles or role in row.roles:
        return "open"
    return "404" if row.hidden else "403"
