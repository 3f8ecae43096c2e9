"""The main work with the keyboard alone: nothing needs a mouse, focus is always seen, and nothing holds it fast."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.edges.area import Area

pytestmark = pytest.mark.journey

# What has the focus, and whether one can see that it has: an outline, a shadow or the component's own mark.
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const looks = [one, one.nextElementSibling].filter(Boolean).flatMap(part =>
    [getComputedStyle(part), getComputedStyle(part, '::before')]);
  const seen = looks.some(style => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
    || style.boxShadow !== 'none' || style.backgroundColor === 'rgb(255, 221, 0)');
  const box = one.getBoundingClientRect();
  if (!one.dataset.stop) { window.stops = (window.stops || 0) + 1; one.dataset.stop = window.stops; }
  return {stop: one.dataset.stop, tag: one.tagName, name: one.name || one.textContent.trim().slice(0, 40), seen,
          shown: box.width > 0 && box.height > 0};
}"""


def tabbed_through(page: Page, most: int = 250) -> list[dict[str, object]]:
    """Press Tab from the top of the page until it comes round again, and return every stop."""
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    stops: list[dict[str, object]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or (len(stops) > 1 and stop["stop"] == stops[0]["stop"]):
            return stops
        if stops and stop["stop"] == stops[-1]["stop"]:
            continue  # the parts of one control, such as the day, the month and the calendar of a date
        stops.append(stop)
    raise AssertionError(f"Tab never came round: {stops[-3:]}")


@pytest.mark.parametrize(
    ("who", "path"),
    [
        pytest.param("triage", "/", id="my-work"),
        pytest.param("triage", "/calls/new/", id="the-call"),
        pytest.param("triage", "/contacts/{full}/", id="a-contact"),
        pytest.param("triage", "/contacts/{full}/children/{child}/decide/", id="the-decision"),
        pytest.param("manager", "/board/", id="the-board"),
        pytest.param("school", "/raised/{raised}/", id="a-partners-page"),
        pytest.param("board", "/reports/front-door/", id="the-report"),
    ],
)
def test_every_stop_of_a_page_is_seen_and_the_last_leads_out(
    area: Area, visitor: Callable[..., Page], who: str, path: str
) -> None:
    page = visitor(who)
    page.goto(path.format(**area.held))

    stops = tabbed_through(page)

    assert len(stops) > 5
    assert [stop for stop in stops if not (stop["seen"] and stop["shown"])] == []
    assert len({stop["stop"] for stop in stops}) == len(stops), "a stop came twice: the keyboard is held fast"


def test_the_first_stop_skips_to_the_content(visitor: Callable[..., Page]) -> None:
    page = visitor("triage")
    page.goto("/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#main-content")).to_be_focused()


def reach(page: Page, target: str, most: int = 250) -> None:
    """Press Tab until what is asked for has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("target => document.activeElement.matches(target)", target):
            return
    raise AssertionError(f"Tab does not reach {target}.")


def press(page: Page, words: str) -> None:
    """Reach a button or link by its words and press it."""
    for _ in range(250):
        page.keyboard.press("Tab")
        if page.evaluate("words => document.activeElement.textContent.trim().startsWith(words)", words):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"Tab does not reach {words}.")


def test_a_call_is_taken_read_and_rated_with_the_keyboard(visitor: Callable[..., Page]) -> None:
    page = visitor("triage")
    page.goto("/")
    press(page, "Take a call")
    page.wait_for_url("**/calls/new/**")
    reach(page, "[name=story]")
    page.keyboard.type("She is alone at home, again / and again?")
    expect(page.get_by_label("What is the caller telling you?")).to_have_value(
        "She is alone at home, again / and again?"
    )
    reach(page, "[name=p0_given]")
    page.keyboard.type("Heledd")
    press(page, "Save and ")
    page.wait_for_url("**/contacts/C-*/**")
    reference = page.url.split("/contacts/")[1].split("/")[0]

    if "/history/" not in page.url:
        press(page, "Read the history")
        page.wait_for_url("**/history/")
    press(page, "Go on to screening")
    page.wait_for_url(f"**/contacts/{reference}/")
    press(page, "Colour")
    page.wait_for_url("**/colour/")
    reach(page, "[name=rag]")
    page.keyboard.press("Space")
    reach(page, "[name=reason]")
    page.keyboard.type("Alone tonight")
    press(page, "Set the colour")
    page.wait_for_url(f"**/contacts/{reference}/**")
    expect(page.locator("main .govuk-tag").first).to_be_visible()


def test_the_queue_is_worked_and_searched_with_the_keyboard(visitor: Callable[..., Page]) -> None:
    page = visitor("triage")
    page.goto("/board/team/")

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    first = page.locator("[data-row] a[data-open]").first
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-row] a[data-open]").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/board/" not in url)

    page.keyboard.press("/")
    expect(page.locator("#om-search")).to_be_focused()
    page.keyboard.type("aled example")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/people/"))
    expect(page.locator("main").get_by_text("Aled Example").first).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("[data-row] a").first).to_be_focused()


def test_a_reference_typed_into_the_search_box_opens_its_contact(area: Area, visitor: Callable[..., Page]) -> None:
    page = visitor("triage")
    page.goto("/")

    for typed in (area["full"], area["full"].lower().replace("-", "")):
        page.keyboard.press("/")
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/contacts/{area['full']}/")
