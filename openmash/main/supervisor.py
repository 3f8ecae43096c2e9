"""A small supervisor: starts children, starts again what dies, stops all when told to."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from openmash.base.commandline import say

FIRST_WAIT, LONGEST_WAIT = 0.2, 5.0
STEADY_AFTER = 30.0  # a child that lived this long starts again at once
MOST_FALLS = 5  # for what is done once
PATIENCE = 12.0
BESIDE_EVERY = 2.0
LONGEST_AFTER = 60.0
PR_SET_PDEATHSIG = 1
STDERR = 2


@dataclass
class Child:
    """A process to keep alive; `once` means that its end is its success."""

    name: str
    words: Sequence[str]
    once: bool = False
    after: Callable[[], bool] | None = None
    """Asked until it says yes, or for a minute; only then the process starts for the first time."""
    asked_since: float = 0.0
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    wait: float = FIRST_WAIT
    finished: bool = False
    falls: int = 0

    def start(self, now: float) -> None:
        """Start it. What it prints is talk and goes to stderr: stdout belongs to the result of the command."""
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter, words of ours
            list(self.words),
            stdin=subprocess.DEVNULL,
            stdout=STDERR,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509
        )
        self.started = now

    def may_start(self, now: float) -> bool:
        """Whether what it waits for is there, or has been waited for long enough."""
        self.asked_since = self.asked_since or now
        if self.after is not None and (self.after() or now - self.asked_since > LONGEST_AFTER):
            self.after = None
        return self.after is None

    def look(self, now: float) -> None:
        """Start it when it is due; note its end, and when to try again."""
        if self.finished:
            return
        if self.process is None:
            if now >= self.due and self.may_start(now):
                self.start(now)
            return
        code = self.process.poll()
        if code is None:
            return
        _end_group(self.process, signal.SIGKILL)  # its own children must not hold the port
        self.process = None
        if self.once and code == 0:
            self.finished = True
            return
        self.falls += 1
        if self.once and self.falls == MOST_FALLS:
            say(
                f"The {self.name} process failed {MOST_FALLS} times ({_how(code)}) and is left alone until the next start."
            )
            self.finished = True
            return
        self.wait = FIRST_WAIT if now - self.started > STEADY_AFTER else min(self.wait * 2, LONGEST_WAIT)
        self.due = now + self.wait
        say(f"The {self.name} process ended ({_how(code)}); starting it again.")


def supervise(children: list[Child], *, pause: float = 0.2, beside: Callable[[], None] | None = None) -> None:
    """Keep the children running until SIGINT, SIGTERM or SIGHUP; then stop them in good order.

    `beside` is done every two seconds: it looks after what the children need and is no child itself.
    """
    looked = time.monotonic()
    stopping: list[int] = []
    before = {number: signal.signal(number, lambda got, _: stopping.append(got)) for number in _STOPS}
    try:
        while not stopping:
            now = time.monotonic()
            for child in children:
                child.look(now)
            if beside is not None and now - looked > BESIDE_EVERY:
                beside()
                looked = time.monotonic()
            time.sleep(pause)
    finally:
        say("Stopping ...")
        stop(children)
        for number, handler in before.items():
            signal.signal(number, handler)


_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def stop(children: list[Child]) -> None:
    """Stop children in good order; one that does not end in time is killed with its own children."""
    alive = [child.process for child in children if child.process is not None]
    for process in alive:
        process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in alive:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
        _end_group(process, signal.SIGKILL)
        process.wait()


def _end_group(process: subprocess.Popen[bytes], number: int) -> None:
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        pass


def _die_with_parent() -> None:
    """On Linux: have the kernel end this child when the supervisor is killed, so that nothing is left behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _how(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit {code}"
