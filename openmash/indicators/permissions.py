"""Who reads figures with their small numbers, and who reads them as they may be published."""

from openmash.agencies.choices import Role
from openmash.base.actors import Actor

# Who works with the records behind figures. Everybody else could recognise a child by a number from 1 to 5.
KNOW_THE_RECORDS = (
    Role.MASH_MANAGER,
    Role.LOCALITY_MANAGER,
    Role.PRINCIPAL_SOCIAL_WORKER,
    Role.AUDITOR,
    Role.ANALYST,
)


def can_see_small_numbers(actor: Actor) -> bool:
    """Whether the actor reads numbers from 1 to 5 as they are."""
    return bool(actor.system) or (actor.is_authority and actor.has(*KNOW_THE_RECORDS))
