"""What becomes of a message to whoever raised a worry: the door tells each step, and the message and its contact follow."""

from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.base.actors import Actor
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import AnswerKind, AnswerState
from openmash.frontdoor.models import Answer
from openmash.frontdoor.services.answers import SOURCE, let_leave, when_said
from openmash.frontdoor.services.disagreements import reopen_disagreement
from openmash.release import services as release
from openmash.release.choices import DispatchState, PackageState
from openmash.release.queries import dispatch_made_from
from openmash.trail import services as trail

FOLLOWS: dict[str, AnswerState] = {
    DispatchState.WAITING: AnswerState.WAITING,
    DispatchState.SENDING: AnswerState.SENDING,
    DispatchState.SENT: AnswerState.SAID,
    DispatchState.REFUSED: AnswerState.FAILED,
    DispatchState.UNCERTAIN: AnswerState.UNCERTAIN,
    DispatchState.DROPPED: AnswerState.DROPPED,
}


def follow_dispatch(*, actor: Actor, dispatch: Any, now: datetime) -> None:
    """Keep where a message to whoever raised a worry stands; once it has gone, they have been told."""
    rows = Answer.objects.select_for_update(of=("self",)).select_related("contact")
    answer = rows.get(reference=dispatch.source)
    answer.state, answer.problem = FOLLOWS[dispatch.state], dispatch.problem
    answer.tries, answer.tried_at, answer.sent_at = dispatch.tries, dispatch.tried_at, dispatch.sent_at
    answer.save(update_fields=["state", "problem", "tries", "tried_at", "sent_at"])
    trail.record(
        actor=actor,
        kind=f"message.{answer.state}",
        subject=answer.contact,
        at=now,
        message=answer.reference,
        tries=answer.tries,
    )
    if answer.state == AnswerState.SAID:
        when_said(actor=actor, answer=answer, now=now)


def follow_package(*, actor: Actor, package: Any, now: datetime) -> None:
    """Let a message to whoever raised a worry go once the gate releases it; keep that it does not, and why, where it stops it."""
    answer = Answer.objects.select_for_update(of=("self",)).select_related("contact").get(reference=package.source)
    if package.state == PackageState.RELEASED:
        answer.state = AnswerState.WAITING
        answer.save(update_fields=["state"])
        let_leave(actor=actor, answer=answer, now=now)
        return
    refused = package.state == PackageState.REFUSED
    answer.state = AnswerState.STOPPED if refused else AnswerState.DROPPED
    answer.problem = package.reason[:200]
    answer.save(update_fields=["state", "problem"])
    trail.record(actor=actor, kind=f"message.{answer.state}", subject=answer.contact, at=now, message=answer.reference)
    if refused and answer.kind == AnswerKind.DISAGREEMENT_ANSWER:
        reopen_disagreement(actor=actor, contact=answer.contact, now=now)


@transaction.atomic
def settle_message(*, actor: Actor, answer: Answer, went: bool, now: datetime) -> Answer:
    """Say that a message has gone (a letter was posted, an uncertain e-mail did arrive), or have an e-mail sent again.

    Raises Denied; RuleBroken for a message that waits for nobody.
    """
    permissions.check_can_answer_referrer(actor, answer.contact)
    leaving = dispatch_made_from(actor, source_kind=SOURCE, source=answer.reference)
    release.settle_dispatch(actor=actor, reference=leaving, went=went, now=now)
    trail.record(
        actor=actor, kind="message.settled", subject=answer.contact, at=now, message=answer.reference, went=went
    )
    answer.refresh_from_db()
    return answer
