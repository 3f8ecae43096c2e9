"""The shipped Lancashire pack in force, and people at work in its teams: for the tests of every room."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.agencies.models import Membership, Team
from openmash.agencies.services import load_packs
from openmash.agencies.tests.factories import user
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=LONDON)  # a Wednesday


def load_lancashire() -> None:
    """Put the shipped packs in force."""
    machine = Actor.machine("test")
    agencies.forget_packs()
    with request_transaction(machine):
        load_packs(actor=machine, now=NOW - timedelta(days=900))
    agencies.forget_packs()


def worker(role: Role, team: str, email: str = "", name: str = "W Worker") -> Actor:
    """Return somebody in a role in a team of the pack."""
    member = user(email or f"{role}.{team}@example.org", name=name)
    Membership.objects.create(user=member, team=Team.objects.get(code=team), role=role, since=date(2020, 1, 1))
    actor = agencies.actor_for(member, on=NOW.date())
    assert actor is not None
    return actor
