"""`python -m openmash.main`, which is what ./run hands over to."""

import signal
import sys
from typing import NoReturn

from openmash.main.cli import main


def stopped(number: int, _: object) -> NoReturn:
    """End in good order when told to: what was opened on the way, the database first of all, is closed."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stopped)
    sys.exit(main(sys.argv[1:]))
