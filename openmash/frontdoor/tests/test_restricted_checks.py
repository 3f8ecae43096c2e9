"""Somebody's look-up meets a restricted record: they notice nothing, a cleared manager is told and completes the check."""

import pytest

from openmash.agencies.choices import Role
from openmash.base.errors import NotFound
from openmash.base.transactions import request_transaction
from openmash.frontdoor.services import history
from openmash.frontdoor.tests import world
from openmash.frontdoor.tests.world import NOW
from openmash.people import queries as people
from openmash.people import services
from openmash.people.jobs import WATCHER, look_again
from openmash.people.models import LookUp, RestrictedCheck
from openmash.work import queries as work

pytestmark = pytest.mark.django_db


@pytest.fixture
def triage():
    world.load_lancashire()
    return world.worker(Role.SCREENING_WORKER, "east-central-triage", name="T Triage")


@pytest.fixture
def manager(triage):
    return world.worker(Role.MASH_MANAGER, "mash-management", name="M Manager")


@pytest.fixture
def hidden(manager):
    """Return somebody restricted: the child of a worker."""
    with request_transaction(manager):
        contact = world.call(manager, people=(world.child_row("Heledd", "Hiddenname"),))
        person = contact.children.get().person
        services.restrict_person(actor=manager, person=person, reason="Child of a member of staff", now=NOW)
    return person


def looks_for(actor, text):
    with request_transaction(actor):
        services.note_look_up(actor=actor, looked_for=[{"text": text}], now=NOW)


def checks():
    with request_transaction(WATCHER):
        return list(RestrictedCheck.objects.order_by("pk"))


@pytest.mark.parametrize(
    "text", [pytest.param("Heledd Hiddenname", id="by-name"), pytest.param("heledd hidenname 11", id="misspelt")]
)
def test_a_search_that_meets_a_restricted_record_tells_a_cleared_manager(text, triage, manager, hidden):
    looks_for(triage, text)
    look_again(now=NOW)

    with request_transaction(manager):
        item = work.work_of(manager, which="mine", act="complete_check").get()
        check = people.check_by_reference(manager, item.subject)
        assert (check.person, check.asked_by_id, item.restricted) == (hidden, triage.user_id, True)
    assert not LookUp.objects.exists()


def test_a_search_by_reference_tells_too(triage, manager, hidden):
    looks_for(triage, hidden.reference.lower())
    look_again(now=NOW)

    assert [one.person_id for one in checks()] == [hidden.pk]


@pytest.mark.parametrize("text", [pytest.param("Somebody Else", id="another-name"), pytest.param("zz", id="nobody")])
def test_another_search_tells_nobody(text, triage, hidden):
    looks_for(triage, text)
    look_again(now=NOW)

    assert checks() == []


def test_a_contact_about_a_restricted_child_and_its_history_are_checks_too(triage, manager, hidden):
    with request_transaction(triage):
        contact = world.call(triage, people=(world.child_row("Heledd", "Hiddenname"),))
        history.record_history_opened(actor=triage, contact=contact, now=NOW)
    look_again(now=NOW)

    held = checks()
    assert [(one.person_id, one.subject, one.times) for one in held] == [(hidden.pk, f"contact {contact.reference}", 2)]
    with request_transaction(manager):
        services.complete_check(
            actor=manager, check=held[0], finding="same", words="Rang the school; I screen it myself.", now=NOW
        )
        assert [one.pk for one in people.checks_completed(manager, subject=held[0].subject)] == [held[0].pk]
        assert not work.work_of(manager, which="mine", act="complete_check").exists()
    with request_transaction(triage):
        assert people.checks_completed(triage, subject=held[0].subject) == []


def test_whoever_looks_notices_nothing(triage, manager, hidden, django_assert_num_queries):
    with request_transaction(triage):
        before = (work.counts(triage, now=NOW, which="all"), work.work_of(triage, which="all").count())
        for text in ("Heledd Hiddenname", "Nobody Atall"):
            with django_assert_num_queries(1):
                services.note_look_up(actor=triage, looked_for=[{"text": text}], now=NOW)
    look_again(now=NOW)

    with request_transaction(triage):
        assert (work.counts(triage, now=NOW, which="all"), work.work_of(triage, which="all").count()) == before
        assert not RestrictedCheck.objects.exists()
        with pytest.raises(NotFound):
            people.check_by_reference(triage, "K-10001")
    assert len(checks()) == 1


def test_what_a_cleared_manager_looks_for_is_not_kept(manager, hidden):
    looks_for(manager, "Heledd Hiddenname")

    with request_transaction(WATCHER):
        assert not LookUp.objects.exists()


def test_a_colleague_does_not_read_what_another_looked_for(triage, hidden):
    looks_for(triage, "Heledd Hiddenname")

    with request_transaction(world.worker(Role.SCREENING_WORKER, "north-mash")):
        assert not LookUp.objects.exists()
