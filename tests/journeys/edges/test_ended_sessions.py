"""A session that ends in the middle, a closed tab, a restarted server, a tab left open overnight: no word is lost."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.sessions import LAST_INPUT
from openmash.base.transactions import request_transaction
from openmash.frontdoor.models import Contact
from tests.journeys.edges.area import Area
from tests.journeys.edges.looking import faults_of
from tests.journeys.served import sign_in

pytestmark = pytest.mark.journey
STORY = "What is the caller telling you?"
SAVE_CALL = re.compile("^Save and ")


def session_of(context: BrowserContext) -> SessionStore:
    [key] = [row["value"] for row in context.cookies() if row["name"] == settings.SESSION_COOKIE_NAME]
    return SessionStore(session_key=key)


def nobody_types_for_a_while(context: BrowserContext) -> None:
    """Let the session stand as if nothing had been typed for longer than it lives."""
    session = session_of(context)
    session[LAST_INPUT] = (clock.now() - timedelta(minutes=16)).timestamp()
    session.save()


def a_night_passes(context: BrowserContext) -> None:
    """Let the session be gone, as it is on the next morning."""
    session_of(context).delete()


def contacts_told(words: str) -> int:
    with request_transaction(Actor.machine("test")):
        return Contact.objects.filter(story__contains=words).count()


def test_a_session_that_ends_while_one_types_is_begun_again_beside_the_words(visitor: Callable[..., Page]) -> None:
    page = visitor("triage")
    page.goto("/calls/new/?call=ended-while-typing")
    story = page.get_by_label(STORY)
    story.fill("She has not been seen")

    nobody_types_for_a_while(page.context)
    story.press_sequentially(" since Tuesday.")
    page.get_by_text("You have been signed out.", exact=True).wait_for(timeout=20_000)
    expect(story).to_have_value("She has not been seen since Tuesday.")
    assert faults_of(page) == []

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    sign_in(opened.value, "triage")
    opened.value.close()

    page.get_by_text("You are signed in again.").wait_for(timeout=20_000)
    expect(page.locator("[data-saved]").first).to_contain_text("Saved")
    expect(story).to_have_value("She has not been seen since Tuesday.")
    page.get_by_label("Given name").first.fill("Cari")
    page.get_by_role("button", name=SAVE_CALL).click()
    page.wait_for_url("**/contacts/C-*/**")
    assert contacts_told("She has not been seen since Tuesday.") == 1


@pytest.fixture
def restarted() -> Iterator[Callable[[], str]]:
    """Start the server, the one before it stopped; give its address."""
    running: list[LiveServer] = []

    def start() -> str:
        for server in running:
            server.stop()
        running[:] = [LiveServer("localhost")]
        return running[0].url

    yield start
    for server in running:
        server.stop()


def test_a_call_is_found_again_after_a_closed_tab_and_a_restart(
    visitor: Callable[..., Page], restarted: Callable[[], str]
) -> None:
    first = restarted()
    page = visitor("second")
    page.goto(f"{first}/calls/new/?call=closed-tab")
    page.get_by_label(STORY).fill("The caller rang from a telephone box.")
    page.get_by_label("Given name").first.fill("Bryn")
    expect(page.locator("[data-saved]").first).to_contain_text("Saved", timeout=15_000)

    page.close()
    second = restarted()
    page = page.context.new_page()
    page.goto(f"{second}/")
    page.locator("main").get_by_role("link", name="A call", exact=True).first.click()

    expect(page.get_by_label(STORY)).to_have_value("The caller rang from a telephone box.")
    expect(page.get_by_label("Given name").first).to_have_value("Bryn")
    assert faults_of(page) == []


def test_a_form_sent_after_the_session_ended_waits_for_its_writer(area: Area, visitor: Callable[..., Page]) -> None:
    reference = area.call().reference
    page = visitor("triage", java_script_enabled=False)
    page.goto(f"/contacts/{reference}/amend/")
    page.get_by_label("What worries them most").fill("The stairs have no light.")

    nobody_types_for_a_while(page.context)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="You have been signed out")).to_be_visible()
    expect(page.get_by_text("The stairs have no light.")).to_be_visible()
    page.get_by_role("link", name="Sign in and carry on").click()
    sign_in(page, "triage")

    expect(page.get_by_label("What worries them most")).to_have_value("The stairs have no light.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(f"**/contacts/{reference}/")
    expect(page.get_by_text("The stairs have no light.")).to_be_visible()


def test_a_tab_left_open_overnight_shows_its_words_and_saves_them_once(visitor: Callable[..., Page]) -> None:
    page = visitor("triage", java_script_enabled=False)
    page.goto("/calls/new/?call=overnight")
    page.get_by_label(STORY).fill("He sleeps in the car.")
    page.get_by_label("Given name").first.fill("Dai")

    a_night_passes(page.context)
    page.get_by_role("button", name=SAVE_CALL).click()
    expect(page.get_by_role("heading", name="You have been signed out")).to_be_visible()
    expect(page.get_by_text("He sleeps in the car.")).to_be_visible()
    assert contacts_told("He sleeps in the car.") == 0

    tab = page.context.new_page()
    tab.goto("/account/login/")
    sign_in(tab, "triage")
    page.reload()
    expect(page.get_by_role("heading", name="Send this once more")).to_be_visible()
    page.get_by_role("button", name="Send it").click()
    page.wait_for_url("**/contacts/C-*/**")
    assert contacts_told("He sleeps in the car.") == 1
