"""Work is opened once, taken by one person, moved with a reason and finished once."""

from datetime import timedelta

import pytest

from openmash.agencies.choices import Role
from openmash.agencies.tests import factories as make
from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.trail.models import Entry
from openmash.work import permissions, services
from openmash.work.models import WorkItem, WorkMove
from openmash.work.tests.factories import MACHINE, NOW, due, work

pytestmark = pytest.mark.django_db
ABOUT = {"subject_kind": "contact", "subject": "C-10001"}


def again(item):
    with request_transaction(MACHINE):
        return WorkItem.objects.get(pk=item.pk)


def doing(service, actor, **given):
    with request_transaction(actor):
        return service(actor=actor, **given, now=NOW)


def test_the_same_thing_is_open_once():
    first, second = work(), work(hours=5)

    assert first.pk == second.pk
    assert Entry.objects.filter(kind="work.opened").count() == 1
    assert work(child="P-1").pk != first.pk


def test_an_item_keeps_its_rule_and_pack():
    item = work(rag="red")

    assert (item.due_rule, item.rag_rank, item.pack.name) == ("rag-red", 0, "smallshire")


def test_work_can_be_opened_inside_the_act_of_another_agency():
    partner = make.actor(Role.PARTNER, in_team=make.team("response", agency=make.police()))
    make.load()
    with request_transaction(partner):
        services.open_work(
            actor=MACHINE,
            act="answer_disagreement",
            **ABOUT,
            team=make.team(),
            due=due(),
            rag="",
            arrived_at=NOW,
            now=NOW,
        )
        assert not WorkItem.objects.exists()

    with request_transaction(MACHINE):
        assert WorkItem.objects.get().act == "answer_disagreement"


def test_another_agency_opens_and_finishes_nothing():
    partner = make.actor(Role.PARTNER, in_team=make.team("response", agency=make.police()))

    with pytest.raises(Denied, match="Only the council's own staff"):
        work(actor=partner)
    with pytest.raises(Denied, match="Only the council's own staff"):
        doing(services.finish_all, partner, **ABOUT)


def test_one_person_takes_an_item_and_a_colleague_is_told():
    item = work()
    first, second = make.actor(name="F First"), make.actor(email="second@example.org")

    doing(services.take_work, first, item=item)
    doing(services.take_work, first, item=item)

    assert again(item).owner_id == first.user_id
    with pytest.raises(RuleBroken, match="F First has this already"):
        doing(services.take_work, second, item=item)
    with request_transaction(MACHINE):
        assert WorkMove.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "own_team", "may"),
    [
        pytest.param(Role.SCREENING_WORKER, True, True, id="member-of-the-team"),
        pytest.param(Role.SCREENING_WORKER, False, False, id="member-of-another-team"),
        pytest.param(Role.MASH_MANAGER, False, True, id="mash-manager"),
        pytest.param(Role.LOCALITY_MANAGER, False, True, id="locality-manager"),
        pytest.param(Role.BOARD_MEMBER, False, False, id="board-member"),
    ],
)
def test_who_takes_and_moves(role, own_team, may):
    item, other = work(), make.team("other")
    actor = make.actor(role, in_team=item.team if own_team else other)

    assert permissions.can_take_work(actor, item) is may
    assert permissions.can_move_work(actor, item) is may
    if not may:
        with pytest.raises(Denied, match="Only a member of the team that has this work, or a manager"):
            doing(services.move_work, actor, item=item, to_team=other, reason="x")


def test_a_machine_moves_and_does_not_take():
    item = work()

    assert permissions.can_move_work(MACHINE, item)
    with pytest.raises(Denied, match="Only a person"):
        doing(services.take_work, MACHINE, item=item)


def test_a_move_needs_a_reason_and_is_kept():
    item, other = work(), make.team("other")
    actor = make.actor()

    with pytest.raises(RuleBroken, match="Say why"):
        doing(services.move_work, actor, item=item, to_team=other, reason=" ")
    doing(services.move_work, actor, item=item, to_team=other, reason="They live there")

    assert again(item).team_id == other.pk
    with request_transaction(MACHINE):
        move = WorkMove.objects.get()
        assert (move.from_team_id, move.to_team_id, move.reason) == (make.team().pk, other.pk, "They live there")
    assert "They live there" not in str(Entry.objects.get(kind="work.moved").details)


def test_what_a_team_has_to_do_on_a_record_moves_with_it_and_what_others_have_stays():
    work()
    work(act="answer_referrer")
    work("C-2")
    other, third = make.team("other"), make.team("third")
    doing(services.move_work, MACHINE, item=work(act="countersign"), to_team=third, reason="A manager reads it")

    moved = doing(
        services.move_subject,
        MACHINE,
        **ABOUT,
        from_team=make.team(),
        to_team=other,
        reason="transfer accepted",
    )

    assert moved == 2
    with request_transaction(MACHINE):
        assert set(WorkItem.objects.filter(team=other).values_list("act", flat=True)) == {"screen", "answer_referrer"}
        assert WorkItem.objects.get(act="countersign").team == third


def test_a_new_colour_moves_the_clock_of_the_act_that_depends_on_it():
    decide, answer = work(act="decide", hours=9), work(act="answer_referrer", hours=9)

    changed = doing(services.rerate_work, MACHINE, **ABOUT, rag="red", act="decide", due=due(2))

    assert changed == 2
    assert (again(decide).rag_rank, again(answer).rag_rank) == (0, 0)
    assert again(decide).due_at == NOW + timedelta(hours=2)
    assert again(answer).due_at == NOW + timedelta(hours=9)


def test_work_is_finished_once_by_whoever_did_it():
    item, actor = work(), make.actor()

    assert doing(services.finish_work, actor, act="screen", **ABOUT, reason="done") == 1
    assert doing(services.finish_work, actor, act="screen", **ABOUT, reason="done") == 0

    done = again(item)
    assert (done.done_at, done.done_by, done.owner_id, done.done_reason) == (
        NOW,
        actor.reference,
        actor.user_id,
        "done",
    )
    with pytest.raises(RuleBroken, match="done already"):
        doing(services.take_work, actor, item=item)


def test_all_is_finished_when_the_record_goes_elsewhere():
    work()
    work(act="answer_referrer")

    assert doing(services.finish_all, MACHINE, **ABOUT, reason="passed to worker") == 2


def test_restricted_work_is_hidden_with_its_record():
    item, worker = work(), make.actor()

    assert doing(services.restrict_work, MACHINE, **ABOUT, restricted=True) == 1

    with request_transaction(worker):
        assert not WorkItem.objects.filter(pk=item.pk).exists()
