"""The web server's own process: it loads everything once, and Granian makes its workers from it, which begin at once.

More workers than processors, of two threads each: two pages that are made at the same moment in one process wait for each
other, in two they share the processors (`docs/decisions/0014-workers-are-made-from-one-that-is-loaded.md`).
"""

import os
import sys

WORKERS, THREADS = 4, 2
# Seconds. A page that comes back from the database waits for a page that is being written at most this long, each time:
# with the usual 5 ms, thirty questions to the database cost it up to 150 ms.
SWITCH = 0.0005


def load() -> None:
    """Load every page's code, and let the collector of unused objects leave it alone: here, for all workers together.

    No thread is started and nothing is connected: neither would live on in a worker.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openmash.main.settings")
    import django
    from django.urls import get_resolver

    from openmash.base.collecting import leave_alone

    django.setup()
    _ = get_resolver().url_patterns
    sys.setswitchinterval(SWITCH)
    leave_alone()


def main(host: str, port: int) -> None:
    """Serve until told to stop."""
    from granian import Granian  # type: ignore[attr-defined]
    from granian.constants import Interfaces
    from granian.log import LogLevels

    load()
    Granian(
        "openmash.main.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=8,
        backlog=256,
        websockets=False,
        log_level=LogLevels.error,  # it warns of more workers than processors, which is meant
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
