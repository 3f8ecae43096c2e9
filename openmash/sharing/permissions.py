"""Who may record what a family was told and agreed to, and approve going ahead without telling them."""

from openmash.base.actors import Actor
from openmash.base.errors import Denied

MANAGERS = ("mash_manager", "locality_manager")
RECORDERS = ("screening_worker", "social_worker", "early_help_officer", *MANAGERS)


def check_can_record_position(actor: Actor) -> None:
    """Raise Denied unless the actor works with families for the council."""
    if not (actor.system or (actor.is_authority and actor.has(*RECORDERS))):
        raise Denied("Only a worker or manager of the council can record what a family was told and agreed to.")


def check_can_approve_going_ahead(actor: Actor) -> None:
    """Raise Denied unless the actor is a manager of the council."""
    if not can_approve_going_ahead(actor):
        raise Denied("Only a manager can approve going ahead without telling the family.")


def can_approve_going_ahead(actor: Actor) -> bool:
    """Whether the actor is a manager of the council."""
    return actor.is_authority and actor.has(*MANAGERS)
