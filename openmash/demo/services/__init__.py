"""The demo area is built through the product's own services, with the moment of the story as `now`."""

from typing import Any

from openmash.base import clock
from openmash.base.commandline import Options, say
from openmash.demo import queries
from openmash.demo.services.building import build_rest, build_small_area
from openmash.demo.services.cast import SETUP, create_accounts, sign_in_rows
from openmash.demo.services.stage import Tally

__all__ = ["build_demo", "build_rest", "build_small_area", "create_accounts", "go_on_building"]

SHOWN = 12


def build_demo(options: Options) -> dict[str, Any]:
    """Build what is served at once; with `--no-serve` and without `--small` everything. Returns sign-ins and counts."""
    tell(build_small_area(actor=SETUP, now=clock.now(), say=say, whole=options.small))
    if options.no_serve and not options.small:
        tell(build_rest(actor=SETUP, now=clock.now(), say=say))
    return {"accounts": sign_in_rows(), "counts": queries.counts()}


def go_on_building(*, small: bool) -> None:
    """Build what is left, for the process behind the server."""
    if not small:
        tell(build_rest(actor=SETUP, now=clock.now(), say=say))


def tell(tally: Tally) -> None:
    """Say what rules refused: a story that does not fit the rules is not to be passed over in silence."""
    if not tally.refused:
        return
    total = sum(tally.refused.values())
    say(f"{total} acts of the story were refused by a rule, of {total + sum(tally.done.values())}:")
    for reason, number in tally.refused.most_common(SHOWN):
        say(f"  {number} x {reason}")
