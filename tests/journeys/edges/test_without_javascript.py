"""The main work without JavaScript: a call with its draft, history, screening, decision, queue and the answer."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.edges.area import Area
from tests.journeys.served import whole

pytestmark = pytest.mark.journey
STORY = "What is the caller telling you?"


@pytest.fixture
def page(visitor: Callable[..., Page]) -> Page:
    return visitor("triage", java_script_enabled=False)


def test_a_draft_is_saved_by_its_button_and_found_again_at_home(page: Page) -> None:
    page.goto("/calls/new/?call=plain-draft")
    page.get_by_label(STORY).fill("Kept without a script.")

    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_label(STORY)).to_have_value("Kept without a script.")
    expect(page.locator("[data-saved]").first).to_contain_text("Saved")
    page.goto("/")
    page.locator("main").get_by_role("link", name="A call", exact=True).first.click()

    expect(page.get_by_label(STORY)).to_have_value("Kept without a script.")


def test_people_and_more_people_are_added_by_buttons(page: Page) -> None:
    page.goto("/calls/new/?call=plain-people")
    page.get_by_label(STORY).fill("A full house.")
    names = [f"Child {number}" for number in range(5)]

    for name in names:
        page.get_by_label("Given name").last.fill(name)
        if name != names[-1]:
            page.get_by_role("button", name="Add another person").click()
            expect(page.get_by_label(STORY)).to_have_value("A full house.")
    page.get_by_role("button", name=re.compile("^Save and ")).click()

    page.wait_for_url("**/contacts/C-*/**")
    for name in names:
        expect(page.get_by_text(name).first).to_be_visible()


def test_the_family_is_searched_by_a_button_and_chosen(area: Area, page: Page) -> None:
    page.goto("/calls/new/?call=plain-search")
    page.get_by_label(STORY).fill("He is at school without a coat.")
    page.get_by_label("Find the family").fill("aled example 11")

    page.locator("main").get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_label(STORY)).to_have_value("He is at school without a coat.")
    page.get_by_role("button", name=re.compile("^This is them.*Aled Example")).first.click()

    expect(page.get_by_label(STORY)).to_have_value("He is at school without a coat.")
    expect(page.locator("main").get_by_text("Aled Example").first).to_be_visible()
    page.get_by_role("button", name=re.compile("^Save and ")).click()
    page.wait_for_url("**/contacts/C-*/**")
    expect(page.locator("main").get_by_text("Aled Example").first).to_be_visible()


def read_history(page: Page, reference: str) -> None:
    page.goto(f"/contacts/{reference}/history/")
    page.get_by_role("link", name="Go on to screening").click()


def set_colour(page: Page, child: str) -> None:
    page.goto(child + "colour/")
    page.get_by_label(re.compile("^Amber")).check()
    page.get_by_label("Why this colour?").fill("Not in danger today.")
    page.get_by_role("button", name="Set the colour").click()


def check_early_help(page: Page, child: str) -> None:
    page.goto(child + "early-help-check/")
    page.get_by_label("No record visible").check()
    page.get_by_role("button", name="Record the check").click()


def decide(page: Page, child: str) -> None:
    page.goto(child + "decide/")
    page.get_by_label("Information and advice").check()
    page.get_by_role("group", name="Level of need you decide on").get_by_role("radio").nth(1).check()
    page.get_by_label("Why? What did you weigh").fill("The school sees him every day.")
    for _ in range(3):
        page.get_by_role("button", name="Decide", exact=True).click()
        if "/decide/" not in page.url:
            return
        for box in page.locator("main textarea").all():
            if not box.input_value():
                box.fill("Weighed.")


def answer(page: Page, reference: str) -> None:
    page.goto(f"/contacts/{reference}/answer/")
    page.get_by_label(re.compile("telephone", re.IGNORECASE)).first.check()
    page.get_by_label("What are you telling them?").fill("We looked into it, and the school will ring you.")
    page.get_by_role("button", name="Continue").click()


def test_a_contact_goes_from_the_call_to_the_answer(page: Page) -> None:
    page.goto("/calls/new/?call=plain-whole")
    page.get_by_label(STORY).fill("He has no coat and it is cold.")
    page.get_by_label("Caller’s name").fill("Nia Neighbour")
    page.get_by_label("Given name").first.fill("Gethin")
    page.get_by_label("Postcode", exact=True).first.fill("pr1 8xj")
    page.get_by_role("button", name=re.compile("^Save and ")).click()
    page.wait_for_url("**/contacts/C-*/**")
    reference = page.url.split("/contacts/")[1].split("/")[0]

    page.goto(whole("/board/team/"))
    expect(page.get_by_text(reference).first).to_be_visible()
    read_history(page, reference)
    href = page.get_by_role("link", name=re.compile("^Colour")).first.get_attribute("href") or ""
    child = href.removesuffix("colour/")
    set_colour(page, child)
    check_early_help(page, child)
    decide(page, child)
    page.wait_for_url(f"**/contacts/{reference}/**")
    expect(page.get_by_text("Information and advice").first).to_be_visible()
    answer(page, reference)
    page.wait_for_url(f"**/contacts/{reference}/")
    page.goto(whole("/board/team/"))
    rows = page.locator(".om-queue__row").filter(has_text=reference)
    left = rows.filter(has_not_text="Read a dip sample")  # every tenth closed contact is read afterwards
    assert left.all_inner_texts() == []
