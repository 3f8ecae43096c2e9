"""Workbooks of Annex A, made for a test: Ofsted's headings, invented children."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from openmash.base.workbooks import Sheet
from openmash.returns.rules.annexa.layout import LATER, LISTS

BORN = date(2014, 5, 6)
# One row of each list, by our names for the columns: the same invented child in all lists but the last.
ROWS: dict[int, dict[str, Any]] = {
    1: {"began": date(2026, 6, 1), "source": "q) 6: Police"},
    2: {"began": date(2026, 6, 2), "ended": date(2026, 6, 20), "organisation": "Example Primary School"},
    3: {"began": date(2026, 6, 3), "source": "e) 2A: Schools", "no_action": "b) No", "earlier": 1},
    4: {"disabled": "b) No", "began": date(2026, 6, 4), "seen": "a) Yes", "ended": date(2026, 7, 10), "needs_services": "a) Yes"},
    5: {"began": date(2026, 6, 8), "no_conference": "b) No", "conference_on": date(2026, 6, 26), "plan": "a) Yes", "earlier": 0,
        "earlier_conferences": 0},
    6: {"began": date(2026, 6, 3), "need": "N1 - Abuse or neglect", "seen_on": date(2026, 9, 1), "status": "b) Child Protection plan"},
    7: {
        "began": date(2026, 6, 26), "category": "a) Neglect", "latest_category": "d) Emotional abuse",
        "visited_on": date(2026, 9, 1), "alone": "a) Yes", "reviewed_on": date(2026, 9, 20), "emergency": "b) No",
        "previous_plans": 0,
    },
    8: {
        "began": date(2026, 10, 1), "need": "N1 - Abuse or neglect", "legal_on": date(2026, 10, 1), "legal": "C1: ICO",
        "reviewed_on": date(2026, 10, 25), "visited_on": date(2026, 10, 28), "permanence": "a) Return to family",
        "health_on": date(2026, 10, 20), "dental_on": date(2026, 10, 21), "placements": 1, "placed_on": date(2026, 10, 1),
        "placement": "f) U6: Foster placement - not FFA", "provider": "b) PR1: Own provision", "location": "a) In",
        "missing": 0, "absent": 0,
    },
    9: {"adviser": "P Adviser", "eligibility": "b) Former relevant child", "touch": "a) Yes", "contact_on": date(2026, 9, 3),
        "accommodation": "U: Independent living", "suitable": "a) Suitable", "activity": "F2: Full time in education other than higher"},
    10: {"entered_on": date(2024, 1, 5), "began": date(2025, 2, 3), "order_on": date(2025, 4, 1)},
    11: {"adopter": "AD1", "sex": "b) Female", "enquiry_on": date(2026, 1, 9), "approved_on": date(2026, 8, 9)},
}  # fmt: skip
CHILD = {"child": "4711", "sex": "a) Male", "ethnicity": "a) WBRI", "date_of_birth": BORN, "age": 12}
WHO = {"team": "Team East", "worker": "W Worker"}


def row_of(number: int, **changed: Any) -> dict[str, Any]:
    """Return a row of a list, with what is changed of it."""
    names = {column.name for column in LISTS[number].columns}
    said = (WHO if "team" in names else {}) | (CHILD if "child" in names else {}) | ROWS[number]
    return {name: value for name, value in (said | changed).items() if name in names}


def cells_of(number: int, rows: Sequence[Mapping[str, Any]], layout: str = LATER) -> list[list[Any]]:
    """Return the rows of a sheet: the headings of a layout, and a row for each."""
    columns = [column for column in LISTS[number].columns if column.heading_of(layout)]
    return [[column.heading_of(layout) for column in columns]] + [
        [row.get(column.name, "") for column in columns] for row in rows
    ]


def sheet(number: int, *rows: Mapping[str, Any], name: str = "", layout: str = LATER) -> Sheet:
    """Return a sheet as the process that opens workbooks gives it: days with a mark before them."""
    cells = [
        [f"\x01{value.isoformat()}" if isinstance(value, date) else value for value in row]
        for row in cells_of(number, rows, layout)
    ]
    return Sheet(name or f"List {number}", cells)


def write_book(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], **options: Any) -> Path:
    """Write a workbook with these cells."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy", **options})
    for name, rows in sheets.items():
        held = book.add_worksheet(name)
        for number, row in enumerate(rows):
            held.write_row(number, 0, row)
    book.close()
    return path


def whole_book(path: Path, *, layout: str = LATER, **changed: Any) -> Path:
    """Write a workbook with one row in each list."""
    rows = {f"List {number}": cells_of(number, [row_of(number, **changed)], layout) for number in LISTS}
    return write_book(path, rows)
