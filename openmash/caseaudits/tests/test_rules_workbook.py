"""A workbook is read as the CSV file that it could have been saved as."""

from types import SimpleNamespace

import pytest

from openmash.caseaudits.rules.given import CannotRead
from openmash.caseaudits.rules.workbook import table_of


def sheet(*rows, name="Audits", wide=0):
    return SimpleNamespace(name=name, rows=rows, wide=wide)


def read(*sheets, from_1904=False):
    columns, rows, remarks = table_of(sheets, needed=("audit_id",), days=("audited_on",), from_1904=from_1904)
    return columns, list(rows), remarks


def test_the_sheet_that_names_the_columns_is_read_below_its_title_and_without_empty_rows():
    other = sheet(["How to fill it in"], name="How")
    held = sheet(["Our audits"], ["Audit ID", "grade"], [7.0, "good"], [None, ""], ["A8", "inadequate"])

    columns, rows, remarks = read(other, held)

    assert columns == ["audit_id", "grade"]
    assert rows == [
        (1, {"audit_id": "7", "grade": "good"}, ""),
        (2, {"audit_id": "A8", "grade": "inadequate"}, ""),
    ]
    assert "The sheet “Audits” was read." in remarks[0]


@pytest.mark.parametrize(
    ("cell", "from_1904", "words"),
    [
        pytest.param("\x012026-10-05", False, "2026-10-05", id="a-day"),
        pytest.param(46300.0, False, "2026-10-05", id="its-bare-number"),
        pytest.param(44838.0, True, "2026-10-05", id="its-bare-number-from-1904"),
        pytest.param("5/10/2026", False, "5/10/2026", id="words-as-they-stand"),
        pytest.param("#N/A", False, "#N/A", id="what-could-not-be-reckoned"),
    ],
)
def test_a_day_is_read_however_the_workbook_keeps_it(cell, from_1904, words):
    _, rows, _ = read(sheet(["audit_id", "audited_on"], ["A1", cell]), from_1904=from_1904)

    assert rows[0][1]["audited_on"] == words


@pytest.mark.parametrize(("cell", "words"), [(True, "yes"), (False, "no"), (None, ""), (6.5, "6.5"), (6, "6")])
def test_a_cell_is_read_as_somebody_would_have_typed_it(cell, words):
    _, rows, _ = read(sheet(["audit_id", "escalated"], ["A1", cell]))

    assert rows[0][1]["escalated"] == words


def test_cells_beside_the_columns_and_columns_beyond_what_is_read_are_told():
    _, rows, remarks = read(sheet(["audit_id"], ["A1", "stray"], wide=16384))

    assert rows[0][2] == "The row has more cells than there are columns."
    assert "16,384 columns" in remarks[1]


def test_a_workbook_without_the_columns_is_refused():
    with pytest.raises(CannotRead, match="No sheet of this workbook has a line that names the columns audit_id"):
        read(sheet(["colour"], ["blue"]))
