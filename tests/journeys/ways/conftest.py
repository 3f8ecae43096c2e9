"""One served town for all the ways: its people signed in, each in a browser of their own, and a clock that a journey sets."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from openmash.base import clock
from openmash.base.sessions import IDLE_LIMIT
from openmash.frontdoor.tests import world
from tests.journeys.conftest import PLAIN_FILES
from tests.journeys.ways.person import Person
from tests.journeys.ways.town import settle

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
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Build the town once, serve it, and empty the database when the last journey is done."""
    with django_db_blocker.unblock(), override_settings(STORAGES=settings.STORAGES | {"staticfiles": PLAIN_FILES}):
        settle()
        server = LiveServer("localhost")
        yield server.url
        server.stop()
        connections.close_all()
        call_command("flush", verbosity=0, interactive=False, reset_sequences=False)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A Wednesday in November, ten o'clock, until the journey says otherwise."""
    held = Clock()
    monkeypatch.setattr(clock, "now", held.now)
    return held


@pytest.fixture
def visit(request: pytest.FixtureRequest, browser: Browser, site: str, time: Clock) -> Iterator[Visit]:
    """Give somebody of the town by name, signed in; the same person again later in the journey."""
    here: dict[str, Person] = {}
    came: dict[str, datetime] = {}

    def come(who: str) -> Person:
        if who not in here:
            context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
            context.set_default_timeout(10_000)
            here[who] = Person(who, context.new_page(), journey=request.node.name)
        if (moment := time.moment) - came.get(who, moment - IDLE_LIMIT) >= IDLE_LIMIT:
            here[who].page.context.clear_cookies()
            here[who].signs_in()
        came[who] = moment
        return here[who]

    yield come
    for person in here.values():
        person.page.context.close()
