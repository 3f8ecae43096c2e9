"""A housing association answers on a telephone by an e-mailed link and a code; a link that was passed on is no use."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from openmash.base import jobs
from openmash.release import jobs as release_jobs  # noqa: F401 - registers what sends
from tests.journeys.served import TELEPHONE, Newcomer
from tests.journeys.ways.acts import was_called
from tests.journeys.ways.conftest import Clock, Visit
from tests.journeys.ways.person import Person

pytestmark = pytest.mark.journey


def came(what: str, time: Clock) -> str:
    """Return what the newest mail says, once everything that waits has gone."""
    jobs.run_waiting(now=time.now())
    return str(re.findall(what, "\n".join(one.body for one in mail.outbox))[-1])


def asks_housing(triage: Person, reference: str) -> None:
    """Ask the housing association, which answers by link, about everybody of a contact."""
    triage.opens(f"/contacts/{reference}/agencies/ask/")
    triage.page.locator('input[name="agencies"][value="EXAMPLE-HOUSING"]').evaluate("box => box.click()")
    for box in triage.page.locator('input[name="people"]').all():
        box.check()
    for name in ("purpose", "lawful_bases", "told"):
        triage.page.locator(f'input[name="{name}"]').first.evaluate("box => box.click()")
    triage.presses("Ask them")
    triage.page.locator("details").first.evaluate("one => one.open = true")
    triage.reads("A link to answer it was sent")


def comes_in(person: Person, link: str, time: Clock) -> None:
    """Open a link, have a code sent, and enter it."""
    person.opens(link)
    person.does_not_read("Heulwen")
    person.presses("Send me the code")
    person.writes("Code", "000000")
    person.is_refused("Open it", "not the code that we sent last")
    person.writes("Code", came(r"code is (\d{6})", time))
    person.presses("Open it")
    person.reads("Heulwen Housed", "What do you know about this family?")
    person.follows("We know this family")


def test_answer_by_link(visit: Visit, time: Clock, newcomer: Newcomer) -> None:
    reference = was_called("triage", "Heulwen Housed", colour="amber", now=time.now())
    triage = visit("triage")
    asks_housing(triage, reference)
    link = came(r"http\S+(/answer/[\w-]+/)", time)
    assert "Heulwen" not in mail.outbox[-1].body + mail.outbox[-1].subject
    housing = Person("housing", newcomer(viewport=TELEPHONE).new_page(), journey="test_answer_by_link")
    comes_in(housing, link, time)
    housing.writes("What else do you know", "Two months behind with the rent.")
    housing.page.get_by_label("What else do you know").first.blur()
    expect(housing.page.locator("[data-saved]").first).to_contain_text("Saved")

    # Another day, another browser: the link was used, a new one is a tap away, and the words are there.
    later = Person("later", newcomer(viewport=TELEPHONE).new_page(), journey="test_answer_by_link")
    later.opens(link)
    later.reads("This link has been used")
    later.presses("Send a new link")
    later.reads("A new link is on its way")
    comes_in(later, came(r"http\S+(/answer/[\w-]+/)", time), time)
    assert later.page.get_by_label("What else do you know").first.input_value() == "Two months behind with the rent."
    later.chooses("Ask us before you share it with the family")
    later.chooses("No, more is to come")
    later.presses("Send the answer")
    later.reads("Two months behind with the rent.")
    for shut in ("/requests/", f"/contacts/{reference}/", "/", "/drafts/"):
        answer = later.page.goto(shut)
        assert answer is not None and answer.status == 404, shut
        later.reads("The link that you opened is for one page", "Go back to what your link is for")
    later.page.get_by_role("button", name="Leave").click()
    later.reads("You have left")

    triage.opens(f"/contacts/{reference}/agencies/")
    triage.reads("Two months behind with the rent.", "An e-mailed link, Example Housing")
