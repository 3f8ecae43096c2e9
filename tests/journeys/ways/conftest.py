"""One served town for all the ways: its people signed in, each in a browser of their own, and a clock that a journey sets."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from openmash.base import clock
from openmash.base.sessions import IDLE_LIMIT
from openmash.frontdoor.tests import world
from tests.journeys.served import Newcomer, browser, newcomer, own_database, site
from tests.journeys.ways.person import Person
from tests.journeys.ways.town import settle

__all__ = ["browser", "newcomer", "own_database", "settled", "site", "time", "visit"]

Visit = Callable[[str], Person]


class Clock:
    """The clock of the served town: it stands until a journey moves it, so that what a page says can be foretold."""

    def __init__(self) -> None:
        self.moment = world.NOW

    def now(self) -> datetime:
        return self.moment

    def at(self, moment: datetime) -> None:
        self.moment = moment

    def passes(self, **time: float) -> None:
        self.moment += timedelta(**time)


@pytest.fixture(scope="package")
def settled(own_database: None) -> None:
    settle()


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A Wednesday in November, ten o'clock, until the journey says otherwise."""
    held = Clock()
    monkeypatch.setattr(clock, "now", held.now)
    return held


@pytest.fixture
def visit(request: pytest.FixtureRequest, newcomer: Newcomer, time: Clock) -> Visit:
    """Give somebody of the town by name, signed in; the same person again later in the journey."""
    here: dict[str, Person] = {}
    came: dict[str, datetime] = {}

    def come(who: str) -> Person:
        if who not in here:
            here[who] = Person(who, newcomer().new_page(), journey=request.node.name)
        if (moment := time.moment) - came.get(who, moment - IDLE_LIMIT) >= IDLE_LIMIT:
            here[who].page.context.clear_cookies()
            here[who].signs_in()
        came[who] = moment
        return here[who]

    return come
