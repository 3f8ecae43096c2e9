"""The queue of adult social care: what it has to decide, what it enquires into, what it decided.

The person is not read: whom a concern shows is the copy on it, also where the person is restricted.
"""

from dataclasses import dataclass

from openmash.adults.choices import BranchState
from openmash.adults.models import Branch
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.work.choices import RAG_RANK

SHOWN = 50


@dataclass(frozen=True)
class Concerns:
    """Concerns by what they need: at most 50 of those that are done."""

    to_decide: tuple[Branch, ...]
    enquiries: tuple[Branch, ...]
    done: tuple[Branch, ...]


def concerns(actor: Actor) -> Concerns:
    """Return the concerns of the actor's teams, in the order of colour, due time and arrival. Two queries for each kind."""
    held = Branch.objects.concerns_of(actor).select_related("decision").prefetch_related("people")
    waiting = sorted(
        held.filter(state=BranchState.TO_DECIDE),
        key=lambda one: (RAG_RANK.get(one.rag, 1), one.due_at, one.opened_at, one.pk),
    )
    enquiries = held.filter(state=BranchState.ENQUIRY).order_by("decision__decided_at", "pk")
    done = held.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")[:SHOWN]
    return Concerns(tuple(waiting), tuple(enquiries), tuple(done))


def concern_by_reference(actor: Actor, reference: str) -> Branch:
    """Return one concern of the actor's teams, with whom it is about. Raises NotFound."""
    rows = Branch.objects.concerns_of(actor).filter(reference=reference)
    branch = rows.select_related("team", "asked_by_team", "decision").prefetch_related("people").first()
    if branch is None:
        raise NotFound
    return branch
