"""Who may use which address, for whose records."""

from openmash.base import access
from openmash.main.manual.page import Page

SCOPES = {
    "own": "one’s own",
    "team": "one’s team’s",
    "locality": "one’s team’s and locality’s",
    "agency": "one’s agency’s",
    "authority": "the authority’s",
    "public": "nobody’s in particular",
}
INTRODUCTION = """\
One row an address, from the `access.toml` beside each room’s addresses: what stands there is what runs, and
`tests/promises/test_access_matrix.py` asks every address as everybody whether it is so. Another role is told 403 with a
reason. A record out of reach answers 404, as if there were none; `elsewhere` says who is told something else about a record
of another team and locality. Where nothing ties somebody to a person, the record is open once they have said why they need
it, and what they send before is given back. A role of the council is worth nothing to a member of another agency. `./run access matrix`
gives a row for each address, role and place of the record."""


def page() -> Page:
    """Return the access matrix as a page."""
    made = Page("Who may do what").say(INTRODUCTION)
    rows = sorted(access.matrix().values(), key=lambda row: (row.room, row.name))
    for room in dict.fromkeys(row.room for row in rows):
        made.say(f"## {room}")
        made.table(
            ("Address", "What", "Who", "Whose records", "Elsewhere", "Restricted, without clearance"),
            (
                (
                    f"`{row.name}`",
                    row.act,
                    _who(row),
                    SCOPES[row.scope] if row.record != "none" else "opens none",
                    _elsewhere(row),
                    row.restricted if row.record != "none" else "",
                )
                for row in rows
                if row.room == room
            ),
        )
    return made


def _who(row: access.Row) -> str:
    if "anonymous" in row.roles:
        return "everyone, signed in or not"
    return "everyone signed in" if "any" in row.roles else ", ".join(sorted(row.roles)).replace("_", " ")


def _elsewhere(row: access.Row) -> str:
    if row.record == "none" or row.scope in ("authority", "public"):
        return ""
    said = {role: answer for role, answer in sorted(row.elsewhere.items()) if role in row.roles}
    return ", ".join(f"{role}: {answer}" for role, answer in said.items()).replace("_", " ") or "404"
