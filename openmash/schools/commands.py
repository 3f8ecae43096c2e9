"""Schools on the command line: `schools load FILE`."""

import argparse

from openmash.base.commandline import CannotDo, Options, Result, command, existing_file


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=existing_file, help="“Establishment fields CSV” from Get Information about Schools"
    )


@command("schools load", help="Load the register of schools from the national list.", arguments=_arguments)
def load_schools(options: Options) -> Result:
    """Load the national list and say what was accepted, what was refused and why."""
    from openmash.base import clock
    from openmash.base.actors import Actor
    from openmash.base.errors import Refusal
    from openmash.base.transactions import request_transaction
    from openmash.schools import services

    actor = Actor.machine("schools-load")
    try:
        with request_transaction(actor):
            loaded = services.load_register(actor=actor, file=options.file, name=options.file.name, now=clock.now())
    except Refusal as refusal:
        raise CannotDo(refusal.reason, file=str(options.file)) from None
    return {
        "file": loaded.file_name,
        "rows": loaded.rows,
        "accepted": loaded.accepted,
        "new": loaded.new,
        "changed": loaded.changed,
        "refused": loaded.refused,
        "remarks": loaded.remarks,
    }
