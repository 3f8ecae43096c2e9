"""Two people with the same contact in hand at the same moment: one does it, the other is told, and nothing is left over."""

import time
from datetime import date

import pytest

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.errors import Refusal
from openmash.base.tests.test_twice_at_once import all_at_once
from openmash.base.transactions import request_transaction
from openmash.frontdoor.models import Contact, Transfer
from openmash.frontdoor.services import transfers
from openmash.frontdoor.services.shared import lock_contact
from openmash.frontdoor.tests import world
from openmash.frontdoor.tests.world import NOW
from openmash.people import services as people
from openmash.people.models import BreakGlass
from openmash.release import services as release
from openmash.work import services as work
from openmash.work.choices import WorkAct
from openmash.work.models import WorkItem

pytestmark = pytest.mark.django_db(transaction=True)
MACHINE = Actor.machine("test")


@pytest.fixture
def held():
    with request_transaction(MACHINE):
        world.load_lancashire()
        triage = world.worker(Role.SCREENING_WORKER, "east-central-triage")
        central = world.worker(Role.SCREENING_WORKER, "central-mash")
    with request_transaction(triage):
        contact = world.rated(world.call(triage), triage, "amber")
        transfer = transfers.offer_transfer(
            actor=triage, contact=contact, to_team_code="central-mash", reason="Lives in Preston", now=NOW
        )
    return contact, transfer, central


def accepting(transfer, actor):
    def accept():
        with request_transaction(actor):
            transfers.accept_transfer(actor=actor, transfer=Transfer.objects.get(pk=transfer.pk), now=NOW)
            time.sleep(0.5)

    return accept


def test_a_contact_that_changes_team_is_still_there_for_who_waits_for_it(held):
    contact, transfer, central = held

    def wait_for_it():
        time.sleep(0.25)
        with request_transaction(MACHINE):
            return lock_contact(contact).team.code

    accepted, team = all_at_once(accepting(transfer, central), wait_for_it)
    assert accepted is None
    assert team == "central-mash"


def test_work_that_changes_team_is_still_finished_by_who_waits_for_it(held):
    contact, transfer, central = held
    with request_transaction(MACHINE):
        act = WorkItem.objects.open().filter(subject=contact.reference, team__code="east-central-triage").first().act

    def finish():
        time.sleep(0.25)
        with request_transaction(MACHINE):
            work.finish_work(
                actor=MACHINE, act=act, subject_kind="contact", subject=contact.reference, reason="done", now=NOW
            )

    assert all_at_once(accepting(transfer, central), finish) == [None, None]
    with request_transaction(MACHINE):
        assert not WorkItem.objects.open().filter(subject=contact.reference, act=act).exists()


def test_two_who_accept_one_transfer_do_it_once(held):
    contact, transfer, central = held
    results = all_at_once(accepting(transfer, central), accepting(transfer, central))
    assert sum(one is None for one in results) == 1
    assert all(one is None or isinstance(one, Refusal) for one in results), results
    with request_transaction(MACHINE):
        assert Contact.objects.get(pk=contact.pk).team.code == "central-mash"


def test_two_who_keep_the_same_back_leave_one_review():
    with request_transaction(MACHINE):
        world.load_lancashire()
        manager = world.worker(Role.MASH_MANAGER, "mash-management", name="M Manager")
        triage = world.worker(Role.SCREENING_WORKER, "east-central-triage")
    with request_transaction(triage):
        child = world.call(triage).children.select_related("person").get().person
    given = release.WithholdingGiven(
        withheld=True, everything=True, rule="prejudice-crime", reason="An arrest.", review_on=date(2027, 3, 1)
    )

    def decide():
        with request_transaction(manager):
            release.decide_withholding(actor=manager, reference=child.reference, given=given, now=NOW)
            time.sleep(0.3)

    assert all_at_once(decide, decide, decide) == [None] * 3
    with request_transaction(MACHINE):
        assert WorkItem.objects.open().filter(act=WorkAct.REVIEW_WITHHOLDING, subject=child.reference).count() == 1


def test_one_reason_given_in_two_tabs_is_one_opening():
    with request_transaction(MACHINE):
        world.load_lancashire()
        triage = world.worker(Role.SCREENING_WORKER, "east-central-triage")
        north = world.worker(Role.SCREENING_WORKER, "north-mash", name="N North")
    with request_transaction(triage):
        child = world.call(triage).children.select_related("person").get().person

    def open_it():
        with request_transaction(north):
            people.break_glass(actor=north, person=child, reason="covering", words="Cover", now=NOW)
            time.sleep(0.3)

    assert all_at_once(open_it, open_it, open_it) == [None] * 3
    with request_transaction(MACHINE):
        assert BreakGlass.objects.count() == 1
