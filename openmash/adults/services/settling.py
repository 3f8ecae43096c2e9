"""What became of a branch that somebody outside has; one that is taken back; and branches of a restricted record."""

from datetime import datetime

from django.db import transaction

from openmash.adults import permissions, rules
from openmash.adults.choices import TOLD_BY_WORDS, BranchState, ToldBy
from openmash.adults.models import Branch
from openmash.adults.queries import branch_entry
from openmash.adults.services.shared import BRANCH, disclose_to_team, lock_branch, move_branch, team_for
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.release import services as release
from openmash.release.queries import was_released
from openmash.trail import services as trail
from openmash.work import services as work


@transaction.atomic
def settle_branch(*, actor: Actor, branch: Branch, words: str, told: str = "", now: datetime) -> Branch:
    """Keep what somebody outside does about a branch; it is closed, and no other with it.

    Where what was prepared for them never left, `told` says how they were told: by word of mouth, which is a disclosure, or not
    at all, which is none and of which `words` are the reason. Either way nothing of it waits at the gate afterwards.

    Raises Denied; RuleBroken without words, or where nothing has left and nobody says how they were told.
    """
    permissions.check_can_tell_others(actor)
    branch = lock_branch(branch)
    if not words.strip():
        raise RuleBroken("Write what they do, or why they were told nothing.", field="words")
    rules.check_told(released=was_released(branch.package), told=told)
    said = f"{TOLD_BY_WORDS[told]}. {words.strip()}" if told else words.strip()
    branch = move_branch(actor=actor, branch=branch, after=BranchState.SETTLED, outcome=said, now=now)
    if told == ToldBy.WORD:
        _told_by_word(actor, branch, now)
    elif told and branch.package:
        release.withdraw_package(actor=actor, reference=branch.package, now=now)
    trail.record(
        actor=actor, kind="branch.kept", subject=f"{BRANCH} {branch.reference}", at=now, told=told or "released"
    )
    return branch


def _told_by_word(actor: Actor, branch: Branch, now: datetime) -> None:
    """Keep what they were told without a document: an agency by what was prepared for it, else a team of the council."""
    if branch.package:
        release.tell_by_word(
            actor=actor, reference=branch.package, source_kind=BRANCH, source=branch.reference, now=now
        )
        return
    entry = branch_entry(branch.kind, now)
    team = team_for(entry, branch.locality, now) if entry is not None and entry.team_kind else branch.team
    disclose_to_team(actor=actor, branch=branch, team=team, purpose=entry.purpose if entry is not None else "", now=now)


@transaction.atomic
def withdraw_branch(*, actor: Actor, branch: Branch, reason: str, now: datetime) -> Branch:
    """Take a branch back, with a reason. A concern is adult social care's: nobody takes that back from here.

    Raises Denied; RuleBroken without a reason, or where it is closed or a concern.
    """
    permissions.check_can_tell_others(actor)
    branch = lock_branch(branch)
    if not reason.strip():
        raise RuleBroken("Write why it is taken back.", field="words")
    branch = move_branch(actor=actor, branch=branch, after=BranchState.WITHDRAWN, outcome=reason.strip(), now=now)
    if branch.package:
        release.withdraw_package(actor=actor, reference=branch.package, now=now)
    trail.record(actor=actor, kind="branch.taken_back", subject=f"{BRANCH} {branch.reference}", at=now)
    return branch


@transaction.atomic
def restrict_branches(*, actor: Actor, subject_kind: str, subject: str, restricted: bool, now: datetime) -> int:
    """Hide or show the branches of a record with the record itself. Returns how many. The room that calls has checked the act."""
    rows = Branch.objects.filter(subject_kind=subject_kind, subject=subject)
    references = list(rows.values_list("reference", flat=True))
    changed = rows.update(restricted=restricted)
    for reference in references:
        work.restrict_work(actor=actor, subject_kind=BRANCH, subject=reference, restricted=restricted, now=now)
    if changed:
        trail.record(
            actor=actor, kind="branches.restricted", subject=f"{subject_kind} {subject}", at=now, restricted=restricted
        )
    return changed
