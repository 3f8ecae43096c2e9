"""A child's whole way through the front door, for the child's page: every contact, decision, check and transfer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.frontdoor.choices import CHECK_WORDS, STATUS_WORDS
from openmash.frontdoor.models import (
    Contact,
    ContactChild,
    Decision,
    EarlyHelpCheck,
    EarlyHelpPlace,
    RagRating,
    Transfer,
)
from openmash.people import queries as people

MOST = 200


@dataclass(frozen=True)
class Happening:
    """One thing that happened, as one sentence, with what can be opened beneath it."""

    at: datetime
    kind: str
    title: str
    text: str = ""
    rag: str = ""
    reference: str = ""


def happenings_of(actor: Actor, person: Any, *, now: datetime) -> list[Happening]:
    """Return what the front door knows of a person, newest first: own contacts, those of siblings and of the same address.

    A fixed number of queries, whatever the length.
    """
    seen = Contact.objects.visible_to(actor)
    own = list(seen.filter(children__person=person).order_by("-received_at")[:MOST])
    keys = {contact.pk for contact in own}
    family = [row.pk for row in people.siblings_of(actor, person, today=clock.london_day(now))]
    siblings = seen.filter(children__person_id__in=family).exclude(pk__in=keys).distinct().order_by("-received_at")[:50]
    shown = [(row, "Contact") for row in own] + [(row, "Contact about a brother or sister") for row in siblings]
    if person.postcode:
        known = keys | {row.pk for row, _ in shown}
        nearby = seen.filter(postcode=person.postcode, address=person.address).exclude(pk__in=known)
        shown += [(row, "Contact at the same address") for row in nearby.order_by("-received_at")[:20]]
    found = [_of_contact(row, kind) for row, kind in shown]
    found += _of_child(person, keys)
    found += _of_transfers(keys)
    return sorted(found, key=lambda row: row.at, reverse=True)


def _of_contact(contact: Contact, kind: str) -> Happening:
    what = (contact.category or "a worry").replace("-", " ").replace("_", " ")
    return Happening(
        contact.received_at, "contact", f"{kind}: {what}", STATUS_WORDS[contact.status], contact.rag, contact.reference
    )


def _of_child(person: Any, keys: set[int]) -> list[Happening]:
    mine = {"child__person": person, "child__contact_id__in": keys}
    titles = {entry.code: entry.title for entry in agencies.pack_in_force().outcomes}
    found = [
        Happening(
            row.made_at or row.proposed_at,
            "decision",
            f"Decision: {titles.get(row.outcome, row.outcome)}",
            row.rationale,
            reference=row.child.contact.reference,
        )
        for row in Decision.objects.filter(**mine).select_related("child__contact")
    ]
    found += [
        Happening(row.rated_at, "decision", f"Colour set: {row.rag}", row.reason, row.rag, row.child.contact.reference)
        for row in RagRating.objects.filter(**mine).select_related("child__contact")
    ]
    found += [
        Happening(
            row.checked_at,
            "check",
            f"Early-help check: {CHECK_WORDS[row.result]}",
            row.episode or row.reason,
            reference=row.child.contact.reference,
        )
        for row in EarlyHelpCheck.objects.filter(**mine).select_related("child__contact")
    ]
    found += [
        Happening(
            row.offered_at, "check", "Early help offered", row.lead_professional, reference=row.child.contact.reference
        )
        for row in EarlyHelpPlace.objects.filter(**mine).select_related("child__contact")
    ]
    return found


def _of_transfers(keys: set[int]) -> list[Happening]:
    moves = Transfer.objects.filter(contact_id__in=keys).select_related("contact", "from_team", "to_team")
    return [
        Happening(
            move.offered_at,
            "transfer",
            f"Transfer from {move.from_team.name} to {move.to_team.name}: {move.state}",
            move.answer_reason or move.reason,
            reference=move.contact.reference,
        )
        for move in moves
    ]


def not_known_of(actor: Actor, person: Any) -> list[str]:
    """Return what workers said is not known yet about a child, latest first."""
    seen = Contact.objects.visible_to(actor)
    rows = (
        ContactChild.objects.filter(person=person, contact__in=seen)
        .exclude(not_known="")
        .order_by("-contact__received_at")
    )
    return list(rows.values_list("not_known", flat=True)[:5])
