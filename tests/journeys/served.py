"""What every journey needs: a browser, an area that is built once and served, and the ways to sign in and to find work."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

# Playwright runs an event loop in this thread; the database is asked from the same thread all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Milliseconds. Nothing here is about speed: a machine that is busy with other tests takes its time.
PATIENCE = 60_000
expect.set_options(timeout=20_000)
PASSWORD = "correct horse battery"
DESK, TELEPHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 800}
PLAIN_FILES = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

Newcomer = Callable[..., BrowserContext]


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Open a browser: two of its loops at once in one thread would be in each other's way, so close it before the next."""
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield opened
        opened.close()


def plain_files() -> override_settings:
    """Serve style and script as they stand, unhashed."""
    return override_settings(STORAGES=settings.STORAGES | {"staticfiles": PLAIN_FILES})


# For a folder of journeys that share one area: its conftest imports these, and says how the area is built in `settled`.


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with a_browser() as opened:
        yield opened


@pytest.fixture(scope="package")
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Keep what is built for all the journeys of the folder; empty the database when the last of them is done."""
    with django_db_blocker.unblock(), plain_files():
        yield
        connections.close_all()
        call_command("flush", verbosity=0, interactive=False, reset_sequences=False)


@pytest.fixture(scope="package")
def site(settled: object) -> Iterator[str]:
    """Serve the area; give its address."""
    server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.fixture
def newcomer(browser: Browser, site: str) -> Iterator[Newcomer]:
    """Open the site in a browser of one's own, at a desk unless told otherwise; closed when the journey ends."""
    contexts: list[BrowserContext] = []

    def come(**more: Any) -> BrowserContext:
        context = browser.new_context(**({"viewport": DESK, "base_url": site} | more))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context

    yield come
    for context in contexts:
        context.close()


def sign_in(page: Page, who: str, *, site: str = "") -> None:
    """Sign in by the form as a person does, from whatever page of sign-in one is on."""
    if "/account/login/" not in page.url:
        page.goto(f"{site}/account/login/")
    page.get_by_label("Email").fill(f"{who}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password", exact=True).press("Enter")
    page.wait_for_url(lambda url: "/account/login/" not in url)


def whole(board: str) -> str:
    """Return the address of a board with all its rows: what a journey looks for may stand beyond the first of them."""
    return f"{board}?shown=500"
