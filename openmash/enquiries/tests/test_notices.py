"""An agency hears by e-mail that something waits for it: the reference, and nothing of the family. What it opens is kept."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base import jobs
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.enquiries import services
from openmash.enquiries.tests.conftest import NOW
from openmash.release import jobs as release_jobs  # noqa: F401 - registers what sends
from openmash.release.models import Disclosure

MACHINE = Actor.machine("test")
OF_THE_FAMILY = re.compile("Aled|Cari|Mair|Example|High Street|PR1|2015|hurt", re.IGNORECASE)


@pytest.fixture
def told():
    """Return who was written to since it was last asked, with the subject; every message names nobody."""

    def sent(now=NOW):
        mail.outbox.clear()
        jobs.run_waiting(now=now)
        for one in mail.outbox:
            assert not OF_THE_FAMILY.search(one.subject + one.body)
            assert "Q-" in one.subject
        return [(one.to[0], re.sub(r"Q-\d+", "Q", one.subject)) for one in mail.outbox]

    return sent


def test_an_agency_that_is_asked_gets_the_reference_and_nothing_else(ask, told):
    ask("LANCS-POLICE", "HEALTH-0-19", words="He was hurt")

    assert told() == [
        ("requests@police.example", "A question for you: Q"),
        ("requests@health.example", "A question for you: Q"),
    ]


def test_a_late_agency_is_reminded_and_then_its_lead_is_told(ask, told):
    ask("LANCS-POLICE")
    told()
    with request_transaction(MACHINE):
        services.chase_late_requests(actor=MACHINE, now=NOW + timedelta(hours=2, minutes=1))
    assert told(NOW + timedelta(hours=3)) == [("requests@police.example", "Still open: Q")]

    with request_transaction(MACHINE):
        services.chase_late_requests(actor=MACHINE, now=NOW + timedelta(hours=4))
    assert told(NOW + timedelta(hours=4)) == [("police.hub@police.example", "Your agency has not answered: Q")]

    with request_transaction(MACHINE):
        services.chase_late_requests(actor=MACHINE, now=NOW + timedelta(hours=5))
    assert told(NOW + timedelta(hours=5)) == []


@pytest.mark.parametrize(
    ("answer", "subject"),
    [
        pytest.param("give", "More time for Q", id="more-time-given"),
        pytest.param("refuse", "Please answer Q in time", id="more-time-not-given"),
        pytest.param("withdraw", "You need not answer Q any more", id="taken-back"),
    ],
)
def test_what_those_who_asked_decide_is_told(ask, told, worker, police, answer, subject):
    (request,) = ask("LANCS-POLICE").requests
    with request_transaction(police):
        services.ask_for_more_time(
            actor=police, request=request, until=NOW + timedelta(hours=9), reason="The archive", now=NOW
        )
    told()
    with request_transaction(worker):
        if answer == "give":
            services.give_more_time(actor=worker, request=request, now=NOW)
        elif answer == "refuse":
            services.refuse_more_time(actor=worker, request=request, reason="Aled is hurt", now=NOW)
        else:
            services.withdraw_request(actor=worker, request=request, reason="Cari is well", now=NOW)

    assert told() == [("requests@police.example", subject)]


def test_opening_a_question_is_kept_as_what_was_told_to_whom_about_whom(ask, family, police):
    family[1].address, family[1].postcode = "3 Other Road", "PR2 1AA"  # not where the protected address is
    (request,) = ask("LANCS-POLICE", words="He was hurt").requests
    colleague = somebody(Role.PARTNER, "police-mash", email="second@example.org")

    for reader in (police, colleague):
        with request_transaction(reader):
            services.open_request(actor=reader, request=request, now=NOW)
            assert not Disclosure.objects.exists()

    with request_transaction(MACHINE):
        (row,) = Disclosure.objects.all()
        people = sorted(row.people.values_list("person_reference", flat=True))
    assert (row.what, row.recipient, row.subject, row.source) == (
        "request_opened", "LANCS-POLICE", "C-1", request.reference,
    )  # fmt: skip
    assert (row.purpose, row.lawful_bases, row.disclosed_at, row.disclosed_by) == (
        "protect-child", ["public-task"], NOW, police.reference,
    )  # fmt: skip
    assert people == ["P1", "P2", "P3"]
    assert {"name", "born", "address", "words"} <= set(row.fields)
