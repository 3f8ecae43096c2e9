"""Domestic abuse on a Saturday night, two children at two schools: one is told in time, the other is late and raised."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from openmash.base.transactions import request_transaction
from openmash.frontdoor.tests.world import LONDON
from openmash.schools import queries, services
from openmash.schools.jobs import RAISER
from tests.journeys.ways.acts import actor_of, was_called
from tests.journeys.ways.conftest import Clock, Visit
from tests.journeys.ways.person import Person

pytestmark = pytest.mark.journey

SATURDAY = datetime(2026, 11, 21, 23, 10, tzinfo=LONDON)
SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=LONDON)
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=LONDON)
LIST = (
    "URN,EstablishmentName,EstablishmentStatus (name),PhaseOfEducation (name),Town,Postcode,TelephoneNum\n"
    "900101,Guild Example High School,Open,Secondary,Preston,PR1 8XJ,1632960152\n"
    "900102,Bay Example Primary School,Open,Primary,Lancaster,LA1 1YN,1632960151\n"
    "ninety,No Number,Open,,,,\n"
)


def loads_the_register(admin: Person, folder: Path) -> None:
    """Load the national list by its page, and add a key adult to each school."""
    file = folder / "edubasealldata.csv"
    file.write_text(LIST, encoding="cp1252")
    admin.opens("/administration/")
    admin.follows("Register of schools")
    admin.follows("Load the national list")
    admin.page.get_by_label("The national list as CSV").set_input_files(file)
    admin.presses("Load the file")
    admin.reads("2 of 3 rows accepted: 2 new", "“ninety” is not the number of a school")
    for urn, agency, name, email in (
        ("900101", "SCHOOL-GUILD", "Sky School", "school@example.org"),
        ("900102", "SCHOOL-BAY", "Bea Bay", "bay@example.org"),
    ):
        keeper = actor_of("admin")
        with request_transaction(keeper):
            school = queries.school_by_urn(urn)
            services.set_up_school(actor=keeper, school=school, agency_code=agency, calendar_code="", now=SUNDAY)
        admin.opens(f"/schools/{urn}/")
        admin.reads("This school has no key adult")
        admin.follows("Add a key adult")
        admin.writes("Name", name)
        admin.writes("E-mail address", email)
        admin.chooses("First", under="In which order")
        admin.presses("Add them")
        admin.reads(name, "Reads notices here")


def starts(triage: Person, reference: str) -> None:
    """Start the notices from the contact's page."""
    triage.opens(f"/contacts/{reference}/")
    triage.follows("The schools of 2 children are to be told before the next school day.")
    triage.presses("Start these notices")
    triage.reads("Aled Example To be prepared", "Cari Example To be prepared", "due tomorrow 08:30")


def tells(triage: Person, reference: str, child: str, school: str) -> None:
    """Choose the school of a child, prepare its notice, read exactly what goes, and release it."""
    triage.opens(f"/contacts/{reference}/schools/")
    triage.follows(f"Choose the school and prepare the notice for {child}")
    triage.page.get_by_label("Find the school").fill(school)
    triage.page.locator("main").get_by_role("button", name="Search").click()
    triage.page.wait_for_url("**q=*")
    triage.looks()
    triage.chooses(school, under="Which school does the child go to?")
    triage.chooses("Yes, the child was there")
    triage.writes("What happened", "Shouting between the adults, and a broken door.")
    triage.presses("Prepare")
    triage.reads("reads exactly this", child, "Saturday 21 November 2026, 23:10", "a broken door")
    triage.chooses("I have read it. It may leave")
    triage.presses("Record it")
    triage.reads("Released")


