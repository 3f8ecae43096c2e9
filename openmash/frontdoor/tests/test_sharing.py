"""What the front door gives to standing feeds, and what it says of a file whose sender no agreement covers."""

from datetime import timedelta
from io import BytesIO

import pytest

from openmash.accounts.models import User
from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.frontdoor.models import NoticeFile
from openmash.frontdoor.queries.feeds import ITEMS, children_with_open_contacts
from openmash.frontdoor.rules.given import CallGiven
from openmash.frontdoor.services import contacts
from openmash.frontdoor.services.notices import load_notices
from openmash.frontdoor.tests.conftest import MACHINE, NOW, aled, cari
from openmash.people import services as people
from openmash.people.models import Person
from openmash.sharing import services as sharing
from openmash.sharing.tests import register_world as register

pytestmark = pytest.mark.django_db
ROWS = (
    "reference,source,agency,received_at,given_name,family_name,age,address,postcode,concern\n"
    "LP-1,3A,LANCS-POLICE,2026-11-23T09:00,Bryn,Example,9,4 Example Row,PR1 8XJ,Shouting heard\n"
)


def lines(actor):
    with request_transaction(actor):
        return list(children_with_open_contacts(actor, NOW))


def test_it_is_offered_to_feeds_with_the_items_it_has(pack):
    offered = {content.code: content for content in sharing.contents()}["frontdoor.open_children"]

    assert offered.items == ITEMS
    assert set(ITEMS) <= {item.code for item in pack.data_items}


def test_a_line_is_a_child_of_a_contact_that_waits(act_as, worker):
    contact = _call(worker, aled(), cari())
    keeper = act_as(Role.ADMINISTRATOR, team="front-door-support")

    found = lines(keeper)

    assert [(line["name"], line["reference"]) for line in found] == [
        ("Aled Example", contact.reference),
        ("Cari Example", contact.reference),
    ]
    assert set(found[0]) == {"person", *ITEMS}
    assert found[0]["open_since"] == "2026-11-23"


def _call(worker, *rows):
    given = CallGiven(
        story="Told in confidence",
        address="12 Example Street",
        postcode="PR1 8XJ",
        people=rows,
        caller_name="T Teacher",
    )
    with request_transaction(worker):
        return contacts.take_call(actor=worker, given=given, now=NOW - timedelta(hours=1))


def test_a_restricted_child_leaves_no_line_whoever_runs_it(act_as, worker, manager):
    _call(worker, aled())
    with request_transaction(manager):
        person = Person.objects.get(given_name="Aled")
        people.restrict_person(actor=manager, person=person, reason="A member of staff", now=NOW)

    assert lines(act_as(Role.ADMINISTRATOR, team="front-door-support")) == []
    assert lines(Actor.machine("register")) == []


def test_a_protected_address_of_anybody_at_home_is_left_out_even_where_they_are_restricted(act_as, worker, manager):
    _call(worker, aled(), cari())
    with request_transaction(manager):
        child, sibling = Person.objects.order_by("given_name")
        assert child.household_id == sibling.household_id
        Person.objects.filter(pk=sibling.pk).update(address_protected=True)
    keeper = act_as(Role.ADMINISTRATOR, team="front-door-support")
    assert {(line["address"], line["postcode"]) for line in lines(keeper)} == {("", "")}

    with request_transaction(MACHINE):
        Person.objects.filter(pk=sibling.pk).update(restricted=True)

    assert [(line["name"], line["address"], line["postcode"]) for line in lines(keeper)] == [("Aled Example", "", "")]


def _load(actor):
    with request_transaction(actor):
        return load_notices(actor=actor, file=BytesIO(ROWS.encode()), name="notices.csv", now=NOW)


def test_a_file_is_loaded_with_a_warning_where_no_agreement_covers_its_sender(manager):
    loaded = _load(manager)

    assert (loaded.accepted, loaded.contacts) == (1, 1)
    assert loaded.warnings == [
        "Lancashire Constabulary: There is no agreement between Lancashire Constabulary and "
        f"{_council()}. What was sent is loaded all the same. Ask the sender and the owner of the agreement to put this right."
    ]


def _council():
    with request_transaction(MACHINE):
        return next(one for one in agencies.all_agencies() if one.is_authority).name


def test_no_warning_stands_where_an_agreement_in_force_covers_the_sender(act_as, manager):
    keeper = act_as(Role.ADMINISTRATOR, team="front-door-support")
    lead = act_as(Role.INFORMATION_GOVERNANCE, team="front-door-support")
    register.in_force(register.drafted(keeper, parties=("LCC", "LANCS-POLICE")), lead, keeper)

    assert _load(manager).warnings == []


def test_the_page_of_a_file_shows_the_warning(client, manager, settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    loaded = _load(manager)
    client.force_login(User.objects.get(pk=manager.user_id), backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(f"/notices/{loaded.pk}/")

    assert page.status_code == 200
    assert "There is no agreement between Lancashire Constabulary" in page.content.decode()
    with request_transaction(MACHINE):
        assert NoticeFile.objects.get().warnings


def test_an_index_is_loaded_with_a_warning_too(act_as):
    keeper = act_as(Role.ADMINISTRATOR, team="front-door-support")
    rows = "record_id,given_name,family_name,age\nP1,Aled,Example,11\n"

    def load(index):
        with request_transaction(keeper):
            return people.load_index(actor=keeper, index=index, file=BytesIO(rows.encode()), now=NOW)

    assert load("police").warnings[0].startswith("Lancashire Constabulary: There is no agreement")
    assert load("social_care").warnings == []
