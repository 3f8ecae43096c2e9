"""Two people correct one contact at the same time: the second sees both texts side by side and chooses."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.edges.area import Area
from tests.journeys.edges.looking import faults_of

pytestmark = pytest.mark.journey
TOLD = "What the caller told us"


@pytest.fixture
def two(area: Area, visitor: Callable[..., Page]) -> tuple[Page, Page, str]:
    """Two colleagues, each with the same contact open to correct; the first has saved, the second has typed."""
    reference = area.call().reference
    first, second = visitor("triage"), visitor("second")
    for page, words in ((first, "He was seen by the nurse."), (second, "The aunt rang as well.")):
        page.goto(f"/contacts/{reference}/amend/")
        page.get_by_label(TOLD).fill(words)
    first.get_by_role("button", name="Save", exact=True).click()
    first.wait_for_url(f"**/contacts/{reference}/")
    second.get_by_role("button", name="Save", exact=True).click()
    return first, second, reference


def test_the_second_sees_both_texts_and_keeps_both(two: tuple[Page, Page, str]) -> None:
    first, second, reference = two

    expect(second.get_by_role("heading", name="Choose which words to keep")).to_be_visible()
    expect(second.get_by_text("He was seen by the nurse.")).to_be_visible()
    expect(second.get_by_text("The aunt rang as well.")).to_be_visible()
    assert faults_of(second) == []

    second.get_by_label("Keep both, theirs first").check()
    second.get_by_role("button", name="Save what I chose").click()
    second.wait_for_url(f"**/contacts/{reference}/")
    first.reload()
    for page in (first, second):
        expect(page.get_by_text("He was seen by the nurse.")).to_be_visible()
        expect(page.get_by_text("The aunt rang as well.")).to_be_visible()


def test_whoever_chooses_nothing_is_asked_again_and_loses_nothing(two: tuple[Page, Page, str]) -> None:
    _, second, reference = two

    second.evaluate("document.querySelector('main form').noValidate = true")
    second.get_by_role("button", name="Save what I chose").click()
    expect(second.get_by_text("The aunt rang as well.")).to_be_visible()

    second.get_by_label("Keep theirs").check()
    second.get_by_role("button", name="Save what I chose").click()
    second.wait_for_url(f"**/contacts/{reference}/")
    expect(second.get_by_text("He was seen by the nurse.")).to_be_visible()
    expect(second.get_by_text("The aunt rang as well.")).to_have_count(0)
