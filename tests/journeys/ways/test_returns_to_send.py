"""What a return would lack is said when it is recorded, put right, counted by team, and the return is written and taken."""

import pytest

from openmash.base import jobs
from openmash.base.transactions import request_transaction
from openmash.people.models import Person
from openmash.returns.jobs import find_missing
from tests.journeys.ways.acts import actor_of, was_called
from tests.journeys.ways.conftest import Clock, Visit
from tests.journeys.ways.test_a_case import says

pytestmark = pytest.mark.journey


def test_what_a_return_lacks_is_put_right_and_the_return_is_written(visit: Visit, time: Clock) -> None:
    triage, analyst = visit("triage"), visit("analyst")
    was_called("triage", "Ieuan Returned", now=time.moment, address="9 Census Court", postcode="PR2 8UQ")
    with request_transaction(actor_of("manager")):
        child = Person.objects.get(given_name="Ieuan", family_name="Returned").reference

    triage.opens(f"/people/{child}/case/add/referral/")
    says(triage, "Received on", "2 11 2026")
    triage.picks("Who referred the child", "School")
    triage.chooses("Assessment required", under="What was decided")
    triage.presses("Record it")
    triage.reads(
        "Still missing for the returns: 4",
        "Nothing waits for this",
        "Record the child’s primary need",
        "Record the child’s sex",
    )
    triage.follows("Amend what is known of the child")
    triage.picks("Ethnicity, as the child or their family says it", "White British")
    triage.chooses("No disability", under="Disability")
    triage.chooses("Male", under="Sex")
    triage.writes("Date of birth", "4 3 2015")
    triage.picks("If there is no pupil number: why?", "Not known yet: newly referred, or adopted lately")
    triage.presses("Save")
    triage.reads("White British", "No disability")

    find_missing(now=time.now())
    analyst.goes_home()
    analyst.follows("What is missing")
    analyst.reads("No team recorded", "Primary need not recorded")
    analyst.follows("Primary need not recorded (No team recorded)")
    analyst.reads(child, "The return says that it is not known")

    analyst.follows("Returns")
    analyst.follows("Write: children in need census")
    says(analyst, "First day", "1 4 2026")
    says(analyst, "Last day", "31 3 2028")
    analyst.is_refused("Write it", "lie in two")
    says(analyst, "Last day", "30 11 2026")
    analyst.presses("Write it")
    analyst.reads("It is being written")
    jobs.discover()
    jobs.run_waiting(now=time.now())
    analyst.follows("Look again")
    analyst.reads("CINdetails", "Primary need not recorded")
    with analyst.page.expect_download() as taken:
        analyst.page.get_by_role("button", name="Take the file").click()
    assert taken.value.suggested_filename == "cin-2026-04-01-2026-11-30.xml"
    assert child in taken.value.path().read_text()
