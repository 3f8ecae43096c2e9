"""Who may tell others of an incident, weigh the danger to an adult, and decide on a concern."""

from openmash.adults.models import Branch
from openmash.base.actors import Actor
from openmash.base.errors import Denied

TELLERS = ("screening_worker", "mash_manager")


def check_can_tell_others(actor: Actor) -> None:
    """Raise Denied unless the actor works at the front door: the room that calls has checked the record."""
    if not can_tell_others(actor):
        raise Denied("Only the front door's social workers and MASH managers tell others of an incident.")


def can_tell_others(actor: Actor) -> bool:
    """Whether the actor works at the front door."""
    return actor.is_authority and (bool(actor.system) or actor.has(*TELLERS))


def check_can_decide_concern(actor: Actor, branch: Branch) -> None:
    """Raise Denied unless the actor is of the adult duty team that has the concern: nobody else decides, no manager either."""
    if not can_decide_concern(actor, branch):
        raise Denied("Only adult social care decides on a safeguarding concern: the adult duty worker of its team.")


def can_decide_concern(actor: Actor, branch: Branch) -> bool:
    """Whether the actor is of the adult duty team that has the concern."""
    if actor.system or not (actor.is_authority and actor.has("adult_duty_worker")):
        return False
    return branch.kind == "adult_safeguarding" and branch.team_id in actor.team_ids
