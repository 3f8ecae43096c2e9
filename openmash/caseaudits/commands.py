"""Case-file audit on the command line: what was audited elsewhere, and figures reported without their cases."""

import argparse
from pathlib import Path
from typing import Any

from openmash.base.commandline import CannotDo, Options, Result, command, existing_file


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=existing_file, help="a CSV file; its first line names the columns")


def _read_in(options: Options, service: str) -> tuple[Any, Result]:
    from openmash.base import clock
    from openmash.base.actors import Actor
    from openmash.base.errors import Refusal
    from openmash.base.transactions import request_transaction
    from openmash.caseaudits import services as reading

    actor = Actor.machine("audits-read")
    try:
        with request_transaction(actor), options.file.open("rb") as file:
            done = getattr(reading, service)(actor=actor, file=file, name=options.file.name, now=clock.now())
    except Refusal as refusal:
        raise CannotDo(refusal.reason, file=str(options.file)) from None
    return done, {
        "rows": done.rows,
        "accepted": done.accepted,
        "refused": done.refused,
        "reported": done.doubted,
        "warnings": done.remarks,
    }


@command("audits read", help="Read in audits that were made elsewhere, one row an answer or a grade.", arguments=_file)
def audits_read(options: Options) -> Result:
    """Read a file and say what was accepted, what was refused and why."""
    done, said = _read_in(options, "read_audits_in")
    return {**said, "audits": {"new": done.added, "changed": done.changed}}


@command("audits read-reported", help="Read in figures that were reported without their cases.", arguments=_file)
def audits_read_reported(options: Options) -> Result:
    """Read a file and say what was accepted, what was refused and why."""
    done, said = _read_in(options, "read_reported_in")
    return {**said, "figures": {"new": done.added, "changed": done.changed}}


def _template(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="PATH", help="where the workbook is written, .xlsx")


@command(
    "audits template",
    help="Write the Excel workbook in which audits made elsewhere are filled in.",
    arguments=_template,
)
def audits_template(options: Options) -> Result:
    """Write the workbook with the questions and lists of the pack in force."""
    from openmash.base import clock
    from openmash.base.actors import Actor
    from openmash.base.transactions import request_transaction
    from openmash.caseaudits import queries

    with request_transaction(Actor.machine("audits-template")):
        made = queries.audit_template(clock.london_day(clock.now()))
    try:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_bytes(made)
    except OSError as problem:
        raise CannotDo(f"{options.out} cannot be written: {problem.strerror}.", out=str(options.out)) from None
    return {"out": str(options.out), "bytes": len(made)}
