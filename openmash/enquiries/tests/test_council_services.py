"""What early help or adult social care are asked is work in their team's queue, until it is answered or taken back."""

from datetime import timedelta

import pytest

from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.enquiries import queries, services
from openmash.enquiries.services import ReturnGiven
from openmash.enquiries.tests.conftest import NOW
from openmash.work import queries as work
from openmash.work.models import WorkItem

HIDER = Actor.machine("test")


@pytest.fixture
def adults(lancashire):
    return somebody(Role.ADULT_DUTY_WORKER, "adult-duty", name="A Adult")


@pytest.fixture
def central(lancashire):
    return somebody(Role.EARLY_HELP_OFFICER, "central-early-help", name="E Central")


@pytest.fixture
def north(lancashire):
    return somebody(Role.EARLY_HELP_OFFICER, "north-early-help", name="E North")


def mine(actor):
    with request_transaction(actor):
        return [(one.act, one.subject_kind, one.subject) for one in work.work_of(actor)]


def answer(actor, request, given):
    with request_transaction(actor):
        services.answer_request(actor=actor, request=request, given=given, now=NOW)


def test_it_stands_in_their_queue_by_its_own_clock_and_ends_with_the_answer(ask, adults, worker):
    request = ask("LCC-ADULTS", "LANCS-POLICE").requests[0]

    assert mine(adults) == [("answer_request", "request", request.reference)]
    with request_transaction(worker):
        item = WorkItem.objects.get(act="answer_request")
        assert (item.due_at, item.rag, item.team.code) == (request.due_at, "red", "adult-duty")
    answer(adults, request, ReturnGiven(kind="part", words="Known to us", handling="yes"))
    assert len(mine(adults)) == 1  # a part is not the end
    answer(adults, request, ReturnGiven(kind="whole", answers={"open": "no"}, handling="yes"))
    assert mine(adults) == []


def test_the_team_that_covers_the_locality_has_it(ask, central, north):
    ask("LCC-EARLY-HELP", locality="North")

    assert (len(mine(north)), len(mine(central))) == (1, 0)


def test_what_is_taken_back_is_work_no_more(ask, adults, worker):
    request = ask("LCC-ADULTS").requests[0]
    with request_transaction(worker):
        services.withdraw_request(actor=worker, request=request, reason="Another family", now=NOW)

    assert mine(adults) == []


def test_more_time_moves_its_clock(ask, adults, worker):
    request = ask("LCC-ADULTS").requests[0]
    until = request.due_at + timedelta(hours=3)
    with request_transaction(adults):
        services.ask_for_more_time(actor=adults, request=request, until=until, reason="Paper files", now=NOW)
    with request_transaction(worker):
        services.give_more_time(actor=worker, request=request, now=NOW)
        assert WorkItem.objects.get(act="answer_request").due_at == until


def test_whom_it_is_about_is_told_to_those_who_may_know(ask, adults, worker, police):
    request = ask("LCC-ADULTS").requests[0]

    with request_transaction(adults):
        assert queries.asked_in_words(adults, [request.reference]) == {
            request.reference: ("Aled Example, and 1 other", "C-1", True)
        }
    with request_transaction(worker):
        assert queries.asked_in_words(worker, [request.reference])[request.reference][2] is False
    with request_transaction(HIDER):
        services.restrict_enquiries(actor=HIDER, subject_kind="contact", subject="C-1", restricted=True, now=NOW)
    with request_transaction(worker):
        assert queries.asked_in_words(worker, [request.reference]) == {}
    with request_transaction(police):
        assert queries.asked_in_words(police, [request.reference]) == {}
