"""The script that saves drafts, in a browser, against a server that loses its connection and its sessions."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from openmash.web.tests.gallery import Server

pytestmark = pytest.mark.journey


@pytest.fixture
def page(chromium: Any, site: str, server: Server) -> Iterator[Any]:
    page = chromium.new_page()
    page.clock.install()
    page.goto(site + "/form/")
    yield page
    page.close()


def until(true: Callable[[], object], page: Any) -> None:
    """Let the page's time pass until something is true, at most two minutes of it."""
    for _ in range(60):
        if true():
            return
        page.clock.run_for(2000)
        time.sleep(0.03)
    raise AssertionError("It did not become true.")


def note(page: Any) -> str:
    return str(page.locator("[data-saved]").inner_text())


def test_a_draft_is_saved_while_one_types_and_the_caret_stays(page: Any, server: Server) -> None:
    story = page.get_by_label("What is the caller telling you?")
    story.type("Aled said so")

    until(lambda: server.drafts, page)

    assert server.drafts[-1]["story"] == "Aled said so"
    assert server.drafts[-1]["draft_key"] == "d1"
    assert all(server.background)
    until(lambda: note(page) == "Saved 14:03", page)
    assert story.evaluate("e => document.activeElement === e && e.selectionStart") == len("Aled said so")


def test_nothing_is_sent_while_nothing_changes(page: Any, server: Server) -> None:
    page.clock.run_for(60000)
    time.sleep(0.1)

    assert server.drafts == []


def test_after_a_lost_connection_it_says_so_and_keeps_trying(page: Any, server: Server) -> None:
    server.broken = True
    page.get_by_label("What is the caller telling you?").type("Words")

    until(lambda: "Not saved" in note(page), page)
    assert "we keep trying" in note(page)
    server.broken = False

    until(lambda: server.drafts, page)
    assert server.drafts[-1]["story"] == "Words"


def test_after_the_session_ended_the_words_stay_and_are_saved_once_signed_in_again(page: Any, server: Server) -> None:
    server.signed_in = False
    page.get_by_label("What is the caller telling you?").type("Words")
    banner = page.get_by_text("You have been signed out.", exact=True)
    until(banner.is_visible, page)
    link = page.get_by_role("link", name="Sign in in a new tab")
    assert link.get_attribute("target") == "_blank"

    server.signed_in = True
    until(lambda: server.drafts, page)

    assert server.drafts[-1]["story"] == "Words"
    assert page.get_by_label("What is the caller telling you?").input_value() == "Words"
    until(page.get_by_text("You are signed in again.").is_visible, page)


def test_nothing_moves_and_nothing_is_at_fault_when_the_session_has_ended(page: Any, server: Server) -> None:
    from openmash.web.tests.test_pages_in_a_browser import violations

    story = page.get_by_label("What is the caller telling you?")
    before = story.bounding_box()
    server.signed_in = False
    story.type("Words")
    until(page.get_by_text("You have been signed out.", exact=True).is_visible, page)

    assert story.bounding_box() == before
    assert violations(page) == []


def test_after_signing_in_again_every_form_has_the_new_token(page: Any, server: Server) -> None:
    page.evaluate("document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach(i => i.value = 'old')")
    server.signed_in = False
    page.get_by_label("What is the caller telling you?").type("Words")
    until(page.get_by_text("You have been signed out.", exact=True).is_visible, page)
    server.signed_in = True
    until(page.get_by_text("You are signed in again.").is_visible, page)

    tokens = page.evaluate("[...document.querySelectorAll('[name=csrfmiddlewaretoken]')].map(i => i.value)")

    assert "old" not in tokens


def test_the_end_of_a_session_is_announced_before_it_comes(page: Any, server: Server) -> None:
    server.seconds_left = 100

    until(page.get_by_text("You will be signed out in about 2 minutes.").is_visible, page)


def test_only_a_persons_input_keeps_the_session_alive_and_at_most_once_a_minute(page: Any, server: Server) -> None:
    page.clock.run_for(120000)
    page.evaluate("document.querySelector('textarea').dispatchEvent(new Event('input', {bubbles: true}))")
    time.sleep(0.1)
    assert server.active == 0

    page.get_by_label("What is the caller telling you?").type("abcdef")
    until(lambda: server.active, page)

    assert server.active == 1


def test_a_form_sent_twice_by_a_double_click_goes_once(page: Any, server: Server) -> None:
    page.evaluate(
        "window.went = 0; addEventListener('submit', e => { if (!e.defaultPrevented) window.went += 1; e.preventDefault() })"
    )

    page.get_by_role("button", name="Save", exact=True).dblclick()

    assert page.evaluate("window.went") == 1
    assert page.get_by_role("button", name="Save", exact=True).get_attribute("aria-disabled") == "true"


def test_the_button_that_was_pressed_is_sent_along(page: Any, server: Server) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_selector("text=Sent")

    assert server.sent[0]["go"] == "on"


def test_a_draft_is_not_saved_again_by_the_act_that_sends_it(page: Any, server: Server) -> None:
    page.get_by_label("What is the caller telling you?").type("Words")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_selector("text=Sent")

    assert server.sent[0]["story"] == "Words"
    assert server.drafts == []
