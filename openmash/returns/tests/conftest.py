"""Lancashire's pack, people at work, and children whose cases have happened."""

from datetime import date, datetime, timezone

import pytest

from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import load_lancashire
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.cases import services as cases
from openmash.people import services as people
from openmash.people.models import IndexRecord
from openmash.people.services import PersonGiven

NOW = datetime(2026, 5, 20, 9, 0, tzinfo=timezone.utc)
YEAR = (date(2025, 4, 1), date(2026, 3, 31))
MACHINE = Actor.machine("test")
NOBODY_LACKS = {
    "date_of_birth": date(2014, 3, 27),
    "sex": "F",
    "ethnicity": "WBRI",
    "disabilities": ["NONE"],
    "upn_unknown": "UN4",
}


@pytest.fixture
def lancashire(db):
    load_lancashire()


@pytest.fixture
def analyst(lancashire):
    return somebody(Role.ANALYST, "mash-management", name="Ana Analyst")


@pytest.fixture
def social_worker(lancashire):
    return somebody(Role.SOCIAL_WORKER, "central-social-work", name="Sol Social")


@pytest.fixture
def child(lancashire):
    """Make a child of whom the census lacks nothing; change what is known."""

    def make(given="Aled", **known):
        said = PersonGiven(given_name=given, family_name="Example", **{**NOBODY_LACKS, **known})
        with request_transaction(MACHINE):
            return people.create_person(actor=MACHINE, given=said, now=NOW)

    return make


@pytest.fixture
def happened(lancashire):
    """Record something that happened to a child."""

    def record(person, kind, began, ended=None, variety="", **answers):
        given = cases.FactGiven(began, ended, variety, answers)
        with request_transaction(MACHINE):
            return cases.record_fact(actor=MACHINE, person=person, kind=kind, given=given, now=NOW)

    return record


@pytest.fixture
def protected(child, happened):
    """A child whose case went from the referral to a protection plan with its reviews: nothing of it is missing."""
    person = child()
    happened(person, "referral", date(2025, 6, 2), source="2A", need="N1", outcome="Assessment required")
    happened(person, "assessment", date(2025, 6, 3), date(2025, 7, 10), factors=["3B", "16A"])
    happened(person, "section-47", date(2025, 6, 5), date(2025, 6, 25), outcome="Initial CP Conference")
    happened(person, "conference", date(2025, 6, 25), variety="initial", outcome="plan", category="NEG")
    happened(person, "plan", date(2025, 6, 25), variety="cp", category="NEG", previous_plans=0)
    happened(person, "conference", date(2025, 9, 15), variety="review", outcome="plan", category="NEG")
    happened(person, "conference", date(2026, 2, 20), variety="review", outcome="plan", category="NEG")
    return person


@pytest.fixture
def social_index(lancashire):
    """Have the index of children's social care call a child by a number."""

    def link(person, number):
        with request_transaction(MACHINE):
            IndexRecord.objects.create(
                index="social_care", record_id=number, person=person, linked_at=NOW, linked_by="test", content_hash="x"
            )

    return link


@pytest.fixture
def somebody_as(lancashire):
    """Return somebody of the council in a role."""
    return lambda role: somebody(role, "mash-management", name=f"Some {role}")
