"""Professional disagreement about a contact, a meeting or a request: each stage is work with an owner and a clock."""

from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.meetings import queries
from openmash.meetings import services as meetings
from openmash.meetings.choices import EscalationState
from openmash.meetings.services import EscalationGiven
from openmash.work import services as work
from openmash.work.choices import WorkAct

# Opens the council's work inside the act of a partner, who has no work here.
HUB = Actor.machine("disagreement")


@transaction.atomic
def raise_disagreement(
    *, actor: Actor, contact: str, team: Any, given: EscalationGiven, restricted: bool = False, now: datetime
) -> Any:
    """Raise a professional disagreement about something of a contact; answering the first stage becomes work.

    `team` is the team whose decision or question it is. The view has looked the record up as the actor may see it.
    Raises Denied; RuleBroken as `meetings.raise_escalation`.
    """
    escalation = meetings.raise_escalation(
        actor=actor,
        subject_kind="contact",
        subject=contact,
        team=team,
        given=given,
        restricted=restricted,
        now=now,
    )
    _open_stage(escalation, now)
    return escalation


def _open_stage(escalation: Any, now: datetime) -> None:
    stage = queries.stage_of(escalation)
    teams = agencies.teams_of_kind(stage.team_kind, on=clock.london_day(now)) if stage.team_kind else []
    _open(
        escalation,
        act=WorkAct.ANSWER_ESCALATION,
        team=teams[0] if teams else escalation.team,
        due=agencies.due_by(stage.clock, now),
        note=f"{escalation.reference}, {stage.title.lower()}: {escalation.agency.name}",
        roles=stage.roles,
        not_by=escalation.raised_by,
        now=now,
    )


def _open(escalation: Any, *, act: str, team: Any, due: agencies.DueBy, note: str, now: datetime, **more: Any) -> None:
    work.open_work(
        actor=HUB,
        act=act,
        subject_kind=escalation.subject_kind,
        subject=escalation.subject,
        team=team,
        due=due,
        rag="",
        arrived_at=now,
        restricted=escalation.restricted,
        child=escalation.reference,
        note=note,
        now=now,
        **more,
    )


def _finish(escalation: Any, act: str, reason: str, now: datetime) -> None:
    work.finish_work(
        actor=HUB,
        act=act,
        subject_kind=escalation.subject_kind,
        subject=escalation.subject,
        child=escalation.reference,
        reason=reason,
        now=now,
    )


@transaction.atomic
def answer_disagreement_at_stage(*, actor: Actor, escalation: Any, words: str, now: datetime) -> Any:
    """Answer a stage; whoever raised it is told: a worker of the council by work, an agency on its own page.

    Raises Denied; RuleBroken as `meetings.answer_escalation`.
    """
    held = meetings.answer_escalation(actor=actor, escalation=escalation, words=words, now=now)
    _finish(held, WorkAct.ANSWER_ESCALATION, "answered", now)
    if held.agency.is_authority and held.raised_by.startswith("user:"):
        stage = queries.stage_of(held)
        _open(
            held,
            act=WorkAct.READ_ESCALATION,
            team=held.team,
            due=agencies.due_by(stage.clock, now),
            note=f"{held.reference}: does the answer settle it?",
            owner_id=int(held.raised_by.removeprefix("user:")),
            now=now,
        )
    return held


@transaction.atomic
def settle_or_raise_disagreement(*, actor: Actor, escalation: Any, settles: bool, words: str, now: datetime) -> Any:
    """Say that an answer settles it, or raise it to the next stage, whose work it becomes; after the last it ends, not settled.

    Raises Denied; RuleBroken as `meetings.accept_answer` and `meetings.raise_further`.
    """
    if settles:
        held = meetings.accept_answer(actor=actor, escalation=escalation, words=words, now=now)
    else:
        held = meetings.raise_further(actor=actor, escalation=escalation, words=words, now=now)
    _finish(held, WorkAct.READ_ESCALATION, "read", now)
    _finish(held, WorkAct.ANSWER_ESCALATION, "raised further", now)
    if held.state == EscalationState.OPEN:
        _open_stage(held, now)
    return held
