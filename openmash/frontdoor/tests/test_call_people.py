"""The people of a call while it is taken: found, chosen, added with their household, handed over; without a script."""

import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from openmash.agencies.choices import Role
from openmash.base.errors import Denied
from openmash.base.transactions import request_transaction
from openmash.frontdoor.models import Contact
from openmash.frontdoor.services import contacts, transfers
from openmash.frontdoor.tests.conftest import MACHINE, NOW, PRESTON, aled, call, cari, fresh
from openmash.frontdoor.tests.test_pages import CALL, browser, key_on  # noqa: F401
from openmash.people import services as people_services
from openmash.people.models import IndexRecord, Person

HEAD = "record_id,given_name,family_name,date_of_birth,address,postcode,status,involvement,worker,team,phone,flags"
OPEN = "S1,Dilys,Example,2016-02-03,9 Low Road,PR1 8XJ,open,Child in need,J Worker,North team,01632 960001,Dog"


@pytest.fixture
def social_care(pack):
    """An index of social care with an open case of Dilys, whom we do not hold."""
    with request_transaction(MACHINE):
        file = io.BytesIO(f"{HEAD}\n{OPEN}".encode())
        people_services.load_index(actor=MACHINE, index="social_care", file=file, now=NOW)


@pytest.fixture
def family(worker):
    """Aled and Cari, held from an earlier call."""
    with request_transaction(worker):
        first = contacts.take_call(actor=worker, given=call(people=(aled(), cari())), now=NOW - timedelta(days=60))
        return [child.person for child in first.children.order_by("pk")]


def press(browser, name, value, **answers):  # noqa: F811
    page = browser.post(reverse("frontdoor:take_call"), CALL | {"rows": "1"} | answers | {name: value})
    assert page.status_code == 200
    return page.content.decode()


def carried(page):
    """Return what the page would send again of its people."""
    return dict(re.findall(r'<input type="hidden" name="(p\d_\w+|rows|open_row)" value="([^"]*)"', page))


def test_looking_by_a_row_without_a_script_shows_who_is_meant(browser, family):  # noqa: F811
    page = press(browser, "look", "0", p0_given="Aled", p0_family="Example", p0_age="", p0_who="")

    assert f'name="pick" value="0|{family[0].reference}"' in page
    assert "He came to school hungry." in page


def test_somebody_found_becomes_a_card_and_brings_household_and_address(browser, family):  # noqa: F811
    page = press(browser, "pick", f"0|{family[0].reference}")

    assert carried(page)["p0_reference"] == family[0].reference
    assert carried(page)["p0_who"] == "child"
    assert "+ Cari Example" in page
    assert f'value="{PRESTON}"' in page

    both = press(browser, "add_household", family[1].reference, **carried(page))
    assert carried(both)["p1_reference"] == family[1].reference
    assert "+ Cari Example" not in both


def test_a_person_is_taken_out_again(browser, family):  # noqa: F811
    page = press(browser, "remove", "0", **carried(press(browser, "pick", f"0|{family[0].reference}")))

    assert family[0].reference not in carried(page).values()


def test_warnings_about_the_household_of_somebody_chosen_stand_at_the_top(browser, worker, family):  # noqa: F811
    with request_transaction(worker):
        people_services.set_warning(
            actor=worker, person=family[1], kind="visit-in-pairs", words="A visitor threatened staff", now=NOW
        )

    assert "A visitor threatened staff" in press(browser, "pick", f"0|{family[0].reference}")


def test_somebody_only_in_an_index_is_carried_and_linked_when_the_call_is_saved(browser, worker, social_care):  # noqa: F811
    page = press(browser, "pick", "0|social_care|S1")
    assert "J Worker" in page
    assert "01632 960001" in page
    assert "Another service says: Dog" in page
    with request_transaction(worker):
        assert not Person.objects.filter(given_name="Dilys").exists()

    answers = {**CALL, **carried(page), "idempotency_key": key_on(browser.get(reverse("frontdoor:take_call")))}
    browser.post(reverse("frontdoor:take_call"), answers)

    with request_transaction(worker):
        dilys = Contact.objects.get().children.get().person
        assert (dilys.given_name, dilys.postcode) == ("Dilys", "PR1 8XJ")
        assert IndexRecord.objects.get(record_id="S1").person == dilys


