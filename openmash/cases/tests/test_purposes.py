"""A case is read and changed for a purpose that holds; who works with a child is known to everybody of the council."""

import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base import clock
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.cases import queries
from openmash.cases.tests.conftest import NOW, TODAY
from openmash.people import queries as people


@pytest.fixture
def browser(lancashire, monkeypatch, settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    monkeypatch.setattr(clock, "now", lambda: NOW)

    def of(actor):
        client = Client()
        client.force_login(User.objects.get(pk=actor.user_id), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return of


DAY = {"began_on_0": "1", "began_on_1": "10", "began_on_2": "2026"}


def test_whoever_has_no_purpose_neither_reads_nor_changes_a_case(browser, happened, kept, social_worker, manager):
    fact = happened("referral", date(2026, 10, 1), by=manager)
    stranger, place = browser(social_worker), {"reference": "P0"}
    one = place | {"fact": fact.reference}

    for name, more in (("record", place), ("fact", one), ("correct_fact", one), ("withdraw_fact", one)):
        led = stranger.get(reverse(f"cases:{name}", kwargs=more))
        assert (led.status_code, "/why/" in led["Location"]) == (302, True)
    for name, more, sent in (
        ("add_fact", place | {"kind": "referral"}, DAY),
        ("add_fact", place | {"kind": "referral"}, {}),
        ("correct_fact", one, DAY | {"because": "x", "version": "1"}),
        ("withdraw_fact", one, {"because": "x", "version": "1"}),
    ):
        answer = stranger.post(reverse(f"cases:{name}", kwargs=more), sent)
        assert answer.status_code == 403
        assert "Aled" not in answer.content.decode()

    facts, corrections = kept()
    assert [(row.reference, row.version, row.withdrawn_at) for row in facts] == [(fact.reference, 1, None)]
    assert corrections == []


def test_what_was_withdrawn_is_offered_for_no_change(browser, happened, manager):
    fact, here = happened("referral", date(2026, 10, 1), by=manager), browser(manager)
    place = {"reference": "P0", "fact": fact.reference}
    sent = {"because": "His brother's", "version": "1", "idempotency_key": str(uuid.uuid4())}
    assert here.post(reverse("cases:withdraw_fact", kwargs=place), sent).status_code == 302

    for name in ("correct_fact", "withdraw_fact"):
        answer = here.get(reverse(f"cases:{name}", kwargs=place))
        assert answer.status_code == 422
        assert "was withdrawn as wrong" in answer.content.decode()


def test_an_item_belongs_to_a_plan_of_the_same_child(happened, kept):
    with pytest.raises(RuleBroken, match="Record the plan first"):
        happened("plan-item", date(2026, 10, 1))
    assert kept() == ([], [])


def test_early_help_knows_who_works_with_a_child_and_nothing_else_of_the_case(happened, brothers):
    happened("plan", date(2026, 10, 1), variety="cp", category="NEG")
    officer = somebody(Role.EARLY_HELP_OFFICER, "central-early-help", name="Eli Officer")

    with request_transaction(officer):
        (case,) = people.open_cases_of(officer, brothers[0], today=TODAY)
        told = queries.story_lines_of(officer, brothers)
        record = queries.record_of(officer, brothers[0], today=TODAY)

    assert case.involvement == "Child protection plan"
    assert (told, record) == ({one.pk: [] for one in brothers}, [])
