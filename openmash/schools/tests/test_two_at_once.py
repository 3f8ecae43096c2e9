"""Two tabs, or two people, at the same moment with the register of schools: each is answered, and nothing is there twice."""

import io

import pytest

from openmash.agencies.tests.lancashire import load_lancashire
from openmash.base.tests.test_twice_at_once import all_at_once
from openmash.base.transactions import request_transaction
from openmash.schools import services
from openmash.schools.models import Calendar, KeyAdult, RegisterLoad, School
from openmash.schools.services import KeyAdultGiven
from openmash.schools.tests.conftest import MACHINE, NOW
from openmash.schools.tests.test_register import TERMS

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = "".join(f"{100000 + number},School {number},Open\n" for number in range(200))
LIST = f"URN,EstablishmentName,EstablishmentStatus (name)\n{ROWS}".encode()


def within(act, **given):
    """Return what does one act as a machine, in a transaction of its own."""

    def work():
        with request_transaction(MACHINE):
            act(actor=MACHINE, **given, now=NOW)

    return work


def test_one_list_loaded_twice_is_two_loads_of_the_same_schools():
    results = all_at_once(
        *(within(services.load_register, file=io.BytesIO(LIST), name="schools.csv") for _ in range(3))
    )

    assert results == [None] * 3
    with request_transaction(MACHINE):
        assert (School.objects.count(), sorted(RegisterLoad.objects.values_list("new", flat=True))) == (
            200,
            [0, 0, 200],
        )


def test_one_key_adult_added_twice_is_there_once():
    with request_transaction(MACHINE):
        school = School.objects.create(urn="100001", name="Guild", status="open", content_hash="1")
    given = KeyAdultGiven(name="Hattie Head", email="head@guild.example")

    results = all_at_once(*(within(services.add_key_adult, school=school, given=given) for _ in range(3)))

    assert sum(one is None for one in results) == 1
    with request_transaction(MACHINE):
        assert KeyAdult.objects.count() == 1


def test_of_two_calendars_made_that_of_the_council_at_once_one_is():
    load_lancashire()
    loading = [
        within(services.load_calendar, file=io.BytesIO(TERMS.encode()), file_name="t.csv", name=name) for name in "AB"
    ]
    assert all_at_once(*loading) == [None, None]
    with request_transaction(MACHINE):
        first, second = Calendar.objects.order_by("pk")

    results = all_at_once(*(within(services.make_default, calendar=one) for one in (first, second) * 2))

    assert results == [None] * 4
    with request_transaction(MACHINE):
        assert Calendar.objects.filter(is_default=True).count() == 1
