"""The town of the journeys: Lancashire's pack, somebody in each role, and what social care and early help know."""

from io import BytesIO

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.frontdoor.tests import world
from openmash.people import services as people

SCHOOL = "Guild Example High School, Preston (demonstration)"
PEOPLE = {
    "triage": (Role.SCREENING_WORKER, "east-central-triage", "Tess Triage"),
    "second": (Role.SCREENING_WORKER, "east-central-triage", "Sam Second"),
    "central": (Role.SCREENING_WORKER, "central-mash", "Cass Central"),
    "analyst": (Role.ANALYST, "front-door-support", "Ana Analyst"),
    "manager": (Role.MASH_MANAGER, "mash-management", "Mo Manager"),
    "social": (Role.SOCIAL_WORKER, "central-social-work", "Sol Social"),
    "inclusion": (Role.SOCIAL_WORKER, "pupils-without-school", "Ina Inclusion"),
    "officer": (Role.EARLY_HELP_OFFICER, "central-early-help", "Eli Officer"),
    "designated": (Role.DESIGNATED_OFFICER, "designated-officer", "Olwen Officer"),
    "board": (Role.BOARD_MEMBER, "front-door-support", "Bo Board"),
    "admin": (Role.ADMINISTRATOR, "front-door-support", "Addy Admin"),
    "lead": (Role.INFORMATION_GOVERNANCE, "front-door-support", "Iris Lead"),
    "health": (Role.PARTNER, "health-mash", "Hal Health"),
    "school": (Role.PARTNER, "guild-high", "Sky School"),
    "bay": (Role.PARTNER, "bay-primary", "Bea Bay"),
    "police": (Role.PARTNER, "police-mash", "Pat Police"),
    "hub": (Role.HUB_MEMBER, "health-mash", "Hedd Hub"),
    "principal": (Role.PRINCIPAL_SOCIAL_WORKER, "mash-management", "Petra Principal"),
    "auditor": (Role.AUDITOR, "front-door-support", "Ada Auditor"),
    "reader": (Role.AUDITOR, "front-door-support", "Bea Reader"),
    "secretary": (Role.BOARD_SECRETARY, "front-door-support", "Sela Secretary"),
    "adults": (Role.ADULT_DUTY_WORKER, "adult-duty", "Ada Adult"),
}
SOCIAL_CARE = (
    "record_id,given_name,family_name,date_of_birth,address,postcode,involvement,status,since,worker,team,phone\n"
    "S1,Olwen,Opencase,2014-02-03,3 Example Row,PR1 8XJ,Child in need,Open,2026-01-05,Sol Social,"
    "Central social work,01632 960123\n"
)
EARLY_HELP = (
    "record_id,given_name,family_name,date_of_birth,postcode,involvement,status,since,worker,team,phone\n"
    "E1,Emrys,Example,2016-07-08,PR1 8XJ,Family support,Ended,2025-02-01,Lea Lead,Central early help,01632 960321\n"
)


def settle() -> None:
    """Put the pack in force, let everybody start work, and load both indexes."""
    world.load_lancashire()
    for who, (role, team, name) in PEOPLE.items():
        world.worker(role, team, f"{who}@example.org", name)
    machine = Actor.machine("journeys")
    for index, rows in (("social_care", SOCIAL_CARE), ("early_help", EARLY_HELP)):
        with request_transaction(machine):
            people.load_index(actor=machine, index=index, file=BytesIO(rows.encode()), now=world.NOW)
