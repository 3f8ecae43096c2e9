"""Who reads what boards there are, and who keeps it. Each refusal is a sentence."""

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.errors import Denied

KEEPERS = (Role.BOARD_SECRETARY, Role.PRINCIPAL_SOCIAL_WORKER)


def check_can_keep_boards(actor: Actor) -> None:
    """Raise Denied unless the actor keeps boards and groups."""
    if not can_keep_boards(actor):
        raise Denied("Only the board’s secretary and the principal social worker keep boards and groups.")


def can_keep_boards(actor: Actor) -> bool:
    return actor.is_authority and actor.has(*KEEPERS)
