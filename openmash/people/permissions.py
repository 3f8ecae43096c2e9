"""Who may change what is known of people, restrict them, and load the indexes. Each refusal is a sentence."""

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.errors import Denied

WORKERS = (
    Role.SCREENING_WORKER,
    Role.MASH_MANAGER,
    Role.LOCALITY_MANAGER,
    Role.SOCIAL_WORKER,
    Role.EARLY_HELP_OFFICER,
    Role.ADULT_DUTY_WORKER,
)


def check_can_change_people(actor: Actor) -> None:
    """Raise Denied unless the actor works with families for the authority."""
    if actor.system:
        return
    if not actor.is_authority:
        raise Denied("Only the council's own staff change the records of people.")
    if not actor.has(*WORKERS):
        raise Denied("Your role does not include changing the records of people.")


def can_change_people(actor: Actor) -> bool:
    return bool(actor.system) or (actor.is_authority and actor.has(*WORKERS))


def check_can_restrict(actor: Actor) -> None:
    """Raise Denied unless the actor is a manager who is cleared for restricted records. A machine never is."""
    if not can_restrict(actor):
        raise Denied("Only a manager cleared for restricted records can restrict a record or lift a restriction.")


def can_restrict(actor: Actor) -> bool:
    return actor.user_id is not None and actor.cleared and actor.has(Role.MASH_MANAGER, Role.LOCALITY_MANAGER)


def check_can_load_indexes(actor: Actor) -> None:
    """Raise Denied unless the actor is an administrator or the command line."""
    if not can_load_indexes(actor):
        raise Denied("Only an administrator loads the indexes of other services.")


def can_load_indexes(actor: Actor) -> bool:
    return bool(actor.system) or (actor.is_authority and actor.has(Role.ADMINISTRATOR))
