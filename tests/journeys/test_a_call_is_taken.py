"""A call comes in: the story first, the family, and on to the history; partners see only their own."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import nothing_in_the_way
from tests.journeys.served import sign_in, whole

pytestmark = pytest.mark.journey

STORY = "He came to school with a bruise and does not want to go home. — “Mam shouted,” he said 😟"


def take_a_call(page: Page, site: str) -> str:
    """Take a call about one child in Preston and return its reference."""
    page.goto(f"{site}/calls/new/")
    page.get_by_label("What is the caller telling you?").fill(STORY)
    page.get_by_label("Caller’s name").fill("Zoë O'Neill")
    page.get_by_label("Given name").first.fill("Siân")
    page.get_by_label("Family name").first.fill("O'Example")
    page.get_by_label("or age").first.fill("7")
    page.get_by_label("A child", exact=True).first.check()
    page.get_by_label("Address", exact=True).first.fill("12 Example Street")
    page.get_by_label("Postcode", exact=True).first.fill("pr1 8xj")
    page.get_by_role("button", name="Save and read the history").click()
    page.wait_for_url("**/contacts/C-*/**")
    return page.url.split("/contacts/")[1].split("/")[0]


def test_a_call_becomes_a_contact_with_its_history_and_its_place_in_the_queue(page: Page, site: str) -> None:
    sign_in(page, "triage", site=site)
    nothing_in_the_way(page)

    page.goto(f"{site}/calls/new/")
    nothing_in_the_way(page)
    reference = take_a_call(page, site)
    nothing_in_the_way(page)

    page.goto(f"{site}/contacts/{reference}/")
    nothing_in_the_way(page)
    assert "Siân O'Example" in page.content().replace("&#x27;", "'")
    page.goto(site + whole("/"))
    assert page.get_by_text(reference).count() >= 1
    nothing_in_the_way(page)


def test_a_call_without_a_child_is_sent_back_with_every_word_kept(page: Page, site: str) -> None:
    sign_in(page, "triage", site=site)
    page.goto(f"{site}/calls/new/")
    page.get_by_label("What is the caller telling you?").fill(STORY)

    page.get_by_role("button", name="Save and read the history").click()

    page.get_by_text("There is a problem").wait_for()
    assert page.get_by_label("What is the caller telling you?").input_value() == STORY
    nothing_in_the_way(page)


def test_a_partner_cannot_open_what_is_not_theirs(page: Page, site: str) -> None:
    sign_in(page, "triage", site=site)
    reference = take_a_call(page, site)
    page.goto(f"{site}/account/logout/")
    page.context.clear_cookies()
    sign_in(page, "school", site=site)
    nothing_in_the_way(page)

    answers = {
        path: (page.goto(f"{site}{path}") or page).status  # type: ignore[union-attr]
        for path in (
            f"/contacts/{reference}/",
            f"/contacts/{reference}/history/",
            f"/contacts/{reference}/transfer/",
            f"/raised/{reference}/",
            "/people/",
            "/board/",
            "/administration/",
            "/reports/front-door/",
        )
    }

    assert set(answers.values()) <= {403, 404}, answers
    assert answers[f"/raised/{reference}/"] == 404
    nothing_in_the_way(page)


@pytest.mark.parametrize(
    ("who", "path"),
    [
        pytest.param("manager", "/board/", id="the-managers-board"),
        pytest.param("manager", "/notices/", id="loading-notices"),
        pytest.param("triage", "/people/", id="finding-a-person"),
        pytest.param("triage", "/early-help/", id="the-early-help-offer"),
        pytest.param("board", "/reports/front-door/", id="the-report"),
    ],
)
def test_every_page_of_a_role_can_be_used_by_everyone(page: Page, site: str, who: str, path: str, people: Any) -> None:
    sign_in(page, who, site=site)

    response = page.goto(f"{site}{path}")

    assert response is not None and response.status == 200
    nothing_in_the_way(page)
