"""Boards and groups are set up, changed and ended by those who keep them; who sat there stays known."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from openmash.agencies.choices import Role
from openmash.agencies.models import Agency, Membership, Team
from openmash.agencies.tests.factories import user
from openmash.base.actors import Actor
from openmash.base.errors import Conflict, Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.boards import queries, services
from openmash.boards.choices import Capacity, Regime
from openmash.boards.services import BodyGiven, SeatGiven
from openmash.sharing.tests import register_world as world
from openmash.sharing.tests.register_world import NOW
from openmash.trail.models import Entry

pytestmark = pytest.mark.django_db
DAY = NOW.date()
BOARD = BodyGiven("Improvement board", Regime.OTHER, terms="Steers the plan.", frequency="every six weeks", quorum=2)


@pytest.fixture(autouse=True)
def lancashire(db):
    world.load()


@pytest.fixture
def keeper():
    return world.worker(Role.PRINCIPAL_SOCIAL_WORKER, name="Pru Principal")


def seat(name, capacity=Capacity.MEMBER, **more):
    return SeatGiven(name=name, capacity=capacity, from_on=DAY, **more)


def set_up(keeper, given=BOARD, **changed):
    with request_transaction(keeper):
        return services.set_up_body(actor=keeper, given=replace(given, **changed), now=NOW)


def change(keeper, body, **changed):
    with request_transaction(keeper):
        given = replace(BOARD, name=body.name, **changed)
        return services.change_body(actor=keeper, body=body, version=body.version, given=given, now=NOW)


def give(keeper, body, given):
    with request_transaction(keeper):
        return services.give_seat(actor=keeper, body=body, given=given, now=NOW)


def kinds(reference):
    return list(Entry.objects.filter(subject=reference).order_by("pk").values_list("kind", flat=True))


def test_what_happens_to_a_body_stands_in_the_trail(keeper):
    body = set_up(keeper)
    body = change(keeper, body, quorum=1)
    held = give(keeper, body, seat("Una Chair", Capacity.CHAIR))
    with request_transaction(keeper):
        services.end_seat(actor=keeper, seat=held, until_on=DAY, now=NOW)
        services.end_body(actor=keeper, body=body, now=NOW)

    assert kinds(body.reference) == ["body.set_up", "body.changed", "seat.given", "seat.ended", "body.ended"]


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.MASH_MANAGER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_those_who_keep_boards_change_them(role):
    actor = world.worker(role, name="O Other")
    with request_transaction(actor), pytest.raises(Denied, match="keep boards and groups"):
        services.set_up_body(actor=actor, given=BOARD, now=NOW)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        pytest.param({"name": "  "}, "name", id="no-name"),
        pytest.param({"name": "improvement BOARD"}, "name", id="a-name-that-is-taken"),
        pytest.param({"name": "Other", "regime": "none"}, "regime", id="an-unknown-kind"),
        pytest.param({"name": "Other", "quorum": 0}, "quorum", id="nobody-makes-it-whole"),
    ],
)
def test_what_does_not_hold_together_is_refused_at_its_field(keeper, changed, field):
    set_up(keeper)

    with pytest.raises(RuleBroken) as refused:
        set_up(keeper, **changed)

    assert refused.value.field == field


def test_a_body_never_answers_to_itself(keeper):
    board = set_up(keeper)
    group = set_up(keeper, name="Operational group", answers_to=board.reference)

    with pytest.raises(RuleBroken, match="answer to itself"):
        change(keeper, board, answers_to=group.reference)
    with request_transaction(keeper):
        offered = [name for _, name in queries.could_answer_to(keeper, board, on=DAY)]
        way = [one.name for one in queries.above(keeper, group)]

    assert offered == []
    assert way == ["Operational group", "Improvement board"]


def test_two_who_change_one_body_do_not_overwrite_each_other(keeper):
    body = set_up(keeper)
    change(keeper, body, quorum=1)

    with pytest.raises(Conflict):
        change(keeper, body, quorum=5)


def test_a_body_to_which_others_answer_does_not_end(keeper):
    board = set_up(keeper)
    set_up(keeper, name="Operational group", answers_to=board.reference)

    with request_transaction(keeper), pytest.raises(RuleBroken, match="Others answer to this one"):
        services.end_body(actor=keeper, body=board, now=NOW)


def test_a_body_that_ended_is_shown_no_more_and_its_name_is_free(keeper):
    body = set_up(keeper)
    with request_transaction(keeper):
        services.end_body(actor=keeper, body=body, now=NOW)
    again = set_up(keeper)

    with request_transaction(keeper):
        later = queries.bodies(keeper, on=DAY + timedelta(days=1))

    assert [one.body.pk for one in later] == [again.pk]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param(seat(" "), "name", id="no-name"),
        pytest.param(seat("una chair"), "name", id="sits-there-already"),
        pytest.param(seat("Otto Other", Capacity.CHAIR), "capacity", id="a-second-chair"),
        pytest.param(seat("Otto Other", "king"), "capacity", id="unknown"),
    ],
)
def test_a_seat_that_cannot_be_is_refused_at_its_field(keeper, given, field):
    body = set_up(keeper)
    give(keeper, body, seat("Una Chair", Capacity.CHAIR))

    with pytest.raises(RuleBroken) as refused:
        give(keeper, body, given)

    assert refused.value.field == field


def test_a_seat_that_ended_is_free_and_who_sat_there_stays_known(keeper):
    body = set_up(keeper)
    held = give(keeper, body, seat("Una Chair", Capacity.CHAIR))
    with request_transaction(keeper):
        services.end_seat(actor=keeper, seat=held, until_on=DAY, now=NOW)
    give(keeper, body, replace(seat("Otto Other", Capacity.CHAIR), from_on=DAY + timedelta(days=1)))

    with request_transaction(keeper):
        tomorrow = queries.seats_on([body.pk], on=DAY + timedelta(days=1))[body.pk]
        before = queries.seats_before(body, on=DAY + timedelta(days=1))

    assert [one.name for one in tomorrow] == ["Otto Other"]
    assert [one.name for one in before] == ["Una Chair"]


@pytest.mark.parametrize(
    ("until_on", "words"),
    [
        pytest.param(DAY - timedelta(days=1), "began later", id="before-it-began"),
        pytest.param(DAY, "ended already", id="twice"),
    ],
)
def test_a_seat_ends_once_and_after_it_began(keeper, until_on, words):
    body = set_up(keeper)
    held = give(keeper, body, seat("Una Chair", Capacity.CHAIR))
    with request_transaction(keeper):
        if "already" in words:
            services.end_seat(actor=keeper, seat=held, until_on=DAY, now=NOW)
        with pytest.raises(RuleBroken, match=words):
            services.end_seat(actor=keeper, seat=held, until_on=until_on, now=NOW)


def test_another_agency_sees_no_board(keeper):
    body = set_up(keeper)
    member = user("p@example.org", name="Pat Partner")
    team = Team.objects.filter(agency__is_authority=False).first()
    Membership.objects.create(user=member, team=team, role=Role.PARTNER, since=date(2020, 1, 1))
    partner = Actor(user_id=member.pk, name="Pat Partner", agency_id=team.agency_id, roles=frozenset({Role.PARTNER}))

    with request_transaction(partner), pytest.raises(NotFound):
        queries.body_by_reference(partner, body.reference)
    with request_transaction(partner):
        assert queries.bodies(partner, on=DAY) == []
    assert Agency.objects.get(pk=team.agency_id).is_authority is False


def test_the_map_asks_twice_however_many_bodies_there_are(keeper, django_assert_num_queries):
    for number in range(5):
        give(keeper, set_up(keeper, name=f"Group {number}"), seat("Una Chair", Capacity.CHAIR))

    with request_transaction(keeper), django_assert_num_queries(2):
        assert len(queries.bodies(keeper, on=DAY)) == 5
