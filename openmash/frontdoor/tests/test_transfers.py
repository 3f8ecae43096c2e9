"""Transfers: offered, accepted, rejected, settled; an item always has an owner."""

from datetime import timedelta

import pytest

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.frontdoor.choices import TransferState
from openmash.frontdoor.models import Transfer
from openmash.frontdoor.services import transfers
from openmash.frontdoor.tests import world
from openmash.frontdoor.tests.world import NOW
from openmash.trail.models import Entry
from openmash.work.choices import WorkAct
from openmash.work.models import WorkItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    world.load_lancashire()
    held = {
        "triage": world.worker(Role.SCREENING_WORKER, "east-central-triage"),
        "central": world.worker(Role.SCREENING_WORKER, "central-mash"),
        "north": world.worker(Role.SCREENING_WORKER, "north-mash"),
        "manager": world.worker(Role.MASH_MANAGER, "mash-management"),
        "officer": world.worker(Role.EARLY_HELP_OFFICER, "central-early-help"),
    }
    with request_transaction(Actor.machine("test")):
        yield held


def offered(people, *, rag="amber", to="central-mash"):
    with request_transaction(people["triage"]):
        contact = world.rated(world.call(people["triage"]), people["triage"], rag)
        return contact, transfers.offer_transfer(
            actor=people["triage"], contact=contact, to_team_code=to, reason="Lives in Preston", now=NOW
        )


def kinds():
    return list(Entry.objects.values_list("kind", flat=True))


def test_a_central_contact_comes_to_the_triage_team_and_a_northern_one_to_the_locality(people):
    with request_transaction(people["triage"]):
        assert world.call(people["triage"]).team.code == "east-central-triage"
        assert world.call(people["triage"], postcode=world.NORTH).team.code == "north-mash"


def test_an_offered_contact_stays_with_its_team_until_the_other_accepts(people):
    contact, transfer = offered(people)

    contact.refresh_from_db()
    assert contact.team.code == "east-central-triage"
    assert transfer.due_at > NOW
    assert "transfer.offered" in kinds()


def test_accepting_moves_the_contact_and_all_its_work(people):
    contact, transfer = offered(people)

    with request_transaction(people["central"]):
        transfers.accept_transfer(actor=people["central"], transfer=transfer, now=NOW + timedelta(hours=1))

    contact.refresh_from_db()
    assert contact.team.code == "central-mash"
    open_teams = set(
        WorkItem.objects.filter(subject=contact.reference, done_at=None).values_list("team__code", flat=True)
    )
    assert open_teams == {"central-mash"}
    assert "transfer.accepted" in kinds()


def test_a_red_contact_is_never_rejected(people):
    _, transfer = offered(people, rag="red")

    with request_transaction(people["central"]), pytest.raises(RuleBroken, match="never rejected"):
        transfers.reject_transfer(actor=people["central"], transfer=transfer, reason="Not ours", now=NOW)


def test_a_rejection_needs_a_reason(people):
    _, transfer = offered(people)

    with request_transaction(people["central"]), pytest.raises(RuleBroken, match="Say why"):
        transfers.reject_transfer(actor=people["central"], transfer=transfer, reason="  ", now=NOW)


def test_another_team_cannot_answer_a_transfer(people):
    _, transfer = offered(people)

    with request_transaction(people["north"]), pytest.raises(Denied, match="Only that team"):
        transfers.accept_transfer(actor=people["north"], transfer=transfer, now=NOW)


def test_an_early_help_officer_cannot_transfer(people):
    contact, _ = offered(people)

    with request_transaction(people["officer"]), pytest.raises(Denied, match="Only the social workers"):
        transfers.offer_transfer(
            actor=people["officer"], contact=contact, to_team_code="east-mash", reason="No", now=NOW
        )


def test_a_second_rejection_goes_to_a_manager_who_settles_it(people):
    contact, first = offered(people)
    with request_transaction(people["central"]):
        transfers.reject_transfer(actor=people["central"], transfer=first, reason="They live in Burnley", now=NOW)
    with request_transaction(people["triage"]):
        second = transfers.offer_transfer(
            actor=people["triage"], contact=contact, to_team_code="central-mash", reason="They moved back", now=NOW
        )
    with request_transaction(people["central"]):
        transfers.reject_transfer(actor=people["central"], transfer=second, reason="Still not ours", now=NOW)

    contact.refresh_from_db()
    assert contact.team.code == "east-central-triage"
    assert WorkItem.objects.filter(act=WorkAct.SETTLE_TRANSFER, team__code="mash-management", done_at=None).count() == 1
    with request_transaction(people["triage"]), pytest.raises(RuleBroken, match="a manager settles"):
        transfers.offer_transfer(
            actor=people["triage"], contact=contact, to_team_code="north-mash", reason="Again", now=NOW
        )

    with request_transaction(people["manager"]):
        transfers.settle_transfer(
            actor=people["manager"], contact=contact, team_code="central-mash", reason="Central from today", now=NOW
        )

    contact.refresh_from_db()
    assert contact.team.code == "central-mash"
    assert Transfer.objects.filter(contact=contact, state=TransferState.SETTLED).count() == 1


def test_a_transfer_is_answered_once(people):
    _, transfer = offered(people)
    with request_transaction(people["central"]):
        transfers.accept_transfer(actor=people["central"], transfer=transfer, now=NOW)

    with request_transaction(people["central"]), pytest.raises(RuleBroken, match="answered already"):
        transfers.reject_transfer(actor=people["central"], transfer=transfer, reason="Too late", now=NOW)


def test_a_contact_on_offer_cannot_be_offered_again(people):
    contact, _ = offered(people)

    with request_transaction(people["triage"]), pytest.raises(RuleBroken, match="on offer"):
        transfers.offer_transfer(
            actor=people["triage"], contact=contact, to_team_code="east-mash", reason="Or East", now=NOW
        )
