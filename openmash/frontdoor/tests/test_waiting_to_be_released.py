"""One page of everything that waits at the gate, for those who may release it; and nothing of anybody else's."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.base import clock
from openmash.base.transactions import request_transaction
from openmash.frontdoor.queries.waiting import waiting_at_the_gate
from openmash.frontdoor.services import callers, contacts, packages
from openmash.frontdoor.services.packages import TellingGiven
from openmash.frontdoor.tests.conftest import MACHINE, NOW, aled, call
from openmash.release import services as release

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_this_time(pack, settings, monkeypatch):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def package(worker):
    """A document about a contact that somebody has to read."""
    with request_transaction(worker):
        contact = contacts.take_call(actor=worker, given=call(people=(aled(),)), now=NOW)
        people = [one.person.reference for one in contact.children.all()]
        given = TellingGiven(["LANCS-POLICE"], people, "protect-child", ["public-task"])
        (made,) = packages.prepare_packages(actor=worker, contact=contact, given=given, now=NOW)
    return made


@pytest.fixture
def uncertain():
    """A notice to an agency of which nobody can tell whether it went."""
    outgoing = release.Outgoing(
        kind="request_asked", subject_kind="contact", subject="C-1", source_kind="request", source="Q-1",
        recipient_kind="agency", recipient="agency LANCS-POLICE", recipient_name="Police",
        address="requests@police.example", subject_line="A question for you: Q-1", body="Please answer.",
    )  # fmt: skip
    with request_transaction(MACHINE):
        notice = release.enqueue_dispatch(actor=MACHINE, outgoing=outgoing, now=NOW)
        release.begin_sending(actor=MACHINE, reference=notice.reference, now=NOW)
        return release.record_uncertain(actor=MACHINE, reference=notice.reference, problem="It went away.", now=NOW)


def waiting(actor):
    with request_transaction(actor):
        return waiting_at_the_gate(actor, NOW)


def page_of(actor, name="frontdoor:to_release"):
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id), backend="django.contrib.auth.backends.ModelBackend")
    return re.sub(r"\s+", " ", client.get(reverse(name)).content.decode())


def test_those_who_may_release_see_what_waits_and_are_led_there_from_home(worker, package):
    assert reverse("frontdoor:to_release") in page_of(worker, "web:home")
    page = page_of(worker)

    assert package.reference in page
    assert "Read it." in page


def test_the_preparer_reads_that_somebody_else_has_to(worker, act_as, package):
    with request_transaction(MACHINE):
        type(package).objects.update(state="waiting")

    assert "Somebody else reads it." in page_of(worker)
    assert "Read it as the second person." in page_of(act_as(Role.SCREENING_WORKER))


def refuse(package, second, words="The date of birth is wrong."):
    with request_transaction(MACHINE):
        type(package).objects.update(state="waiting")
    with request_transaction(second):
        release.refuse_package(actor=second, package=package, reason=words, now=NOW)


def test_what_must_not_leave_comes_back_to_whoever_prepared_it_with_the_reason(worker, act_as, package):
    second = act_as(Role.SCREENING_WORKER)
    refuse(package, second)

    assert "The date of birth is wrong." in page_of(worker)
    assert waiting(second).refused == ()


def test_what_was_prepared_anew_or_refused_long_ago_waits_no_more(worker, act_as, package):
    refuse(package, act_as(Role.SCREENING_WORKER))
    with request_transaction(worker):
        assert waiting_at_the_gate(worker, NOW + timedelta(days=13)).refused == (package,)
        assert waiting_at_the_gate(worker, NOW + timedelta(days=15)).refused == ()

    with request_transaction(worker):
        type(package).objects.create(
            **{
                one.attname: getattr(package, one.attname)
                for one in package._meta.concrete_fields
                if one.name not in {"id", "reference", "state", "settled_at", "settled_by", "prepared_at"}
            },
            reference="K-9999", state="prepared", prepared_at=NOW + timedelta(hours=1),
        )  # fmt: skip
        assert waiting_at_the_gate(worker, NOW + timedelta(hours=2)).refused == ()


def test_another_team_sees_nothing_of_it(act_as, package):
    elsewhere = act_as(Role.SCREENING_WORKER, team="north-mash")

    assert waiting(elsewhere).packages == ()
    assert package.reference not in page_of(elsewhere)


def test_a_restricted_family_is_left_out_for_those_who_are_not_cleared(worker, package):
    with request_transaction(MACHINE):
        type(package).objects.update(restricted=True)

    assert waiting(worker).packages == ()


def test_notices_and_feeds_are_for_those_who_look_after_them(worker, manager, uncertain):
    assert [one.pk for one in waiting(manager).notices] == [uncertain.pk]
    assert waiting(worker).notices == ()
    assert "A question for you: Q-1" in page_of(manager)
    assert "A question for you" not in page_of(worker)


def test_an_address_on_the_record_alone_makes_nothing_wait(worker, package):
    with request_transaction(worker):
        contact = contacts.take_call(actor=worker, given=call(people=(aled(),)), now=NOW)
        callers.record_caller_address(
            actor=worker, contact=contact, address="N Nurse\n1 Clinic Lane", source="She said so", now=NOW
        )

    assert [one.pk for one, _ in waiting(worker).packages] == [package.pk]
    assert waiting(worker).messages == ()
