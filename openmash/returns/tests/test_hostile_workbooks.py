"""Workbooks that are none, or are made to do harm: a sentence, within bounds, and nothing kept."""

import struct
import time
import zipfile
from datetime import datetime, timezone

import pytest
import xlsxwriter

from openmash.agencies.tests.lancashire import load_lancashire
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.base.workbooks import opening, unpacking
from openmash.people.models import Person
from openmash.returns.models import ReturnRead
from openmash.returns.services import annexa
from openmash.returns.tests.annexa import cells_of, row_of, write_book

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=timezone.utc)
MACHINE = Actor.machine("test")
PATIENT = 60


@pytest.fixture
def refuse(db, tmp_path):
    """Have a file refused; return the sentence. Nothing of it may be kept."""
    load_lancashire()

    def run(path):
        begun = time.monotonic()
        with pytest.raises(RuleBroken) as told:
            annexa.read_annex_a(actor=MACHINE, path=path, name=path.name, now=NOW)
        assert time.monotonic() - begun < PATIENT
        with request_transaction(MACHINE):
            assert not ReturnRead.objects.exists()
            assert not Person.objects.exists()
        return told.value.reason

    return run


def locked(path):
    """Write the beginning of a workbook that a password locks: a compound file that holds an encrypted package."""
    name = "EncryptedPackage".encode("utf-16-le")
    sector = 512
    header = bytearray(sector)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 40, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *([0xFFFFFFFF] * 108))
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *([0xFFFFFFFF] * 126))
    directory = bytearray()
    for label, kind, child, start, size in (
        (b"R\0o\0o\0t\0", 5, 1, 0xFFFFFFFE, 0),
        (name, 2, 0xFFFFFFFF, 0xFFFFFFFE, 0),
    ):
        entry = bytearray(128)
        entry[: len(label)] = label
        struct.pack_into("<HBBIII", entry, 64, len(label) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        struct.pack_into("<IQ", entry, 116, start, size)
        directory += entry
    directory += bytes(sector - len(directory))
    path.write_bytes(bytes(header) + fat + bytes(directory))
    return path


def test_a_workbook_locked_with_a_password(refuse, tmp_path):
    assert refuse(locked(tmp_path / "locked.xlsx")) == unpacking.LOCKED


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"Child Unique ID,Gender\n1,a) Male\n", id="a-text-file"),
        pytest.param(b"<html><table></table></html>", id="a-web-page-that-says-it-is-a-workbook"),
        pytest.param(b"PK\x03\x04 and no more", id="a-zip-cut-in-half"),
        pytest.param(b"%PDF-1.7", id="a-pdf"),
    ],
)
def test_what_is_no_workbook(refuse, tmp_path, content):
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)

    assert refuse(path) == unpacking.NO_BOOK


def test_an_empty_file(refuse, tmp_path):
    (tmp_path / "book.xlsx").touch()

    assert "is empty" in refuse(tmp_path / "book.xlsx")


def test_a_file_that_is_not_there(refuse, tmp_path):
    assert "cannot be opened" in refuse(tmp_path / "gone.xlsx")


def test_a_workbook_without_one_of_the_lists(refuse, tmp_path):
    assert refuse(write_book(tmp_path / "book.xlsx", {"Budget": [["Year", "Pounds"], [2026, 5]]})) == annexa.NO_LIST


def test_a_workbook_whose_lists_have_no_headings(refuse, tmp_path):
    told = refuse(write_book(tmp_path / "book.xlsx", {"List 1": cells_of(1, [row_of(1)])[1:]}))

    assert told.endswith("The sheet List 1 has no row of headings that is known, so nothing of it was read.")


def test_a_zip_that_unpacks_to_more_than_memory(refuse, tmp_path):
    path = write_book(tmp_path / "book.xlsx", {"List 1": cells_of(1, [row_of(1)])})
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/media/image.bin", "w", force_zip64=True) as out,
    ):
        for _ in range(1600):
            out.write(bytes(1_000_000))

    assert refuse(path) == unpacking.TOO_MUCH


def test_a_sheet_that_reaches_to_the_last_cell_of_all(refuse, tmp_path):
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(str(path))
    held = book.add_worksheet("List 1")
    held.write(0, 0, "Child Unique ID")
    held.write(1_048_575, 16_383, "x")
    book.close()

    assert refuse(path) == unpacking.TOO_MUCH


def test_a_sheet_with_a_million_rows(refuse, tmp_path):
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    held = book.add_worksheet("List 1")
    for number, heading in enumerate(cells_of(1, [])[0]):
        held.write(0, number, heading)
    for number in range(1, 1_000_000, 3):
        held.write_number(number, 0, number)
    book.close()

    assert refuse(path).startswith("The sheet List 1 has more than 300,000 rows")


@pytest.fixture
def read(db, tmp_path):
    load_lancashire()

    def run(path):
        return annexa.read_annex_a(actor=MACHINE, path=path, name=path.name, now=NOW)[1]

    return run


def test_a_sheet_of_16384_columns_is_read_as_far_as_any_list_goes(read, tmp_path):
    cells = cells_of(1, [row_of(1)])
    cells[0] += [f"Spare {number}" for number in range(16_377)]

    held = read(write_book(tmp_path / "wide.xlsx", {"List 1": cells})).lists[1]

    assert len(held.rows) == 1
    assert held.remarks == ["The sheet has 16,384 columns; the first 400 were looked at."]
    assert len(held.unknown) == 393


def test_merged_cells_formulas_errors_and_macros_are_told_by_row_and_column(read, tmp_path):
    path = tmp_path / "book.xlsm"
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
    held = book.add_worksheet("List 3")
    rows = [row_of(3, child="" if number == 1 else f"{number}") for number in range(5)]
    for number, row in enumerate(cells_of(3, rows)):
        held.write_row(number, 0, row)
    held.merge_range(1, 0, 2, 0, "0", book.add_format())
    held.write_formula(3, 5, "=TODAY()", None, 46266)
    held.write_formula(4, 5, "=VLOOKUP(1,A1:B2,2)", None, "#N/A")
    held.write_formula(5, 8, '=HYPERLINK("http://example.org")', None, 0)
    book.close()

    told = read(path).lists[3]

    assert {(one.row, one.column): one.reason for one in told.refused} == {
        (
            2,
            "Child Unique ID",
        ): "The row has no number of the child. Merged cells keep their words in the first row alone.",
        (4, "Date of Referral"): "The cell holds the error #N/A.",
    }
    assert [row.number for row in told.rows] == [1, 3, 5]


def test_days_that_count_from_1904(read, tmp_path):
    path = tmp_path / "mac.xlsx"
    write_book(path, {"List 1": cells_of(1, [row_of(1)])}, date_1904=True)

    assert str(read(path).lists[1].rows[0].values["began"]) == "2026-06-01"


def test_a_process_that_says_nothing_is_a_workbook_that_takes_too_long(monkeypatch, tmp_path):
    monkeypatch.setattr(opening, "UNPACKING", tmp_path / "not-there.py")
    path = write_book(tmp_path / "book.xlsx", {"List 1": [["x"]]})

    with pytest.raises(RuleBroken, match="more time or memory"):
        opening.open_book(path)
