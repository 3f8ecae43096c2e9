"""The pages: ask on a contact, answer as an agency on one page, read together."""

import re
import uuid

import pytest
from django.urls import reverse

from openmash.agencies.choices import Role
from openmash.base.transactions import request_transaction
from openmash.enquiries.models import AgencyRequest


@pytest.fixture
def police(act_as):
    return act_as(Role.PARTNER, team="police-mash")


@pytest.fixture
def health(act_as):
    return act_as(Role.PARTNER, team="health-mash")


@pytest.fixture
def contact(screened):
    return screened()[0]


def carried(page):
    """Return what the page's form carries along."""
    return dict(re.findall(r'<input type="hidden" name="(idempotency_key|version)" value="([^"]*)"', page))


def asking(page, **answers):
    people = re.findall(r'name="people"[^>]* value="([^"]+)"', page)
    return carried(page) | {
        "agencies": ["LANCS-POLICE", "SCHOOL-GUILD"],
        "people": people,
        "purpose": "protect-child",
        "lawful_bases": ["public-task"],
        "told": "not_told",
        "words": "A bruise seen at school.",
        **answers,
    }


def test_agencies_are_asked_answer_and_are_read_on_one_page(signed_in, worker, police, contact):
    at_work, at_police = signed_in(worker), signed_in(police)
    address = reverse("frontdoor:ask_agencies", kwargs={"reference": contact.reference})
    page = at_work.get(address).text
    assert not re.search(r'name="(agencies|people|purpose)"[^>]*checked', page)

    sent = at_work.post(address, asking(page))
    assert sent.status_code == 302
    together = at_work.get(sent.headers["Location"]).text
    assert "2 agencies asked, 0 answered." in together

    listed = at_police.get(reverse("enquiries:requests")).text
    assert "Aled Example" in listed and "Guild" not in listed
    with request_transaction(worker):
        request = AgencyRequest.objects.get(agency__code="LANCS-POLICE")
    own = reverse("enquiries:request", kwargs={"reference": request.reference})
    shown = at_police.get(own).text
    assert "A bruise seen at school." in shown
    assert "hungry and frightened" not in shown  # the rest of the contact stays with the front door

    answered = at_police.get(reverse("enquiries:answer_request", kwargs={"reference": request.reference})).text
    sent = at_police.post(
        reverse("enquiries:answer_request", kwargs={"reference": request.reference}),
        carried(answered) | {"question_known": "yes", "words": "Called twice.", "handling": "no", "kind": "whole"},
    )
    assert sent.status_code == 302, sent.text[:4000]

    together = at_work.get(reverse("frontdoor:enquiry", kwargs={"reference": contact.reference})).text
    assert "Called twice." in together and "Must not be shared with the family" in together
    assert "Guild Example High School, Preston (demonstration) know? They have not answered." in together


def test_nothing_relevant_is_one_tap_and_twice_is_once(signed_in, worker, police, contact):
    at_work, at_police = signed_in(worker), signed_in(police)
    address = reverse("frontdoor:ask_agencies", kwargs={"reference": contact.reference})
    at_work.post(address, asking(at_work.get(address).text))
    with request_transaction(worker):
        request = AgencyRequest.objects.get(agency__code="LANCS-POLICE")
    own = reverse("enquiries:request", kwargs={"reference": request.reference})
    body = carried(at_police.get(own).text)

    first, second = at_police.post(own, body), at_police.post(own, body)

    assert (first.status_code, second.status_code) == (302, 302)
    with request_transaction(worker):
        held = AgencyRequest.objects.prefetch_related("returns").get(pk=request.pk)
        assert (held.state, held.returns.count()) == ("no_information", 1)


def test_asking_the_same_again_is_said_and_nothing_is_sent(signed_in, worker, contact):
    at_work = signed_in(worker)
    address = reverse("frontdoor:ask_agencies", kwargs={"reference": contact.reference})
    at_work.post(address, asking(at_work.get(address).text))

    again = at_work.post(address, asking(at_work.get(address).text))

    assert again.status_code == 422
    assert "Asked already and still open" in again.text


