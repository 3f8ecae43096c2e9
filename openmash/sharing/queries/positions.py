"""The family's position on a record, as it stands and as it was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.sharing import rules
from openmash.sharing.choices import AGREEMENT_WORDS, TOLD_WORDS, Agreement, Told
from openmash.sharing.models import FamilyPosition

FACTS = (
    "told",
    "told_who",
    "must_not_be_told",
    "agreement",
    "agreement_who",
    "going_ahead_reason",
    "going_ahead_words",
    "lawful_bases",
    "necessity",
    "approved_by",
    "recorded_at",
    "recorded_by",
)


@dataclass(frozen=True)
class Position:
    """The three facts as recorded last; all not known yet when nothing was recorded."""

    told: str = Told.NOT_KNOWN
    told_who: str = ""
    must_not_be_told: str = ""
    agreement: str = Agreement.NOT_KNOWN
    agreement_who: str = ""
    going_ahead_reason: str = ""
    going_ahead_words: str = ""
    lawful_bases: tuple[str, ...] = ()
    necessity: str = ""
    approved_by: str = ""
    recorded_at: datetime | None = None
    recorded_by: str = ""

    @property
    def told_words(self) -> str:
        return TOLD_WORDS[self.told]

    @property
    def agreement_words(self) -> str:
        return AGREEMENT_WORDS[self.agreement]


def _position(row: dict[str, Any]) -> Position:
    return Position(**(row | {"lawful_bases": tuple(row["lawful_bases"])}))


def position_of(actor: Actor, *, subject_kind: str, subject: str) -> Position:
    """Return what holds now for a record the caller has checked the actor may see."""
    return next(iter(positions_of(actor, subject_kind=subject_kind, subject=subject, most=1)), Position())


def positions_of(actor: Actor, *, subject_kind: str, subject: str, most: int = 50) -> list[Position]:
    """Return every recorded position, the latest first."""
    if not actor.is_authority:
        return []
    rows = FamilyPosition.objects.filter(subject_kind=subject_kind, subject=subject).order_by("-recorded_at", "-pk")
    return [_position(row) for row in rows.values(*FACTS)[:most]]


def not_to_be_told(actor: Actor, *, subject_kind: str, subjects: Iterable[str]) -> dict[str, tuple[str, datetime]]:
    """Return, of several records the caller has checked, what their family must not be told, and since when. One query.

    A record whose family may be told everything is not among them.
    """
    if not actor.is_authority:
        return {}
    rows = FamilyPosition.objects.filter(subject_kind=subject_kind, subject__in=list(subjects))
    latest = rows.order_by("subject", "-recorded_at", "-pk").distinct("subject")
    return {one.subject: (one.must_not_be_told, one.recorded_at) for one in latest if one.told == Told.MUST_NOT}


def check_going_ahead(*, position: Position, harm_likely: bool, agreement_rule: str, manager_needed: bool) -> None:
    """Raise RuleBroken with all that is missing before one may go ahead on a family's position."""
    answer = rules.going_ahead(
        harm_likely=harm_likely,
        told=position.told,
        agreement=position.agreement,
        agreement_rule=agreement_rule,
        reason=position.going_ahead_reason,
        words=position.going_ahead_words,
        must_not_be_told=position.must_not_be_told,
        manager_needed=manager_needed,
        approved_by=position.approved_by,
    )
    if not answer.allowed:
        raise RuleBroken(" ".join(stop.sentence for stop in answer.stops))
