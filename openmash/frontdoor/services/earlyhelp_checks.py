"""The early-help check of each child: what was asked of the index, what came back, who looked."""

from datetime import datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import CheckResult
from openmash.frontdoor.models import Contact, ContactChild, EarlyHelpCheck
from openmash.frontdoor.rules import earlyhelp as rules
from openmash.frontdoor.services.shared import lock_contact, open_contact_work, reload_children
from openmash.people import queries as people
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct


@transaction.atomic
def record_early_help_check(
    *,
    actor: Actor,
    children: list[ContactChild],
    result: str,
    index_record_id: str = "",
    episode: str = "",
    lead_professional: str = "",
    telephone: str = "",
    reason: str = "",
    now: datetime,
) -> Contact:
    """Record a check for children: found, no record visible, or not possible with the reason.

    Raises Denied; RuleBroken for an answer that lacks its episode or reason.
    """
    contact = lock_contact(children[0].contact)
    permissions.check_can_check_early_help(actor, contact)
    if result not in set(CheckResult):
        raise RuleBroken("Choose what the check found.", field="result")
    rules.check_answer(result=result, episode=episode, reason=reason)
    held = reload_children(contact, children)
    fresh = next((row for row in people.index_freshness(now=now) if row.index == "early_help"), None)
    for child in held:
        EarlyHelpCheck.objects.create(
            child=child,
            result=result,
            index_record_id=index_record_id,
            episode=episode[:200],
            lead_professional=lead_professional[:160],
            telephone=telephone[:40],
            reason=reason,
            searched={"person": child.person.reference},
            index_loaded_at=fresh.loaded_at if fresh and fresh.loaded_at and fresh.loaded_at <= now else None,
            checked_at=now,
            checked_by=actor.reference,
        )
        _checked(actor=actor, contact=contact, child=child, result=result, now=now)
    trail.record(
        actor=actor,
        kind="early_help.checked",
        subject=contact,
        at=now,
        result=result,
        children=[child.person.reference for child in held],
    )
    return contact


def _checked(*, actor: Actor, contact: Contact, child: ContactChild, result: str, now: datetime) -> None:
    """Note on the child what the check found, and finish the check's own work where it had some."""
    child.check_result, child.checked_at = result, now
    child.save(update_fields=["check_result", "checked_at"])
    work.finish_work(
        actor=actor,
        act=WorkAct.EARLY_HELP_CHECK,
        subject_kind="contact",
        subject=contact.reference,
        child=child.person.reference,
        reason=result,
        now=now,
    )


def check_follows(*, actor: Actor, contact: Contact, child: ContactChild, now: datetime) -> None:
    """Open the check of a red child that goes on without it, on the check's own clock."""
    due = agencies.due_by(
        agencies.pack_of(contact.pack).door.early_help_check_clock,
        contact.received_at,
        team=contact.team,
        pack=contact.pack,
    )
    child.check_due_at = due.due_at
    child.save(update_fields=["check_due_at"])
    open_contact_work(actor=actor, contact=contact, act=WorkAct.EARLY_HELP_CHECK, due=due, child=child, now=now)
