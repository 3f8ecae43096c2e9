"""What was set down for each child of a contact while it was screened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.frontdoor.choices import DecisionState
from openmash.frontdoor.models import Contact, ContactChild, Decision, DipSample, Factor
from openmash.frontdoor.queries.facts import background_as_read, facts_for, unanswered_with
from openmash.sharing.queries import Position

SET_DOWN = ("ratings", "factors", "prompt_answers", "decisions")
# Whether the family may be approached is asked where that is recorded, with the history in view.
MOMENTS = ("screening", "rating", "decision", "going_ahead")


@dataclass(frozen=True)
class Screened:
    """One child with what was set down so far, each list oldest first."""

    child: ContactChild
    ratings: tuple[Any, ...]
    factors: tuple[Any, ...]
    answers: tuple[Any, ...]
    decisions: tuple[Any, ...]
    prompts: tuple[Any, ...]


def screening_of(actor: Actor, contact: Contact, *, position: Position, now: datetime) -> list[Screened]:
    """Return each child of a contact the actor may see, with what was set down and what the pack still asks.

    For a contact that was just read with its children and adults, and for the position that holds for its family: they are
    not asked for again. A fixed number of queries, however many children.
    """
    children = list(contact.children.all())
    prefetch_related_objects(children, *(Prefetch(name, _in_order(name)) for name in SET_DOWN))
    behind = background_as_read(actor, contact, children, position=position)
    screened = []
    for child in children:
        child.contact = contact
        facts = facts_for(actor, child, now=now, background=behind)
        screened.append(
            Screened(
                child=child,
                ratings=tuple(child.ratings.all()),
                factors=tuple(child.factors.all()),
                answers=tuple(child.prompt_answers.all()),
                decisions=tuple(child.decisions.all()),
                prompts=tuple(unanswered_with(child, facts, moments=MOMENTS, now=now)),
            )
        )
    return screened


def _in_order(name: str) -> QuerySet[Any]:
    manager: Any = ContactChild._meta.get_field(name).related_model
    return manager._default_manager.order_by("pk")  # type: ignore[no-any-return]


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


def decision_in_force(child: ContactChild) -> Decision | None:
    """Return the decision that stands for a child; None while there is none."""
    return child.decisions.filter(state=DecisionState.MADE).order_by("-pk").first()


def sample_to_read(child: ContactChild) -> DipSample:
    """Return the child's dip sample that nobody has read yet. Raises NotFound."""
    sample = DipSample.objects.filter(decision__child=child, read_at__isnull=True).select_related("decision").first()
    if sample is None:
        raise NotFound
    sample.decision.child = child
    return sample