def test_a_partner_who_tries_anothers_address_finds_nothing(signed_in, worker, health, contact):
    at_work, at_health = signed_in(worker), signed_in(health)
    address = reverse("frontdoor:ask_agencies", kwargs={"reference": contact.reference})
    at_work.post(address, asking(at_work.get(address).text))
    with request_transaction(worker):
        request = AgencyRequest.objects.get(agency__code="LANCS-POLICE")

    for name in ("request", "answer_request", "decline_request", "pass_request_on", "ask_for_more_time"):
        other = reverse(f"enquiries:{name}", kwargs={"reference": request.reference})
        assert at_health.get(other).status_code == 404, name
        assert at_health.post(other, {"idempotency_key": str(uuid.uuid4())}).status_code == 404, name
    together = reverse("frontdoor:enquiry", kwargs={"reference": contact.reference})
    assert at_health.get(together).status_code == 403


def test_early_help_is_asked_and_sees_its_own(signed_in, worker, act_as, contact):
    officer = act_as(Role.EARLY_HELP_OFFICER, team="central-early-help")
    at_work = signed_in(worker)
    address = reverse("frontdoor:ask_agencies", kwargs={"reference": contact.reference})
    sent = asking(at_work.get(address).text, agencies=["LCC-EARLY-HELP"])
    at_work.post(address, sent)

    at_early_help = signed_in(officer)
    assert "Aled Example" in at_early_help.get(reverse("enquiries:requests")).text
    with request_transaction(worker):
        request = AgencyRequest.objects.get(agency__code="LCC-EARLY-HELP")
    queue = at_early_help.get(reverse("web:home")).text
    assert "Answer what the front door asks" in queue and "Aled Example" in queue
    own = reverse("enquiries:request", kwargs={"reference": request.reference})
    assert f'href="{own}"' in queue
    board = at_work.get(reverse("web:board")).text
    assert f'href="{own}"' not in board and request.reference in board


def test_dated_facts_of_agencies_stand_with_contacts_and_decisions_oldest_first(signed_in, worker, police, contact):
    at_work, at_police = signed_in(worker), signed_in(police)
    address = reverse("frontdoor:ask_agencies", kwargs={"reference": contact.reference})
    at_work.post(address, asking(at_work.get(address).text))
    with request_transaction(worker):
        request = AgencyRequest.objects.get(agency__code="LANCS-POLICE")
    page = reverse("enquiries:answer_request", kwargs={"reference": request.reference})
    dated = {
        "fact_1_when_year": "2025",
        "fact_1_words": "A neighbour heard shouting.",
        "fact_2_when_day": "3",
        "fact_2_when_month": "6",
        "fact_2_when_year": "2026",
        "fact_2_words": "Called to the address.",
        "fact_6_when_month": "7",
        "fact_6_when_year": "2026",
    }
    given = {"question_known": "yes", "handling": "no", "kind": "whole"}

    refused = at_police.post(page, carried(at_police.get(page).text) | dated | given)
    assert refused.status_code == 422 and "Write what happened on that day" in refused.text
    assert "A neighbour heard shouting." in refused.text
    sent = at_police.post(page, carried(refused.text) | dated | given | {"fact_6_words": "Moved in."})
    assert sent.status_code == 302, sent.text[:4000]

    together = reverse("frontdoor:enquiry", kwargs={"reference": contact.reference})
    shown = chronology(at_work.get(together).text)
    order = ["A neighbour heard shouting.", "Called to the address.", "Moved in.", "This contact"]
    assert [shown.index(one) for one in order] == sorted(shown.index(one) for one in order)
    assert "About 2025" in shown and "Not for the family" in shown
    theirs = chronology(at_work.get(together, {"agency": "LANCS-POLICE"}).text)
    ours = chronology(at_work.get(together, {"agency": "front-door"}).text)
    assert "Moved in." in theirs and "This contact" not in theirs
    assert "Moved in." not in ours and "This contact" in ours
    assert "Moved in." in chronology(at_work.get(together, {"agency": "nonsense"}).text)


def chronology(page):
    """Return the part of the page that tells what happened when."""
    return page.partition('<section id="chronology"')[2].partition("</section>")[0]
