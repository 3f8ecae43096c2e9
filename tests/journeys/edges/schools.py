"""The schools of the small area: one with a key adult who has a notice to read, one that is bare, a calendar, a loaded file."""

from io import BytesIO
from typing import Any

from openmash.base.clock import london_day
from openmash.base.transactions import request_transaction
from openmash.frontdoor.queries.contacts import contact_by_reference
from openmash.frontdoor.services import schools as telling
from openmash.release import queries as release
from openmash.release import services as gate
from openmash.schools import queries, services
from openmash.schools.services import KeyAdultGiven, NoticeGiven

LIST = (
    "URN,EstablishmentName,EstablishmentStatus (name),PhaseOfEducation (name),Street,Town,Postcode,TelephoneNum\n"
    "900001,Guild Example High School,Open,Secondary,1 Guild Street,Preston,PR1 8XJ,1632960152\n"
    "900002,Bare Example Primary School,Closed,Primary,,Leyland,,\n"
    "x,No Number,Open,,,,,\n"
)
TERMS = "kind,first_day,last_day,name\nterm,2026-09-01,2026-10-23,Autumn\nterm,2026-11-02,2026-12-18,Autumn\ninset,2026-11-23,,\n"
FACTS = {"present": "yes", "circumstances": "Shouting, and a broken door.", "child_said": "قال إنه خائف"}


def settle_schools(area: Any) -> None:
    """Load the register and a calendar, name a key adult, and tell the school of one of two children."""
    admin = area.actors["admin"]
    with request_transaction(admin):
        loaded = services.load_register(actor=admin, file=BytesIO(LIST.encode()), name="schools.csv", now=area.now)
        calendar = services.load_calendar(
            actor=admin, file=BytesIO(TERMS.encode()), file_name="x.csv", name="County", now=area.now
        )
        guild = services.set_up_school(
            actor=admin,
            school=queries.school_by_urn("900001"),
            agency_code="SCHOOL-GUILD",
            calendar_code=calendar.code,
            now=area.now,
        )
        adult = services.add_key_adult(
            actor=admin,
            school=guild,
            given=KeyAdultGiven("Sky School", "school@example.org", "Head", since=london_day(area.now)),
            now=area.now,
        )
    area.held |= {"schools_load": str(loaded.number), "calendar": calendar.code, "key_adult": adult.reference}
    area.held |= {"school_urn": "900001", "bare_urn": "900002"}
    _tell(area)


def _tell(area: Any) -> None:
    from tests.journeys.edges.area import ALED, MUM, SIAN

    contact = area.call(ALED, SIAN, MUM, category="domestic-abuse")
    triage = area.actors["triage"]
    with request_transaction(triage):
        held = contact_by_reference(triage, contact.reference)
        first, second = telling.open_school_notices(actor=triage, contact=held, now=area.now)
        given = NoticeGiven(urn="900001", facts=FACTS)
        told = telling.prepare_school_notice(actor=triage, contact=held, notice=first, given=given, now=area.now)
        package = release.package_about(triage, told.package, subject_kind="contact", subject=held.reference)
        gate.sign_package(
            actor=triage,
            package=package,
            look=package.document_hash,
            seen=True,
            queue=gate.WorkGiven(team=held.team),
            now=area.now,
        )
    area.held |= {"told": contact.reference, "school_notice": first.reference, "to_prepare": second.reference}
