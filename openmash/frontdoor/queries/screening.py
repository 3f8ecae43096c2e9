"""What was set down for each child of a contact while it was screened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.frontdoor.choices import DecisionState
from openmash.frontdoor.models import Contact, ContactChild, Decision, DipSample, Factor
from openmash.frontdoor.queries.facts import unanswered_prompts

MOMENTS = ("screening", "rating", "decision", "telling_family", "going_ahead")


@dataclass(frozen=True)
class Screened:
    """One child with what was set down so far, each list oldest first."""

    child: ContactChild
    ratings: tuple[Any, ...]
    levels: tuple[Any, ...]
    factors: tuple[Any, ...]
    answers: tuple[Any, ...]
    checks: tuple[Any, ...]
    decisions: tuple[Any, ...]
    prompts: tuple[Any, ...]


def screening_of(actor: Actor, contact: Contact, *, now: datetime) -> list[Screened]:
    """Return each child of a contact the actor may see, with what was set down and what the pack still asks."""
    screened = []
    for child in contact.children.all():
        child.contact = contact
        screened.append(
            Screened(
                child=child,
                ratings=tuple(child.ratings.order_by("pk")),
                levels=tuple(child.levels.order_by("pk")),
                factors=tuple(child.factors.order_by("pk")),
                answers=tuple(child.prompt_answers.order_by("pk")),
                checks=tuple(child.checks.order_by("pk")),
                decisions=tuple(child.decisions.order_by("pk")),
                prompts=tuple(unanswered_prompts(actor, child, moments=MOMENTS, now=now)),
            )
        )
    return screened


def factor_of(child: ContactChild, number: int) -> Factor:
    """Return a child's factor by its place in the order they were recorded, from 1. Raises NotFound."""
    factors = list(child.factors.order_by("pk"))
    if not 1 <= number <= len(factors):
        raise NotFound
    factor = factors[number - 1]
    factor.child = child
    return factor


def decision_to_oversee(child: ContactChild) -> Decision:
    """Return the child's decision that another person has to answer. Raises NotFound."""
    rows = child.decisions.filter(
        state__in=(DecisionState.AWAITING, DecisionState.MADE), countersigned_at__isnull=True
    ).exclude(oversight="")
    decision = rows.order_by("-pk").first()
    if decision is None:
        raise NotFound
    decision.child = child
    return decision


def sample_to_read(child: ContactChild) -> DipSample:
    """Return the child's dip sample that nobody has read yet. Raises NotFound."""
    sample = DipSample.objects.filter(decision__child=child, read_at__isnull=True).select_related("decision").first()
    if sample is None:
        raise NotFound
    sample.decision.child = child
    return sample
