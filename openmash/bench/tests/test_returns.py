"""The census of the bench: one that the schema takes, and a measurement from end to end, tiny: what it says, never how fast."""

import json
from datetime import date
from pathlib import Path

from lxml import etree

from openmash.base.workbooks import open_book
from openmash.bench import annexa, returns
from openmash.bench.telling import in_table
from openmash.bench.tests.test_command import bench
from openmash.returns.rules.annexa.book import read_book

SCHEMA = Path(returns.__file__).parents[1] / "returns" / "tests" / "standards" / "CIN_schema_2026.xsd"


def test_the_census_that_is_measured_is_one(tmp_path):
    returns.census(tmp_path / "cin.xml", 50)

    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(etree.parse(tmp_path / "cin.xml"))


def test_the_workbook_that_is_measured_is_understood_to_the_last_row(tmp_path):
    annexa.book(tmp_path / "book.xlsx", 200)

    sheets, from_1904 = open_book(tmp_path / "book.xlsx")
    read = read_book(sheets, said={}, today=date(2026, 11, 23), from_1904=from_1904)

    assert sum(held.total for held in read.lists.values()) == 200
    assert [held.refused for held in read.lists.values()] == [[]] * 11


def test_reading_and_writing_are_measured_beside_their_anchors(tmp_path):
    done = bench(tmp_path, "--size", "40", name="returns")
    assert done.returncode == 0, done.stderr[-3000:]
    answer = json.loads(done.stdout)

    assert [row["what"] for row in answer["rows"]] == [
        "read-cin, into an empty database",
        "read-cin, all of it held already",
        "write-cin",
        "read-annex-a, a workbook that is new",
        "read-annex-a, all of it held already",
    ]
    assert all(row["p50"] and row["anchor_p50"] and row["anchor"] for row in answer["rows"])
    assert set(answer["peak_mb"]) == {
        "read-cin",
        "write-cin",
        "read-cin, a quarter of it",
        "write-cin, of a day",
        "read-annex-a",
    }
    assert "write-cin" in in_table(answer)
