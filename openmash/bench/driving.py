"""The load: each user asks, waits for the whole answer, thinks, and asks again. In threads of this process."""

import threading
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol
from urllib.parse import urlencode

import psycopg

from openmash.base.collecting import leave_alone
from openmash.bench import rules, watching
from openmash.bench.seeding.names import slipped
from openmash.bench.visiting import Browser, hidden
from openmash.bench.watching import Statement
from openmash.bench.weighing import Got

STORY = "He came to school without a coat again and said nobody was at home last night. His brother was with him."
OK = {"GET": 200, "POST": 302}
CALL, SEND, HEALTH = "Take a call: page", "Take a call: send", "Health address (floor)"
BETWEEN_KEYS = 0.5


def call_about(given: str, family: str) -> dict[str, str]:
    """Return what somebody types who takes a call about one child."""
    return {
        "story": STORY,
        "worries_most": "That it happens again.",
        "caller_is": "professional",
        "caller_name": "T Teacher",
        "address": "12 High Street",
        "postcode": "PR1 8XJ",
        "rows": "3",
        "p0_given": given,
        "p0_family": family,
        "p0_age": "9",
        "p0_who": "child",
    }


class Effort(Protocol):
    """How hard and how long."""

    @property
    def think(self) -> float: ...
    @property
    def seconds(self) -> float: ...
    @property
    def warm(self) -> float: ...


@dataclass(frozen=True)
class Desk:
    """What lies before the users: their sessions, and what they may ask for; children by the session that has them in hand."""

    sessions: list[str]
    contacts: list[str]
    children: Mapping[str, list[str]]
    names: list[tuple[str, str]]
    addresses: Mapping[str, str]

    def place(self, what: str, chance: Random, session: str = "") -> str:
        """Return an address to ask for, as the user of a session; without one, as the first of them."""
        address = self.addresses[what]
        if what == "Child’s page":
            return address.replace("REFERENCE", chance.choice(self.children[session or self.sessions[0]]))
        if "REFERENCE" in address:
            return address.replace("REFERENCE", chance.choice(self.contacts))
        if what == "Search while typing":
            return f"{address}?{urlencode({'q': self.typed(chance)[-1]})}"
        return address

    def typed(self, chance: Random) -> list[str]:
        """Return what stands in the search box at each pause: a name, now and then with a slip of the fingers."""
        given, family = chance.choice(self.names)
        words = f"{given} {slipped(family, chance) if chance.random() < 0.2 else family}"
        return rules.as_typed(words.lower())


@dataclass
class Load:
    """What was measured, in seconds, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    anchors: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    errors: list[str] = field(default_factory=list)


def drive(
    effort: Effort,
    desk: Desk,
    mix: Mapping[str, int],
    *,
    port: int,
    address: Mapping[str, Any],
    reads: Mapping[str, Sequence[Statement]],
) -> Load:
    """Let every user work until the time is over, and return what was measured after warming up."""
    leave_alone()
    load, start = Load(), time.monotonic()
    with psycopg.connect(**address, autocommit=True) as held:
        anchor = _Anchor(held, reads)
        users = [
            _User(
                number,
                Browser(port, session),
                desk=desk,
                load=load,
                anchor=anchor,
                effort=effort,
                start=start,
            )
            for number, session in enumerate(desk.sessions)
        ]
        threads = [threading.Thread(target=user.work, args=(mix,)) for user in users]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return load


class _Anchor:
    """One connection on which a page's own reads are sent alone; one at a time, as one anchor should."""

    def __init__(self, held: "psycopg.Connection[Any]", reads: Mapping[str, Sequence[Statement]]) -> None:
        self._held, self._reads, self._lock = held, reads, threading.Lock()

    def time(self, what: str) -> float | None:
        """Return the seconds of one replay; None for what has no reads of its own."""
        if not self._reads.get(what):
            return None
        with self._lock:
            return watching.replay(self._held, self._reads[what])


class _User:
    """One worker at their desk."""

    def __init__(
        self,
        number: int,
        browser: Browser,
        *,
        desk: Desk,
        load: Load,
        anchor: _Anchor,
        effort: Effort,
        start: float,
    ) -> None:
        self.browser, self.desk, self.load, self.anchor, self.effort = browser, desk, load, anchor, effort
        self.chance = Random(1000 + number)  # noqa: S311 - the same askings every time
        self.start, self.end = start + effort.warm, start + effort.warm + effort.seconds

    def work(self, mix: Mapping[str, int]) -> None:
        """Ask, think, ask again. Nobody starts at the same moment as another."""
        time.sleep(self.chance.uniform(0, self.effort.think))
        while time.monotonic() < self.end:
            what = self.chance.choices(list(mix), list(mix.values()))[0]
            try:
                self._ask(what)
                self._keep(HEALTH, self.browser.get(self.desk.addresses[HEALTH]), "GET")
            except OSError as problem:
                self._failed(what, f"{type(problem).__name__}: {problem}")
            time.sleep(self.chance.uniform(0.5, 1.5) * self.effort.think)

    def _ask(self, what: str) -> None:
        if what == SEND:
            self._send_call(what)
        elif what == "Search while typing":
            for words in self.desk.typed(self.chance):
                self._get(what, f"{self.desk.addresses[what]}?{urlencode({'q': words})}")
                time.sleep(BETWEEN_KEYS)
        else:
            self._get(what, self.desk.place(what, self.chance, self.browser.session))

    def _get(self, what: str, path: str) -> None:
        self._keep(what, self.browser.get(path), "GET")

    def _send_call(self, what: str) -> None:
        address = self.desk.addresses[CALL]
        page = self.browser.get(address)
        answers = hidden(page.text) | call_about(*self.chance.choice(self.desk.names))
        self._keep(what, self.browser.post(address, answers), "POST")

    def _keep(self, what: str, got: Got, method: str) -> None:
        if got.status != OK[method]:
            self._failed(what, f"{what} answered {got.status}")
            return
        anchor = self.anchor.time(what)
        if time.monotonic() >= self.start:
            self.load.times[what].append(got.seconds)
            if anchor is not None:
                self.load.anchors[what].append(anchor)

    def _failed(self, what: str, words: str) -> None:
        self.load.failed[what] += 1
        self.load.errors.append(words)
