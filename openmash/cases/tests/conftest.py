"""Lancashire's pack, two brothers, and people at work."""

from datetime import date, datetime, timezone

import pytest

from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import load_lancashire
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.cases import queries, services
from openmash.cases.models import Correction, Fact
from openmash.people.models import Person

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=timezone.utc)
TODAY = NOW.date()


@pytest.fixture
def lancashire(db):
    load_lancashire()


@pytest.fixture
def social_worker(lancashire):
    return somebody(Role.SOCIAL_WORKER, "central-social-work", name="Sol Social")


@pytest.fixture
def manager(lancashire):
    return somebody(Role.MASH_MANAGER, "mash-management", name="Mo Manager")


@pytest.fixture
def police(lancashire):
    return somebody(Role.PARTNER, "police-mash", name="Pol Partner")


@pytest.fixture
def brothers(lancashire):
    with request_transaction(Actor.machine("test")):
        return [
            Person.objects.create(
                reference=f"P{number}",
                given_name=given,
                family_name="Example",
                date_of_birth=date(2015 + number, 3, 4),
                created_at=NOW,
            )
            for number, given in enumerate(("Aled", "Bryn"))
        ]


@pytest.fixture
def kept():
    """Return all facts there are, and all corrections: no actor sees more."""

    def read():
        with request_transaction(Actor.machine("test")):
            return list(Fact.objects.order_by("pk")), list(Correction.objects.order_by("pk"))

    return read


@pytest.fixture
def happened(social_worker, brothers):
    """Record something that happened to the first brother; change who, whom and what."""

    def record(kind, began, ended=None, variety="", *, by=None, person=None, now=NOW, **answers):
        actor = by or social_worker
        given = services.FactGiven(began, ended, variety, answers)
        with request_transaction(actor):
            return services.record_fact(actor=actor, person=person or brothers[0], kind=kind, given=given, now=now)

    return record


@pytest.fixture
def record_of(social_worker):
    def read(person, *, by=None, today=TODAY):
        actor = by or social_worker
        with request_transaction(actor):
            return queries.record_of(actor, person, today=today)

    return read
