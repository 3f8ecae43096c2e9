"""Who may change what is known of people, restrict them, and load the indexes. Each refusal is a sentence."""

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.errors import AskFirst, Denied
from openmash.people.models import BreakGlass

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


def check_can_keep_children(actor: Actor) -> None:
    """Raise Denied unless it is a machine: whoever sees no restricted record would meet who may not be known of."""
    if not actor.system:
        raise Denied("The children of a statutory file are kept by the command line or a job, not by hand.")


ASK_WHY = "Nothing ties you to this record now. Open it again, and say why you need it."


class NeedsPurpose(AskFirst):
    """Nothing binds the actor to this person now: they are asked why they need the record, on the page `at`."""

    def __init__(self, *, at: str) -> None:
        super().__init__(ASK_WHY, at=at)


def has_management_duty(actor: Actor) -> bool:
    """Whether the actor may read every record of the authority by their duty: a manager of the front door, or a machine."""
    return bool(actor.system) or (actor.is_authority and actor.has(Role.MASH_MANAGER))


def check_can_give_reason(actor: Actor) -> None:
    """Raise Denied unless the actor works with families for the authority, or answers for what they are told.

    A machine gives no reason.
    """
    asked = (*WORKERS, Role.INFORMATION_GOVERNANCE)
    if actor.user_id is None or not actor.is_authority or not actor.has(*asked):
        raise Denied("Only the council's own staff who work with families can give a reason for opening a record.")


def check_can_review_opening(actor: Actor, opening: BreakGlass) -> None:
    """Raise Denied unless the actor is a manager, and not the one who opened the record."""
    if not (actor.is_authority and actor.has(Role.MASH_MANAGER, Role.LOCALITY_MANAGER)):
        raise Denied("Only a manager reviews why a record was opened.")
    if opening.user_id == actor.user_id:
        raise Denied("You opened this record yourself. Another manager reviews it.")


def check_can_read_opening(actor: Actor, opening: BreakGlass) -> None:
    """Raise Denied for whoever opened the record: who holds it reads that, or nobody has been told."""
    check_can_give_reason(actor)
    if opening.user_id == actor.user_id:
        raise Denied("You opened this record yourself. Whoever holds it reads that you did.")


def check_can_complete_check(actor: Actor) -> None:
    """Raise Denied unless the actor is cleared for restricted records."""
    if actor.user_id is None or not (actor.cleared and actor.has(Role.MASH_MANAGER)):
        raise Denied("Only a manager cleared for restricted records can complete this.")
