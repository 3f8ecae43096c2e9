"""A front door with the shipped Lancashire pack, its people at work, and contacts made through the services."""

from datetime import date, datetime, timedelta, timezone
from functools import cache

import pytest
from django.test import Client

from openmash.accounts.models import User
from openmash.agencies import queries as agencies
from openmash.agencies import services as agencies_services
from openmash.agencies.choices import Role
from openmash.agencies.packs import SHIPPED, read_pack
from openmash.agencies.tests import factories
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.frontdoor.queries.contacts import contact_by_reference
from openmash.frontdoor.rules.given import CallGiven, PersonRow
from openmash.frontdoor.services import contacts, earlyhelp_checks, history, screening
from openmash.sharing.services import PositionGiven

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=timezone.utc)
MACHINE = Actor.machine("tests")
LANCASTER, PRESTON, LEEDS = "LA1 1YN", "PR1 8XJ", "LS1 4AP"


@cache
def lancashire():
    return read_pack(SHIPPED / "lancashire")


@pytest.fixture
def pack(db):
    with request_transaction(MACHINE):
        agencies.forget_packs()
        agencies_services._keep(actor=MACHINE, pack=lancashire(), now=NOW - timedelta(days=30))
    yield lancashire()
    agencies.forget_packs()


@pytest.fixture
def act_as(pack):
    """Return the actor of somebody new in a role of a team."""

    def make(role, team="east-central-triage"):
        held = agencies.team_by_code(team)
        email = f"{role}.{team}.{held.memberships.count()}@example.org".replace("_", "-")
        return agencies.actor_for(factories.member(role, in_team=held, email=email), on=NOW.date())

    return make


@pytest.fixture
def signed_in(pack, settings, monkeypatch):
    """Return a client signed in as an actor."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    monkeypatch.setattr(clock, "now", lambda: NOW)
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}

    def make(actor):
        browser = Client()
        browser.force_login(User.objects.get(pk=actor.user_id), backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return make


@pytest.fixture
def worker(act_as):
    return act_as(Role.SCREENING_WORKER)


@pytest.fixture
def manager(act_as):
    return act_as(Role.MASH_MANAGER, team="mash-management")


def aled(**more):
    values = {"given_name": "Aled", "family_name": "Example", "date_of_birth": date(2015, 3, 4), "is_child": True}
    return PersonRow(**(values | more))


def cari(**more):
    return aled(given_name="Cari", date_of_birth=date(2020, 5, 6), **more)


def call(**more):
    values = {
        "story": "He came to school hungry and frightened.",
        "caller_name": "T Teacher",
        "caller_is_professional": True,
        "source": "2A",
        "address": "12 High Street",
        "postcode": PRESTON,
        "people": (aled(),),
    }
    return CallGiven(**(values | more))


def fresh(actor, contact):
    """Return the contact and its children as they are now."""
    held = contact_by_reference(actor, contact.reference)
    children = list(held.children.all())
    for child in children:
        child.contact = held
    return held, children


@pytest.fixture
def taken(worker):
    """A call about Aled and Cari, taken by the worker."""
    with request_transaction(worker):
        return contacts.take_call(actor=worker, given=call(people=(aled(), cari())), now=NOW)


@pytest.fixture
def screened(worker, taken):
    """The same, screened: amber, history read, checked, the family told; nothing decided."""

    def make(rag="amber", *, check=True):
        with request_transaction(worker):
            contact, children = fresh(worker, taken)
            history.record_history_opened(actor=worker, contact=contact, now=NOW)
            screening.rate_rag(actor=worker, children=children, rag=rag, reason="Hungry, alone", now=NOW)
            if check:
                earlyhelp_checks.record_early_help_check(actor=worker, children=children, result="no_record", now=NOW)
            told = PositionGiven(told="told", told_who="Mother", agreement="agreed")
            screening.record_family_position(actor=worker, contact=contact, given=told, now=NOW)
            return fresh(worker, contact)

    return make
