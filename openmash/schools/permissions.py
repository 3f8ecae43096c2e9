"""Who may tell a school, read what it was told, and keep the register of schools."""

from openmash.base.actors import Actor
from openmash.base.errors import Denied
from openmash.schools.models.notices import SEES_NOTICES

TELLERS = ("screening_worker", "mash_manager", "locality_manager")


def check_can_open(actor: Actor) -> None:
    """Raise Denied unless the actor works with children for the council: the room that calls has checked the record."""
    if not (actor.is_authority and (actor.system or actor.has(*SEES_NOTICES))):
        raise Denied("Only a social worker or manager of the council can have a school told.")


def check_can_tell(actor: Actor) -> None:
    """Raise Denied unless the actor prepares and releases what schools are told."""
    if not (actor.is_authority and (actor.system or actor.has(*TELLERS))):
        raise Denied("Only a screening social worker or a manager at the front door can tell a school.")


def check_can_keep_register(actor: Actor) -> None:
    """Raise Denied unless the actor is an administrator or the command line."""
    if not can_keep_register(actor):
        raise Denied("Only an administrator keeps the register of schools and their calendars.")


def can_keep_register(actor: Actor) -> bool:
    """Whether the actor loads schools and keeps calendars."""
    return actor.is_authority and (bool(actor.system) or actor.has("administrator"))


def check_can_keep_key_adults(actor: Actor) -> None:
    """Raise Denied unless the actor keeps who of a school is told."""
    if not can_keep_key_adults(actor):
        raise Denied("Only an administrator or a MASH manager keeps the key adults of schools.")


def can_keep_key_adults(actor: Actor) -> bool:
    """Whether the actor keeps who of a school is told."""
    return actor.is_authority and (bool(actor.system) or actor.has("administrator", "mash_manager"))
