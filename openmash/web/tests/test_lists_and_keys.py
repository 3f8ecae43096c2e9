"""Lists that stay still, and work by keyboard, in a browser."""

from collections.abc import Iterator
from typing import Any

import pytest

from openmash.web.tests.gallery import Server

pytestmark = pytest.mark.journey


@pytest.fixture
def page(chromium: Any, site: str, server: Server) -> Iterator[Any]:
    page = chromium.new_page()
    page.goto(site + "/form/")
    page.wait_for_selector("#om-keys-on", state="attached")
    yield page
    page.close()


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))


def test_a_slash_goes_to_the_search_box_unless_one_is_typing(page: Any) -> None:
    page.keyboard.press("/")
    assert focused(page) == "om-search"

    page.get_by_label("What is the caller telling you?").type("a/b")
    assert page.get_by_label("What is the caller telling you?").input_value() == "a/b"


def test_rows_are_stepped_through_and_opened_by_keys(page: Any) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == "Two"
    page.keyboard.press("ArrowUp")
    assert focused(page) == "One"

    page.keyboard.press("Enter")
    page.wait_for_url("**/page/404/")


def test_the_keys_can_be_switched_off(page: Any) -> None:
    page.keyboard.press("?")
    page.get_by_label("Use these keys").uncheck()
    page.reload()
    page.wait_for_selector("#om-keys-on", state="attached")

    page.keyboard.press("/")

    assert focused(page) != "om-search"


def test_a_row_opens_wherever_it_is_clicked(page: Any) -> None:
    page.locator("[data-row]").nth(1).click(position={"x": 300, "y": 10})

    page.wait_for_url("**/page/403/")


def test_new_rows_wait_behind_a_link_and_polling_says_that_it_is_polling(page: Any, server: Server) -> None:
    server.news = '<a href="?">3 new, show</a>'

    page.get_by_role("link", name="3 new, show").wait_for()

    assert all(server.background)
    assert page.locator("[data-row]").count() == 2


def test_another_person_is_added_without_the_server(page: Any) -> None:
    second = page.get_by_label("Person 2")
    assert not second.is_visible()

    page.get_by_role("button", name="Add another person").click()

    assert second.is_visible()
    assert focused(page) == "p1"


def test_one_tick_gives_the_siblings_the_same_answers(page: Any) -> None:
    page.locator("[name=a-rag][value=red]").check()
    page.locator("[name=a-why]").fill("Hurt")

    page.get_by_label("Same for the siblings").check()

    assert page.locator("[name=b-rag][value=red]").is_checked()
    assert page.locator("[name=b-why]").input_value() == "Hurt"


def test_a_field_beneath_an_answer_is_shown_with_it(page: Any) -> None:
    reason = page.get_by_label("Why not")
    assert not reason.is_visible()

    page.get_by_label("No", exact=True).check()

    assert reason.is_visible()
