"""A browser, the product served on a port of its own, and people to sign in as."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

from openmash.agencies.choices import Role
from openmash.frontdoor.tests import world

# Playwright runs an event loop in this thread; the database is asked from the same thread all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PASSWORD = "correct horse battery"
PLAIN_FILES = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Open a browser for one file of journeys: two of its loops at once in one thread would be in each other's way."""
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def people(transactional_db: None) -> dict[str, Any]:
    """Lancashire's pack in force, and somebody in each role that a journey needs."""
    world.load_lancashire()
    return {
        "triage": world.worker(Role.SCREENING_WORKER, "east-central-triage", "triage@example.org", "Tess Triage"),
        "central": world.worker(Role.SCREENING_WORKER, "central-mash", "central@example.org", "Cass Central"),
        "manager": world.worker(Role.MASH_MANAGER, "mash-management", "manager@example.org", "Mo Manager"),
        "school": world.worker(Role.PARTNER, "guild-high", "school@example.org", "Sam School"),
        "board": world.worker(Role.BOARD_MEMBER, "mash-management", "board@example.org", "Bo Board"),
    }


@pytest.fixture
def site(people: dict[str, Any], live_server: Any, settings: Any) -> Iterator[str]:
    with override_settings(STORAGES=settings.STORAGES | {"staticfiles": PLAIN_FILES}):
        yield live_server.url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    yield opened
    context.close()


def sign_in(page: Page, site: str, who: str) -> None:
    """Sign in by the form, as a person does."""
    page.goto(f"{site}/account/login/")
    page.fill("[name=login]", f"{who}@example.org")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/account/login" not in url)


def nothing_in_the_way(page: Page) -> None:
    """Fail when axe finds anything that keeps somebody from using the page."""
    found = Axe().run(page).response["violations"]
    assert not found, [(row["id"], [node["target"] for node in row["nodes"]][:3]) for row in found]
