"""The demo area from the command line: what is served at once, and the rest behind the server."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from openmash.base.commandline import CannotDo, Options, command, say

SHOWN = 12
BUILDERS = 2
SAID_EVERY = 5
"""Batches between two lines that say how far the build has come."""


def builder_words(share: int, shares: int) -> Sequence[str]:
    """Return the command line of the process that builds one share of the rest."""
    part = f"{share + 1}/{shares}"
    return [sys.executable, "-P", "-m", "openmash.main", "demo", "build", "--share", part]


def builders() -> int:
    """Return how many processes build: two, where the machine can do two things at once."""
    return min(BUILDERS, os.cpu_count() or 1)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--share", default="1/1", help="which share of how many: 2/2 is the second of two")


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

    share, shares = (int(number) for number in options.share.split("/"))
    with suppress(OSError):
        os.nice(5)  # whoever uses the pages goes first
    _prepare_statements()
    tally = services.build_rest(
        actor=services.SETUP,
        share=share - 1,
        shares=shares,
        after_batch=_teller() if share == 1 else lambda: None,
        now=clock.now(),
    )
    _tell(tally)


def _prepare_statements() -> None:
    """Let the database plan each question once: the same two hundred are asked for every contact, thousands of times."""
    from django.db import connection

    options = connection.settings_dict["OPTIONS"]
    options.pop("pool", None)  # a pool is for the threads of a server
    options.update(server_side_binding=True, prepare_threshold=3)
    connection.close()


def _teller() -> Any:
    """Return what says, now and then, how far the build has come."""
    from openmash.base import clock
    from openmash.demo import queries

    batches = 0

    def tell() -> None:
        nonlocal batches
        batches += 1
        found = queries.progress(now=clock.now()) if batches % SAID_EVERY == 1 else None
        if found:
            say(f"The demonstration area is being filled: {found.in_words}.")

    return tell


def build_demo(options: Options) -> dict[str, Any]:
    """Build what is served at once; with `--no-serve` and without `--small` everything. Returns sign-ins and counts."""
    from openmash.base import clock
    from openmash.base.errors import Refusal
    from openmash.demo import queries, services

    try:
        services.put_pack_in_force(actor=services.SETUP, name=options.pack, now=clock.now())
    except Refusal as refusal:
        raise CannotDo(refusal.reason, pack=options.pack) from None
    _tell(services.build_small_area(actor=services.SETUP, now=clock.now(), say=say, whole=options.small))
    if options.no_serve and not options.small:
        _build_whole()
    return {"accounts": services.sign_in_rows(), "counts": queries.counts()}


def _build_whole() -> None:
    """Build the rest and wait for it. Raises CannotDo where a part of it ended early: a next start goes on there."""
    shares = builders()
    parts = [subprocess.Popen(builder_words(share, shares), stdout=sys.stderr) for share in range(shares)]  # noqa: S603
    try:
        codes = [part.wait() for part in parts]
    finally:
        for part in parts:
            part.terminate()
    if any(codes):
        raise CannotDo("The demonstration area was not built to its end. The same command goes on where it stopped.")


def _tell(tally: Any) -> None:
    """Say what rules refused: a story that does not fit the rules is not to be passed over in silence."""
    if not tally.refused:
        return
    total = sum(tally.refused.values())
    say(f"{total} acts of the story were refused by a rule, of {total + sum(tally.done.values())}:")
    for reason, number in tally.refused.most_common(SHOWN):
        say(f"  {number} x {reason}")
