"""Who may take, load, screen, decide and look back on contacts, pass them on, answer for them, and work with early help."""

from collections.abc import Collection

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.errors import Denied
from openmash.frontdoor.choices import ContactStatus
from openmash.frontdoor.models import Contact, Transfer

DECIDERS = (Role.SCREENING_WORKER, Role.MASH_MANAGER, Role.LOCALITY_MANAGER)


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


def check_can_meet(actor: Actor, contact: Contact) -> None:
    """Call and keep a meeting: the contact's team, managers, and whoever works with the family and so sees the contact."""
    if actor.system or actor.has(Role.MASH_MANAGER, Role.LOCALITY_MANAGER, Role.SOCIAL_WORKER):
        return
    check_can_screen(actor, contact)


def can_meet(actor: Actor, contact: Contact) -> bool:
    """Whether the actor may call a meeting about this contact."""
    try:
        check_can_meet(actor, contact)
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


def check_can_transfer(actor: Actor, contact: Contact) -> None:
    if actor.system or actor.has(Role.MASH_MANAGER):
        return
    if not actor.has(Role.SCREENING_WORKER, Role.LOCALITY_MANAGER):
        raise Denied("Only the social workers and managers of a team can transfer its contacts.")
    if contact.team_id not in actor.team_ids:
        raise Denied(f"This contact is with {contact.team.name}. Only that team, or a MASH manager, can transfer it.")


def check_can_pass_to_worker(actor: Actor, contact: Contact) -> None:
    """The team that has the contact; and whoever took the call, while the caller is on the line and it is not screened."""
    taken_by_them = actor.has(Role.SCREENING_WORKER) and contact.taken_by == actor.reference
    if not (taken_by_them and contact.status == ContactStatus.RECEIVED):
        check_can_transfer(actor, contact)


def can_pass_to_worker(actor: Actor, contact: Contact) -> bool:
    """Whether the actor may pass this contact to the worker of an open case."""
    try:
        check_can_pass_to_worker(actor, contact)
    except Denied:
        return False
    return True


def check_can_answer_transfer(actor: Actor, transfer: Transfer) -> None:
    if actor.system or actor.has(Role.MASH_MANAGER):
        return
    if not actor.has(*DECIDERS):
        raise Denied("Only the social workers and managers of the team it is offered to can answer a transfer.")
    if transfer.to_team_id not in actor.team_ids:
        raise Denied(f"This transfer is offered to {transfer.to_team.name}. Only that team can answer it.")


def check_can_settle(actor: Actor) -> None:
    if not (actor.system or actor.has(Role.MASH_MANAGER)):
        raise Denied("Only a MASH manager can settle a transfer that was rejected twice.")


def check_can_answer_referrer(actor: Actor, contact: Contact) -> None:
    if actor.system or actor.has(Role.MASH_MANAGER):
        return
    if not actor.has(Role.SCREENING_WORKER, Role.LOCALITY_MANAGER):
        raise Denied("Only the social workers and managers at the front door can answer the person who raised a worry.")
    if contact.team_id not in actor.team_ids and contact.locality not in actor.localities:
        raise Denied(f"This contact is with {contact.team.name}. Only that team, or a MASH manager, can answer.")


def can_answer_referrer(actor: Actor, contact: Contact) -> bool:
    """Whether the actor lets something leave about this contact."""
    try:
        check_can_answer_referrer(actor, contact)
    except Denied:
        return False
    return True


def can_know_caller(actor: Actor, contact: Contact) -> bool:
    """Whether the actor may know who called: everybody who sees the contact, unless the caller asked not to be named.

    Then only those who answer the caller know, and everybody else reads that the caller asked for it.
    """
    if not (contact.anonymous or contact.do_not_name):
        return True
    return can_answer_referrer(actor, contact)


def check_can_disagree(actor: Actor, contact: Contact) -> None:
    """The agency that raised the worry, or a worker on a caller's behalf."""
    if actor.system or actor.has(Role.SCREENING_WORKER, Role.MASH_MANAGER):
        return
    if not actor.has(Role.REFERRER, Role.PARTNER) or contact.sent_by_agency_id != actor.agency_id:
        raise Denied("Only the person or agency who raised a worry can disagree with its outcome.")


def check_can_answer_disagreement(actor: Actor) -> None:
    if not (actor.system or actor.has(Role.MASH_MANAGER)):
        raise Denied("Only a MASH manager can answer a disagreement: it needs somebody who did not decide.")


def check_can_offer_early_help(actor: Actor) -> None:
    if not (actor.system or actor.has(Role.EARLY_HELP_OFFICER, Role.SCREENING_WORKER, Role.MASH_MANAGER)):
        raise Denied("Only early-help officers and front-door social workers can use the early-help offer.")


def check_can_step_up(actor: Actor) -> None:
    if not (actor.system or actor.has(Role.EARLY_HELP_OFFICER)):
        raise Denied("Only an early-help officer can step a child up to the front door.")


def check_can_receive_handover(actor: Actor, worker_user_id: int | None) -> None:
    if actor.system or actor.has(Role.MASH_MANAGER):
        return
    if worker_user_id != actor.user_id:
        raise Denied("Only the worker of the open case can say that they have it.")
