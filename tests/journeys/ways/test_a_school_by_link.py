"""The key adult of a school where nobody has an account reads a notice on a telephone, by an e-mailed link and a code."""

import re
from datetime import date, datetime

import pytest
from django.core import mail

from openmash.base import jobs
from openmash.base.transactions import request_transaction
from openmash.frontdoor.tests.world import LONDON
from openmash.release import jobs as release_jobs  # noqa: F401 - registers what sends
from openmash.schools import services
from openmash.schools.models import School
from openmash.schools.services import KeyAdultGiven
from tests.journeys.served import TELEPHONE, Newcomer
from tests.journeys.ways.acts import actor_of, was_called
from tests.journeys.ways.conftest import Clock, Visit
from tests.journeys.ways.person import Person

pytestmark = pytest.mark.journey

SATURDAY = datetime(2026, 11, 21, 23, 10, tzinfo=LONDON)
SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=LONDON)
CHILD, EMAIL = "Ffion Fellrunner", "lena@lone.example"


def has_a_key_adult(time: Clock) -> None:
    """A school of the register that is no agency here, with a key adult."""
    keeper = actor_of("admin")
    with request_transaction(keeper):
        school = School.objects.create(
            urn="900777", name="Lone Example School", status="open", content_hash="x", search_text="lone example school"
        )
        given = KeyAdultGiven("Lena Lone", EMAIL, "Head", since=date(2026, 1, 1))
        services.add_key_adult(actor=keeper, school=school, given=given, now=time.now())


def tells(triage: Person, reference: str) -> None:
    """Start the notice, choose the school, read exactly what goes, and release it."""
    triage.opens(f"/contacts/{reference}/")
    triage.follows("The school of 1 child is to be told before the next school day.")
    triage.presses("Start this notice")
    triage.follows(f"Choose the school and prepare the notice for {CHILD}")
    triage.page.get_by_label("Find the school").fill("Lone Example")
    triage.page.locator("main").get_by_role("button", name="Search").click()
    triage.page.wait_for_url("**q=*")
    triage.chooses("Lone Example School", under="Which school does the child go to?")
    triage.chooses("Yes, the child was there")
    triage.writes("What happened", "Shouting between the adults, and a broken door.")
    triage.presses("Prepare")
    triage.reads("reads exactly this", CHILD)
    triage.chooses("I have read it. It may leave")
    triage.presses("Record it")
    triage.reads("Released")


def came(what: str, time: Clock) -> str:
    """Return what the newest mail to the key adult says, once everything that waits has gone. It names no child."""
    jobs.run_waiting(now=time.now())
    bodies = [one.body + one.subject for one in mail.outbox if one.to == [EMAIL]]
    assert not any("Fellrunner" in body or "Ffion" in body or "broken" in body for body in bodies)
    return str(re.findall(what, "\n".join(bodies))[-1])


def test_a_key_adult_reads_a_notice_by_link(visit: Visit, time: Clock, newcomer: Newcomer) -> None:
    time.at(SUNDAY)
    has_a_key_adult(time)
    reference = was_called("triage", CHILD, colour="amber", now=SATURDAY, category="domestic-abuse")
    triage = visit("triage")
    tells(triage, reference)

    head = Person("head", newcomer(viewport=TELEPHONE).new_page(), journey="test_a_key_adult_reads_a_notice_by_link")
    link = came(r"http\S+(/answer/[\w-]+/)", time)
    head.opens(link)
    head.does_not_read("Ffion", "Lone Example")
    head.presses("Send me the code")
    head.writes("Code", "000000")
    head.is_refused("Open it", "not the code that we sent last")
    head.writes("Code", came(r"code is (\d{6})", time))
    head.presses("Open it")
    head.reads(CHILD, "Lone Example School", "a broken door", "Do not tell the family")
    head.does_not_read("Notices to your school")
    page = head.page.url
    head.presses("We have this notice")
    head.reads("You have it since")
    for shut in ("/school-notices/", f"/contacts/{reference}/", "/schools/900777/", "/", "/requests/"):
        answer = head.page.goto(shut)
        assert answer is not None and answer.status == 404, shut
        head.reads("The link that you opened is for one page", "Go back to what your link is for")
    head.follows("Go back to what your link is for")
    head.reads(CHILD)
    head.page.get_by_role("button", name="Leave").click()
    head.reads("You have left")
    gone = head.page.goto(page)
    assert gone is not None and CHILD not in head.page.content()

    triage.opens(f"/contacts/{reference}/schools/")
    triage.reads("Acknowledged", "Read by An e-mailed link, Lena Lone, Lone Example School")
