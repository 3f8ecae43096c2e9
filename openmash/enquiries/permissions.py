"""Who may ask an agency, answer for one, and see what was asked and answered."""

from openmash.base.actors import Actor
from openmash.base.errors import Denied
from openmash.enquiries.choices import LINK_TO
from openmash.enquiries.models import AgencyRequest

ASKERS = ("screening_worker", "mash_manager", "locality_manager", "social_worker")
ANSWERERS = ("partner", "early_help_officer", "adult_duty_worker")


def check_can_ask(actor: Actor) -> None:
    """Raise Denied unless the actor works with children for the council: the room that calls has checked the record."""
    if not can_ask(actor):
        raise Denied("Only a social worker or manager of the council can ask agencies about a family.")


def can_ask(actor: Actor) -> bool:
    """Whether the actor works with children for the council."""
    return actor.is_authority and (bool(actor.system) or actor.has(*ASKERS))


def check_can_answer(actor: Actor, request: AgencyRequest) -> None:
    """Raise Denied unless the actor answers for the agency that was asked."""
    if not can_answer(actor, request):
        raise Denied("Only somebody of the agency that was asked can answer.")


def can_answer(actor: Actor, request: AgencyRequest) -> bool:
    """Whether the actor answers for the agency that was asked."""
    if actor.system:
        return False
    if actor.link:
        return actor.came_for(LINK_TO, request.reference)
    return actor.agency_id == request.agency_id and actor.has(*ANSWERERS)
