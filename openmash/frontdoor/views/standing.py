"""Where a contact stands: what is still to do on it, by whom and until when; where it came from; what may be done now."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse

from openmash.agencies.choices import Role
from openmash.base import access
from openmash.base.actors import Actor
from openmash.base.errors import Denied
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import DecisionState, TransferState
from openmash.frontdoor.presenters import standing as presenters
from openmash.frontdoor.presenters.transfers import transfer_sentences
from openmash.frontdoor.queries.contacts import stepped_up_from
from openmash.frontdoor.queries.earlyhelp import has_places
from openmash.frontdoor.queries.queue import ADDRESSES, rule_in_words
from openmash.frontdoor.queries.standing import due_because
from openmash.frontdoor.rules.contacts import OPEN
from openmash.frontdoor.rules.transfers import OPEN_STATUSES
from openmash.frontdoor.views.parts import pack_of
from openmash.work import permissions as work_permissions
from openmash.work import queries as work
from openmash.work.choices import WorkAct

# Done on a page of the child, once the contact has been read.
ON_CHILD = {
    WorkAct.COUNTERSIGN: "frontdoor:countersign_decision",
    WorkAct.DIP_SAMPLE: "frontdoor:read_dip_sample",
    WorkAct.EARLY_HELP_CHECK: "frontdoor:check_early_help",
}
OFFERS = "offer_early_help"
ON_CONTACT = ADDRESSES | {WorkAct.RESOLVE_ADDRESS: "frontdoor:amend_contact"}


def standing(actor: Actor, contact: Any, screened: Iterable[Any], now: datetime) -> dict[str, Any]:
    """Return what the top of a contact's page says: what is to do, why it is due then, where it has been."""
    prefetch_related_objects([contact], "transfers__from_team", "transfers__to_team")
    names = {one.child.person.reference: one.child.person.full_name for one in screened}
    items = work.open_work_on(actor, subject_kind="contact", subject=contact.reference)
    rows = [
        presenters.to_do_row(item, names, rule_in_words(item), now)
        | {"href": _href(actor, contact, item), "named": any(f",{role}," in item.roles for role in actor.roles)}
        for item in items
    ]
    return {
        "to_do": rows,
        "next_act": next((row for row in sorted(rows, key=lambda row: not row["named"]) if row["href"]), None),
        "due_because": due_because(contact) if contact.decided_at is None else "",
        "moves": transfer_sentences(contact, now),
        "origin": _origin(contact),
        "links": acts_open_now(actor, contact, settling=any(item.act == WorkAct.SETTLE_TRANSFER for item in items)),
    }


def _href(actor: Actor, contact: Any, item: Any) -> str:
    """Return where the actor does a piece of work; empty for work that is another's, or that this page is for."""
    mine = item.owner_id == actor.user_id or work_permissions.can_take_work(actor, item)
    on_child = ON_CHILD.get(item.act) if item.child else None
    name = on_child or ON_CONTACT[item.act]
    if name == "frontdoor:contact" or not mine or not access.may_use(actor, name):
        return ""
    place = {"reference": contact.reference}
    return reverse(name, kwargs=place | {"child": item.child} if on_child else place)


def may_oversee(actor: Actor, contact: Any, decision: Any) -> bool:
    """Whether a decision waits for somebody like the actor."""
    if not decision.oversight or decision.countersigned_at or decision.proposed_by == actor.reference:
        return False
    if decision.state not in (DecisionState.AWAITING, DecisionState.MADE):
        return False
    try:
        permissions.check_can_oversee(actor, contact, pack_of(contact).one("oversight", decision.oversight).by)
    except Denied:
        return False
    return True


def _origin(contact: Any) -> dict[str, str] | None:
    """Return the contact that this one was stepped up from."""
    reference = stepped_up_from(contact)
    if not reference:
        return None
    return {"reference": reference, "href": reverse("frontdoor:contact", kwargs={"reference": reference})}


def acts_open_now(actor: Actor, contact: Any, *, settling: bool) -> list[dict[str, str]]:
    """Return what the actor can do with the contact as it stands now, each with its address.

    While a manager settles where it goes it is offered to nobody.
    """
    undecided, decided = contact.status in OPEN, contact.decided_at is not None
    screens, transfers = permissions.can_screen(actor, contact), _allowed(actor, contact, "check_can_transfer")
    movable = transfers and contact.status in OPEN_STATUSES and not settling
    offered = any(transfer.state == TransferState.OFFERED for transfer in contact.transfers.all())
    answers = decided and contact.answered_at is None and _allowed(actor, contact, "check_can_answer_referrer")
    disagrees = contact.answered_at is not None and all(row.answered_at for row in contact.disagreements.all())
    words = (
        ("open_history", "Read the history", True),
        ("amend_contact", "Correct what was told", screens),
        ("add_person", "Add a person", screens and undecided),
        ("record_family_position", "What the family knows and agrees to", screens and undecided),
        ("approach_family", "The family has been approached", screens and contact.family_approached_at is None),
        ("offer_transfer", "Offer to another team", movable and not offered),
        ("withdraw_transfer", "Take the offer to another team back", transfers and offered),
        ("answer_referrer", "Answer the person who raised it", answers),
        (
            "disagree",
            "The person who raised it disagrees",
            disagrees and _allowed(actor, contact, "check_can_disagree"),
        ),
        ("early_help", "Early help for these children", _early_help_goes_on(contact)),
        ("think_family", "Who else needs to know", screens),
        ("packages", "See what leaves, or tell an agency", _allowed(actor, contact, "check_can_answer_referrer")),
        ("reopen_contact", "Reopen", decided and (screens or actor.has(Role.LOCALITY_MANAGER))),
    )
    return [
        {"name": name, "title": title, "href": reverse(f"frontdoor:{name}", kwargs={"reference": contact.reference})}
        for name, title, now_open in words
        if now_open and access.may_use(actor, f"frontdoor:{name}")
    ]


def _early_help_goes_on(contact: Any) -> bool:
    """Whether early help was decided on for a child of the contact, or a place in it was offered from here."""
    if contact.first_decided_at is None and not any(child.outcome for child in contact.children.all()):
        return False
    pack = pack_of(contact)
    decided = {child.outcome for child in contact.children.all() if child.outcome}
    return any(str(pack.outcome(code).next_work.act) == OFFERS for code in decided) or has_places(contact)


def _allowed(actor: Actor, contact: Any, check: str) -> bool:
    try:
        getattr(permissions, check)(actor, contact)
    except Denied:
        return False
    return True
