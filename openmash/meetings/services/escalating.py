"""Professional disagreement: raised, answered, settled or raised to the next stage. The room above opens the work."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import Denied, RuleBroken
from openmash.base.references import next_reference
from openmash.meetings import permissions, queries, rules
from openmash.meetings.choices import EscalationState
from openmash.meetings.models import Escalation, EscalationStep
from openmash.meetings.queries.escalations import stage_after
from openmash.trail import services as trail


@dataclass(frozen=True)
class EscalationGiven:
    """What one disagrees with (a decision, a meeting or a request, by kind and reference), why, and what one wants instead."""

    about_kind: str
    about: str
    words: str
    wanted: str = ""


@transaction.atomic
def raise_escalation(
    *,
    actor: Actor,
    subject_kind: str,
    subject: str,
    team: Any,
    given: EscalationGiven,
    restricted: bool = False,
    now: datetime,
) -> Escalation:
    """Raise a professional disagreement at the pack's first stage. Raises Denied; RuleBroken without words, or without stages."""
    permissions.check_can_disagree(actor)
    if actor.agency_id is None:
        raise Denied("Only somebody of an agency can raise a professional disagreement.")
    stages = queries.stages_of(agencies.pack_in_force(), now)
    if not given.words.strip():
        raise RuleBroken("Write what you disagree with, and why.", field="words")
    if not stages:
        raise RuleBroken("The pack has no stages for a disagreement. Ring the front door’s manager.")
    first = stages[0]
    escalation = Escalation.objects.create(
        reference=next_reference("PD-", "ref_escalation"),
        subject_kind=subject_kind,
        subject=subject,
        agency_id=actor.agency_id,
        team=team,
        restricted=restricted,
        pack=agencies.current_pack_version(),
        state=EscalationState.OPEN,
        stage=first.code,
        due_at=agencies.due_by(first.clock, now).due_at,
        raised_at=now,
        raised_by=actor.reference,
        raised_by_name=actor.name,
        **vars(given),
    )
    _step(actor=actor, escalation=escalation, words=given.words, now=now)
    return escalation


@transaction.atomic
def answer_escalation(*, actor: Actor, escalation: Escalation, words: str, now: datetime) -> Escalation:
    """Answer the present stage: what was said between whom, and what is agreed. Whoever raised it says whether that settles it.

    Raises Denied, also for one's own; RuleBroken without words, or when it waits for no answer.
    """
    escalation = _locked(escalation)
    permissions.check_can_answer(actor, queries.stage_of(escalation).roles)
    if escalation.raised_by == actor.reference:
        raise RuleBroken("You raised this yourself: somebody else has to answer it.")
    if not words.strip():
        raise RuleBroken("Write who spoke with whom, and what you agreed.", field="words")
    _move(escalation, EscalationState.ANSWERED)
    _step(actor=actor, escalation=escalation, words=words, now=now)
    return escalation


@transaction.atomic
def accept_answer(*, actor: Actor, escalation: Escalation, words: str = "", now: datetime) -> Escalation:
    """Say that the answer settles it. Raises Denied unless one raised it; RuleBroken when there is no answer yet."""
    escalation = _locked(escalation)
    permissions.check_raised_it(actor, escalation)
    _move(escalation, EscalationState.SETTLED)
    _step(actor=actor, escalation=escalation, words=words, now=now)
    return escalation


@transaction.atomic
def raise_further(*, actor: Actor, escalation: Escalation, words: str, now: datetime) -> Escalation:
    """Raise a disagreement to the next stage: after an answer that does not settle it, or when the time is over.

    After the last stage it ends, not settled. Raises Denied unless one raised it; RuleBroken without words, or while the
    present stage still has its time.
    """
    escalation = _locked(escalation)
    permissions.check_raised_it(actor, escalation)
    if escalation.state == EscalationState.OPEN and escalation.due_at > now:
        raise RuleBroken(
            "This stage still has its time. You can raise it further when that is over, or it is answered."
        )
    if not words.strip():
        raise RuleBroken("Write why this does not settle it.", field="words")
    after = stage_after(escalation)
    _move(escalation, EscalationState.NOT_SETTLED if after is None else EscalationState.OPEN)
    if after is not None:
        escalation.stage, escalation.due_at = after.code, agencies.due_by(after.clock, now).due_at
    _step(actor=actor, escalation=escalation, words=words, now=now)
    return escalation


def _locked(escalation: Escalation) -> Escalation:
    Escalation.objects.select_for_update(of=("self",)).values_list("pk").get(pk=escalation.pk)
    return Escalation.objects.select_related("agency", "team").get(pk=escalation.pk)


def _move(escalation: Escalation, after: str) -> None:
    if not rules.may_escalation_move(escalation.state, after):
        raise RuleBroken("This waits for something else now. Open it again to see what came of it.")
    escalation.state = after


def _step(*, actor: Actor, escalation: Escalation, words: str, now: datetime) -> None:
    escalation.save()
    EscalationStep.objects.create(
        escalation=escalation,
        stage=escalation.stage,
        state=escalation.state,
        words=words,
        due_at=escalation.due_at,
        at=now,
        by=actor.reference,
        by_name=actor.name,
    )
    trail.record(
        actor=actor,
        kind=f"escalation.{escalation.state}",
        subject=escalation,
        at=now,
        about=f"{escalation.about_kind} {escalation.about}",
        stage=escalation.stage,
        agency=escalation.agency.code,
    )
