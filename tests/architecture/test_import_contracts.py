"""The import contracts of pyproject.toml, each shown a house that breaks it: a contract that cannot fail guards nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.guards.source import PROJECT

ROOMS = [
    "main",
    "demo",
    "web",
    "improvement",
    "boards",
    "indicators",
    "caseaudits",
    "returns",
    "pulse",
    "allegations",
    "cases",
    "frontdoor",
    "adults",
    "enquiries",
    "links",
    "schools",
    "release",
    "people",
    "sharing",
    "meetings",
    "work",
    "agencies",
    "accounts",
    "trail",
    "base",
]
PARTS = ["urls", "views", "forms", "presenters", "services", "queries", "permissions", "models", "rules", "choices"]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house with every room and part and no import at all, under our own contracts."""
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    for room in ROOMS:
        folder = tmp_path / "openmash" / room
        folder.mkdir(parents=True)
        (folder / "__init__.py").touch()
        for part in PARTS:
            (folder / f"{part}.py").touch()
    (tmp_path / "openmash" / "__init__.py").touch()
    (tmp_path / "openmash" / "base" / "worktime.py").touch()
    (tmp_path / "openmash" / "base" / "actors.py").touch()
    (tmp_path / "openmash" / "base" / "errors.py").touch()
    return tmp_path


def verdict(house: Path) -> str:
    """Return what import-linter says of the house."""
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [str(program), "--no-cache"],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_a_house_without_a_fault_keeps_every_contract(house):
    assert "4 kept, 0 broken" in verdict(house)


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        pytest.param("people/services.py", "from openmash.frontdoor import services", "A room uses only", id="upwards"),
        pytest.param("cellar/__init__.py", "", "A room uses only", id="a-room-on-no-floor"),
        pytest.param(
            "frontdoor/queries.py", "from openmash.frontdoor import services", "Inside a room", id="read-calls-change"
        ),
        pytest.param(
            "frontdoor/forms.py", "from openmash.frontdoor import presenters", "Inside a room", id="side-by-side"
        ),
        pytest.param("frontdoor/rules.py", "import django", "Rules and vocabulary", id="a-rule-knows-django"),
        pytest.param(
            "frontdoor/choices.py", "from django.db import models", "Rules and vocabulary", id="a-word-knows-django"
        ),
        pytest.param(
            "frontdoor/views.py", "from openmash.frontdoor import models", "Views never", id="a-view-takes-a-table"
        ),
        pytest.param(
            "web/views.py", "from openmash.people.models import Person", "Views never", id="another-rooms-table"
        ),
    ],
)
def test_each_contract_sees_the_fault_it_is_for(house, file, line, contract):
    path = house / "openmash" / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(line + "\n", encoding="utf-8")

    said = verdict(house)

    assert any(text.startswith(contract) and text.endswith("BROKEN") for text in said.splitlines()) or (
        contract == "A room uses only" and "cellar" in said and "0 broken" not in said
    ), said
