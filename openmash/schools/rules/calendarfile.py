"""A school calendar from a small CSV: kind, first_day, last_day, name. All of it or none: half a calendar is a wrong one."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from openmash.schools.choices import DatesKind
from openmash.schools.rules.days import Dates
from openmash.schools.rules.listing import RowRefused, read_day

COLUMNS = ("kind", "first_day", "last_day", "name")
KINDS = {
    "term": DatesKind.TERM,
    "half term": DatesKind.HOLIDAY,
    "holiday": DatesKind.HOLIDAY,
    "closed": DatesKind.HOLIDAY,
    "inset": DatesKind.INSET,
    "inset day": DatesKind.INSET,
    "training": DatesKind.INSET,
    "training day": DatesKind.INSET,
}
LONGEST_NAME = 120
MOST_LINES = 500


def columns_missing(columns: Collection[str]) -> str:
    """Return why a first line is not that of a calendar; empty where it is."""
    missing = [name for name in ("kind", "first_day") if name not in columns]
    if not missing:
        return ""
    return f"The first line of a calendar names its columns: {', '.join(COLUMNS)}. It does not name {' and '.join(missing)}."


def read_line(cells: Mapping[str, str]) -> Dates:
    """Return one line. Raises RowRefused."""
    said = {name: " ".join(cells.get(name, "").split()) for name in COLUMNS}
    kind = KINDS.get(said["kind"].casefold())
    if kind is None:
        raise RowRefused("kind", f"“{said['kind'][:40]}” is not one of term, holiday, inset.")
    first = _day("first_day", said["first_day"])
    if first is None:
        raise RowRefused("first_day", "The first day is missing.")
    last = _day("last_day", said["last_day"])
    if last is None and kind == DatesKind.TERM:
        raise RowRefused("last_day", "The last day of the term is missing.")
    last = last or first
    if last < first:
        raise RowRefused("last_day", "The last day lies before the first day.")
    if len(said["name"]) > LONGEST_NAME:
        raise RowRefused("name", f"The name has {len(said['name'])} characters; {LONGEST_NAME} can be kept.")
    return Dates(kind, first, last, said["name"])


def _day(column: str, words: str) -> date | None:
    if not words:
        return None
    day = read_day(words)
    if day is None:
        raise RowRefused(column, f"“{words[:40]}” is not a day that exists. Write it as 2026-09-01.")
    return day


def problems_in_words(file_name: str, problems: Iterable[Mapping[str, object]]) -> str:
    """Return what is wrong with a calendar's rows in a sentence or a few: the first five, and how many more."""
    held = list(problems)
    said = [f"Row {one['row']}, {one['column']}: {one['reason']}" for one in held[:5]]
    more = len(held) - len(said)
    return " ".join([f"{file_name} was not loaded.", *said, *([f"And {more} more."] if more else [])])
