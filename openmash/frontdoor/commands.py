"""The front door on the command line: `contacts load FILE.csv`."""

import argparse

from openmash.base.commandline import CannotDo, Options, Result, command, existing_file


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=["load"], help="load a file of notices")
    parser.add_argument("file", type=existing_file, help="a CSV file, one row a person")


@command("contacts", help="Load a file of notices (police notices and others).", arguments=_arguments)
def contacts(options: Options) -> Result:
    """Load a file and say what was accepted, what was refused and why."""
    from openmash.base import clock
    from openmash.base.actors import Actor
    from openmash.base.errors import Refusal
    from openmash.base.transactions import request_transaction
    from openmash.frontdoor.services.notices import load_notices

    actor = Actor.machine("contacts-load")
    try:
        with request_transaction(actor), options.file.open("rb") as file:
            loaded = load_notices(actor=actor, file=file, name=options.file.name, now=clock.now())
    except Refusal as refusal:
        raise CannotDo(refusal.reason, file=str(options.file)) from None
    return {
        "rows": loaded.rows,
        "accepted": loaded.accepted,
        "refused": loaded.refused,
        "contacts": loaded.contacts,
        "reported": loaded.reported,
        "warnings": loaded.warnings,
    }
