"""A family's position is appended, never changed; a manager approves going ahead untold."""

from datetime import timedelta

import pytest

from openmash.agencies.choices import Role
from openmash.agencies.tests.factories import NOW
from openmash.base.actors import Actor
from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.sharing import queries, services
from openmash.sharing.models import FamilyPosition
from openmash.sharing.services import PositionGiven
from openmash.trail.models import Entry

pytestmark = pytest.mark.django_db
ABOUT = {"subject_kind": "contact", "subject": "C-10001"}


def actor_with(role, user_id=1, authority=True):
    return Actor(user_id=user_id, in_authority=authority, roles=frozenset({role}))


WORKER, MANAGER = actor_with(Role.SCREENING_WORKER), actor_with(Role.MASH_MANAGER, 2)


def recorded(actor=WORKER, at=NOW, **given):
    with request_transaction(actor):
        return services.record_family_position(actor=actor, **ABOUT, given=PositionGiven(**given), now=at)


def position(actor=WORKER):
    with request_transaction(actor):
        return queries.position_of(actor, **ABOUT)


def test_nothing_recorded_is_not_known_yet():
    assert (position().told_words, position().agreement_words) == ("Not known yet", "Not known yet")


def test_the_latest_holds_and_the_earlier_stays():
    recorded(told="not_told")
    recorded(told="told", agreement="agreed", lawful_bases=("public-task",), at=NOW + timedelta(hours=1))

    assert (position().told, position().agreement, position().lawful_bases) == ("told", "agreed", ("public-task",))
    with request_transaction(WORKER):
        assert [one.told for one in queries.positions_of(WORKER, **ABOUT)] == ["told", "not_told"]


def test_the_trail_holds_codes_and_no_words():
    recorded(told="must_not", must_not_be_told="Her stepfather", going_ahead_reason="risk", going_ahead_words="secret")

    entry = Entry.objects.get()

    assert (entry.kind, entry.subject) == ("family_position.recorded", "C-10001")
    assert "stepfather" not in str(entry.details) and "secret" not in str(entry.details)


def test_who_must_not_be_told_is_named():
    with pytest.raises(RuleBroken, match="who must not be told"):
        recorded(told="must_not")

    with request_transaction(WORKER):
        assert not FamilyPosition.objects.exists()


def test_a_manager_approves_and_another_reason_needs_approval_anew():
    recorded(told="not_told", going_ahead_reason="risk", going_ahead_words="He may move her")
    with request_transaction(MANAGER):
        services.approve_going_ahead(actor=MANAGER, **ABOUT, now=NOW + timedelta(minutes=1))
    assert position().approved_by == "user:2"

    recorded(
        told="not_told", going_ahead_reason="other", going_ahead_words="Something else", at=NOW + timedelta(hours=1)
    )

    assert position().approved_by == ""


def test_a_managers_own_record_is_approved_by_it():
    recorded(MANAGER, told="not_told", going_ahead_reason="risk", going_ahead_words="He may move her")

    assert position(MANAGER).approved_by == "user:2"


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.MASH_MANAGER, Role.LOCALITY_MANAGER}])
def test_only_a_manager_approves(role):
    actor = actor_with(role)
    with request_transaction(actor), pytest.raises(Denied, match="Only a manager can approve"):
        services.approve_going_ahead(actor=actor, **ABOUT, now=NOW)


@pytest.mark.parametrize(
    "actor",
    [
        pytest.param(actor_with(Role.ADMINISTRATOR), id="administrator"),
        pytest.param(actor_with(Role.BOARD_MEMBER), id="board-member"),
        pytest.param(actor_with(Role.SCREENING_WORKER, authority=False), id="another-agency"),
    ],
)
def test_only_those_who_work_with_families_record(actor):
    with pytest.raises(Denied, match="Only a worker or manager of the council"):
        recorded(actor, told="told")


def test_there_must_be_something_to_approve_and_only_once():
    with request_transaction(MANAGER), pytest.raises(RuleBroken, match="No reason"):
        services.approve_going_ahead(actor=MANAGER, **ABOUT, now=NOW)
    recorded(MANAGER, told="not_told", going_ahead_reason="risk", going_ahead_words="x")
    with request_transaction(MANAGER), pytest.raises(RuleBroken, match="already"):
        services.approve_going_ahead(actor=MANAGER, **ABOUT, now=NOW)


def test_another_agency_sees_no_position():
    recorded(told="told")
    partner = actor_with(Role.PARTNER, authority=False)

    assert position(partner).recorded_at is None
    with request_transaction(partner):
        assert not FamilyPosition.objects.exists()
