"""Where rooms meet."""

from collections.abc import Iterable

DOORS = {"queries", "services", "permissions", "choices"}
FREE = {"base"}  # the ground floor
FREE_TO_GO = {"main", "bench"}  # main puts the house together; benchmarks seed by a bulk path of their own


def wrong_meetings(imports: Iterable[tuple[str, str]]) -> list[str]:
    """Return every import from room to room that goes in by anything but a door."""
    found = []
    for importer, imported in imports:
        here, there = importer.split("."), imported.split(".")
        if min(len(here), len(there)) < 2 or "tests" in here or "migrations" in here:
            continue
        if here[1] == there[1] or there[1] in FREE or here[1] in FREE_TO_GO:
            continue
        if len(there) < 3 or there[2] not in DOORS:
            found.append(f"{importer} imports {imported}: rooms meet only at {', '.join(sorted(DOORS))}")
    return found
