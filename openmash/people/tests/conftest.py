"""Who acts and who lives where in the tests of people."""

from datetime import date, datetime, timezone

import pytest

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.people import services
from openmash.people.services import PersonGiven

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=timezone.utc)
TODAY = date(2026, 11, 23)


def actor_with(*roles, user_id=1, authority=True, cleared=False):
    return Actor(
        user_id=user_id,
        name="A Worker",
        agency_code="council" if authority else "police",
        in_authority=authority,
        roles=frozenset(roles),
        cleared=cleared,
        purpose="screening",
    )


@pytest.fixture
def worker():
    return actor_with(Role.SCREENING_WORKER)


@pytest.fixture
def manager(db):
    user = User.objects.create_user("manager@example.org", name="M Manager")
    return actor_with(Role.MASH_MANAGER, user_id=user.pk, cleared=True)


@pytest.fixture
def administrator():
    return actor_with(Role.ADMINISTRATOR, user_id=3)


@pytest.fixture
def as_actor(db):
    """Run what is inside as somebody, as a request does."""
    return request_transaction


@pytest.fixture
def person(as_actor, manager):
    """Make somebody; words that are not given are those of Aled Example."""

    def make(**given):
        words = {
            "given_name": "Aled",
            "family_name": "Example",
            "date_of_birth": date(2015, 3, 4),
            "address": "12 High Street, Preston",
            "postcode": "PR1 2AB",
        }
        with as_actor(manager):
            return services.create_person(actor=manager, given=PersonGiven(**{**words, **given}), now=NOW)

    return make


@pytest.fixture
def load(as_actor, administrator, tmp_path):
    """Load rows into an index, the first line naming the columns."""

    def load_rows(index, *lines, changes_only=False, encoding="utf-8", actor=administrator, now=NOW):
        path = tmp_path / f"{index}.csv"
        path.write_bytes("\n".join(lines).encode(encoding))
        with as_actor(actor):
            return services.load_index(actor=actor, index=index, file=path, changes_only=changes_only, now=now)

    return load_rows
