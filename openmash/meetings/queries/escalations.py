"""Professional disagreements: at which stage each stands, and what the next would be."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.meetings import rules
from openmash.meetings.models import Escalation


@dataclass(frozen=True)
class Stage:
    """One stage by the pack: who speaks with whom, by which clock, and whose work it is."""

    code: str
    title: str
    words: str
    clock: str
    order: int
    team_kind: str
    roles: tuple[str, ...]


def stages_of(pack: Any, now: datetime) -> list[Stage]:
    """Return the stages of a disagreement, the first one first."""
    entries = sorted(pack.in_force("escalation_stages", clock.london_day(now)), key=lambda one: one.order)
    return [_stage(one) for one in entries]


def stages_in_force(now: datetime) -> list[Stage]:
    """Return the stages that a disagreement raised now would go through."""
    return stages_of(agencies.pack_in_force(), now)


def _stage(one: Any) -> Stage:
    return Stage(one.code, one.title, one.words, one.clock, one.order, one.team_kind or "", tuple(one.roles))


def stage_of(escalation: Escalation, code: str = "") -> Stage:
    """Return a stage of a disagreement, the present one unless another is named."""
    return _stage(agencies.pack_of(escalation.pack_id).one("escalation_stages", code or escalation.stage))


def stage_after(escalation: Escalation) -> Stage | None:
    """Return the stage after the present one, or None at the last."""
    stages = {one.order: one for one in stages_of(agencies.pack_of(escalation.pack_id), escalation.raised_at)}
    after = rules.stage_after(stage_of(escalation).order, sorted(stages))
    return stages[after] if after is not None else None


def is_last_stage(escalation: Escalation) -> bool:
    """Whether a disagreement stands at the last stage."""
    return stage_after(escalation) is None


def escalations_about(actor: Actor, *, subject_kind: str, subject: str) -> list[Escalation]:
    """Return the disagreements about a record that the actor may see, the latest first."""
    rows = Escalation.objects.visible_to(actor).filter(subject_kind=subject_kind, subject=subject)
    return list(rows.select_related("agency", "team").prefetch_related("steps").order_by("-raised_at", "-pk"))


def escalation_about(actor: Actor, *, subject_kind: str, subject: str, reference: str) -> Escalation:
    """Return one disagreement about a record. Raises NotFound where it is about another."""
    for one in escalations_about(actor, subject_kind=subject_kind, subject=subject):
        if one.reference == reference:
            return one
    raise NotFound


def escalations_raised_from(actor: Actor, *, most: int = 50) -> list[Escalation]:
    """Return what the actor, or the actor's agency, raised, the latest first."""
    rows = Escalation.objects.raised_from(actor).select_related("agency", "team").prefetch_related("steps")
    return list(rows.order_by("-raised_at", "-pk")[:most])


def own_escalation(actor: Actor, reference: str) -> Escalation:
    """Return one disagreement that the actor, or the actor's agency, raised. Raises NotFound."""
    rows = Escalation.objects.raised_from(actor).select_related("agency", "team").prefetch_related("steps")
    found = rows.filter(reference=reference).first()
    if found is None:
        raise NotFound
    return found
