"""A browser, the product served on a port of its own, and people to sign in as."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from openmash.agencies.choices import Role
from openmash.frontdoor.tests import world
from tests.journeys.served import DESK, a_browser, plain_files


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Open a browser for one file of journeys."""
    with a_browser() as opened:
        yield opened


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
def site(people: dict[str, Any], live_server: Any) -> Iterator[str]:
    with plain_files():
        yield live_server.url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESK)
    opened = context.new_page()
    yield opened
    context.close()


def nothing_in_the_way(page: Page) -> None:
    """Fail when axe finds anything that keeps somebody from using the page."""
    found = Axe().run(page).response["violations"]
    assert not found, [(row["id"], [node["target"] for node in row["nodes"]][:3]) for row in found]
