"""A file of police notices on its page: what was accepted, what was refused and why; one incident is one contact."""

import pytest

from tests.journeys.ways.conftest import Clock, Visit

pytestmark = pytest.mark.journey

ROWS = """reference,source,agency,received_at,given_name,family_name,date_of_birth,relationship,address,postcode,concern
LP-7001,3A,LANCS-POLICE,2026-11-18T08:00,Bryn,Notice,2016-02-03,child,4 Example Row,PR1 8XJ,Shouting heard through the wall
LP-7001,3A,LANCS-POLICE,2026-11-18T08:00,Cari,Notice,2019-05-06,child,4 Example Row,PR1 8XJ,
LP-7001,3A,LANCS-POLICE,2026-11-18T08:00,Megan,Notice,1990-07-08,mother,4 Example Row,PR1 8XJ,
LP-7002,3A,LANCS-POLICE,2026-11-18T08:10,Nobody,Notice,2016-02-31,child,5 Example Row,PR1 8XJ,A day that never was
"""


def load(person) -> None:
    person.page.get_by_label("A file of notices (CSV)").set_input_files(
        {"name": "notices.csv", "mimeType": "text/csv", "buffer": ROWS.encode()}
    )
    person.presses("Load the file")


def test_children_and_adults_of_an_incident_become_one_contact(visit: Visit, time: Clock) -> None:
    manager = visit("manager")
    manager.goes_home()
    manager.follows("Load police notices")
    load(manager)
    manager.reads("3 of 4 rows accepted, 1 new contact, 1 row refused")
    manager.reads("LP-7001", "2016-02-31 does not exist")

    manager.follows("C-")
    manager.reads("Bryn Notice, 10", "Cari Notice, 7", "Megan Notice", "Shouting heard through the wall")
    reference = manager.reference
    visit("triage").finds_work("Screen", reference)

    manager.opens("/notices/")
    load(manager)
    manager.reads("3 of 4 rows accepted, 0 new contacts", f"{reference}, held already")
