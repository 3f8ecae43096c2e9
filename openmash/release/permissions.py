"""Who may have something sent, and who reads the outbox."""

from openmash.base.actors import Actor
from openmash.base.errors import Denied
from openmash.release.models.dispatches import SEES_OUTBOX

RELEASERS = ("screening_worker", "mash_manager", "locality_manager")
WITHHOLDS = ("mash_manager", "locality_manager", "information_governance")
ACCOUNTS = ("screening_worker", *WITHHOLDS)


def check_can_enqueue(actor: Actor) -> None:
    """Raise Denied for somebody outside the council: what they do is told to others by the council's own machines."""
    if not (actor.system or actor.is_authority):
        raise Denied("Only the council sends messages.")


def check_can_see_outbox(actor: Actor) -> None:
    """Raise Denied unless the actor answers for what the council sends."""
    if not (actor.is_authority and (actor.system or actor.has(*SEES_OUTBOX))):
        raise Denied("Only an administrator or a MASH manager reads the outbox.")


def check_can_prepare(actor: Actor) -> None:
    """Raise Denied unless the actor answers for cases at the front door: the room that calls has checked the record."""
    if not (actor.system or (actor.is_authority and actor.has(*RELEASERS))):
        raise Denied("Only a social worker or manager at the front door lets detail of a case leave.")


def check_can_account(actor: Actor) -> None:
    """Raise Denied unless the actor answers for what families are told: those who release, and information governance."""
    if not (actor.is_authority and (actor.system or actor.has(*ACCOUNTS))):
        raise Denied(
            "Only a social worker or manager at the front door, or information governance, sees what was told to whom."
        )


def check_can_withhold(actor: Actor) -> None:
    """Raise Denied unless the actor may keep something from a family: a manager, or information governance."""
    if not (actor.is_authority and actor.has(*WITHHOLDS)):
        raise Denied("Only a manager or information governance decides what a family is not told.")


def can_withhold(actor: Actor) -> bool:
    return bool(actor.is_authority and actor.has(*WITHHOLDS))
