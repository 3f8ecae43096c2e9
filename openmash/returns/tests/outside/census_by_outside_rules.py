"""What we write, read by code that is not ours: Data to Insight's rules and the schema, in an environment of its own.

Not collected with the other tests: `.ci/outside-rules` makes the environment where the standards lie beside the project,
and names this file. First the two samples, so that it is known that the rules find what is wrong.
"""

import json
import os
import subprocess
from datetime import datetime, timezone
from pathlib import Path

import pytest

from openmash.agencies.tests.lancashire import load_lancashire
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.returns.rules.census import census_year_of
from openmash.returns.services.writingcin import write_census
from openmash.returns.tests.area import build

STANDARDS = Path(os.environ["OPENMASH_STANDARDS"])
PYTHON = os.environ["OPENMASH_VALIDATORS"]
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=timezone.utc)
MACHINE = Actor.machine("test")


def validated(path: Path) -> dict[str, object]:
    """Return what the outside rules and the schema say of a file."""
    line = [
        PYTHON, str(STANDARDS / "tools" / "validate_cin.py"), str(path), "--ruleset", "cin2026_27", "--xsd",
        str(STANDARDS / "cin" / "CIN_schema_2026.xsd"), "--ignore", "2887Q", "--json",
    ]  # fmt: skip
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def wrong(said: dict) -> list[object]:
    return [row for row in said["failures"] if row["type"] == "ERROR"] + said["xsd_errors"] + list(said["crashed"])


def test_the_rules_pass_the_clean_sample_and_refuse_the_broken_one():
    assert wrong(validated(STANDARDS / "cin" / "clean_cin.xml")) == []
    assert len(wrong(validated(STANDARDS / "cin" / "broken_cin.xml"))) == 4


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_what_is_written_of_an_area_where_everything_goes_wrong_breaks_no_rule(db, tmp_path, seed, year):
    load_lancashire()
    build(400, seed=seed, now=NOW)
    period, out = census_year_of(datetime(year, 3, 1, tzinfo=timezone.utc).date()), tmp_path / "cin.xml"

    with request_transaction(MACHINE):
        told = write_census(actor=MACHINE, start=period.start, end=period.end, out=out, now=NOW)

    said = validated(out)
    assert told.tables["Child"] > 100
    assert told.lacking.total() > 100
    assert wrong(said) == []


def test_the_demonstration_breaks_no_rule():
    said = validated(Path(os.environ["OPENMASH_CENSUS_OF_DEMO"]))

    assert said["children"] > 5
    assert wrong(said) == []
