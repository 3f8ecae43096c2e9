"""Who somebody is at work."""

from datetime import date

import pytest

from openmash.agencies import queries
from openmash.agencies.choices import ROLE_PURPOSES, ROLE_WORDS, Role
from openmash.agencies.models import Membership
from openmash.agencies.tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def test_roles_teams_and_localities_of_all_memberships_are_joined():
    north, east = make.team("north", locality="north"), make.team("east", locality="east")
    user = make.member(Role.SCREENING_WORKER, in_team=north)
    Membership.objects.create(user=user, team=east, role=Role.LOCALITY_MANAGER, since=make.LONG_AGO)

    actor = queries.actor_for(user, on=TODAY)

    assert actor.roles == {Role.SCREENING_WORKER, Role.LOCALITY_MANAGER}
    assert actor.team_ids == {north.pk, east.pk}
    assert actor.localities == {"north", "east"}
    assert actor.in_authority
    assert actor.purpose == ROLE_PURPOSES[Role.SCREENING_WORKER]


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        pytest.param(date(2026, 11, 23), None, True, id="begins-today"),
        pytest.param(date(2026, 11, 24), None, False, id="begins-tomorrow"),
        pytest.param(date(2026, 1, 1), date(2026, 11, 23), True, id="ends-today"),
        pytest.param(date(2026, 1, 1), date(2026, 11, 22), False, id="ended-yesterday"),
    ],
)
def test_a_membership_holds_from_its_first_to_its_last_day(since, until, holds):
    user = make.member(since=since, until=until)

    assert (queries.actor_for(user, on=TODAY) is not None) is holds


def test_somebody_without_a_membership_is_nobody_at_work():
    assert queries.actor_for(make.user(), on=TODAY) is None


def test_roles_of_two_agencies_are_never_mixed():
    user = make.member(Role.MASH_MANAGER, in_team=make.team("response", agency=make.police(), kind="police"))
    Membership.objects.create(user=user, team=make.team(), role=Role.SCREENING_WORKER, since=make.LONG_AGO)

    actor = queries.actor_for(user, on=TODAY)

    assert (actor.agency_code, actor.roles, actor.cleared) == ("council", {Role.SCREENING_WORKER}, False)


@pytest.mark.parametrize("role", list(Role))
def test_only_a_manager_of_the_mash_is_cleared(role):
    assert make.actor(role).cleared is (role == Role.MASH_MANAGER)


def test_a_partner_is_not_cleared_whatever_the_role():
    actor = make.actor(Role.MASH_MANAGER, in_team=make.team("response", agency=make.police()))

    assert (actor.in_authority, actor.cleared) == (False, False)


def test_every_role_has_words_and_a_purpose():
    assert set(ROLE_WORDS) == set(ROLE_PURPOSES) == set(Role)


def test_the_actor_is_found_in_one_query_once_the_pack_is_known(django_assert_num_queries):
    make.load()
    user = make.member()
    queries.actor_for(user, on=TODAY)

    with django_assert_num_queries(1):
        queries.actor_for(user, on=TODAY)
