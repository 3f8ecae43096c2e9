"""The demo area from the command line: what is served at once, and the rest behind the server."""

from argparse import ArgumentParser
from typing import Any

from openmash.base.commandline import Options, command, say

SHOWN = 12


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--small", action="store_true", help="nothing more than the first contacts")
    parser.add_argument("--pack", default="lancashire", help="the practice pack to build with")


@command(
    "demo build",
    help="Build the rest of the demo area (started by demo).",
    arguments=_arguments,
    needs_data=False,
    needs_django=True,
)
def build(options: Options) -> None:
    from openmash.base import clock
    from openmash.demo import services

    if not options.small:
        _tell(services.build_rest(actor=services.SETUP, now=clock.now(), say=say))


def build_demo(options: Options) -> dict[str, Any]:
    """Build what is served at once; with `--no-serve` and without `--small` everything. Returns sign-ins and counts."""
    from openmash.base import clock
    from openmash.demo import queries, services

    _tell(services.build_small_area(actor=services.SETUP, now=clock.now(), say=say, whole=options.small))
    if options.no_serve and not options.small:
        _tell(services.build_rest(actor=services.SETUP, now=clock.now(), say=say))
    return {"accounts": services.sign_in_rows(), "counts": queries.counts()}


def _tell(tally: Any) -> None:
    """Say what rules refused: a story that does not fit the rules is not to be passed over in silence."""
    if not tally.refused:
        return
    total = sum(tally.refused.values())
    say(f"{total} acts of the story were refused by a rule, of {total + sum(tally.done.values())}:")
    for reason, number in tally.refused.most_common(SHOWN):
        say(f"  {number} x {reason}")
