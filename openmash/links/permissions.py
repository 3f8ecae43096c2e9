"""Who may have a link sent."""

from openmash.base.actors import Actor
from openmash.base.errors import Denied


def check_can_make(actor: Actor) -> None:
    """Raise Denied for somebody outside the council: the room that calls has checked the record."""
    if not (actor.system or actor.is_authority):
        raise Denied("Only the council sends a link.")
