"""Who may record a family's position and approve going ahead untold; who keeps the register and approves documents."""

from collections.abc import Collection

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


KEEPERS = ("administrator", "information_governance")
APPROVERS = ("information_governance", "mash_manager")


def check_can_keep_register(actor: Actor) -> None:
    """Raise Denied unless the actor may draft documents, bring approved ones into force, and look after feeds."""
    if not can_keep_register(actor):
        raise Denied("Only the information governance lead or an administrator of the council keeps the register.")


def can_keep_register(actor: Actor) -> bool:
    """Whether the actor keeps the register."""
    return bool(actor.system) or (actor.is_authority and actor.has(*KEEPERS))


def check_can_approve(actor: Actor, writers: Collection[str]) -> None:
    """Raise Denied unless the actor may approve a version that `writers` (references of actors) drafted."""
    if not (actor.is_authority and actor.has(*APPROVERS)):
        raise Denied("Only the information governance lead or a MASH manager of the council approves a document.")
    if actor.reference in writers:
        raise Denied("You drafted this version. Somebody else has to approve it.")


def can_approve(actor: Actor, writers: Collection[str]) -> bool:
    """Whether the actor may approve a version that `writers` drafted."""
    return actor.is_authority and actor.has(*APPROVERS) and actor.reference not in writers
