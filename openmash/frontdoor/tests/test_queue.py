"""The queue as a page: rows say what is next and for whom; work is taken, handed over and given back from it."""

import re
from uuid import uuid4

import pytest
from django.urls import resolve, reverse

from openmash.agencies.choices import OUTSIDE_ROLES, Role
from openmash.base import access
from openmash.base.transactions import request_transaction
from openmash.frontdoor.queries.queue import ADDRESSES, where_done
from openmash.frontdoor.services import contacts
from openmash.frontdoor.tests.conftest import NOW, aled, call
from openmash.frontdoor.tests.test_decisions import decide
from openmash.frontdoor.tests.test_pages import browser, key_on  # noqa: F401
from openmash.work import queries as work
from openmash.work.models import WorkItem


def home(browser):  # noqa: F811
    return browser.get(reverse("web:home")).content.decode()


def address(name, taken, act="screen"):
    return reverse(f"web:{name}", kwargs={"reference": taken.reference, "act": act})


def owner_of(worker, taken):
    with request_transaction(worker):
        return WorkItem.objects.get(subject=taken.reference, act="screen").owner


def test_work_is_taken_by_one_press_and_the_filtered_list_comes_back(browser, taken, worker):  # noqa: F811
    page = home(browser)
    action = re.search(r'action="([^"]+/screen/take/[^"]*)"', page)
    key = re.search(r'name="idempotency_key" value="([^"]+)"', page)
    assert action
    assert key

    answer = browser.post(action[1].replace("&amp;", "&"), {"idempotency_key": key[1]})

    assert answer["Location"] == reverse("web:home")
    assert owner_of(worker, taken).pk == worker.user_id
    assert "You have this" in home(browser)
    assert "/screen/take/" not in home(browser)


def test_the_way_back_never_leads_out_of_the_product(browser, taken):  # noqa: F811
    page = browser.get(address("take_work", taken), {"back": "https://example.org/"})

    answer = browser.post(address("take_work", taken) + "?back=https://example.org/", {"idempotency_key": key_on(page)})

    assert answer["Location"] == reverse("web:home")


def test_my_work_is_given_to_a_colleague_with_a_reason(browser, taken, worker, act_as):  # noqa: F811
    colleague = act_as(Role.SCREENING_WORKER)
    browser.post(address("take_work", taken), {"idempotency_key": key_on(browser.get(address("take_work", taken)))})
    give = address("hand_over_work", taken)
    answers = {"to": str(colleague.user_id), "idempotency_key": key_on(browser.get(give))}

    refused = browser.post(give, answers)
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()

    browser.post(give, answers | {"reason": "I am off tomorrow", "idempotency_key": key_on(refused)})
    assert owner_of(worker, taken).pk == colleague.user_id
    assert browser.get(give).status_code == 403
    taken_back = {"to": "nobody", "reason": "Back", "idempotency_key": str(uuid4())}
    assert browser.post(give, taken_back).status_code == 403


def test_work_that_is_done_cannot_be_taken(browser, taken):  # noqa: F811
    assert browser.get(address("take_work", taken, act="decide")).status_code == 404


def test_a_row_counts_the_contacts_of_a_year_and_names_the_rule(browser, worker, taken):  # noqa: F811
    with request_transaction(worker):
        known = taken.children.order_by("pk").first().person.reference
        contacts.take_call(actor=worker, given=call(people=(aled(reference=known),)), now=NOW)

    page = home(browser)

    assert "2 contacts in the last 12 months" in page
    assert "1 working day" in page


@pytest.fixture
def proposed(worker, screened):
    """A referral decided by the worker, which a manager reads."""
    contact, children = screened("red")
    with request_transaction(worker):
        decide(worker, children, "STRAT", level=4)
    return contact


def asked_to_read(actor):
    with request_transaction(actor):
        return {item.subject for item in work.work_of(actor, which="mine") if item.act == "countersign"}


def test_what_a_manager_has_to_read_waits_for_managers_and_not_for_the_one_who_decided(
    proposed, worker, manager, act_as
):
    assert asked_to_read(manager) == {proposed.reference}
    assert asked_to_read(worker) == set()
    assert asked_to_read(act_as(Role.SCREENING_WORKER)) == set()


def test_a_long_queue_shows_more_when_asked_and_keeps_the_filter(browser, worker, monkeypatch):  # noqa: F811
    monkeypatch.setattr("openmash.frontdoor.queries.queue.PAGE", 1)
    with request_transaction(worker):
        for _ in range(3):
            contacts.take_call(actor=worker, given=call(people=(aled(),)), now=NOW)
    address = reverse("web:team_board")

    first = browser.get(address, {"locality": "Central"}).content.decode()
    more = browser.get(address, {"locality": "Central", "shown": "3"}).content.decode()
    odd = browser.get(address, {"shown": "-1"}).content.decode()

    assert first.count('class="om-queue__row') == 1
    assert 'href="?locality=Central&amp;shown=2#row-2"' in first
    assert more.count('class="om-queue__row') == 3
    assert "are shown" not in more
    assert odd.count('class="om-queue__row') == 1


def test_a_row_does_not_repeat_the_name_of_ones_only_team(browser, taken):  # noqa: F811
    page = home(browser)
    assert taken.reference in page
    assert "East and Central social work triage team" not in page


@pytest.mark.parametrize("role", [role for role in Role if role not in OUTSIDE_ROLES and role != Role.ADMINISTRATOR])
def test_no_row_of_a_board_leads_anybody_to_a_refusal(role, act_as):
    actor = act_as(role)

    for act in ADDRESSES:
        kind = "document" if ADDRESSES[act].startswith("sharing:") else "contact"
        address = where_done(actor, WorkItem(act=act, subject_kind=kind, subject="C-1"))
        place = resolve(address.partition("?")[0]).view_name
        assert access.may_use(actor, place), act


def test_an_agreement_to_be_made_begins_with_the_agency_it_is_for(signed_in, act_as):
    governance = act_as(Role.INFORMATION_GOVERNANCE)
    with request_transaction(governance):
        place = where_done(governance, WorkItem(act="make_agreement", subject_kind="agency", subject="LANCS-POLICE"))

    page = signed_in(governance).get(place).content.decode()

    assert re.search(r'name="parties"[^>]*value="LANCS-POLICE"[^>]*checked', page)
    assert re.search(r'name="kind"[^>]*value="sharing_agreement"[^>]*checked', page)
    assert len(re.findall(r"<input[^>]* checked", page)) == 2
