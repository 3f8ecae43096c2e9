"""Who may take, load, screen, decide and look back on contacts."""

from collections.abc import Collection

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.errors import Denied
from openmash.frontdoor.models import Contact


def check_can_take_call(actor: Actor) -> None:
    if not (actor.system or actor.has(Role.SCREENING_WORKER, Role.MASH_MANAGER)):
        raise Denied("Only the workers and managers of the front door can take a call.")


def check_can_load_notices(actor: Actor) -> None:
    if not (actor.system or actor.has(Role.SCREENING_WORKER, Role.MASH_MANAGER, Role.ADMINISTRATOR)):
        raise Denied("Only the front door's workers and managers, and administrators, can load a file of notices.")


def check_can_screen(actor: Actor, contact: Contact) -> None:
    if actor.system or actor.has(Role.MASH_MANAGER):
        return
    if not actor.has(Role.SCREENING_WORKER):
        raise Denied("Only a screening social worker or a MASH manager can screen and decide a contact.")
    if contact.team_id not in actor.team_ids:
        raise Denied(f"This contact is with {contact.team.name}. Only that team, or a MASH manager, can change it.")


def can_screen(actor: Actor, contact: Contact) -> bool:
    """Whether the actor may screen this contact."""
    try:
        check_can_screen(actor, contact)
    except Denied:
        return False
    return True


def check_can_check_early_help(actor: Actor, contact: Contact) -> None:
    if not (actor.system or actor.has(Role.EARLY_HELP_OFFICER)):
        check_can_screen(actor, contact)


def check_can_oversee(actor: Actor, contact: Contact, by: Collection[str] = ()) -> None:
    """Countersign, return, or read a sample: by the roles the pack names, a locality manager in their own locality."""
    if actor.system:
        return
    allowed = set(by) or {Role.MASH_MANAGER, Role.LOCALITY_MANAGER}
    if not actor.has(*allowed):
        raise Denied("This decision needs a person in another role than yours.")
    if actor.has(Role.MASH_MANAGER):
        return
    if contact.team_id not in actor.team_ids and contact.locality not in actor.localities:
        raise Denied("This contact is outside your team and your locality.")


def check_can_reopen(actor: Actor, contact: Contact) -> None:
    if actor.has(Role.LOCALITY_MANAGER) and contact.locality in actor.localities:
        return
    check_can_screen(actor, contact)
