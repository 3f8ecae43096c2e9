"""Who reads the plan, who keeps it, and who says that something on it is done. Each refusal is a sentence."""

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.errors import Denied

KEEPERS = (Role.BOARD_SECRETARY, Role.PRINCIPAL_SOCIAL_WORKER)


def check_can_read_plan(actor: Actor) -> None:
    """Raise Denied unless the actor is of the council, or sits on the board."""
    if not can_read_plan(actor):
        raise Denied("The plan is read by the board and by the council’s own staff.")


def can_read_plan(actor: Actor) -> bool:
    return actor.is_authority or actor.has(Role.BOARD_MEMBER)


def check_can_keep_plan(actor: Actor) -> None:
    """Raise Denied unless the actor keeps the plan for the board."""
    if not can_keep_plan(actor):
        raise Denied("Only the board’s secretary and the principal social worker change the plan.")


def can_keep_plan(actor: Actor) -> bool:
    return actor.is_authority and actor.has(*KEEPERS)


def check_can_report(actor: Actor, *, owner_ids: frozenset[int]) -> None:
    """Raise Denied unless the actor owns the action, or keeps the plan: who else would know how it goes."""
    if not can_report(actor, owner_ids=owner_ids):
        raise Denied("Only the owners of an action, and those who keep the plan, say how it goes.")


def can_report(actor: Actor, *, owner_ids: frozenset[int]) -> bool:
    return can_keep_plan(actor) or (actor.is_authority and actor.user_id is not None and actor.user_id in owner_ids)


def check_can_look_again(actor: Actor) -> None:
    """Raise Denied unless the actor is one of those who look again whether something is done."""
    if not can_look_again(actor):
        raise Denied("Those who keep the plan, auditors and managers look again.")


def can_look_again(actor: Actor) -> bool:
    return actor.is_authority and actor.has(*KEEPERS, Role.AUDITOR, Role.MASH_MANAGER, Role.LOCALITY_MANAGER)
