"""The story of a child: one timeline, told on the child's page and as the history of a contact."""

from datetime import timedelta

import pytest
from django.urls import reverse

from openmash.agencies.choices import Role
from openmash.base.transactions import request_transaction
from openmash.frontdoor.queries import story_of
from openmash.frontdoor.queries.contacts import contact_by_reference, history_of
from openmash.frontdoor.services import contacts, screening
from openmash.frontdoor.tests.conftest import NOW, aled, call, cari
from openmash.frontdoor.tests.test_pages import browser  # noqa: F401
from openmash.people import services as people_services


def take(actor, *, at=NOW, **more):
    with request_transaction(actor):
        return contacts.take_call(actor=actor, given=call(**more), now=at)


@pytest.fixture
def twice(worker):
    """Aled and Cari in a contact a month ago; Aled alone, found again, today; somebody else at their address between."""
    first = take(worker, at=NOW - timedelta(days=30), people=(aled(), cari()))
    take(worker, at=NOW - timedelta(days=10), people=(aled(given_name="Bryn", family_name="Other"),))
    with request_transaction(worker):
        known = first.children.order_by("pk").first().person
    return known, take(worker, people=(aled(reference=known.reference),))


def test_the_childs_page_and_the_history_tell_the_same(worker, twice):
    known, second = twice
    with request_transaction(worker):
        told = story_of(worker, known, now=NOW)
        (history,) = history_of(worker, contact_by_reference(worker, second.reference), now=NOW)

    assert [row.reference for row in told.happenings] == [row.reference for row in history.story.happenings]
    assert told.repeats[0] == "2 contacts about this child in the last 3 months."
    assert history.story.repeats[0] == "1 earlier contact about this child in the last 3 months."
    assert any(row.title.startswith("This contact") for row in history.story.happenings)
    assert any(row.title.startswith("Contact at the same address") for row in told.happenings)


def test_the_history_of_several_children_tells_each_their_own(worker, twice):
    known, second = twice
    with request_transaction(worker):
        (sister,) = [one for one in known.household.members.all() if one.pk != known.pk]
        first = known.contact_children.exclude(contact=second).get().contact
        screening.rate_rag(
            actor=worker, children=[first.children.get(person=sister)], rag="red", reason="Told of her", now=NOW
        )
        told = history_of(worker, contact_by_reference(worker, first.reference), now=NOW)
        alone = [story_of(worker, child, now=NOW, contact=first) for child in (known, sister)]

    assert [row.story for row in told] == alone
    assert ["Told of her" in {one.text for one in row.story.happenings} for row in told] == [False, True]
    assert [second.reference in {one.reference for one in row.story.happenings} for row in told] == [True, True]


def test_a_contact_of_a_sibling_is_told_and_not_counted_as_the_childs_own(worker, twice):
    known, _ = twice
    with request_transaction(worker):
        (sister,) = [one for one in known.household.members.all() if one.pk != known.pk]
        told = story_of(worker, sister, now=NOW)

    kinds = [row.kind for row in told.happenings]
    assert kinds.count("contact") == 1
    assert any(row.title.startswith("Contact about a brother or sister") for row in told.happenings)


def test_somebody_who_may_not_see_a_contact_is_not_told_of_it(worker, act_as, twice):
    known, second = twice
    north = act_as(Role.SOCIAL_WORKER, team="north-mash")
    with request_transaction(north):
        told = story_of(north, known, now=NOW)

    assert second.reference not in {row.reference for row in told.happenings}


def test_the_story_takes_the_same_number_of_queries_however_long(worker, twice, django_assert_max_num_queries):
    known, _ = twice
    with request_transaction(worker), django_assert_max_num_queries(12):
        story_of(worker, known, now=NOW)


def test_the_childs_page_warns_of_everybody_in_the_household(browser, worker, twice):  # noqa: F811
    known, _ = twice
    with request_transaction(worker):
        (sister,) = [one for one in known.household.members.all() if one.pk != known.pk]
        people_services.set_warning(
            actor=worker, person=sister, kind="visit-in-pairs", words="Her visitor threatened staff", now=NOW
        )

    page = browser.get(reverse("web:child", kwargs={"reference": known.reference})).content.decode()

    assert "Her visitor threatened staff" in page
    assert reverse("web:child", kwargs={"reference": sister.reference}) in page
    assert reverse("people:person", kwargs={"reference": known.reference}) in page
    assert "What we do not know yet" in page


def test_the_story_is_filtered_by_kind(browser, worker, twice):  # noqa: F811
    known, _ = twice
    address = reverse("web:child", kwargs={"reference": known.reference})

    assert "Contact at the same address" in browser.get(address).content.decode()
    assert "Contact at the same address" not in browser.get(f"{address}?kind=contact").content.decode()