def test_a_call_about_an_open_case_is_handed_over_with_one_button(browser, worker, social_care):  # noqa: F811
    page = press(browser, "pick", "0|social_care|S1")
    assert re.search(r'name="hand_over" value="S1"[^>]*>Hand over to J Worker<', page)

    answers = {**CALL, **carried(page), "hand_over": "S1"}
    answers["idempotency_key"] = key_on(browser.get(reverse("frontdoor:take_call")))
    answer = browser.post(reverse("frontdoor:take_call"), answers)

    with request_transaction(worker):
        contact = Contact.objects.get()
    assert answer["Location"] == reverse(
        "frontdoor:pass_to_worker", kwargs={"reference": contact.reference, "record": "S1"}
    )
    assert browser.get(answer["Location"]).status_code == 200


def test_a_mother_found_by_her_date_of_birth_is_no_child(worker):
    mother = aled(given_name="Nia", date_of_birth=(NOW - timedelta(days=12000)).date(), is_child=None)
    with request_transaction(worker):
        contact = contacts.take_call(actor=worker, given=call(people=(aled(), mother)), now=NOW)

        assert contact.children.count() == 1
        assert contact.adults.get().person.given_name == "Nia"


@pytest.mark.parametrize(
    ("began", "received"),
    [
        pytest.param(NOW - timedelta(minutes=40), NOW - timedelta(minutes=40), id="written-up-afterwards"),
        pytest.param(NOW + timedelta(hours=1), NOW, id="cannot-lie-ahead"),
        pytest.param(NOW - timedelta(days=90), NOW, id="cannot-lie-far-back"),
    ],
)
def test_a_call_was_received_when_it_began(browser, worker, began, received):  # noqa: F811
    key = key_on(browser.get(reverse("frontdoor:take_call")))
    browser.post(
        reverse("frontdoor:take_call"), CALL | {"rows": "1", "began": began.isoformat(), "idempotency_key": key}
    )

    with request_transaction(worker):
        assert Contact.objects.get().received_at == received


def test_what_is_typed_finds_while_one_types_and_the_search_is_recorded(browser, family):  # noqa: F811
    page = browser.get(
        reverse("frontdoor:find_for_call"), {"row": "0", "p0_given": "Aled", "p0_family": "Example"}
    ).content.decode()

    assert f'value="0|{family[0].reference}"' in page
    assert "This is them" in page
    nobody = browser.get(reverse("frontdoor:find_for_call"), {"row": "0", "p0_given": "X"}).content.decode()
    assert "This is them" not in nobody


def test_who_took_the_call_hands_the_caller_over_though_another_team_gets_the_contact(act_as):
    north = act_as(Role.SCREENING_WORKER, team="north-mash")
    with request_transaction(north):
        contact = contacts.take_call(actor=north, given=call(), now=NOW)
        assert contact.team_id not in north.team_ids
        given = {"child": None, "index_record_id": "S1", "worker": "W Worker", "worker_user_id": None}
        said = {"worker_team": "Team", "worker_phone": "", "warm": True, "words": ""}
        transfers.pass_to_worker(actor=north, contact=contact, now=NOW, **given, **said)
        assert fresh(north, contact)[0].status == "passed"


def test_a_colleague_of_another_team_who_did_not_take_the_call_hands_nobody_over(act_as, taken):
    north = act_as(Role.SCREENING_WORKER, team="north-mash")
    with request_transaction(north), pytest.raises(Denied, match="Only that team"):
        given = {"child": None, "index_record_id": "S1", "worker": "W Worker", "worker_user_id": None}
        said = {"worker_team": "Team", "worker_phone": "", "warm": True, "words": ""}
        transfers.pass_to_worker(actor=north, contact=taken, now=NOW, **given, **said)
