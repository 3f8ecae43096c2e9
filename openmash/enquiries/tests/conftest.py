"""Lancashire's pack, a worry about two children, and people of the agencies that are asked."""

from datetime import date, datetime, timezone

import pytest

from openmash.agencies.choices import Role
from openmash.agencies.models import Team
from openmash.agencies.tests.lancashire import load_lancashire
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.enquiries import services
from openmash.enquiries.services import EnquiryGiven, PersonAsked
from openmash.people.models import Person

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=timezone.utc)


@pytest.fixture
def lancashire(db):
    load_lancashire()


@pytest.fixture
def worker(lancashire):
    return somebody(Role.SCREENING_WORKER, "east-central-triage", name="P Haslam")


@pytest.fixture
def police(lancashire):
    return somebody(Role.PARTNER, "police-mash", name="O Officer")


@pytest.fixture
def health(lancashire):
    return somebody(Role.PARTNER, "health-mash", name="N Nurse")


@pytest.fixture
def family(lancashire):
    """Two children, and their mother whose address is protected."""
    rows = (
        ("P1", "Aled", date(2015, 3, 4), False),
        ("P2", "Cari", date(2020, 5, 6), False),
        ("P3", "Mair", date(1990, 1, 2), True),
    )
    with request_transaction(Actor.machine("test")):
        return [
            Person.objects.create(
                reference=reference,
                given_name=given,
                family_name="Example",
                date_of_birth=born,
                address="12 High Street",
                postcode="PR1 8XJ",
                address_protected=hidden,
                created_at=NOW,
            )
            for reference, given, born, hidden in rows
        ]


@pytest.fixture
def ask(worker, family):
    """Ask agencies about the two children and their mother; change what is not as usual."""

    def make(*agencies, about=None, locality="", now=NOW, **more):
        given = {"purpose": "protect-child", "lawful_bases": ("public-task",), "told": "not_told", "rag": "red"}
        people = [PersonAsked(one, is_child=one.reference != "P3") for one in (family if about is None else about)]
        with request_transaction(worker):
            return services.ask_agencies(
                actor=worker,
                subject_kind="contact",
                subject="C-1",
                team=Team.objects.get(code="east-central-triage"),
                agency_codes=agencies or ("LANCS-POLICE", "HEALTH-0-19"),
                about=people,
                given=EnquiryGiven(**(given | more)),
                locality=locality,
                now=now,
            )

    return make
