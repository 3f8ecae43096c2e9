"""How often a page asks the tables: a number that does not grow with children, contacts or work."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openmash.accounts.models import User
from openmash.base import clock
from openmash.base.transactions import request_transaction
from openmash.frontdoor.queries import story_of
from openmash.frontdoor.queries.facts import background_of
from openmash.frontdoor.queries.screening import screening_of
from openmash.frontdoor.rules.contacts import ways_to_write
from openmash.frontdoor.services import contacts, screening
from openmash.frontdoor.tests.conftest import NOW, aled, call, fresh
from openmash.people import queries as people
from openmash.sharing.queries import Position
from openmash.trail.models import Entry

NAMES = ("Aled", "Bryn", "Cari", "Dilys")


@pytest.fixture
def browser(worker, monkeypatch, settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    monkeypatch.setattr(clock, "now", lambda: NOW)
    client = Client()
    client.force_login(User.objects.get(pk=worker.user_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def rated(worker):
    """Return a contact about so many children, some hours old, with a colour for each."""

    def make(children, *, hours=1, **more):
        people = tuple(aled(given_name=name) for name in NAMES[:children])
        with request_transaction(worker):
            at = NOW - timedelta(hours=hours)
            contact = contacts.take_call(actor=worker, given=call(**({"people": people} | more)), now=at)
            screening.rate_rag(actor=worker, children=list(contact.children.all()), rag="amber", reason="Told", now=at)
            return fresh(worker, contact)

    return make


def asked(browser, address):
    """Return how often a page asks the tables once it has been shown before. Who acts is told once more."""
    browser.get(address)
    with CaptureQueriesContext(connection) as heard:
        assert browser.get(address).status_code == 200
    return sum(one["sql"].lstrip("(").startswith(("SELECT", "INSERT", "UPDATE")) for one in heard.captured_queries)


def address_of(name, reference):
    return reverse(name, kwargs={"reference": reference})


def test_a_contact_asks_as_often_for_four_children_as_for_two(browser, rated):
    two, four = rated(2)[0], rated(4, hours=2)[0]

    numbers = [asked(browser, address_of("frontdoor:contact", contact.reference)) for contact in (two, four)]

    assert numbers == [28, 28]


def test_the_history_of_a_contact_asks_as_often_for_four_children_as_for_two(browser, rated):
    two, four = rated(2)[0], rated(4, hours=2)[0]

    numbers = [asked(browser, address_of("frontdoor:open_history", contact.reference)) for contact in (two, four)]

    assert numbers == [28, 28]


def test_a_childs_page_asks_as_often_for_many_contacts_as_for_one(browser, rated):
    _, (child, *_) = rated(2)
    address = address_of("web:child", child.person.reference)
    before = asked(browser, address)
    for hours in range(2, 6):
        rated(1, hours=hours, people=(aled(reference=child.person.reference),))

    assert (before, asked(browser, address)) == (23, 23)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        pytest.param("web:home", 12, id="my-work"),
        pytest.param("web:team_board", 11, id="team-board"),
        pytest.param("frontdoor:take_call", 9, id="taking-a-call"),
    ],
)
def test_a_page_of_every_day_asks_as_often_for_much_work_as_for_little(browser, rated, name, number):
    rated(1)
    before = asked(browser, reverse(name))
    for hours in range(2, 6):
        rated(2, hours=hours)

    assert (before, asked(browser, reverse(name))) == (number, number)


def test_typing_a_name_asks_as_often_for_many_as_for_one(browser, rated):
    rated(2)
    address = f"{reverse('people:found')}?q=aled+example"
    before = asked(browser, address)
    for hours in range(2, 6):
        rated(4, hours=hours)

    assert (before, asked(browser, address)) == (9, 9)


def test_what_stands_behind_the_children_of_a_contact_is_read_once(worker, rated, django_assert_num_queries):
    contact, children = rated(4)

    with request_transaction(worker):
        with django_assert_num_queries(5):
            background_of(worker, contact, children)
        with django_assert_num_queries(6):
            screening_of(worker, contact, position=Position(), now=NOW)


def test_a_story_asks_as_often_however_long_it_is(worker, rated, django_assert_num_queries):
    _, (child, *_) = rated(2)
    for hours in range(2, 5):
        rated(1, hours=hours, people=(aled(reference=child.person.reference),))

    with request_transaction(worker):
        household = people.household_of(worker, child.person)
        with django_assert_num_queries(12):
            story_of(worker, child.person, now=NOW, household=household)


def test_every_child_of_a_contact_that_is_shown_stands_in_the_trail(browser, rated):
    contact, children = rated(3)

    browser.get(address_of("frontdoor:contact", contact.reference))

    opened = Entry.objects.filter(kind="opened", details__contact=contact.reference)
    assert sorted(opened.values_list("subject", flat=True)) == sorted(one.person.reference for one in children)


@pytest.mark.parametrize("typed", ["PR1 8XJ", "pr1 8xj", "PR18XJ", "pr18xj"])
def test_a_contact_at_the_same_address_is_known_however_its_postcode_was_typed(worker, rated, typed):
    rated(1, hours=20, postcode=typed)
    contact, (child, *_) = rated(1, people=(aled(given_name="Zoe", family_name="Other"),))

    with request_transaction(worker):
        told = story_of(worker, child.person, now=NOW, contact=contact)
        assert len(background_of(worker, contact, [child]).at_address) == 1
    assert any(row.title.startswith("Contact at the same address") for row in told.happenings)


def test_a_postcode_that_is_none_is_still_looked_for_as_it_stands():
    assert ways_to_write("not known") >= {"not known", "NOTKNOWN"}
    assert ways_to_write("") == set()
