"""Which sheet is which list, in which row its headings stand, and which column each heading means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openmash.returns.rules.annexa.cells import normal
from openmash.returns.rules.annexa.layout import EARLIER, LATER, LISTS, Column, ListLayout

# Headings stand within the first rows: what comes before them is a title, a note, a logo.
LOOKED_AT = 30
NAMED = re.compile(r"\blist\b[\s_\-.]*0*(\d{1,2})(?!\d)")
LOOSE: tuple[tuple[str, str], ...] = (
    ("child", r"\bchild\b.*\b(id|identifier)\b|\b(id|identifier)\b.*\bchild\b"),
    ("date_of_birth", r"\bdate.*birth\b|^d\.?o\.?b\.?$"),
    ("age", r"^age\b(?!.*(group|band))"),
    ("sex", r"^(gender|sex)\b"),
    ("ethnicity", r"^ethnic"),
    ("unaccompanied", r"unaccompanied asylum|\buasc\b"),
    ("again", r"second or subsequent .* looked after"),
    ("emergency", r"emergency protection order"),
    ("missing", r"number of episodes.*\bmissing\b"),
    ("absent", r"number of episodes.*\babsent\b"),
    ("needs_services", r"was the child assessed.*(social care|in need)"),
    ("legal", r"child.*legal status"),
    ("disabled", r"\bdisab"),
    ("team", r"^allocated team"),
    ("worker", r"^allocated (social )?worker|^key worker|^lead worker"),
)
FIRST_OF_LIST: dict[int, tuple[tuple[str, str], ...]] = {
    1: (("began", r"\bdate\b.*\bcontact\b"), ("source", r"\bcontact\b.*\bsource\b|\bsource\b.*\bcontact\b")),
    3: (("began", r"\bdate\b.*\breferral\b"), ("source", r"\breferral\b.*\bsource\b"), ("no_action", r"\bnfa\b")),
}


@dataclass(frozen=True)
class Mapped:
    """Which column each place of a sheet holds, the headings nobody knows, and those that are missing."""

    columns: dict[int, Column]
    headings: dict[int, str]
    unknown: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class SheetFound:
    """A sheet that holds a list: where its headings stand, and what they mean."""

    layout: ListLayout
    sheet: str
    row: int
    mapped: Mapped


def bare(heading: Any) -> str:
    """Return a heading as it is compared: without what stands at its end, a question mark or a bracket too many."""
    return normal(str(heading if heading is not None else "")).strip(" ?:.*)").replace("( ", "(")


def list_named(words: str) -> int | None:
    """Return the number of the list that a sheet or a title names; None for none."""
    found = NAMED.search(normal(words.replace("_", " ")))
    return int(found[1]) if found and int(found[1]) in LISTS else None


def map_row(layout: ListLayout, cells: Sequence[Any], said: Mapping[str, str]) -> Mapped:
    """Return what the headings of a row mean for a list. `said`: what somebody of this council said of one, by heading.

    An empty name there means that the column is left out on purpose.
    """
    exact = {bare(heading): column for column in layout.columns for heading in column.headings}
    by_name = {column.name: column for column in layout.columns}
    found: dict[int, Column] = {}
    headings = {place: " ".join(str(cell).split()) for place, cell in enumerate(cells) if bare(cell)}
    for place, heading in headings.items():
        column = by_name.get(said[bare(heading)]) if bare(heading) in said else exact.get(bare(heading))
        if column is not None and column not in found.values():
            found[place] = column
    for place, heading in headings.items():
        if place not in found and bare(heading) not in said:
            column = _loosely(layout, bare(heading), by_name, found)
            if column is not None:
                found[place] = column
    unknown = [words for place, words in headings.items() if place not in found and bare(words) not in said]
    return Mapped(dict(sorted(found.items())), headings, unknown)


def _loosely(
    layout: ListLayout, heading: str, by_name: Mapping[str, Column], found: Mapping[int, Column]
) -> Column | None:
    for name, pattern in (*FIRST_OF_LIST.get(layout.number, ()), *LOOSE):
        column = by_name.get(name)
        if column is not None and column not in found.values() and re.search(pattern, heading):
            return column
    return None


def find_list(sheet: str, rows: Sequence[Sequence[Any]], said: Mapping[int, Mapping[str, str]]) -> SheetFound | None:
    """Return which list a sheet holds and where its headings stand; None for a sheet that holds none.

    The name of the sheet decides, or a title above the headings; else the headings themselves. A sheet that names a list and
    has no row of headings holds none.
    """
    named = list_named(sheet)
    best: tuple[float, SheetFound] | None = None
    for place, cells in enumerate(rows[:LOOKED_AT]):
        if sum(bool(bare(cell)) for cell in cells) < 2:
            title = next((str(cell) for cell in cells if bare(cell)), "")
            named = named or list_named(title)
            continue
        for layout in [LISTS[named]] if named else LISTS.values():
            mapped = map_row(layout, cells, said.get(layout.number, {}))
            if not _enough(layout, mapped, named=named is not None):
                continue
            score = len(mapped.columns) / len(layout.columns) - len(mapped.unknown) / 100 - place / 1000
            if best is None or score > best[0]:
                best = (score, SheetFound(layout, sheet, place, mapped))
    return best[1] if best else None


def _enough(layout: ListLayout, mapped: Mapped, *, named: bool) -> bool:
    """Whether a row is one of headings: some are known, and where no name says which list it is, its own key and day too."""
    known = {column.name for column in mapped.columns.values()}
    if named:
        return len(known) >= 2 or layout.key.name in known
    needed = {column.name for column in layout.columns if column.needed}
    return needed <= known and len(known) >= len(layout.columns) / 2


def layout_of(sheets: Sequence[SheetFound]) -> str:
    """Return which layout a workbook has, by the headings that only one of the two uses."""
    later = earlier = 0
    for sheet in sheets:
        held = {bare(heading) for heading in sheet.mapped.headings.values()}
        for column in sheet.layout.columns:
            if column.later:
                later += 3 * (bare(column.heading) in held)
            elif column.earlier:
                earlier += bare(column.earlier) in held
                later += bare(column.heading) in held
    return LATER if later >= earlier and later else EARLIER if earlier else LATER


def missing_from(sheet: SheetFound, layout: str) -> list[str]:
    """Return the headings that a layout asks for and the sheet does not have."""
    held = set(sheet.mapped.columns.values())
    wanted = [column for column in sheet.layout.columns if column not in held]
    return [heading for column in wanted if (heading := column.heading_of(layout))]
