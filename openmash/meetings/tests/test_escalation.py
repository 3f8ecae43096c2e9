"""A professional disagreement goes through stages with clocks until it is settled, or ends at the last."""

from datetime import timedelta

import pytest

from openmash.agencies.models import Team
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.meetings import queries, services
from openmash.meetings.models import Escalation
from openmash.meetings.services import EscalationGiven
from openmash.meetings.tests.conftest import NOW

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def raised(police):
    """The police disagree with a discussion."""
    with request_transaction(police):
        return services.raise_escalation(
            actor=police,
            subject_kind="contact",
            subject="C-1",
            team=Team.objects.get(code="east-central-triage"),
            given=EscalationGiven("meeting", "MT-1", "He is not safe", "See him tonight"),
            now=NOW,
        )


def answer(actor, escalation, words="We spoke at noon and see him tonight"):
    with request_transaction(actor):
        return services.answer_escalation(actor=actor, escalation=escalation, words=words, now=LATER)


def further(actor, escalation, now=LATER):
    with request_transaction(actor):
        return services.raise_further(actor=actor, escalation=escalation, words="Not enough", now=now)


def test_it_begins_with_those_who_work_on_it_and_has_a_working_day(raised):
    assert (raised.state, raised.stage) == ("open", "workers")
    assert raised.due_at.date().isoformat() == "2026-11-19"


def test_an_answer_is_told_and_whoever_raised_it_says_that_it_settles_it(raised, worker, police):
    answer(worker, raised)
    with request_transaction(police):
        own = queries.own_escalation(police, raised.reference)
        assert [step.words for step in own.steps.all()] == ["He is not safe", "We spoke at noon and see him tonight"]
        settled = services.accept_answer(actor=police, escalation=own, now=LATER)
    assert settled.state == "settled"


def test_what_does_not_settle_it_goes_to_the_next_stage_with_its_own_clock(raised, worker, police):
    answer(worker, raised)
    next_stage = further(police, raised)

    assert (next_stage.state, next_stage.stage) == ("open", "managers")
    assert next_stage.due_at.date().isoformat() == "2026-11-20"


def test_managers_answer_the_second_stage(raised, worker, manager, police):
    answer(worker, raised)
    further(police, raised)
    with pytest.raises(Denied, match="another role"):
        answer(worker, raised)

    assert answer(manager, raised).state == "answered"


def test_after_the_last_stage_it_ends_not_settled(raised, worker, manager, police):
    for stage in ("workers", "managers", "leads", "partnership"):
        assert queries.stage_of(raised).code == stage
        answer(worker if stage == "workers" else manager, raised)
        raised = further(police, raised)

    assert (raised.state, raised.stage) == ("not_settled", "partnership")


def test_it_is_not_raised_further_while_the_stage_has_its_time(raised, police):
    with pytest.raises(RuleBroken, match="still has its time"):
        further(police, raised)

    assert further(police, raised, now=NOW + timedelta(days=2)).stage == "managers"


def test_nobody_answers_their_own(worker):
    with request_transaction(worker):
        own = services.raise_escalation(
            actor=worker,
            subject_kind="contact",
            subject="C-1",
            team=Team.objects.get(code="east-central-triage"),
            given=EscalationGiven("request", "Q-1", "They declined"),
            now=NOW,
        )
    with pytest.raises(RuleBroken, match="somebody else"):
        answer(worker, own)


def test_another_agency_knows_nothing_of_it(raised, health):
    with request_transaction(health):
        assert not Escalation.objects.exists()
        with pytest.raises(NotFound):
            queries.own_escalation(health, raised.reference)


def test_only_whoever_raised_it_says_that_it_is_settled(raised, worker, manager):
    answer(worker, raised)
    with request_transaction(manager), pytest.raises(Denied, match="Only whoever raised this"):
        services.accept_answer(actor=manager, escalation=raised, now=LATER)
