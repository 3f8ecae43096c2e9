"""Minutes that were read, and what was proposed from them."""

from django.db.models import Count, Q, QuerySet

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.improvement.choices import ProposalState
from openmash.improvement.models import Minutes, ProposedAction
from openmash.improvement.queries.plan import reading


def minutes_read(actor: Actor) -> list[Minutes]:
    """Return the minutes that were read, the latest first, each with how many proposals wait and are there."""
    with reading(actor):
        return list(_counted().order_by("-read_at", "-pk"))


def minutes_by_reference(actor: Actor, reference: str) -> Minutes:
    """Return minutes with what was proposed from them. Raises NotFound."""
    with reading(actor):
        found = _counted().prefetch_related("proposed__made").filter(reference=reference).first()
    if found is None:
        raise NotFound("There are no such minutes here.")
    return found


def proposal_of(actor: Actor, reference: str, number: int) -> ProposedAction:
    """Return one action that was read in minutes. Raises NotFound."""
    with reading(actor):
        rows = ProposedAction.objects.select_related("minutes", "made")
        found = rows.filter(minutes__reference=reference, number=number).first()
    if found is None:
        raise NotFound("There is no such action in these minutes.")
    return found


def _counted() -> QuerySet[Minutes]:
    waits = Count("proposed", filter=Q(proposed__state=ProposalState.PROPOSED))
    return Minutes.objects.annotate(waiting=waits, found=Count("proposed"))
