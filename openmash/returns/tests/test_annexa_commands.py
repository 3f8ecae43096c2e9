"""`./run returns read-annex-a` and `write-annex-a`: the contract of the command line."""

import json
from argparse import Namespace
from datetime import date

import pytest

from openmash.agencies.tests.lancashire import load_lancashire
from openmash.base.commandline import COMMANDS, CannotDo
from openmash.returns import commands
from openmash.returns.tests.annexa import cells_of, row_of, whole_book, write_book


@pytest.fixture(autouse=True)
def lancashire(db):
    load_lancashire()


def test_what_was_read_is_told_list_by_list(tmp_path):
    path = write_book(tmp_path / "book.xlsx", {"List_3": cells_of(3, [row_of(3), row_of(3, child="5", began="soon")])})

    said = json.loads(json.dumps(commands.read_annex_a(Namespace(file=path)), default=str))

    held = said["lists"]["List 3"]
    assert (held["rows"], held["accepted"], held["columns_missing"], held["columns_unknown"]) == (2, 1, [], [])
    assert [{name: one[name] for name in ("row", "column", "reason")} for one in held["refused"]] == [
        {"row": 2, "column": "Date of Referral", "reason": "This is not a date. Write it as DD/MM/YYYY."}
    ]
    assert said["layout"] == "January 2024"


@pytest.mark.parametrize("bad", [1, 3, 7])
def test_one_bad_row_refuses_the_child_in_every_list_and_each_sound_row_says_whose_it_is(tmp_path, bad):
    sheets = {
        f"List {number}": cells_of(number, [row_of(number, **({"began": "soon"} if number == bad else {})), row_of(number, child="5")])
        for number in (1, 3, 7)
    }  # fmt: skip

    said = commands.read_annex_a(Namespace(file=write_book(tmp_path / "book.xlsx", sheets)))

    for number in (1, 3, 7):
        held = said["lists"][f"List {number}"]
        why = f"belongs to a child of whom row 1 of List {bad} is refused"
        assert (held["rows"], held["accepted"], [one["row"] for one in held["refused"]]) == (2, 1, [1])
        assert (held["refused"][0]["reason"] == why) is (number != bad)
    assert said["children"] == 1


def test_what_cannot_be_read_is_one_object_with_the_error(tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"no workbook")

    with pytest.raises(CannotDo) as told:
        commands.read_annex_a(Namespace(file=path))

    assert told.value.reason.startswith("This is not a workbook")
    assert told.value.understood["lists"] == {}


def test_what_was_written_is_counted_list_by_list(tmp_path):
    commands.read_annex_a(Namespace(file=whole_book(tmp_path / "book.xlsx")))
    out = tmp_path / "out.xlsx"

    said = commands.write_annex_a(Namespace(start=date(2026, 5, 1), end=date(2026, 10, 31), out=out))

    assert said == {"tables": {f"List {number}": 1 for number in range(1, 12)}, "out": str(out)}
    assert out.stat().st_size > 0


def test_both_need_the_data_folder():
    assert COMMANDS["returns read-annex-a"].needs_data
    assert COMMANDS["returns write-annex-a"].needs_data
