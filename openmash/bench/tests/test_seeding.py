"""The bulk path fills what the pages read, as the serving role and under its row-level security."""

from datetime import timedelta

import pytest
from django.urls import reverse

from openmash.accounts.models import User
from openmash.agencies import queries as agencies
from openmash.agencies import services as agencies_services
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.bench.seeding import fill
from openmash.bench.seeding.filling import BENCH
from openmash.frontdoor.models import Contact, ContactChild, Decision, Transfer
from openmash.frontdoor.tests.conftest import lancashire
from openmash.people import queries as people
from openmash.people.models import IndexRecord, Person
from openmash.trail.models import Entry
from openmash.work import queries as work
from openmash.work.models import WorkItem

pytestmark = pytest.mark.django_db
NOW = clock.now()
TABLES = (Contact, ContactChild, Decision, Transfer, IndexRecord, Entry)


@pytest.fixture
def area(db):
    agencies.forget_packs()
    setup = Actor.machine("tests")
    with request_transaction(setup):
        agencies_services._keep(actor=setup, pack=lancashire(), now=NOW - timedelta(days=900))
    yield fill(contacts=120, now=NOW)
    agencies.forget_packs()


def test_every_table_that_grows_with_the_work_is_filled(area):
    with request_transaction(BENCH):
        assert Contact.objects.count() == area.contacts == 120
        assert Person.objects.count() == area.people
        assert IndexRecord.objects.count() == area.index_records
        assert all(model.objects.count() > 20 for model in TABLES)


def test_the_people_are_found_and_the_queue_holds_work(area):
    worker = agencies.actor_for(User.objects.get(email="worker0@bench.example"), on=NOW.date())

    with request_transaction(worker):
        somebody = Person.objects.exclude(family_name__contains="-").first()
        found = people.find(worker, today=NOW.date(), text=f"{somebody.given_name} {somebody.family_name}", top=10)
        assert somebody.reference in {one.reference for one in found}
        assert WorkItem.objects.filter(done_at__isnull=False).exists()
        assert sum(work.counts(worker, now=NOW, which="team").values()) > 10


def test_the_pages_open_for_those_who_work_there(area, client, settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    somebody = User.objects.get(email="worker0@bench.example")
    client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")

    for name in ("web:home", "web:team_board", "frontdoor:take_call"):
        assert client.get(reverse(name)).status_code == 200, name


def test_a_second_filling_is_refused(area):
    with pytest.raises(ValueError, match="fills none but its own"):
        fill(contacts=120, now=NOW)
