"""Partners and referrers trying addresses that are not theirs: refused, and without a name in the answer."""

import re
import uuid
from collections.abc import Callable, Iterator

import pytest
from django.urls import resolve
from playwright.sync_api import Page, expect

from openmash.base import access
from tests.journeys.edges.area import PEOPLE, Area
from tests.journeys.edges.looking import faults_of
from tests.journeys.edges.pages import PAGES

pytestmark = pytest.mark.journey

# Of the families, of colleagues and of where people live: nothing of it may stand in what an outsider is answered.
NAMES = ("Aled", "Siân", "O'Example", "O&#x27;Example", "ليلى", "Megan", "Bryn", "Nia Neighbour", "Tam Teacher")
PLACES = ("12 Example Street", "4 Example Row", "PR1 8XJ", "960123", "bruise", "A dog", "aunt")
OUTSIDERS = ("police", "referrer")
DOWNLOADS = tuple(f"/reports/front-door/{form}/" for form in ("pdf", "docx", "json", "html"))


# What the police are asked, invited to and told on pages of their own, and the agreements that they are party to.
LISTS = (
    *("enquiries:requests", "meetings:invitations", "indicators:own_agency"),
    *("sharing:register", "sharing:document", "schools:own_notices"),
)
OF_POLICE = ("asked_police", "called", "met", "police_action", "police_escalation")


def is_own(name: str, path: str, area: Area, who: str) -> bool:
    """Whether an address is one that the agency of an outsider has for itself."""
    if who != "police" or "partner" not in access.row_of(name).roles:
        return False
    return name in LISTS or any(area[one] in path for one in OF_POLICE)


def addresses_of(area: Area, who: str) -> Iterator[str]:
    """Yield every address of the list that is not everybody's own, or one's agency's, and the downloads."""
    for name, rows in PAGES.items():
        row = access.row_of(name)
        if {"any", "anonymous"} & row.roles or name == "frontdoor:raised":
            continue
        paths = (shown.path.format(**area.held) for shown in rows)
        yield from (path for path in paths if not is_own(name, path, area, who))
    yield from DOWNLOADS
    yield from ("/board/news/all/?since=2026-01-01T00:00:00Z", "/people/found?q=aled", "/search/?q=" + area["full"])


def one_off(area: Area) -> Iterator[str]:
    """Yield the addresses beside those of the school's own worry, and forms of them that somebody might try."""
    number = int(area["raised"].removeprefix("C-"))
    own = {area["raised"], area["waiting"]}
    for reference in (f"C-{number + step}" for step in range(-9, 10)):
        if reference not in own:
            yield from (f"/raised/{reference}/", f"/raised/{reference}/disagree/")
    yield from (
        f"/raised/{area['child']}/",
        f"/raised/{area['place']}/",
        "/raised/0/",
        "/raised/C-/",
        "/raised/..%2Fboard/",
    )


def told_nothing(body: str, area: Area, who: str) -> list[str]:
    colleagues = [words for name, (_, _, words) in PEOPLE.items() if name != who]
    said = without_tokens(body)  # a random token may spell a short name
    return [word for word in (*NAMES, *PLACES, *colleagues) if word in said]


def token_of(page: Page) -> str:
    return next(row["value"] for row in page.context.cookies() if row["name"] == "csrftoken")


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_outsider_is_refused_at_every_address_that_is_not_theirs(
    area: Area, visitor: Callable[..., Page], who: str
) -> None:
    page, wrong = visitor(who), []
    page.goto("/")
    token = token_of(page)

    for address in addresses_of(area, who):
        form: dict[str, str | float | bool] = {"csrfmiddlewaretoken": token, "idempotency_key": str(uuid.uuid4())}
        for answer in (page.request.get(address), page.request.post(address, form=form)):
            row = access.row_of(resolve(address.split("?")[0]).view_name)
            may = page_role(who) in row.roles
            expected = {404, 405} if may or row.hidden else {403, 405}
            body = answer.text()
            if answer.status not in expected or told_nothing(body, area, who):
                wrong.append((address, answer.status, told_nothing(body, area, who)))
            elif answer.status == 403 and "Your role does not include this" not in body:
                wrong.append((address, 403, ["no reason"]))

    assert wrong == [], "\n".join(map(str, wrong))


def page_role(who: str) -> str:
    return str(PEOPLE[who][0])


def test_a_school_finds_nothing_beside_its_own_worries(area: Area, visitor: Callable[..., Page]) -> None:
    page, wrong = visitor("school"), []
    page.goto("/")
    token = token_of(page)

    for address in one_off(area):
        form: dict[str, str | float | bool] = {
            "csrfmiddlewaretoken": token,
            "idempotency_key": str(uuid.uuid4()),
            "words": "We disagree.",
        }
        for answer in (page.request.get(address), page.request.post(address, form=form)):
            found = [word for word in told_nothing(answer.text(), area, "school") if word != "aunt"]
            if answer.status not in {404, 405} or found:
                wrong.append((address, answer.status, found))

    assert wrong == []


def test_what_is_refused_says_so_on_a_page_that_can_be_used(area: Area, visitor: Callable[..., Page]) -> None:
    page = visitor("police")

    page.goto(f"/contacts/{area['full']}/")
    expect(page.get_by_role("heading", name="You cannot do this")).to_be_visible()
    expect(page.get_by_text("Your role does not include this: open a contact.")).to_be_visible()
    assert faults_of(page) == []
    page.goto(f"/raised/{area['raised']}/")
    expect(page.get_by_role("heading", name="There is nothing here that is visible to you")).to_be_visible()
    assert faults_of(page) == []
    page.get_by_role("link", name=re.compile("start page")).click()
    expect(page.get_by_role("heading", name="Questions to you")).to_be_visible()


def test_a_worry_that_is_not_there_is_answered_like_one_of_somebody_else(
    area: Area, visitor: Callable[..., Page]
) -> None:
    page = visitor("police")
    page.goto("/")

    theirs, nobodys = (page.request.get(f"/raised/{reference}/") for reference in (area["raised"], "C-9999999"))

    assert (theirs.status, nobodys.status) == (404, 404)
    assert without_tokens(theirs.text()) == without_tokens(nobodys.text())


def without_tokens(body: str) -> str:
    return re.sub(r'(nonce|value)="[^"]*"', "", body)


def test_nobody_signed_in_is_sent_to_sign_in_everywhere(area: Area, visitor: Callable[..., Page]) -> None:
    page, wrong = visitor(), []

    for address in addresses_of(area, ""):
        answer = page.request.get(address, max_redirects=0)
        if answer.status not in {302, 401} or told_nothing(answer.text(), area, ""):
            wrong.append((address, answer.status))

    assert wrong == []
