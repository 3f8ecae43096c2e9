"""The access matrix: one row per address, kept beside each room's urls as `access.toml`, and enforced by the views.

What a Caldicott guardian reads is what runs.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.apps import apps

from openmash.base.actors import BY_LINK, Actor
from openmash.base.errors import Denied, NotFound

BY_LINK_ONLY = "The link that you opened is for one page. It opens nothing else."


@dataclass(frozen=True)
class Row:
    """Who may use one address, and what the others are told.

    `roles`: who may ("any" = everyone signed in, "anonymous" = everyone, "by_link" = who came by a link to such a record).
    `hidden`: other roles get 404, not 403.
    `scope`: whose records (own, team, locality, agency, authority, public); out of scope answers 404.
    `record`: the kind of record the address opens. `restricted`: the answer for a restricted record without clearance.
    `elsewhere`: the answer to a role for a record of another team and locality, where it is not 404.
    """

    name: str
    act: str
    roles: frozenset[str]
    scope: str
    record: str
    restricted: str
    hidden: bool
    room: str
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    def check(self, actor: Actor) -> None:
        """Raise Denied or NotFound unless one of the actor's roles may use this address."""
        if actor.link:
            return self.check_link(actor)
        if "any" in self.roles or actor.system or actor.has(*self.roles):
            return None
        if self.hidden:
            raise NotFound
        raise Denied(f"Your role does not include this: {self.act[0].lower()}{self.act[1:]}.")

    def check_link(self, actor: Actor) -> None:
        """Raise NotFound unless who came by a link may use this address: for the kind of record that the link is for."""
        if BY_LINK not in self.roles or self.record not in ("none", actor.link_kind):
            raise NotFound(BY_LINK_ONLY)


def _rows(room: str, path: Path) -> list[Row]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    elsewhere = table.get("elsewhere", {})
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
            elsewhere={**elsewhere, **row.get("elsewhere", {})},
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


OWN, ELSEWHERE, ANOTHER_AGENCY, RESTRICTED, NO_RECORD, SOMEBODY_ELSES = (
    "own",
    "another team and locality",
    "another agency",
    "restricted record",
    "no record",
    "somebody else's",
)


def answers(*, outside: Iterable[str], cleared: Iterable[str]) -> list[dict[str, str]]:
    """Return what each role is answered at each address, by whose record it is; and what nobody signed in is answered.

    `open`, `403` with a reason, `404`, or `sign-in`. Who comes by a link is no such role: that it opens one record alone has
    a test of its own. `outside` names the roles that people of other agencies hold,
    `cleared` those that see restricted records. `tests/promises/test_access_matrix.py` asks every address whether it is so.
    """
    outside, cleared = frozenset(outside), frozenset(cleared)
    rows = [row for _, row in sorted(matrix().items())]
    roles = sorted({role for row in rows for role in row.roles} - {"any", "anonymous", BY_LINK})
    return [
        {
            "address": row.name,
            "act": row.act,
            "role": role,
            "scope": scope,
            "answer": answer(row, role, scope, outside=role in outside, cleared=role in cleared),
            "record": row.record,
            "reach": row.scope,
        }
        for row in rows
        for role in ["anonymous", *roles]
        for scope in scopes(row, role, outside=role in outside)
    ]


def scopes(row: Row, role: str, *, outside: bool) -> list[str]:
    """Return the places that a record can be in for a role: those for which an address has to have an answer."""
    if role == "anonymous" or "anonymous" in row.roles:
        return [NO_RECORD if row.record == "none" else OWN]
    if row.record == "none":
        return [NO_RECORD, ANOTHER_AGENCY]
    if row.scope == "own" and "any" in row.roles:
        return [OWN, SOMEBODY_ELSES]
    return [OWN, *([] if outside else [ELSEWHERE]), ANOTHER_AGENCY, RESTRICTED]


def answer(row: Row, role: str, scope: str, *, outside: bool, cleared: bool) -> str:
    """Return what a role is answered at an address for a record in one of `scopes`."""
    if "anonymous" in row.roles:
        return "open"
    if role == "anonymous":
        return "sign-in"
    held = outside or scope != ANOTHER_AGENCY  # a role of the council is worth nothing in another agency
    if "any" not in row.roles and not (held and role in row.roles):
        return "404" if row.hidden else "403"
    if scope == SOMEBODY_ELSES or (scope == ANOTHER_AGENCY and row.record != "none"):
        return "404"
    if scope == RESTRICTED and not cleared:
        return row.restricted
    if scope == ELSEWHERE:
        return row.elsewhere.get(role, "open" if row.scope in ("authority", "public") else "404")
    return "open"
