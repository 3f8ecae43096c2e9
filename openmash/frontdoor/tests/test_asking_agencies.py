"""The pages: ask on a contact, answer as an agency on one page, read together."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.base import clock
from openmash.base.transactions import request_transaction
from openmash.enquiries.models import AgencyRequest
from openmash.frontdoor.tests.conftest import NOW


@pytest.fixture
def signed_in(pack, settings, monkeypatch):
    """Return a client signed in as an actor."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    monkeypatch.setattr(clock, "now", lambda: NOW)
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}

    def make(actor):
        browser = Client()
        browser.force_login(User.objects.get(pk=actor.user_id), backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return make


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

    assert "Aled Example" in signed_in(officer).get(reverse("enquiries:requests")).text