def test_two_schools_are_told_one_in_time_and_one_late_and_raised(visit: Visit, time: Clock, tmp_path: Path) -> None:
    time.at(SUNDAY)
    loads_the_register(visit("admin"), tmp_path)
    triage = visit("triage")
    reference = was_called(
        "triage", "Aled Example", "Cari Example", colour="red", now=SATURDAY, category="domestic-abuse"
    )
    starts(triage, reference)
    tells(triage, reference, "Aled Example", "Guild Example High School")
    tells(triage, reference, "Cari Example", "Bay Example Primary School")
    triage.goes_home()
    triage.reads("2 schools have not acknowledged a notice yet")
    triage.follows("Look at schools to be told")
    triage.reads("Told, not acknowledged yet", "Guild Example High School", "Sent, not read yet")

    time.at(MONDAY)
    school, bay = visit("school"), visit("bay")
    school.goes_home()
    school.follows("School notices")
    school.reads("Aled Example", "Say that you have it: due 08:30, in 30 minutes")
    school.does_not_read("Cari")
    school.follows("Aled Example")
    school.reads("Guild Example High School", "a broken door", "Do not tell the family")
    own = school.page.url.rstrip("/").rsplit("/", 1)[1]
    school.presses("We have this notice")
    school.reads("You have it since today 08:00")
    refused = bay.page.goto(f"/school-notices/{own}/")
    assert refused is not None and refused.status == 404
    bay.opens("/school-notices/")
    bay.does_not_read("Aled")

    time.at(MONDAY + timedelta(minutes=91))
    with request_transaction(RAISER):
        assert services.raise_late_notices(actor=RAISER, now=time.moment) == 1
    triage = visit("triage")
    triage.finds_work("See to it that the school knows", reference)
    triage.reads("Aled Example Acknowledged", "Read by Sky School", "Raised today 09:31: not acknowledged in time")
    triage.follows("It was told in another way for Cari Example")
    triage.chooses("We told the school by telephone")
    triage.writes("Who at the school was told?", "Bea Bay")
    triage.presses("Keep it")
    triage.reads("Cari Example Told in another way", "We told the school by telephone: Bea Bay")
    triage.has_no_work("See to it that the school knows", reference)


def test_a_child_in_no_school_goes_to_the_councils_own_team(visit: Visit, time: Clock) -> None:
    time.at(SUNDAY)
    triage = visit("triage")
    reference = was_called("triage", "Gwen Example", colour="amber", now=SATURDAY, category="domestic-abuse")
    triage.opens(f"/contacts/{reference}/")
    triage.follows("The school of 1 child is to be told before the next school day.")
    triage.presses("Start this notice")
    triage.follows("Choose the school and prepare the notice for Gwen Example")
    triage.chooses("Educated at home")
    triage.chooses("Not known", under="Was the child there?")
    triage.presses("Prepare")
    triage.reads("In no school", "With the council’s own team")

    council = visit("inclusion")
    council.finds_work("Read and act: a child in no school", reference)
    council.writes("What did you do?", "Rang the mother; the adviser visits on Tuesday.")
    council.presses("Done")
    council.has_no_work("Read and act: a child in no school", reference)


def test_a_calendar_is_loaded_and_one_without_terms_is_refused(visit: Visit, time: Clock, tmp_path: Path) -> None:
    admin = visit("admin")
    file = tmp_path / "terms.csv"
    file.write_text("kind,first_day,last_day,name\ninset,2026-11-23,,Training\n", encoding="utf-8")
    admin.opens("/schools/calendars/")
    admin.follows("Load a calendar")
    admin.writes("Name of the calendar", "Guild Example High School, 2026/27")
    admin.page.get_by_label("The dates as CSV").set_input_files(file)
    admin.is_refused("Load it", "terms.csv was not loaded. This calendar has no term dates")
    terms = b"term,2026-09-01,2026-10-23,Autumn\nterm,2026-11-02,2026-12-18,Autumn\n"
    file.write_bytes(file.read_bytes() + terms)
    admin.page.get_by_label("The dates as CSV").set_input_files(file)
    admin.presses("Load it")
    admin.reads("Training (INSET) day", "23 November 2026", "2 November 2026 to 18 December 2026")
    admin.follows("Add dates")
    admin.chooses("Holiday, or closed")
    first = admin.page.get_by_role("group", name="First day")
    for part, value in (("Day", "18"), ("Month", "12"), ("Year", "2026")):
        first.get_by_label(part).fill(value)
    admin.presses("Add them")
    admin.reads("Holiday, or closed")
