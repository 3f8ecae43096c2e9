"""What a curious or clumsy hand sends: numbers that are none, null characters, codes guessed at, years without end."""

import re
from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from openmash.agencies.choices import Role
from openmash.base.drafts import drafts_of
from openmash.base.transactions import request_transaction
from openmash.frontdoor.rules.notices import CannotRead, read_notices
from openmash.frontdoor.services.notices import load_notices
from openmash.frontdoor.tests.conftest import NOW
from openmash.frontdoor.tests.test_pages import CALL, browser, send  # noqa: F401
from openmash.frontdoor.views import callpeople

NO_NUMBERS = ["²", "9" * 5000, "--5", "1e3", "٣"]


def taken(browser, **more):  # noqa: F811
    """Take a call and return its reference."""
    answer = send(browser, reverse("frontdoor:take_call"), **CALL, **more)
    assert answer.status_code == 302
    return answer["Location"].split("/")[2]


@pytest.mark.parametrize("button", ["rows", "open_row", "look", "edit", "remove", "pick"])
@pytest.mark.parametrize("words", NO_NUMBERS, ids=["raised", "endless", "minus", "power", "arabic"])
def test_a_number_that_is_none_shows_the_call_again(browser, button, words):  # noqa: F811
    answer = browser.post(reverse("frontdoor:take_call"), CALL | {"add_person": "1"} | {button: words})
    assert answer.status_code == 200
    assert CALL["story"] in answer.content.decode()


def test_a_page_never_counts_more_rows_of_people_than_it_has():
    assert callpeople.row_count({"rows": ["99999999"]}, 1) == 20


@pytest.mark.parametrize("words", NO_NUMBERS, ids=["raised", "endless", "minus", "power", "arabic"])
def test_finding_for_a_call_takes_any_row_and_age(browser, words):  # noqa: F811
    assert browser.get(reverse("frontdoor:find_for_call"), {"look": words, "p0_age": words}).status_code == 200


def test_null_characters_cost_nobody_their_draft(browser, worker):  # noqa: F811
    answer = browser.post(reverse("base:save_draft"), {"draft_key": "call:\0", "story": "He came\0 hungry."})
    assert answer.status_code == 200
    with request_transaction(worker):
        [draft] = drafts_of(worker, now=NOW)
    assert draft.content["story"] == ["He came hungry."]


@pytest.mark.parametrize("address", ["/board/?team=%00", "/people/?q=%00", "/calls/found/?q=%00&p0_given=%00"])
def test_null_characters_in_an_address_are_left_out(browser, address):  # noqa: F811
    assert browser.get(address).status_code == 200


def test_a_null_character_in_a_record_s_name_names_no_record(browser):  # noqa: F811
    address = reverse("frontdoor:pass_to_worker", kwargs={"reference": taken(browser), "record": "x\0"})
    assert browser.get(address).status_code == 404


def test_an_odd_case_to_hand_over_to_does_not_lose_the_call(browser):  # noqa: F811
    assert taken(browser, hand_over="a/b").startswith("C-")


def test_an_age_of_five_thousand_digits_is_left_as_not_known():
    file = f"reference,given_name,received_at,age\nr1,Aled,2026-11-20T10:00,{'9' * 5000}\n".encode()
    read = read_notices(file, now=NOW)
    assert read.incidents[0].given.people[0].age is None
    assert read.reported[0]["column"] == "age"


def test_a_first_line_of_a_million_columns_is_refused_at_once():
    header = ",".join(f"c{number}" for number in range(1_000_000)).encode()
    with pytest.raises(CannotRead, match="1000000 columns; 1000 can be read"):
        read_notices(header + b"\n1\n", now=NOW)


class TestCodesGuessedAt:
    @pytest.fixture(autouse=True)
    def outside(self, browser):  # noqa: F811
        cache.clear()
        self.reference = taken(browser)
        self.client = Client()

    def guess(self, code="AAAA-AAAA-AAAA", **extra):
        given = {"reference": self.reference, "code": code, "words": "You are wrong about this."}
        page = send(self.client, reverse("frontdoor:disagree_by_code"), **given)
        return re.sub(r"\s+", " ", page.content.decode())

    def test_after_ten_wrong_codes_from_one_place_no_other_is_looked_at(self):
        for _ in range(10):
            assert "We do not know this reference and code together" in self.guess()
        refused = self.guess()
        assert "The code was wrong too often. Wait 15 minutes" in refused
        assert "We do not know" not in refused
        assert "You are wrong about this." in refused, "what was typed stays on the page"

    def test_another_place_is_not_shut_out(self):
        for _ in range(11):
            self.guess()
        self.client = Client(REMOTE_ADDR="192.0.2.7")
        assert "We do not know this reference and code together" in self.guess()


def test_an_administrator_who_may_load_a_file_of_notices_can(act_as):
    administrator = act_as(Role.ADMINISTRATOR, team="mash-management")
    file = BytesIO(b"reference,given_name,received_at\nr1,Aled,2026-11-20T10:00\n")
    with request_transaction(administrator):
        loaded = load_notices(actor=administrator, file=file, name="notices.csv", now=NOW)
    assert (loaded.accepted, loaded.contacts, loaded.refused) == (1, 1, [])
    assert loaded.loaded_by == administrator.reference
