"""The pages of the plan: what each person finds there, and where one comes from."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from openmash.accounts.models import User
from openmash.agencies.tests.lancashire import NOW
from openmash.base import acts, clock
from openmash.improvement import services
from openmash.improvement.tests.conftest import DUE

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(monkeypatch, settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    monkeypatch.setattr(clock, "now", lambda: NOW)

    def sign_in(actor):
        client = Client()
        user = User.objects.get(pk=actor.user_id)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def words(client, address, **asked):
    answer = client.get(address, asked)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_plan_is_there_before_there_is_one(signed_in, secretary, member):
    assert "Plan the next cycle" in words(signed_in(secretary), reverse("improvement:plan"))
    assert "There is no plan yet." in words(signed_in(member), reverse("improvement:plan"))
    assert "There is no plan yet." in words(signed_in(member), reverse("improvement:moved"))


def test_the_week_that_it_is_and_what_is_lacking_stand_on_the_plan(signed_in, make, cycle, member, owner):
    cycle(make("With everything"), make("With nothing", owners=[], due_on=None), with_gaps=True)

    page = words(signed_in(member), reverse("improvement:plan"))
    assert "This is week 1 of 12." in page
    assert "2 actions, 1 of them with something lacking" in page
    assert "Make an action" not in page
    mine = words(signed_in(owner), reverse("improvement:plan"), by="mine")
    assert "With everything" in mine
    assert "With nothing" not in mine


def test_a_day_that_is_over_is_said_to_be(signed_in, make, cycle, member, monkeypatch):
    cycle(make())
    reader = signed_in(member)
    monkeypatch.setattr(clock, "now", lambda: NOW + (DUE - NOW.date()) + timedelta(days=1))

    assert "was to be done by 18 December 2026" in words(reader, reverse("improvement:plan"), by="owner")


@pytest.mark.parametrize(
    ("kind", "origin", "said"),
    [
        pytest.param("audit_theme", "smart-planning", "A theme of case-file audit: SMART planning", id="audit-theme"),
        pytest.param("measure", "contacts_received", "A measure: ", id="measure"),
    ],
)
def test_an_action_made_from_elsewhere_knows_where_it_comes_from(signed_in, secretary, kind, origin, said):
    client = signed_in(secretary)
    address = f"{reverse('improvement:make_action')}?kind={kind}&origin={origin}"
    assert said in words(client, address)

    sent = {"idempotency_key": acts.fresh_key(), "words": "Do it", "owners": "", "origin_kind": kind, "origin": origin}
    page = client.post(address, sent, follow=True).content.decode()
    assert "No owner is named." in page
    assert said in page


def test_a_measure_leads_to_making_it_an_action_for_those_who_may(signed_in, secretary, member):
    measure = reverse("indicators:measure", kwargs={"measure": "contacts_received"})
    makes = f"{reverse('improvement:make_action')}?kind=measure&amp;origin=contacts_received"

    assert makes in words(signed_in(secretary), measure)
    assert makes not in words(signed_in(member), measure)


def test_an_action_leads_back_to_its_minutes(signed_in, make, member):
    made = make(origin_kind="minute", origin="MN-7", target=services.Target())

    page = words(signed_in(member), reverse("improvement:board_action", kwargs={"reference": made.reference}))
    assert reverse("improvement:minutes_read", kwargs={"reference": "MN-7"}) in page
