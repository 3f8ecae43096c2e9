"""The domestic abuse conference: weigh the danger to an adult, refer or not, and keep what the conference did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openmash.adults import permissions, rules
from openmash.adults.choices import BranchKind, BranchState, Said
from openmash.adults.models import Branch, DangerWeighed
from openmash.adults.queries import branch_entry, checklist, earlier_referrals
from openmash.adults.services.shared import (
    BRANCH,
    disclose_to_team,
    lock_branch,
    move_branch,
    open_work_on,
    team_for,
)
from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.errors import RuleBroken
from openmash.trail import services as trail


@dataclass(frozen=True)
class DangerGiven:
    """The answers by question, whether the adult knows of the referral, and what one's own judgement makes of the total."""

    answers: Mapping[str, str]
    aware: str
    judgement: str
    judgement_reason: str = ""


@transaction.atomic
def weigh_danger(*, actor: Actor, branch: Branch, given: DangerGiven, now: datetime) -> DangerWeighed:
    """Keep the answers about danger to an adult with their total; refer to the conference, or do not.

    It goes by its band, as a repeat, or by a professional's judgement with a reason.

    Raises Denied; RuleBroken where a question is open, the judgement has no reason, or it was weighed already.
    """
    permissions.check_can_tell_others(actor)
    branch = lock_branch(branch)
    if branch.state != BranchState.TO_WEIGH:
        raise RuleBroken(rules.MOVED_ON)
    held = checklist(now)
    _check(held, given)
    earlier = earlier_referrals(branch)
    repeat = rules.is_repeat((at for _, at in earlier), now=now, months=held.repeat_months)
    rules.check_judgement(judgement=given.judgement, reason=given.judgement_reason, repeat=repeat)
    total = rules.total_of(given.answers)
    band = held.band_of(total)
    refers = rules.refers(by_total=band.refers, repeat=repeat, judgement=given.judgement)
    weighed = DangerWeighed.objects.create(
        branch=branch,
        checklist=held.code,
        answers=dict(given.answers),
        total=total,
        band=band.code,
        repeat_of=earlier[0][0] if repeat else "",
        judgement=given.judgement,
        judgement_reason=given.judgement_reason.strip(),
        aware=given.aware,
        refers=refers,
        weighed_at=now,
        weighed_by=actor.reference,
        weighed_by_name=actor.name,
    )
    after = BranchState.REFERRED if refers else BranchState.NOT_REFERRED
    branch = move_branch(actor=actor, branch=branch, after=after, now=now)
    if refers:
        _refer(actor=actor, branch=branch, now=now)
    trail.record(
        actor=actor,
        kind="danger.weighed",
        subject=f"{BRANCH} {branch.reference}",
        at=now,
        band=band.code,
        judgement=given.judgement,
        refers=refers,
        repeat_of=weighed.repeat_of,
    )
    return weighed


def _check(held: object, given: DangerGiven) -> None:
    questions = getattr(held, "questions", ())
    for question in questions:
        if given.answers.get(question.code, "") not in set(Said):
            raise RuleBroken("Answer this, if only with “not known yet”.", field=f"question_{question.code}")
    if set(given.answers) - {question.code for question in questions}:
        raise RuleBroken("The questions have changed meanwhile. Open the page again.")
    if given.aware not in set(Said):
        raise RuleBroken("Choose whether they know of this.", field="aware")


def _refer(*, actor: Actor, branch: Branch, now: datetime) -> None:
    """Give a referral to the desk of the conference, with its clock, and keep that it was told."""
    entry = branch_entry(BranchKind.CONFERENCE, now)
    due = agencies.due_by(entry.then_clock, now)
    branch.team = team_for(entry, branch.locality, now)
    branch.due_at, branch.due_rule = due.due_at, due.rule
    branch.save(update_fields=["team", "due_at", "due_rule"])
    open_work_on(actor=actor, branch=branch, due=due, now=now)
    disclose_to_team(actor=actor, branch=branch, purpose=entry.purpose, now=now)


@transaction.atomic
def hear_conference(*, actor: Actor, branch: Branch, heard_on: date, words: str, now: datetime) -> Branch:
    """Keep when the conference heard a referral, and what it agreed.

    Raises Denied; RuleBroken without words, for a day that lies ahead or before the referral, or where it was not referred.
    """
    permissions.check_can_tell_others(actor)
    branch = lock_branch(branch)
    if not words.strip():
        raise RuleBroken("Write what the conference agreed, and who does it.", field="words")
    if branch.state == BranchState.REFERRED and not london_day(branch.danger.weighed_at) <= heard_on <= london_day(now):
        raise RuleBroken("The day lies between the referral and today.", field="heard_on")
    branch = move_branch(actor=actor, branch=branch, after=BranchState.HEARD, outcome=words.strip(), now=now)
    DangerWeighed.objects.filter(branch=branch).update(heard_on=heard_on)
    trail.record(actor=actor, kind="conference.heard", subject=f"{BRANCH} {branch.reference}", at=now)
    return branch
