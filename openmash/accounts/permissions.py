"""Who may make and close accounts."""

from openmash.base.actors import Actor
from openmash.base.errors import Denied


def check_can_change_accounts(actor: Actor) -> None:
    """Raise Denied unless the actor is an administrator of the council."""
    if not (actor.system or (actor.is_authority and actor.has("administrator"))):
        raise Denied("Only an administrator of the council can make or close an account.")
