"""An Annex A, large: a workbook of so many rows, read into an empty database and again, beside the library that opens it.

The rows lie in the lists as a large county's would: most are contacts, a few are adoptions. All children are invented.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import python_calamine
import xlsxwriter

from openmash.returns.rules.annexa.layout import LISTS, Column, ListLayout, codes

TARGET_SECONDS, TARGET_MB = 10.0, 600
ANCHOR = "the same workbook opened by calamine alone, every cell read and nothing kept"
# Of a hundred rows, so many lie in each list; a child has a little over three of them.
SHARES = {1: 30, 2: 8, 3: 14, 4: 14, 5: 5, 6: 12, 7: 3, 8: 6, 9: 3, 10: 1, 11: 4}
ROWS_OF_A_CHILD = 3.3
LAST = date(2026, 9, 30)
HALF_A_YEAR = 180
STANDS_FOR = {"ended": 0.5, "ended_because": 0.0, "reason": 0.0}


def book(path: Path, rows: int) -> None:
    """Write a workbook with so many rows. The same one every time."""
    chance = Random(11)  # noqa: S311 - the same workbook every time
    children = max(1, int(rows / ROWS_OF_A_CHILD))
    held = xlsxwriter.Workbook(str(path), {"constant_memory": True, "default_date_format": "dd/mm/yyyy"})
    for number, share in SHARES.items():
        layout = LISTS[number]
        sheet = held.add_worksheet(layout.name)
        sheet.write_row(0, 0, [column.heading for column in layout.columns])
        for line, row in enumerate(_rows(chance, layout, rows * share // 100, children), start=1):
            sheet.write_row(line, 0, row)
    held.close()


def _rows(chance: Random, layout: ListLayout, number: int, children: int) -> Iterator[Sequence[Any]]:
    for place in range(number):
        child = chance.randrange(children) if layout.number == 1 else place % children
        born = date(2010, 1, 1) + timedelta(days=child * 37 % 5000)
        began = LAST - timedelta(days=chance.randrange(HALF_A_YEAR))
        yield [_cell(chance, column, child, (born, began)) for column in layout.columns]


def _cell(chance: Random, column: Column, child: int, days: tuple[date, date]) -> Any:
    born, began = days
    if column.name in ("child", "adopter"):
        return f"{1_000_000 + child}"
    if column.name == "date_of_birth":
        return born
    if column.name == "began":
        return began
    if column.answer == "day":
        day = min(LAST, began + timedelta(days=chance.randrange(60)))
        return day if chance.random() < STANDS_FOR.get(column.name, 0.8) else ""
    if column.answer in ("number", "age"):
        return child % 4
    if column.answer == "text":
        return f"{column.heading} {child % 50}"
    if column.name in STANDS_FOR:
        return ""
    words = list(codes()[column.answer].values())
    return words[child % len(words)][0]


def opened(path: Path) -> int:
    """Open a workbook and read every cell of it: what the reading is measured beside. Returns how many there were."""
    held = python_calamine.CalamineWorkbook.from_path(str(path))
    return sum(len(row) for name in held.sheet_names for row in held.get_sheet_by_name(name).iter_rows())
