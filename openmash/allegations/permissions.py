"""Who may record a worry about a worker, and who decides on it."""

from openmash.agencies.choices import Role
from openmash.allegations.models import Allegation
from openmash.base.actors import Actor
from openmash.base.errors import Denied, NotFound


def check_can_raise(actor: Actor) -> None:
    """Raise Denied for a machine: whoever signs in here may record one, whatever their role and agency."""
    if actor.user_id is None:
        raise Denied("Only people record a worry about a worker.")


def check_can_find_readers(actor: Actor) -> None:
    """Raise Denied unless a machine asks: no person looks through worries for who reads them."""
    if not actor.system:
        raise Denied("Only the service itself finds who reads a worry about a worker.")


def is_told_of_unread(actor: Actor) -> bool:
    """Whether the actor is told that a worry has no reader, and nothing else of it: an administrator of the council."""
    return actor.is_authority and actor.user_id is not None and actor.has(Role.ADMINISTRATOR)


def check_can_decide(actor: Actor, allegation: Allegation) -> None:
    """Raise NotFound for whoever it is about and whoever is not told of it: to them there is none."""
    if is_concerned(actor, allegation) or not (reads_all(actor) or f",{actor.user_id}," in allegation.told):
        raise NotFound


def is_concerned(actor: Actor, allegation: Allegation) -> bool:
    """Whether a worry may be about the actor."""
    return f",{actor.user_id}," in allegation.concerned


def reads_all(actor: Actor) -> bool:
    """Whether the actor is a designated officer of the council."""
    return actor.is_authority and actor.user_id is not None and actor.has(Role.DESIGNATED_OFFICER)


def may_decide_some(actor: Actor) -> bool:
    """Whether there may be worries for the actor to decide: an officer's, or those for which a manager stands in."""
    return actor.is_authority and actor.user_id is not None and actor.has(Role.DESIGNATED_OFFICER, Role.MASH_MANAGER)
