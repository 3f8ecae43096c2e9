"""One served area for all the edges: each journey makes its own contacts in it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from openmash.accounts.models import User
from openmash.base import clock
from tests.journeys.edges.area import Area, settle
from tests.journeys.served import Newcomer, browser, newcomer, own_database, sign_in, site

__all__ = ["area", "browser", "newcomer", "own_database", "settled", "site", "visitor"]


@pytest.fixture(scope="package")
def area(own_database: None) -> Area:
    return settle()


@pytest.fixture(scope="package")
def settled(area: Area) -> None:
    """Serve the site once the area stands."""


@pytest.fixture
def visitor(newcomer: Newcomer, site: str) -> Callable[..., Page]:
    """Open the site as somebody, each in a browser of their own; without a name as nobody."""

    def visit(who: str = "", **more: Any) -> Page:
        context = newcomer(**more)
        if who:
            let_in(context, site, who)
        return context.new_page()

    return visit


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
    sign_in(page, "guarded")
    page.close()
