"""The collector of unused objects, in processes that people wait for."""

import gc

YOUNG, MIDDLE, OLD = 20_000, 20, 20


def leave_alone() -> None:
    """Let the collector pass over whatever is held by now, and come by less often afterwards.

    A process of ours holds about a million objects that never go: code, addresses, the pack. Walking through them takes
    110 ms, and every thread of the process waits meanwhile.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
