"""Whose work is seen by whom, and how much of it is late."""

import pytest

from openmash.agencies.choices import Role
from openmash.agencies.tests import factories as make
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.work import queries
from openmash.work.models import WorkItem
from openmash.work.tests.factories import MACHINE, NOW, work

pytestmark = pytest.mark.django_db


def seen(actor, which="all", **more):
    with request_transaction(actor):
        return {item.subject for item in queries.work_of(actor, which=which, **more)}


@pytest.fixture
def area():
    """Work of two teams in two localities, one item restricted."""
    north, east = make.team("north-help", locality="north", kind="early_help"), make.team("east-help", locality="east")
    work("C-north", team=north, locality="north")
    work("C-east", team=east, locality="east")
    work("C-secret", team=north, locality="north", restricted=True)
    return north, east


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        pytest.param(Role.SCREENING_WORKER, {"C-north", "C-east"}, id="screening-worker-all-but-restricted"),
        pytest.param(Role.MASH_MANAGER, {"C-north", "C-east", "C-secret"}, id="mash-manager-all"),
        pytest.param(Role.LOCALITY_MANAGER, {"C-north"}, id="locality-manager-own-locality"),
        pytest.param(Role.EARLY_HELP_OFFICER, {"C-north"}, id="early-help-own-team"),
        pytest.param(Role.BOARD_MEMBER, {"C-north"}, id="others-own-team"),
    ],
)
def test_who_sees_which_work(area, role, expected):
    assert seen(make.actor(role, in_team=area[0])) == expected


def test_another_agency_sees_no_work(area):
    partner = make.actor(Role.PARTNER, in_team=make.team("response", agency=make.police()))

    assert seen(partner) == set()
    with request_transaction(partner):
        assert not WorkItem.objects.exists()


def test_mine_is_my_own_and_what_nobody_of_my_team_took(area):
    north = area[0]
    me, colleague = make.member(in_team=north), make.member(in_team=north, email="colleague@example.org")
    work("C-mine", team=area[1], owner=me)
    work("C-taken", team=north, owner=colleague)
    actor = Actor(
        user_id=me.pk, in_authority=True, roles=frozenset({"screening_worker"}), team_ids=frozenset({north.pk})
    )

    assert seen(actor, "mine") == {"C-mine", "C-north"}
    assert seen(actor, "team") == {"C-north", "C-taken"}
    with pytest.raises(ValueError, match="mine, team or all"):
        seen(actor, "theirs")


def test_filters(area):
    work("C-red", team=area[0], rag="red", act="decide")

    assert seen(MACHINE, rag="red") == {"C-red"}
    assert seen(MACHINE, rag="none") == {"C-north", "C-east", "C-secret"}
    assert seen(MACHINE, act="decide") == {"C-red"}
    assert seen(MACHINE, locality="east") == {"C-east"}
    assert seen(MACHINE, team="east-help") == {"C-east"}


def test_each_item_is_counted_once():
    for number, hours in enumerate([-1, 1, 2, 4, 30]):
        work(f"C-{number}", hours=hours)

    with request_transaction(MACHINE):
        assert queries.counts(MACHINE, now=NOW, which="all") == {
            "overdue": 1,
            "next_two_hours": 2,
            "today": 1,
            "later": 1,
        }


def test_late_in_the_evening_the_next_two_hours_reach_into_tomorrow():
    work("C-1", hours=9.75)
    work("C-2", hours=12)

    with request_transaction(MACHINE):
        found = queries.counts(MACHINE, now=NOW.replace(hour=22, minute=30), which="all")
    assert found == {"overdue": 0, "next_two_hours": 1, "today": 0, "later": 1}


def test_next_is_the_first_of_mine(area):
    actor = make.actor(in_team=area[0])
    work("C-red", team=area[0], rag="red", hours=50)

    with request_transaction(actor):
        assert queries.next_for(actor).subject == "C-red"
        assert queries.open_work_on(actor, subject_kind="contact", subject="C-east")[0].team.code == "east-help"


@pytest.mark.parametrize(
    ("mine", "waiting", "first"),
    [
        pytest.param({"rag": "red", "hours": 9}, {"rag": "amber", "hours": 1}, "C-mine", id="mine-by-colour"),
        pytest.param({"rag": "amber", "hours": 1}, {"rag": "red", "hours": 9}, "C-waiting", id="waiting-by-colour"),
        pytest.param({"rag": "red", "hours": 1}, {"rag": "red", "hours": 9}, "C-mine", id="mine-by-due-time"),
        pytest.param({"rag": "red", "hours": 9}, {"rag": "red", "hours": 1}, "C-waiting", id="waiting-by-due-time"),
    ],
)
def test_next_is_the_earlier_of_what_is_mine_and_what_waits(area, mine, waiting, first):
    me = make.member(Role.SOCIAL_WORKER, in_team=area[0])
    actor = Actor(
        user_id=me.pk, in_authority=True, roles=frozenset({"social_worker"}), team_ids=frozenset({area[0].pk})
    )
    work("C-mine", team=area[0], owner=me, **mine)
    work("C-waiting", team=area[0], **waiting)

    with request_transaction(actor):
        assert queries.next_for(actor).subject == queries.own_work(actor, acts=["screen"], limit=1)[0].subject == first


def test_nothing_is_next_where_nothing_waits(area):
    other = make.member(Role.SOCIAL_WORKER, in_team=area[1])
    actor = Actor(user_id=other.pk, in_authority=True, roles=frozenset({"social_worker"}))

    with request_transaction(actor):
        assert queries.next_for(actor) is None


def test_records_with_work_for_me_or_my_team_or_that_was_mine(area):
    north, east = area
    me = make.member(Role.SOCIAL_WORKER, in_team=north)
    actor = Actor(user_id=me.pk, in_authority=True, roles=frozenset({"social_worker"}), team_ids=frozenset({north.pk}))
    from openmash.work import services

    work("C-was-mine", team=east, owner=me)
    work("C-others", team=east)
    with request_transaction(MACHINE):
        services.finish_work(actor=MACHINE, act="screen", subject_kind="contact", subject="C-was-mine", now=NOW)

    with request_transaction(actor):
        rows = queries.references_with_work_for(actor, subject_kind="contact")
        assert {row["subject"] for row in rows} == {"C-north", "C-was-mine"}
