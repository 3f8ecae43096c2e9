"""The returns that were asked for, the latest first."""

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.returns.models import ReturnWritten
from openmash.returns.permissions import can_write_returns

LATEST = 30


def returns_written(actor: Actor) -> list[ReturnWritten]:
    """Return the latest returns, for those who may write them."""
    if not can_write_returns(actor):
        return []
    return list(ReturnWritten.objects.select_related("file").order_by("-asked_at", "-pk")[:LATEST])


def return_by_reference(actor: Actor, reference: str) -> ReturnWritten:
    """Return one. Raises NotFound, also for whoever may not write returns."""
    if not can_write_returns(actor):
        raise NotFound
    found = ReturnWritten.objects.select_related("file").filter(reference=reference).first()
    if found is None:
        raise NotFound
    return found
