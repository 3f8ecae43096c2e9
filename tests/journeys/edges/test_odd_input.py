"""Names as people bear them, postcodes as people type them, days that cannot be: kept as given, or a clear sentence."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.frontdoor.models import Contact
from tests.journeys.edges.area import Area
from tests.journeys.edges.looking import faults_of
from tests.journeys.served import whole

pytestmark = pytest.mark.journey
BOARD = whole("/board/team/")
STORY = "What is the caller telling you?"
NAMED = (
    ("Siân", "O'Example"),
    ("D’Arcy", "Ó hExample"),
    ("ليلى", "مثال"),
    ("Zoë-Łucja", "Example-Ñandú-Żółć"),
    ("Star 🌟", "Example"),
    ("Bartholomew-Montgomery-" * 4, "Featherstonehaugh" * 4),
)


@pytest.fixture
def page(visitor: Callable[..., Page]) -> Page:
    return visitor("triage", java_script_enabled=False)


def begin(page: Page, story: str) -> None:
    page.goto("/calls/new/?call=odd-" + re.sub(r"\W", "", story)[:40])
    page.get_by_label(STORY).fill(story)


def send(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Save and ")).click()


def test_names_are_kept_as_given_on_every_page_that_shows_them(visitor: Callable[..., Page], page: Page) -> None:
    begin(page, "Six children with names of their own.")
    for given, family in NAMED:
        page.get_by_label("Given name").last.fill(given)
        page.get_by_label("Family name").last.fill(family)
        page.get_by_label("A child", exact=True).last.check()
        if (given, family) != NAMED[-1]:
            page.get_by_role("button", name="Add another person").click()
    send(page)
    page.wait_for_url("**/contacts/C-*/**")
    reference = page.url.split("/contacts/")[1].split("/")[0]

    looking = visitor("triage")
    for path in (f"/contacts/{reference}/", f"/contacts/{reference}/history/", BOARD):
        looking.goto(path)
        text = looking.locator("main").inner_text()
        shown = NAMED if path != BOARD else NAMED[:1]
        assert [given for given, family in shown if f"{given} {family}" not in text] == []
        assert faults_of(looking) == []


@pytest.mark.parametrize("typed", ["Siân O'Example", "sian o'example", "SIAN O’EXAMPLE", "ليلى مثال", "O Example Siân"])
def test_a_name_is_found_however_it_is_typed(area: Area, page: Page, typed: str) -> None:
    page.goto("/people/")
    page.get_by_label(re.compile("^Name, age")).fill(typed)
    page.get_by_role("button", name="Search", exact=True).last.click()

    wanted = "ليلى" if "ليلى" in typed else "O'Example"
    expect(page.locator("main").get_by_text(wanted).first).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "locality"),
    [
        pytest.param("pr1 8xj", "Central", id="lower-case"),
        pytest.param("PR18XJ", "Central", id="without-a-space"),
        pytest.param("  pr1   8xj ", "Central", id="too-many-spaces"),
        pytest.param("BB1O 1AA", "East", id="the-letter-o-for-nought"),
        pytest.param("bb1o1aa", "East", id="the-letter-o-in-lower-case"),
        pytest.param("LAI 1YN", "North", id="the-letter-i-for-one"),
        pytest.param("XX9 9XX", "", id="a-postcode-that-is-none"),
        pytest.param("not known", "", id="words-for-a-postcode"),
    ],
)
def test_a_postcode_is_understood_as_people_type_it(page: Page, typed: str, locality: str) -> None:
    begin(page, f"They live at {typed}.")
    page.get_by_label("Given name").first.fill("Owain")
    page.get_by_label("Postcode", exact=True).first.fill(typed)
    send(page)
    page.wait_for_url("**/contacts/C-*/**")

    with request_transaction(Actor.machine("test")):
        contact = Contact.objects.get(story=f"They live at {typed}.")
    assert contact.locality == locality
    assert contact.postcode.replace(" ", "").lower() in (typed.replace(" ", "").lower(), contact.postcode.lower())
    assert bool(contact.address_state != "routed") == (locality == "")


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence"),
    [
        pytest.param("31", "2", "2015", "31 February 2015 does not exist: February 2015 has 28 days.", id="never-was"),
        pytest.param(
            "4", "3", "15", "Write the year with four numbers, such as 2015 or 1915, not 15.", id="two-digits"
        ),
        pytest.param("4", "13", "2015", "13", id="no-such-month"),
        pytest.param("4", "3", "2041", "ahead", id="far-ahead"),
        pytest.param("4", "3", "1850", "1900", id="too-long-ago"),
    ],
)
def test_a_day_that_cannot_be_is_sent_back_with_every_word_kept(
    page: Page, day: str, month: str, year: str, sentence: str
) -> None:
    begin(page, f"Born on {day} {month} {year}.")
    page.get_by_label("Given name").first.fill("Owain")
    group = page.get_by_role("group", name="Date of birth").first
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        group.get_by_label(label).fill(value)
    send(page)

    expect(page.locator(".govuk-error-summary")).to_contain_text(sentence)
    expect(page.get_by_label(STORY)).to_have_value(f"Born on {day} {month} {year}.")
    expect(group.get_by_label("Year")).to_have_value(year)
    with request_transaction(Actor.machine("test")):
        assert not Contact.objects.filter(story=f"Born on {day} {month} {year}.").exists()


def test_a_name_longer_than_a_name_can_be_is_sent_back_whole(page: Page) -> None:
    begin(page, "A very long name.")
    page.get_by_label("Given name").first.fill("A" * 400)
    send(page)

    expect(page.locator(".govuk-error-summary")).to_contain_text("Use 120 characters or fewer. You used 400.")
    expect(page.get_by_label("Given name").first).to_have_value("A" * 400)
