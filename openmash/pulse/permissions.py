"""Who may answer the pulse, and who opens a round."""

from openmash.base.actors import Actor
from openmash.base.errors import Denied


def check_can_answer(actor: Actor) -> None:
    """Raise Denied unless the actor is a person at work here, of the council or of an agency."""
    if actor.system or not actor.roles:
        raise Denied("Only people who work here answer this.")


def check_can_open_round(actor: Actor) -> None:
    """Raise Denied unless the actor is the product's own clock: the rhythm is the pack's."""
    if not actor.system:
        raise Denied("The pulse opens by itself, by the rhythm that the practice pack sets.")
