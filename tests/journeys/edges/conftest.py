"""One browser and one served area for all the edges: each journey makes its own contacts in it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from openmash.accounts.models import User
from openmash.base import clock
from tests.journeys.conftest import PASSWORD, PLAIN_FILES
from tests.journeys.edges.area import Area, settle

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 800}


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def area(django_db_setup: None, django_db_blocker: Any) -> Iterator[Area]:
    """Build the area once; empty the database when the last of the edges is done."""
    with django_db_blocker.unblock(), override_settings(STORAGES=settings.STORAGES | {"staticfiles": PLAIN_FILES}):
        yield settle()
        connections.close_all()
        call_command("flush", verbosity=0, interactive=False, reset_sequences=False)


@pytest.fixture(scope="package")
def site(area: Area) -> Iterator[str]:
    """Serve the area; give its address."""
    server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open the site as somebody, each in a browser of their own; without a name as nobody."""
    contexts: list[BrowserContext] = []

    def visit(who: str = "", **more: Any) -> Page:
        context = browser.new_context(**({"viewport": DESKTOP, "base_url": site} | more))
        context.set_default_timeout(15_000)
        contexts.append(context)
        if who:
            let_in(context, site, who)
        return context.new_page()

    yield visit
    for context in contexts:
        context.close()


def let_in(context: BrowserContext, site: str, who: str) -> None:
    """Give a browser the session of somebody, as signing in does; the form itself has journeys of its own."""
    if who == "halfway":
        halfway(context)
        return
    client, user = Client(), User.objects.get(email=f"{who}@example.org")
    client.force_login(user)
    session = client.session
    again = {"method": "password", "at": clock.now().timestamp() + 3600, "reauthenticated": True}
    session["account_authentication_methods"] = [again]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


def halfway(context: BrowserContext) -> None:
    """Give the password of somebody who also needs a code, and stop there."""
    page = context.new_page()
    sign_in_by_form(page, "guarded")
    page.close()


def sign_in_by_form(page: Page, who: str) -> None:
    """Sign in as a person does, from whatever page of sign-in one is on."""
    if "/account/login/" not in page.url:
        page.goto("/account/login/")
    page.get_by_label("Email").fill(f"{who}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password", exact=True).press("Enter")
    page.wait_for_url(lambda url: "/account/login/" not in url)
