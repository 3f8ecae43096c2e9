"""Commands of the board's work: reading minutes."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from openmash.base.commandline import CannotDo, Options, Result, command


def _minutes_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="minutes as text, Word (.docx) or a saved web page")


@command(
    "minutes read",
    help="Read minutes: actions with owners and dates, commitments, resolutions.",
    arguments=_minutes_arguments,
    needs_data=False,
)
def read_minutes_file(options: Options) -> Result:
    """Read a file of minutes. A person confirms what was read; nothing is stored."""
    from openmash.base.worktime import england
    from openmash.improvement.extracting import CannotRead, text_of
    from openmash.improvement.rules.minutes import read_minutes

    try:
        text = text_of(options.file)
    except FileNotFoundError:
        raise CannotDo(f"There is no file {options.file}.", file=str(options.file)) from None
    except OSError as problem:
        raise CannotDo(f"{options.file} cannot be read: {problem.strerror}.", file=str(options.file)) from None
    except CannotRead as problem:
        raise CannotDo(str(problem), file=str(options.file)) from None
    holidays = england().bank_holidays

    def closed(day: date) -> str:
        return "a bank holiday" if day in holidays else ""

    found = read_minutes(text, closed=closed)
    return {
        "actions": [
            {
                "kind": one.kind,
                "text": one.text,
                "owners": list(one.owners),
                "due": one.due,
                "span": [one.start, one.end],
            }
            for one in found.actions
        ],
        "resolutions": found.resolutions,
        "warnings": found.warnings,
    }
