"""The reference part of the manual, written from what runs: `./run manual` writes `docs/reference`, a test keeps it current."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from openmash.indicators.engine import rows
from openmash.main.manual import access, household, pack, registered, sharing, states, tables
from openmash.main.manual.page import Page

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "reference"
WRITERS: dict[str, Callable[[], Page]] = {
    "access": access.page,
    "states": states.page,
    "measures": pack.measures,
    "pack": pack.overview,
    "fields": tables.page,
    "jobs": registered.page,
    "sharing": sharing.page,
    "household": household.page,
}


def pages() -> Iterator[tuple[Path, str]]:
    """Yield where each page lies and what it says now, and with them the questions that figures are counted by."""
    for name, write in WRITERS.items():
        yield FOLDER / f"{name}.md", write().text()
    yield rows.COMPILED, rows.compiled_anew()


def stale(found: Iterable[tuple[Path, str]]) -> list[str]:
    """Return the names of pages that no longer say what the code and the packs say."""
    return [path.name for path, text in found if not path.exists() or path.read_text(encoding="utf-8") != text]


def write() -> list[str]:
    """Write every page; return the names of those that changed."""
    found = list(pages())
    changed = stale(found)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, text in found:
        path.write_text(text, encoding="utf-8")
    return changed
