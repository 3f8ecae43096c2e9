"""Every page of the product, full, empty and with its errors: nothing in the way of anybody, on a desk or a telephone."""

from collections.abc import Callable, Iterator

import pytest
from django.urls import get_resolver
from playwright.sync_api import Browser, Page

from tests.architecture.guards.addresses import address_names
from tests.journeys.edges.area import Area
from tests.journeys.edges.conftest import let_in
from tests.journeys.edges.looking import faults_of
from tests.journeys.edges.pages import NO_PAGE, PAGES
from tests.journeys.edges.shown import Shown

pytestmark = pytest.mark.journey

# Empties the form of the page and sends it by its own button, as somebody does who has overlooked everything.
SEND_EMPTY = """() => {
  const sends = one => [...one.querySelectorAll('button')].find(button => button.type === 'submit' && !button.name);
  const form = [...document.querySelectorAll('main form')].find(one => one.method === 'post' && sends(one));
  for (const field of form.elements) {
    if (['radio', 'checkbox'].includes(field.type)) field.checked = false;
    else if (field.type !== 'hidden' && 'value' in field && field.tagName !== 'BUTTON') field.value = '';
  }
  form.noValidate = true;
  form.requestSubmit(sends(form));
}"""


@pytest.fixture(scope="module")
def seen_by(browser: Browser, site: str) -> Iterator[Callable[[str], Page]]:
    """Give the page of somebody, kept from one address to the next."""
    pages: dict[str, Page] = {}

    def page_of(who: str) -> Page:
        if who not in pages:
            context = browser.new_context(base_url=site, reduced_motion="reduce")
            if who:
                let_in(context, site, who)
            pages[who] = context.new_page()
        return pages[who]

    yield page_of
    for page in pages.values():
        page.context.close()


def addresses_not_looked_at(names: Iterator[str] | list[str], looked_at: set[str]) -> list[str]:
    """Return every address that the list of pages says nothing about."""
    return sorted(set(names) - looked_at)


def test_every_address_is_looked_at_or_says_why_not() -> None:
    listed = set(PAGES) | set(NO_PAGE)

    assert addresses_not_looked_at(address_names(get_resolver()), listed) == []
    assert listed <= set(address_names(get_resolver())), "the list names an address that is gone"


def test_the_guard_sees_a_page_that_nobody_looks_at() -> None:
    assert addresses_not_looked_at(["web:home", "web:new"], {"web:home"}) == ["web:new"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_used_by_everyone_in_every_state(name: str, area: Area, seen_by: Callable[[str], Page]) -> None:
    found = []
    for shown in PAGES[name]:
        found += faults_in(seen_by(shown.who), shown, area)

    assert found == []


def faults_in(page: Page, shown: Shown, area: Area) -> list[str]:
    path = shown.path.format(**area.held)
    response = page.goto(path)
    if response is None or response.status != shown.status or not page.url.split("?")[0].endswith(path.split("?")[0]):
        return [f"{path} answered {response and response.status} at {page.url}"]
    found = faults_of(page)
    if shown.errors:
        page.evaluate("document.documentElement.dataset.before = 'yes'")
        page.evaluate(SEND_EMPTY)
        page.wait_for_function("!document.documentElement.dataset.before && document.readyState === 'complete'")
        if not page.locator(".govuk-error-summary").count():
            found.append("sent empty, it names no problem")
        found += [f"with its errors, {fault}" for fault in faults_of(page)]
    return [f"{shown.who or 'nobody'} at {path}: {fault}" for fault in found]
