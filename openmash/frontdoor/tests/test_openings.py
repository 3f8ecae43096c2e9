"""A page that shows a child leaves an opening in the trail, whatever the page is for."""

import pytest
from django.test import Client
from django.urls import reverse

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.frontdoor.services import transfers
from openmash.frontdoor.tests import world
from openmash.frontdoor.tests.world import NOW
from openmash.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "page", ["offer_transfer", "answer_transfer", "settle_transfer", "answer_referrer", "early_help", "follow_up"]
)
def test_a_page_about_a_contact_records_that_its_child_was_seen(page, settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    world.load_lancashire()
    manager = world.worker(Role.MASH_MANAGER, "mash-management")
    with request_transaction(manager):
        contact = world.call(manager)
        person = contact.children.get().person.reference
        transfers.offer_transfer(actor=manager, contact=contact, to_team_code="central-mash", reason="Preston", now=NOW)
    client = Client()
    client.force_login(User.objects.get(pk=manager.user_id), backend="django.contrib.auth.backends.ModelBackend")

    response = client.get(reverse(f"frontdoor:{page}", kwargs={"reference": contact.reference}))

    assert response.status_code == 200
    with request_transaction(Actor.machine("test")):
        seen = Entry.objects.filter(kind="opened", subject_kind="person", subject=person)
        assert [row.purpose for row in seen] == [manager.purpose]
