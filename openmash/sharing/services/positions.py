"""Record a family's position, and approve going ahead without telling them. Every change is a new row."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.sharing import permissions, queries
from openmash.sharing.choices import AGREEMENT_WORDS, TOLD_WORDS, Told
from openmash.sharing.models import FamilyPosition
from openmash.trail import services as trail


@dataclass(frozen=True)
class PositionGiven:
    """What somebody records of the family's position. Nothing starts on an answer that decides anything."""

    told: str = Told.NOT_KNOWN
    told_who: str = ""
    must_not_be_told: str = ""
    agreement: str = "not_known"
    agreement_who: str = ""
    going_ahead_reason: str = ""
    going_ahead_words: str = ""
    lawful_bases: tuple[str, ...] = ()
    necessity: str = ""


@transaction.atomic
def record_family_position(
    *, actor: Actor, subject_kind: str, subject: str, given: PositionGiven, now: datetime
) -> FamilyPosition:
    """Record what the family was told, whether they agree to support, and the lawful basis of sharing.

    A manager's own record of a reason is approved by it; anybody else's change of the reason needs approval anew.
    Raises Denied; RuleBroken for an unknown answer, or where somebody must not be told and nobody is named.
    """
    permissions.check_can_record_position(actor)
    _check(given)
    before = queries.position_of(actor, subject_kind=subject_kind, subject=subject)
    same_reason = (before.going_ahead_reason, before.going_ahead_words) == (
        given.going_ahead_reason,
        given.going_ahead_words,
    )
    approved_by = before.approved_by if same_reason else ""
    if given.going_ahead_reason and permissions.can_approve_going_ahead(actor):
        approved_by = actor.reference
    return _append(
        actor=actor, subject_kind=subject_kind, subject=subject, given=given, approved_by=approved_by, now=now
    )


def _check(given: PositionGiven) -> None:
    if given.told not in TOLD_WORDS:
        raise RuleBroken("Choose whether the family has been told.", field="told")
    if given.agreement not in AGREEMENT_WORDS:
        raise RuleBroken("Choose whether the family agrees to support.", field="agreement")
    if given.told == Told.MUST_NOT and not given.must_not_be_told.strip():
        raise RuleBroken("Write who must not be told, and what they must not learn.", field="must_not_be_told")


@transaction.atomic
def approve_going_ahead(*, actor: Actor, subject_kind: str, subject: str, now: datetime) -> FamilyPosition:
    """Approve, as a manager, going ahead without telling the family.

    Raises Denied; RuleBroken when no reason is recorded, or it is approved already.
    """
    permissions.check_can_approve_going_ahead(actor)
    held = queries.position_of(actor, subject_kind=subject_kind, subject=subject)
    if not held.going_ahead_reason:
        raise RuleBroken("No reason for going ahead is recorded yet. The worker records it first.")
    if held.approved_by:
        raise RuleBroken("A manager has approved this already.")
    facts = {name: getattr(held, name) for name in PositionGiven.__dataclass_fields__}
    return _append(
        actor=actor,
        subject_kind=subject_kind,
        subject=subject,
        given=PositionGiven(**facts),
        approved_by=actor.reference,
        now=now,
    )


def _append(
    *, actor: Actor, subject_kind: str, subject: str, given: PositionGiven, approved_by: str, now: datetime
) -> FamilyPosition:
    row = FamilyPosition.objects.create(
        subject_kind=subject_kind,
        subject=subject,
        approved_by=approved_by,
        recorded_at=now,
        recorded_by=actor.reference,
        **asdict(replace(given, lawful_bases=tuple(given.lawful_bases))),
    )
    trail.record(
        actor=actor,
        kind="family_position.recorded",
        subject=f"{subject_kind} {subject}",
        at=now,
        told=given.told,
        agreement=given.agreement,
        reason=given.going_ahead_reason,
        lawful_bases=list(given.lawful_bases),
        approved=bool(approved_by),
    )
    return row
