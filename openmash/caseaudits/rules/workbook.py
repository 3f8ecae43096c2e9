"""The sheet of a workbook that holds audits or reported figures, as the same columns and rows that a CSV file has."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Protocol

from openmash.caseaudits.rules.given import CannotRead

# How the opener of workbooks marks a day.
DAY_MARK = "\x01"
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
LATEST_SERIAL = 100_000
LINES_ABOVE = 20
COUNTED = "Rows are counted below the line that names the columns, empty ones left out."

Rows = Iterator[tuple[int, Mapping[str, str], str]]


class Opened(Protocol):
    """A sheet as it was opened; `wide` is how many columns it has, where that is more than were read."""

    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> Sequence[Sequence[Any]]: ...
    @property
    def wide(self) -> int: ...


def table_of(
    sheets: Sequence[Opened], *, needed: Sequence[str], days: Sequence[str], from_1904: bool
) -> tuple[list[str], Rows, list[str]]:
    """Return the columns, the rows and what is unusual of the first sheet that names the columns that are needed.

    `days` are the columns that hold days, of which a workbook may keep the bare number. Raises CannotRead.
    """
    for sheet in sheets:
        for line, cells in enumerate(sheet.rows[:LINES_ABOVE]):
            columns = ["_".join(in_words(cell).lower().split()) for cell in cells]
            if set(needed) <= set(columns):
                remarks = [f"The sheet “{sheet.name[:60]}” was read. {COUNTED}"]
                if sheet.wide:
                    remarks.append(f"The sheet has {sheet.wide:,} columns; only the first {len(columns):,} were read.")
                return columns, _rows(columns, sheet.rows[line + 1 :], days, from_1904), remarks
    raise CannotRead(
        f"No sheet of this workbook has a line that names the columns {', '.join(needed)} among its first {LINES_ABOVE}."
    )


def _rows(columns: Sequence[str], lines: Sequence[Sequence[Any]], days: Sequence[str], from_1904: bool) -> Rows:
    number = 0
    for cells in lines:
        words = {
            column: day_in_words(cell, from_1904) if column in days else in_words(cell)
            for column, cell in zip(columns, cells, strict=False)
        }
        surplus = any(in_words(cell) for cell in cells[len(columns) :])
        if surplus or any(words.values()):
            number += 1
            yield number, words, "The row has more cells than there are columns." if surplus else ""


def in_words(cell: Any) -> str:
    """Return a cell as somebody would have typed it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).removeprefix(DAY_MARK).strip()


def day_in_words(cell: Any, from_1904: bool) -> str:
    """Return a cell of a column of days; a bare number is the day that the workbook means by it."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 < cell < LATEST_SERIAL:
        return ((EPOCH_1904 if from_1904 else EPOCH) + timedelta(days=int(cell))).isoformat()
    return in_words(cell)
