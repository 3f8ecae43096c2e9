"""The person who raised a worry: acknowledged at once, told the outcome, heard when they disagree."""

import pytest

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.frontdoor.choices import AnswerKind
from openmash.frontdoor.models import Answer
from openmash.frontdoor.services import answers, disagreements
from openmash.frontdoor.tests import world
from openmash.frontdoor.tests.world import NOW
from openmash.trail.models import Entry
from openmash.work.choices import WorkAct
from openmash.work.models import WorkItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    world.load_lancashire()
    held = {
        "triage": world.worker(Role.SCREENING_WORKER, "east-central-triage"),
        "manager": world.worker(Role.MASH_MANAGER, "mash-management"),
        "school": world.worker(Role.PARTNER, "guild-high"),
        "nurse": world.worker(Role.PARTNER, "health-mash"),
    }
    with request_transaction(Actor.machine("test")):
        yield held


def after_decision(people, **more):
    """Return a contact that stands as decided, whoever decided it."""
    with request_transaction(people["triage"]):
        contact = world.call(people["triage"], **more)
        contact.decided_at, contact.status = NOW, "decided"
        contact.save(update_fields=["decided_at", "status"])
        return contact


def test_a_call_is_acknowledged_at_once_with_its_reference_and_no_detail(people):
    with request_transaction(people["triage"]):
        contact = world.call(people["triage"])

    answer = Answer.objects.get(contact=contact, kind=AnswerKind.ACKNOWLEDGEMENT)
    assert contact.reference in answer.words
    assert "bruise" not in answer.words
    assert "Aled" not in answer.words


def test_nobody_is_told_an_outcome_before_there_is_one(people):
    with request_transaction(people["triage"]):
        contact = world.call(people["triage"])
        with pytest.raises(RuleBroken, match="Decide the contact first"):
            answers.answer_referrer(
                actor=people["triage"], contact=contact, channel="telephone", words="All well", reason="", now=NOW
            )


@pytest.mark.parametrize(
    ("channel", "words", "reason", "sentence"),
    [
        pytest.param("telephone", " ", "", "Write what you are telling them", id="a-call-needs-words"),
        pytest.param("not_possible", "", "", "Say why", id="not-possible-needs-a-reason"),
        pytest.param("email", "Please ring us", "", "No e-mail address", id="no-address-no-mail"),
        pytest.param("in_product", "Please see", "", "no account here", id="a-caller-has-no-account"),
    ],
)
def test_an_answer_that_cannot_reach_anybody_is_refused(people, channel, words, reason, sentence):
    contact = after_decision(people)

    with request_transaction(people["triage"]), pytest.raises(RuleBroken, match=sentence):
        answers.answer_referrer(
            actor=people["triage"], contact=contact, channel=channel, words=words, reason=reason, now=NOW
        )


def test_an_answer_is_kept_as_said_and_recorded(people):
    contact = after_decision(people)

    with request_transaction(people["triage"]):
        answers.answer_referrer(
            actor=people["triage"], contact=contact, channel="telephone", words="We visit today.", reason="", now=NOW
        )

    contact.refresh_from_db()
    assert contact.answered_at == NOW
    assert Answer.objects.get(contact=contact, kind=AnswerKind.OUTCOME).words == "We visit today."
    assert Entry.objects.filter(kind="referrer.answered", subject=contact.reference).count() == 1


def test_a_disagreement_becomes_a_managers_work_with_its_own_clock(people):
    contact = after_decision(people)
    with request_transaction(people["triage"]):
        row = disagreements.raise_disagreement(actor=people["triage"], contact=contact, words="He is afraid.", now=NOW)

    assert row.due_at > NOW
    assert WorkItem.objects.filter(act=WorkAct.ANSWER_DISAGREEMENT, subject=contact.reference, done_at=None).exists()
    with request_transaction(people["triage"]), pytest.raises(Denied, match="Only a MASH manager"):
        disagreements.answer_disagreement(
            actor=people["triage"], disagreement=row, words="It stands.", upheld=False, now=NOW
        )
    with request_transaction(people["manager"]):
        disagreements.answer_disagreement(
            actor=people["manager"], disagreement=row, words="We look again.", upheld=True, now=NOW
        )
    assert not WorkItem.objects.filter(act=WorkAct.ANSWER_DISAGREEMENT, done_at=None).exists()


def test_another_agency_cannot_disagree(people):
    contact = after_decision(people)

    with request_transaction(people["nurse"]), pytest.raises(Denied, match="Only the person or agency"):
        disagreements.raise_disagreement(actor=people["nurse"], contact=contact, words="No", now=NOW)
