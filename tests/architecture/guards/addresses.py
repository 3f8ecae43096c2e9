"""Every address of the product, and whether the access matrix knows it."""

from collections.abc import Iterable, Iterator
from typing import Any

from openmash.base.actors import BY_LINK

SCOPES = {"own", "team", "locality", "agency", "authority", "public"}
ANONYMOUS = {"sign-in", "open"}
RESTRICTED = {"404", "n/a", "open"}
ELSEWHERE = {"open", "403", "404"}


def address_names(resolver: Any, space: str = "") -> Iterator[str]:
    """Yield the full name of every address; one without a name as the path it has."""
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from address_names(pattern, inside)
        else:
            yield f"{space}{pattern.name}" if pattern.name else f"{space}(no name) {pattern.pattern}"


def views_past_the_gate(resolver: Any, *, gate: type, excepted: Iterable[str] = ()) -> list[str]:
    """Return every view of ours that does not go through the class that asks the access matrix."""
    found = []
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            found += views_past_the_gate(pattern, gate=gate, excepted=excepted)
            continue
        place = pattern.callback.__module__
        view = getattr(pattern.callback, "view_class", None)
        ours = place.startswith("openmash.") and place not in set(excepted)
        if ours and not (isinstance(view, type) and issubclass(view, gate)):
            found.append(
                f"{place}.{pattern.callback.__name__} does not ask the access matrix: make it a {gate.__name__}"
            )
    return found


def addresses_without_row(names: Iterable[str], rows: Iterable[str]) -> list[str]:
    """Return every address that nobody has said anything about."""
    return sorted(set(names) - set(rows))


def rows_without_address(names: Iterable[str], rows: Iterable[str]) -> list[str]:
    """Return every row about an address that is not there."""
    return sorted(set(rows) - set(names))


def row_faults(rows: Iterable[dict[str, Any]], *, roles: Iterable[str]) -> list[str]:
    """Return what is wrong with the rows themselves."""
    known = {*roles, "any", "anonymous", BY_LINK}
    found = []
    for row in rows:
        name = row.get("name", "(no name)")
        found += [
            f"{name} does not say {key}" for key in ("name", "act", "roles", "scope", "record") if not row.get(key)
        ]
        found += [
            f"{name} names the role {role}, which there is not" for role in row.get("roles", []) if role not in known
        ]
        for key, values in (("scope", SCOPES), ("anonymous", ANONYMOUS), ("restricted", RESTRICTED)):
            if key in row and row[key] not in values:
                found.append(f"{name} says {row[key]} for {key}, which is none of {', '.join(sorted(values))}")
        for role, answer in row.get("elsewhere", {}).items():
            if role not in row.get("roles", []) or answer not in ELSEWHERE:
                found.append(f"{name} says {answer} elsewhere for {role}: not an answer, or not a role of its own")
        open_to_all = "anonymous" in row.get("roles", [])
        if open_to_all != (row.get("anonymous", "sign-in") == "open"):
            found.append(f"{name} does not agree with itself about those who are not signed in")
        if row.get("record", "none") != "none" and row.get("restricted", "n/a") == "n/a" and open_to_all:
            found.append(f"{name} opens a record to everyone")
    return found
