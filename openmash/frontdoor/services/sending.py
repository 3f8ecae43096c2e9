"""Messages on their way: begun, gone, refused, uncertain, posted. Each step is a transaction of its own.

That sending has begun is kept before anything is sent. So a message whose sender died in between is known to be uncertain:
it may have arrived, and only a person who has looked sends it again.
"""

from datetime import datetime

from django.db import transaction

from openmash.base import jobs
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import AnswerState, Channel
from openmash.frontdoor.models import Answer
from openmash.frontdoor.services.answers import SEND_JOB, when_said
from openmash.trail import services as trail

NOT_ANSWERED = "The sending was interrupted. The message may have gone or not."


def _locked(reference: str) -> Answer:
    rows = Answer.objects.select_for_update(of=("self",)).select_related("contact")
    return rows.get(reference=reference)


def _move(*, actor: Actor, answer: Answer, state: AnswerState, problem: str = "", now: datetime) -> Answer:
    answer.state, answer.problem = state, problem[:200]
    if state == AnswerState.SAID:
        answer.sent_at = now
    answer.save(update_fields=["state", "problem", "sent_at"])
    trail.record(
        actor=actor,
        kind=f"message.{state}",
        subject=answer.contact,
        at=now,
        message=answer.reference,
        tries=answer.tries,
    )
    return answer


@transaction.atomic
def begin_sending(*, actor: Actor, reference: str, now: datetime) -> Answer | None:
    """Keep that a waiting message is being sent, and return it. None: there is nothing to send any more.

    One that was being sent when its sender stopped becomes uncertain: it is shown, and never sent again blindly.
    """
    answer = _locked(reference)
    if answer.state == AnswerState.SENDING:
        _move(actor=actor, answer=answer, state=AnswerState.UNCERTAIN, problem=NOT_ANSWERED, now=now)
        return None
    if answer.state != AnswerState.WAITING or answer.channel != Channel.EMAIL:
        return None
    answer.tries, answer.tried_at = answer.tries + 1, now
    answer.save(update_fields=["tries", "tried_at"])
    return _move(actor=actor, answer=answer, state=AnswerState.SENDING, now=now)


@transaction.atomic
def record_sent(*, actor: Actor, reference: str, now: datetime) -> Answer:
    """Keep that a message has gone: whoever raised the worry is told now, and the work of telling them is done."""
    answer = _move(actor=actor, answer=_locked(reference), state=AnswerState.SAID, now=now)
    when_said(actor=actor, answer=answer, now=now)
    return answer


@transaction.atomic
def record_not_sent(*, actor: Actor, reference: str, problem: str, again: bool, now: datetime) -> Answer:
    """Keep that a message certainly did not go, and why. It waits for another try, or for a person after the last one."""
    answer = _locked(reference)
    waits = again and answer.tries < jobs.MOST_TRIES
    state = AnswerState.WAITING if waits else AnswerState.FAILED
    return _move(actor=actor, answer=answer, state=state, problem=problem, now=now)


@transaction.atomic
def record_uncertain(*, actor: Actor, reference: str, problem: str, now: datetime) -> Answer:
    """Keep that nobody can tell whether a message went."""
    return _move(actor=actor, answer=_locked(reference), state=AnswerState.UNCERTAIN, problem=problem, now=now)


@transaction.atomic
def settle_message(*, actor: Actor, answer: Answer, went: bool, now: datetime) -> Answer:
    """Say that a message has gone (a letter was posted, an uncertain e-mail did arrive), or have an e-mail sent again.

    Raises Denied; RuleBroken for a message that waits for nobody.
    """
    permissions.check_can_answer_referrer(actor, answer.contact)
    answer = _locked(answer.reference)
    stuck = answer.state in (AnswerState.UNCERTAIN, AnswerState.FAILED)
    to_post = answer.state == AnswerState.WAITING and answer.channel == Channel.LETTER
    if not (stuck or to_post):
        raise RuleBroken("This message waits for nobody. Open it again to see where it stands.")
    if went:
        _move(actor=actor, answer=answer, state=AnswerState.SAID, now=now)
        when_said(actor=actor, answer=answer, now=now)
        return answer
    if answer.channel != Channel.EMAIL:
        raise RuleBroken("A letter is sent again by posting it.")
    answer.tries = 0
    answer.save(update_fields=["tries"])
    _move(actor=actor, answer=answer, state=AnswerState.WAITING, now=now)
    jobs.enqueue(SEND_JOB, now=now, unique_key=answer.reference, reference=answer.reference)
    return answer
