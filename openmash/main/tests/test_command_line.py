"""What can be asked of ./run, and how it answers."""

import json
import subprocess
import sys
from argparse import ArgumentParser

import pytest

from openmash.base import commandline
from openmash.base.commandline import CannotDo, Command, WrongUse, in_words
from openmash.base.errors import RuleBroken
from openmash.main import cli


def _route_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("postcode")
    parser.add_argument("--service", default="social care")


def _route(options):
    if options.postcode == "ZZ99":
        raise CannotDo("No such postcode is known.", postcode=options.postcode)
    if options.postcode == "RULE":
        raise RuleBroken("Locality teams take no out-of-area addresses.")
    return {"postcode": options.postcode, "service": options.service, "team": None}


@pytest.fixture(autouse=True)
def known(monkeypatch):
    """A command line that knows three commands."""
    commands = {
        "route": Command("route", "Route.", _route, _route_arguments, needs_data=False, needs_django=False),
        "route all": Command("route all", "Route all.", lambda options: {"all": True}, None, False, False),
        "demo": Command("demo", "Demo.", lambda options: {"demo": True}, None, False, False),
        "test": Command("test", "Test.", lambda options: {"rest": options.rest}, None, False, False, passes_on=True),
    }
    monkeypatch.setattr(cli, "COMMANDS", commands)
    monkeypatch.setattr(cli, "discover", lambda: None)
    monkeypatch.setenv("OPENMASH_DATA", "/nowhere")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("route PR1 --service mash --json", id="options-last"),
        pytest.param("--json route --service mash PR1", id="options-first"),
        pytest.param("--data /tmp/x route --service=mash PR1 --json", id="data-first"),
        pytest.param("--service mash route PR1 --json --data=/tmp/x", id="own-option-before-the-command"),
    ],
)
def test_options_stand_in_any_place(line, capsys):
    assert cli.main(line.split()) == 0

    assert json.loads(capsys.readouterr().out) == {"postcode": "PR1", "service": "mash", "team": None}


@pytest.mark.parametrize("line", ["", "--json"])
def test_without_a_command_the_demo_is_meant(line, capsys):
    assert cli.main([*line.split(), "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == {"demo": True}


def test_the_longer_name_is_meant_where_both_fit(capsys):
    assert cli.main(["route", "all", "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == {"all": True}


def test_what_a_command_passes_on_is_left_as_it_stands(capsys):
    assert cli.main(["test", "--fast", "--", "openmash/base", "--json"]) == 0

    assert "--json" in capsys.readouterr().out


def test_a_thing_that_could_not_be_done_is_one_object_with_what_was_understood(capsys):
    assert cli.main(["route", "ZZ99", "--json"]) == 1

    assert json.loads(capsys.readouterr().out) == {"error": "No such postcode is known.", "postcode": "ZZ99"}


def test_a_refusal_by_a_rule_is_a_thing_that_could_not_be_done(capsys):
    assert cli.main(["route", "RULE"]) == 1

    told = capsys.readouterr()
    assert told.out == "" and "out-of-area" in told.err


@pytest.mark.parametrize("line", ["route", "route PR1 --colour red", "rout PR1", "route PR1 --data"])
def test_wrong_use_is_told_from_failure(line, capsys):
    assert cli.main([*line.split()]) == 2

    assert capsys.readouterr().out == ""


def test_wrong_use_is_one_object_too(capsys):
    assert cli.main(["route", "--json"]) == 2

    assert set(json.loads(capsys.readouterr().out)) == {"error"}


def test_a_result_in_words_is_readable():
    words = in_words(
        {"rows": 2, "due_at": None, "refused": [{"row": 1, "reason": "no name"}], "counts": {"new": 1}, "gone": []}
    )

    assert words.split("\n") == [
        "Rows: 2",
        "Due at: not known",
        "Refused:",
        "  row 1, reason no name",
        "Counts:",
        "  New: 1",
        "Gone: none",
    ]


def test_two_rooms_cannot_answer_to_one_name(monkeypatch):
    monkeypatch.setattr(commandline, "COMMANDS", {})
    first = commandline.command("x", help="")(lambda options: {})
    first.__module__ = "openmash.work.commands"

    def other(options):
        return {}

    other.__module__ = "openmash.people.commands"

    with pytest.raises(ValueError, match="Two rooms"):
        commandline.command("x", help="")(other)


def test_a_day_that_does_not_exist_is_wrong_use(monkeypatch):
    def arguments(parser):
        parser.add_argument("--on", type=commandline.day)

    with pytest.raises(WrongUse, match="YYYY-MM-DD"):
        Command("x", "", lambda options: {}, arguments).parse(["--on", "2026-02-30"])


def test_no_rooms_commands_pull_in_django_before_it_is_needed():
    """A command that needs no data answers at once, so `commands.py` imports nothing heavy at its top."""
    program = (
        "import sys; from openmash.main import cli; cli.discover();"
        "print([name for name in ('django', 'psycopg', 'pydantic', 'scipy', 'altair') if name in sys.modules])"
    )

    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"
