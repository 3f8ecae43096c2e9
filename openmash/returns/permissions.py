"""Who may write a return, and read what records lack for one. Each refusal is a sentence."""

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.errors import Denied

WRITERS = (Role.ANALYST,)


def check_can_write_returns(actor: Actor) -> None:
    """Raise Denied unless the actor is a performance analyst of the council, or a machine."""
    if not can_write_returns(actor):
        raise Denied("Only a performance analyst writes statutory returns.")


def can_write_returns(actor: Actor) -> bool:
    """Whether the actor may take a statutory return, restricted people included."""
    return bool(actor.system) or (actor.is_authority and actor.has(*WRITERS))


def check_can_read_returns(actor: Actor) -> None:
    """Raise Denied unless the actor may have a statutory file taken in: an analyst or an administrator, or a machine."""
    if not can_read_returns(actor):
        raise Denied("Only a performance analyst or an administrator reads statutory files in.")


def can_read_returns(actor: Actor) -> bool:
    """Whether the actor may have a statutory file taken in, and see what came of it."""
    return bool(actor.system) or (actor.is_authority and actor.has(Role.ANALYST, Role.ADMINISTRATOR))


def check_can_look_through(actor: Actor) -> None:
    """Raise Denied unless it is a machine: it looks through the records of everybody."""
    if not actor.system:
        raise Denied("This is done by a job or the command line, not by hand.")


READERS_OF_MISSING = (Role.MASH_MANAGER, Role.LOCALITY_MANAGER, Role.PRINCIPAL_SOCIAL_WORKER, Role.ANALYST)
