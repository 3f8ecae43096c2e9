"""Who may read and change what happened in a case."""

from openmash.base.actors import Actor
from openmash.base.errors import Denied
from openmash.cases.choices import KEEPERS


def check_can_keep_facts(actor: Actor) -> None:
    """Raise Denied unless the actor works with families for children's social care. The view has checked their purpose."""
    if not can_keep_facts(actor):
        raise Denied("Only children's social care records what happened in a case.")


def check_can_take_facts(actor: Actor) -> None:
    """Raise Denied unless it is a machine: whoever sees no restricted record would meet what they may not know of."""
    if not actor.system:
        raise Denied("What another system says of cases is taken by the command line or a job, not by hand.")


def can_keep_facts(actor: Actor) -> bool:
    """Whether the actor works with families for children's social care."""
    return bool(actor.system) or (actor.is_authority and actor.has(*KEEPERS))
