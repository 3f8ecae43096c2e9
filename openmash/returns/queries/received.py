"""The workbooks that were read in, the latest first."""

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.returns.models import ReturnRead
from openmash.returns.permissions import can_read_returns

LATEST = 30


def returns_read(actor: Actor) -> list[ReturnRead]:
    """Return the latest workbooks, for those who may have them read."""
    if not can_read_returns(actor):
        return []
    return list(ReturnRead.objects.select_related("file").order_by("-asked_at", "-pk")[:LATEST])


def read_by_reference(actor: Actor, reference: str) -> ReturnRead:
    """Return one. Raises NotFound, also for whoever may not have workbooks read."""
    if not can_read_returns(actor):
        raise NotFound
    found = ReturnRead.objects.select_related("file").filter(reference=reference).first()
    if found is None:
        raise NotFound
    return found
