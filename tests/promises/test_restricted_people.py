"""A restricted person leaves no trace for those who are not cleared: not in a search, a household, a list, a story, a count."""

import re

import pytest
from django.urls import reverse

from openmash.agencies.choices import Role
from openmash.base import clock
from openmash.base.transactions import request_transaction
from openmash.frontdoor.models import Contact
from openmash.people import queries as people
from openmash.people import services
from openmash.people.models import Person
from openmash.work import queries as work
from openmash.work.models import WorkItem
from tests.promises.asking import Asker, undone
from tests.promises.records import FAMILY, MACHINE

# P-C1 is restricted; P-C2 is the brother or sister, who is not. Their contact is C-C, their household H-C.
PLACES = [
    pytest.param("/", id="my-work"),
    pytest.param("/board/", id="board"),
    pytest.param("/board/team/", id="team-board"),
    pytest.param(f"/people/?q={FAMILY}", id="search-by-name"),
    pytest.param("/people/?q=P-C1", id="search-by-reference"),
    pytest.param(f"/people/found?q=ChildC1+{FAMILY}", id="typing"),
    pytest.param("/people/P-C2/", id="brother-or-sister"),
    pytest.param("/children/P-C2/", id="story-of-brother-or-sister"),
    pytest.param("/people/households/H-C/", id="household"),
    pytest.param("/contacts/C-A/", id="another-contact"),
    pytest.param("/contacts/C-A/history/", id="history-of-another-contact"),
]


def words(asker: Asker, role: str, address: str) -> str:
    client = asker.client(role, "own")
    with undone():
        page = client.get(address, follow=True).content.decode()
    assert "<title>Sign in" not in page
    return page.replace(address, "")


@pytest.mark.parametrize("address", PLACES)
def test_nobody_uncleared_sees_a_trace(asker: Asker, address: str) -> None:
    page = words(asker, Role.SCREENING_WORKER, address)

    assert not [trace for trace in ("ChildC1", "/C-C/", "S-C") if trace in page]


def test_those_who_are_cleared_see_them(asker: Asker) -> None:
    assert "ChildC1" in words(asker, Role.MASH_MANAGER, f"/people/?q=ChildC1+{FAMILY}")
    assert "ChildC1" in words(asker, Role.MASH_MANAGER, "/people/households/H-C/")
    assert "/C-C/" in words(asker, Role.MASH_MANAGER, "/children/P-C2/")


def test_a_restricted_reference_answers_as_one_that_never_was(asker: Asker) -> None:
    def told(reference: str) -> str:
        page = words(asker, Role.SCREENING_WORKER, reverse("people:person", kwargs={"reference": reference}))
        return re.sub(r'value="[^"]+"|nonce="[^"]+"', "", page.replace(reference, ""))

    assert told("P-C1") == told("P-Z9")


def test_lists_and_counts_leave_it_out_together(asker: Asker) -> None:
    worker, manager = (asker.records.actor(role) for role in (Role.SCREENING_WORKER, Role.MASH_MANAGER))
    counted = {}
    for actor in (worker, manager):
        with request_transaction(actor):
            rows = work.work_of(actor, which="all").count()
            counted[actor.name] = (rows, sum(work.counts(actor, now=clock.now(), which="all").values()))
    with request_transaction(MACHINE):
        hidden = WorkItem.objects.filter(subject="C-C", done_at__isnull=True).count()

    assert hidden > 0
    assert counted[worker.name][0] == counted[worker.name][1] == counted[manager.name][0] - hidden


def test_a_restriction_hides_the_contacts_and_lifting_it_shows_them_again(asker: Asker) -> None:
    worker, manager = (asker.records.actor(role) for role in (Role.SCREENING_WORKER, Role.MASH_MANAGER))

    def seen() -> tuple[bool, bool]:
        with request_transaction(worker):
            found = people.find(worker, today=clock.london_day(clock.now()), given="ChildC1", family=FAMILY, top=50)
            contact = Contact.objects.visible_to(worker).filter(reference="C-C").exists()
            return contact, any(one.reference == "P-C1" for one in found)

    assert seen() == (False, False)
    with undone():
        with request_transaction(manager):
            person = Person.objects.get(reference="P-C1")
            services.lift_restriction(actor=manager, person=person, now=clock.now())
        assert seen() == (True, True)
        with request_transaction(manager):
            services.restrict_person(actor=manager, person=person, reason="Again", now=clock.now())
        assert seen() == (False, False)
