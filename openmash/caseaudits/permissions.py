"""Who may run rounds, audit, escalate, answer, agree grades and read how auditors grade. Each refusal is a sentence."""

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.errors import Denied
from openmash.caseaudits.choices import IN_HAND
from openmash.caseaudits.models import Audit, Escalation

OVERSEERS = (Role.PRINCIPAL_SOCIAL_WORKER, Role.MASH_MANAGER)
READERS = (Role.AUDITOR, Role.PRINCIPAL_SOCIAL_WORKER, Role.MASH_MANAGER, Role.LOCALITY_MANAGER)
READERS_IN = (Role.PRINCIPAL_SOCIAL_WORKER, Role.ANALYST)
ANSWERERS = (Role.MASH_MANAGER, Role.LOCALITY_MANAGER, Role.PRINCIPAL_SOCIAL_WORKER)


def check_can_run_rounds(actor: Actor) -> None:
    """Raise Denied unless the actor is the principal social worker."""
    if not can_run_rounds(actor):
        raise Denied("Only the principal social worker plans and draws rounds of audits.")


def can_run_rounds(actor: Actor) -> bool:
    return actor.is_authority and actor.has(Role.PRINCIPAL_SOCIAL_WORKER)


def check_can_allocate(actor: Actor) -> None:
    """Raise Denied unless the actor oversees audits; restricted ones are given out by cleared managers."""
    if not can_allocate(actor):
        raise Denied("Only the principal social worker or a MASH manager gives out audits.")


def can_allocate(actor: Actor) -> bool:
    return actor.is_authority and actor.has(*OVERSEERS)


def check_can_audit(actor: Actor, audit: Audit) -> None:
    """Raise Denied unless the audit is with the actor now."""
    if not can_audit(actor, audit):
        raise Denied("Only the auditor whom it was given to writes an audit, and only until it is finished.")


def can_audit(actor: Actor, audit: Audit) -> bool:
    with_them = actor.user_id is not None and audit.auditor_id == actor.user_id
    return with_them and audit.state in IN_HAND and actor.is_authority and actor.has(*READERS)


def check_can_answer(actor: Actor, escalation: Escalation) -> None:
    """Raise Denied unless the actor is a manager, and not the one who escalated."""
    if not (actor.is_authority and actor.has(*ANSWERERS)):
        raise Denied("Only a manager answers what an auditor escalated.")
    if escalation.raised_by == actor.reference:
        raise Denied("You escalated this yourself. Somebody else answers it.")


def can_answer(actor: Actor, escalation: Escalation) -> bool:
    return actor.is_authority and actor.has(*ANSWERERS) and escalation.raised_by != actor.reference


def check_can_act_on(actor: Actor, audit: Audit) -> None:
    """Raise Denied unless the actor may say what is to be done after an audit: its auditor, or those who oversee."""
    if not can_act_on(actor, audit):
        raise Denied("Only the auditor, the principal social worker and managers say what an audit asks for.")


def can_act_on(actor: Actor, audit: Audit) -> bool:
    return can_audit(actor, audit) or (actor.is_authority and actor.has(*ANSWERERS))


def check_can_agree_grades(actor: Actor, first: Audit, second: Audit) -> None:
    """Raise Denied unless the actor oversees audits and is neither of the two readers."""
    if not (actor.is_authority and actor.has(*OVERSEERS)):
        raise Denied("Only the principal social worker or a MASH manager records which grades two readers agreed.")
    if actor.user_id in (first.auditor_id, second.auditor_id):
        raise Denied("You are one of the two readers. Somebody else records which grades were agreed.")


def can_see_every_auditor(actor: Actor) -> bool:
    """Whether the actor may read how each auditor grades: the principal social worker; an auditor reads their own alone."""
    return actor.is_authority and actor.has(Role.PRINCIPAL_SOCIAL_WORKER)


def check_can_read_in(actor: Actor) -> None:
    """Raise Denied unless the actor may read in audits and figures that were made elsewhere."""
    if not can_read_in(actor):
        raise Denied("The principal social worker and the performance analyst read in what was audited elsewhere.")


def can_read_in(actor: Actor) -> bool:
    return actor.is_authority and (bool(actor.system) or actor.has(*READERS_IN))
