"""A child's whole way through the front door as one story: contacts, decisions, checks, transfers, where they lived.

The child's page and the history of a contact tell the same story; a contact only marks itself in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.frontdoor.choices import CHECK_WORDS, STATUS_WORDS, DecisionState
from openmash.frontdoor.models import (
    Contact,
    ContactChild,
    Decision,
    EarlyHelpCheck,
    EarlyHelpPlace,
    RagRating,
    Transfer,
)
from openmash.frontdoor.models.contacts import ContactQuerySet
from openmash.frontdoor.queries.names import names_behind
from openmash.frontdoor.rules.contacts import repeats_in_words
from openmash.people import queries as people

MOST, MOST_AROUND = 200, 50
STATE_WORDS: dict[str, str] = {
    DecisionState.AWAITING: "waits for another person",
    DecisionState.MADE: "in force",
    DecisionState.RETURNED: "returned",
    DecisionState.REOPENED: "reopened since",
}


@dataclass(frozen=True)
class Happening:
    """One thing that happened, as one sentence, with what can be opened beneath it."""

    at: datetime
    kind: str
    title: str
    text: str = ""
    rag: str = ""
    reference: str = ""
    whole_day: bool = False


@dataclass(frozen=True)
class Story:
    """What the front door knows of a child: why this is a repeat, and what happened, newest first."""

    repeats: tuple[str, ...]
    happenings: tuple[Happening, ...]


def story_of(actor: Actor, person: Any, *, now: datetime, contact: Contact | None = None) -> Story:
    """Return the story of a person as the actor may see it; seen from a contact, what came before it is counted.

    A fixed number of queries, whatever the length.
    """
    seen = Contact.objects.visible_to(actor)
    own = list(seen.filter(children__person=person).order_by("-received_at")[:MOST])
    keys = {row.pk for row in own}
    siblings = _of_siblings(actor, seen.exclude(pk__in=keys), person, now)
    nearby = _at_the_address(seen.exclude(pk__in=keys), contact or person)
    known = {row.pk for row in siblings}
    shown = [(row, "contact", "This contact" if contact and row.pk == contact.pk else "Contact") for row in own]
    shown += [(row, "around", "Contact about a brother or sister") for row in siblings]
    shown += [(row, "around", "Contact at the same address") for row in nearby if row.pk not in known]
    found = _of_contacts(shown) + _of_child(person, keys) + _of_transfers(keys) + _of_homes(actor, person)
    return Story(
        repeats=tuple(_repeats(own, nearby, contact=contact, now=now)),
        happenings=tuple(sorted(found, key=lambda row: row.at, reverse=True)),
    )


def _of_siblings(actor: Actor, seen: ContactQuerySet, person: Any, now: datetime) -> list[Contact]:
    family = [row.pk for row in people.siblings_of(actor, person, today=clock.london_day(now))]
    if not family:
        return []
    return list(seen.filter(children__person_id__in=family).distinct().order_by("-received_at")[:MOST_AROUND])


def _at_the_address(seen: ContactQuerySet, place: Any) -> list[Contact]:
    """Return the contacts about other people at the address of a contact or a person."""
    if not place.postcode or not place.address.strip():
        return []
    rows = seen.filter(postcode=place.postcode, address__iexact=place.address)
    return list(rows.order_by("-received_at")[:MOST_AROUND])


def _repeats(own: Sequence[Contact], nearby: Sequence[Contact], *, contact: Contact | None, now: datetime) -> list[str]:
    windows = agencies.pack_in_force().door.repeat_windows_months
    if contact is None:
        moments = [row.received_at for row in own] if len(own) > 1 else []
        return repeats_in_words(moments, [row.received_at for row in nearby], now=now, windows=windows, noun="contact")
    before = contact.received_at
    return repeats_in_words(
        [row.received_at for row in own if row.pk != contact.pk and row.received_at <= before],
        [row.received_at for row in nearby if row.received_at <= before],
        now=now,
        windows=windows,
    )


def _of_contacts(shown: Iterable[tuple[Contact, str, str]]) -> list[Happening]:
    pack = agencies.pack_in_force()
    about = {entry.code: entry.title for entry in pack.contact_categories}
    sources = {entry.code: entry.title for entry in pack.contact_sources}
    return [
        Happening(
            row.received_at,
            kind,
            f"{words}: {about.get(row.category, 'a worry')}",
            ". ".join(part for part in (sources.get(row.source, ""), STATUS_WORDS[row.status]) if part) + ".",
            row.rag,
            row.reference,
        )
        for row, kind, words in shown
    ]


def _of_child(person: Any, keys: set[int]) -> list[Happening]:
    mine = {"child__person": person, "child__contact_id__in": keys}
    titles = {entry.code: entry.title for entry in agencies.pack_in_force().outcomes}
    decisions = list(Decision.objects.filter(**mine).select_related("child__contact"))
    ratings = list(RagRating.objects.filter(**mine).select_related("child__contact"))
    checks = EarlyHelpCheck.objects.filter(**mine).select_related("child__contact")
    places = EarlyHelpPlace.objects.filter(**mine).select_related("child__contact")
    names = names_behind({row.proposed_by for row in decisions} | {row.rated_by for row in ratings})
    found = [
        Happening(
            row.made_at or row.proposed_at,
            "decision",
            f"Decided by {names.get(row.proposed_by, 'a colleague')}: {titles.get(row.outcome, row.outcome)} "
            f"({STATE_WORDS[row.state]})",
            row.rationale,
            reference=row.child.contact.reference,
        )
        for row in decisions
    ]
    found += [
        Happening(
            row.rated_at,
            "decision",
            f"Set to {row.rag} by {names.get(row.rated_by, 'a colleague')}",
            row.reason,
            row.rag,
            row.child.contact.reference,
        )
        for row in ratings
    ]
    found += [
        Happening(
            row.checked_at,
            "check",
            f"Early-help check: {CHECK_WORDS[row.result]}",
            ", ".join(part for part in (row.episode, row.lead_professional, row.telephone, row.reason) if part),
            reference=row.child.contact.reference,
        )
        for row in checks
    ]
    found += [
        Happening(
            row.offered_at, "check", "Early help offered", row.lead_professional, reference=row.child.contact.reference
        )
        for row in places
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


def _of_homes(actor: Actor, person: Any) -> list[Happening]:
    """Return where a person came to live; nothing of somebody whose address is protected."""
    if person.address_protected:
        return []
    return [
        Happening(
            datetime.combine(home.since, time(), tzinfo=clock.LONDON),
            "household",
            f"At {', '.join(part for part in (home.address, home.postcode) if part)}"
            + ("" if home.until else ", and still there as far as we know"),
            whole_day=True,
        )
        for home in people.residences_of(actor, person)
        if home.since and (home.address or home.postcode)
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
