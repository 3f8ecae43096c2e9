"""Adult social care decides on a concern, alone, and says how its enquiry ended."""

from datetime import datetime

from django.db import transaction

from openmash.adults import permissions, rules
from openmash.adults.choices import INSTEAD_WORDS, STATE_WORDS, BranchKind, BranchState, Instead, Section42
from openmash.adults.models import Branch, ConcernDecided
from openmash.adults.queries import branch_entry
from openmash.adults.rules import ConcernDecision
from openmash.adults.services.shared import BRANCH, DESK, lock_branch, move_branch
from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct


@transaction.atomic
def decide_concern(*, actor: Actor, branch: Branch, given: ConcernDecision, now: datetime) -> ConcernDecided:
    """Decide under section 42: an enquiry, or not met and what instead. Where that is an adviser, the front door is asked.

    Raises Denied for everybody but the adult duty worker of its team; RuleBroken where it is decided already, or not whole.
    """
    branch = lock_branch(branch)
    permissions.check_can_decide_concern(actor, branch)
    if branch.state != BranchState.TO_DECIDE:
        raise RuleBroken("This has been decided already. Open it again to see what was decided.")
    rules.check_section_42(given)
    not_met = given.decision == BranchState.NOT_MET
    made = ConcernDecided.objects.create(
        branch=branch,
        **{str(question): given.answers[question] for question in Section42},
        asked=given.asked,
        wishes=given.wishes.strip() if given.asked else "",
        why_not_asked="" if given.asked else given.why_not_asked.strip(),
        difficulty=given.difficulty,
        advocate=given.advocate.strip(),
        decision=given.decision,
        instead=given.instead if not_met else "",
        reason=given.reason.strip(),
        decided_at=now,
        decided_by=actor.reference,
        decided_by_name=actor.name,
    )
    said = f"{STATE_WORDS[given.decision]}. Instead: {INSTEAD_WORDS[given.instead].lower()}." if not_met else ""
    move_branch(actor=actor, branch=branch, after=BranchState(given.decision), outcome=said, now=now)
    if not_met and given.instead == Instead.ADVISER:
        _ask_for_adviser(branch=branch, now=now)
    trail.record(
        actor=actor,
        kind="concern.decided",
        subject=f"{BRANCH} {branch.reference}",
        at=now,
        decision=given.decision,
        instead=made.instead,
    )
    return made


def _ask_for_adviser(*, branch: Branch, now: datetime) -> None:
    """Ask the team that raised it to tell an adviser, unless one is told already."""
    there = Branch.objects.filter(
        subject_kind=branch.subject_kind, subject=branch.subject, kind=BranchKind.ADVISER, person=branch.person_id
    )
    entry = branch_entry(BranchKind.ADVISER, now)
    if entry is None or there.exists():
        return
    work.open_work(
        actor=DESK,
        act=WorkAct.TELL_OTHERS,
        subject_kind=branch.subject_kind,
        subject=branch.subject,
        child=branch.person_reference,
        team=branch.asked_by_team,
        due=agencies.due_by(entry.clock, now),
        rag=branch.rag,
        arrived_at=now,
        locality=branch.locality,
        restricted=branch.restricted,
        note="Section 42 is not met: an adviser instead",
        now=now,
    )


@transaction.atomic
def end_enquiry(*, actor: Actor, branch: Branch, words: str, now: datetime) -> Branch:
    """Say how an enquiry under section 42 ended. Raises Denied; RuleBroken without words, or where there is no enquiry."""
    branch = lock_branch(branch)
    permissions.check_can_decide_concern(actor, branch)
    if not words.strip():
        raise RuleBroken("Write what came of it.", field="words")
    ended = move_branch(actor=actor, branch=branch, after=BranchState.ENQUIRY_ENDED, outcome=words.strip(), now=now)
    trail.record(actor=actor, kind="enquiry.ended", subject=f"{BRANCH} {branch.reference}", at=now)
    return ended
