"""Who may change agencies, teams, members and packs."""

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.errors import Denied


def check_can_load_packs(actor: Actor) -> None:
    """Raise Denied unless the actor may put a practice pack in force."""
    if not (actor.system or (actor.is_authority and actor.has(Role.ADMINISTRATOR))):
        raise Denied("Only an administrator of the council can load a practice pack.")


def check_can_change_members(actor: Actor) -> None:
    """Raise Denied unless the actor may say who is a member of which team."""
    if not (actor.system or (actor.is_authority and actor.has(Role.ADMINISTRATOR))):
        raise Denied("Only an administrator of the council can change who is in a team.")
