"""The collector of unused objects, in processes that people wait for."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG, MIDDLE, OLD = 20_000, 20, 20


def leave_alone() -> None:
    """Let the collector pass over whatever is held by now, and come by less often afterwards.

    A process of ours holds about a million objects that never go: code, addresses, the pack. Walking through them takes
    110 ms, and every thread of the process waits meanwhile.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)


@contextmanager
def resting() -> Iterator[None]:
    """Let the collector rest during a piece of work that makes records by the hundred thousand and keeps them to its end.

    It would walk through all of them again and again and find none to take: half the time of reading a large workbook.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
