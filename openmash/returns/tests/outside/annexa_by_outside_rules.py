"""The Annex A that we write, read by code that is not ours: Social Finance's cleaner, in an environment of its own.

Not collected with the other tests: `.ci/outside-rules` makes the environment and names this file. The cleaner knows the
layout of August 2019, so two things are let pass: columns of List 9 that came later, and the referral source 5D (early
help), which the census has had since and the workbook's own list has not.
"""

import json
import os
import subprocess
from datetime import date, datetime, timezone
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from openmash.agencies.tests.lancashire import load_lancashire
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.returns.services.writingannexa import write_annex_a
from openmash.returns.tests.annexa import cells_of, row_of, write_book
from openmash.returns.tests.area import build

STANDARDS = Path(os.environ["OPENMASH_STANDARDS"])
PYTHON = os.environ["OPENMASH_ANNEX_A_CLEANER"]
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=timezone.utc)
MACHINE = Actor.machine("test")
BLANKED = "Number of cells that have been made blank because they could not be formatted correctly"
LATER_COLUMNS = "Headers of unexpected columns"


def cleaned(path: Path) -> tuple[dict[str, int], dict[str, dict[str, dict[str, int]]]]:
    """Return how many rows of each list the cleaner kept, and what it found."""
    line = [PYTHON, str(STANDARDS / "tools" / "check_annex_a.py"), str(path), "--json"]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    return said["lists_read"], said["findings"]


def blanked(found: dict[str, dict[str, dict[str, int]]]) -> dict[str, dict[str, int]]:
    return {name: kinds[BLANKED] for name, kinds in found.items() if BLANKED in kinds}


def let_pass(path: Path) -> dict[str, dict[str, int]]:
    """Return the cells of a workbook that hold a code which is newer than the cleaner's lists."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("List 3").to_python()
    times = sum(str(cell).startswith("5D: ") for row in rows for cell in row)
    return {"List 3": {"Referral Source": times}} if times else {}


def strange(found: dict[str, dict[str, dict[str, int]]]) -> set[str]:
    return {name for name, kinds in found.items() for kind in kinds if kind.startswith(LATER_COLUMNS)}


def test_the_cleaner_finds_an_answer_that_is_none(tmp_path):
    sheets = {f"List {number}": cells_of(number, [row_of(number)]) for number in range(1, 12)}
    row = sheets["List 3"][1]
    row[next(n for n, heading in enumerate(sheets["List 3"][0]) if heading.casefold() == "date of referral")] = "soon"

    _, found = cleaned(write_book(tmp_path / "book.xlsx", sheets))

    assert blanked(found) == {"List 3": {"Date of referral": 1}}


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_written_of_an_area_where_everything_goes_wrong_keeps_every_row_and_cell(db, tmp_path, seed):
    load_lancashire()
    build(200, seed=seed, now=NOW)
    out = tmp_path / "annex-a.xlsx"
    with request_transaction(MACHINE):
        rows = write_annex_a(actor=MACHINE, start=date(2025, 11, 1), end=date(2026, 10, 31), out=out, now=NOW)

    kept, found = cleaned(out)

    assert sum(rows.values()) > 100
    assert {name: number for name, number in kept.items() if number} == {name: n for name, n in rows.items() if n}
    assert blanked(found) == let_pass(out)
    assert strange(found) <= {"List 9"}


def test_what_the_demo_writes_keeps_every_row_and_cell():
    out = Path(os.environ["OPENMASH_ANNEX_A_OF_DEMO"])

    kept, found = cleaned(out)

    assert sum(kept.values()) > 20  # the small demo's half a year
    assert blanked(found) == let_pass(out)
