"""Saturday night: a notice about two children, a mother with care needs who hides, and danger high enough for the conference."""

from datetime import datetime, timezone
from io import BytesIO

import pytest

from openmash.adults.queries import checklist
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.frontdoor.models import Contact
from openmash.frontdoor.services.notices import load_notices
from openmash.people import services as people
from tests.journeys.ways.acts import actor_of
from tests.journeys.ways.conftest import Clock, Visit
from tests.journeys.ways.person import Person

pytestmark = pytest.mark.journey

SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=timezone.utc)
HIDING = "3 Hidden Yard"
NOTICE = (
    "reference,agency,received_at,incident_at,given_name,family_name,date_of_birth,age,address,postcode,relationship,"
    "category,concern\n"
    f"LP-SAT,LANCS-POLICE,2026-11-21T23:50,2026-11-21T23:10,Gwen,Saturday,1988-02-03,,{HIDING},PR1 8XJ,mother,"
    "domestic-abuse,He took her stick and held her by the throat. Both children saw it.\n"
    "LP-SAT,LANCS-POLICE,2026-11-21T23:50,2026-11-21T23:10,Rhys,Saturday,,41,4 Example Road,PR1 8XJ,partner,"
    "domestic-abuse,\n"
    f"LP-SAT,LANCS-POLICE,2026-11-21T23:50,2026-11-21T23:10,Efa,Saturday,2014-05-06,,{HIDING},PR1 8XJ,child,"
    "domestic-abuse,\n"
    f"LP-SAT,LANCS-POLICE,2026-11-21T23:50,2026-11-21T23:10,Ifan,Saturday,2018-07-08,,{HIDING},PR1 8XJ,child,"
    "domestic-abuse,\n"
)
GWEN = "Gwen Saturday"


def came_in_on_saturday_night(now: datetime) -> str:
    """The notice, loaded; the mother's address is protected: she has left."""
    worker = actor_of("manager")
    with request_transaction(worker):
        load_notices(actor=worker, file=BytesIO(NOTICE.encode()), name="saturday.csv", now=now)
        contact = Contact.objects.get(external_reference="LP-SAT")
        person = contact.adults.get(person__given_name="Gwen").person
    machine = Actor.machine("journeys")
    with request_transaction(machine):
        people.amend_person(
            actor=machine,
            person=person,
            changes={"address_protected": True},
            expected_version=person.version,
            now=now,
        )
    return str(contact.reference)


def tells_others(manager: Person, reference: str) -> None:
    manager.opens(f"/contacts/{reference}/")
    manager.follows("Nobody else has been told yet.")
    manager.reads("Children’s social care, this contact", "Efa Saturday, Ifan Saturday")
    manager.is_refused("Tell them", "Who else needs to know")
    for what in (
        "Adult safeguarding concern (section 42)",
        "Referral to the domestic abuse conference (MARAC)",
        "Independent domestic abuse adviser",
        "Housing",
    ):
        manager.chooses(f"{what}: {GWEN}", under="Who else needs to know?")
    for pupil in ("Efa Saturday", "Ifan Saturday"):
        manager.chooses(f"Notice to the school: {pupil}", under="Who else needs to know?")
    manager.writes("What happened, in the words", "He took her stick and held her by the throat.")
    manager.writes("How can the adult be reached safely?", "Through her sister, in the mornings")
    manager.page.get_by_role("group", name="On which lawful basis").get_by_role("checkbox").first.check()
    manager.presses("Tell them")
    manager.reads("Adult social care has to decide", "Questions to be answered", "To be told")
    manager.reads("Notice to the school: Efa Saturday", "Notice to the school: Ifan Saturday")


def weighs_the_danger(manager: Person, yes: int) -> None:
    manager.follows("Answer the questions")
    manager.reads("Standard from 0, medium from 10, high from 14.")
    for number, question in enumerate(checklist(SUNDAY).questions, start=1):
        manager.chooses("Yes" if number <= yes else "No", under=f"{number}. {question.words}")
    manager.chooses("Yes", under="Does the adult know that they may be referred?")
    manager.chooses("Do as the total says")
    manager.presses("Record the answers")
    manager.reads(f"{yes} of 24, high.", "Referred")


def decides(adults: Person) -> None:
    """Adult social care decides: a duty where all three are so."""
    adults.finds_work("Decide on an adult at risk", "B-")
    adults.reads(GWEN, "Efa Saturday", "Through her sister, in the mornings")
    adults.follows("Decide")
    for question in ("Do they have needs", "Are they experiencing", "Because of those needs"):
        adults.chooses("Yes", under=question)
    adults.chooses("Yes", under="Have they been asked")
    adults.writes("What they want to happen", "“I want my stick, my key, and him gone.”")
    adults.chooses("No", under="Would they have substantial difficulty")
    adults.chooses("Section 42 not met", under="What do you decide?")
    adults.chooses("Information and advice", under="What happens instead?")
    adults.writes("Why?", "She needs help to move and to dress, and he is the one who gives it.")
    adults.is_refused("Record the decision", "None of your three answers is no")
    adults.chooses("Enquiry under section 42", under="What do you decide?")
    adults.presses("Record the decision")
    adults.reads("Enquiry under section 42", "my stick, my key, and him gone")


def test_one_saturday_night_goes_to_each_who_needs_to_know(visit: Visit, time: Clock) -> None:
    time.at(SUNDAY)
    reference = came_in_on_saturday_night(time.now())
    manager = visit("manager")
    tells_others(manager, reference)
    weighs_the_danger(manager, 15)

    adults = visit("adults")
    decides(adults)
    adults.has_no_work("Decide on an adult at risk", "B-")
    adults.follows("Adults at risk")
    adults.reads("Enquiries", GWEN)

    manager.opens(f"/contacts/{reference}/others/")
    manager.reads("Enquiry under section 42", "Referred", "To be told", "Received")
    manager.follows("Read what they are told (Housing")
    manager.reads("Example Housing Association", GWEN, "protected")
    manager.does_not_read(HIDING, "held her by the throat", "Efa")
    manager.opens(f"/contacts/{reference}/others/")
    manager.follows("Keep what they do (Housing")
    manager.does_not_read("They have been told, and said what they do")
    manager.chooses("They were told by word of mouth, and said what they do")
    manager.writes("Say more", "New locks on Monday; they look for another flat.")
    manager.presses("Record it")
    manager.reads(
        "Told by word of mouth. New locks on Monday", "Settled", "Enquiry under section 42", "Referred", "To be told"
    )

    manager.follows("Everything that goes to the conference")
    manager.reads(GWEN, "15 of 24, high", "Referred")
    manager.opens(f"/contacts/{reference}/")
    manager.reads("4 others have to know, 3 still open.")
