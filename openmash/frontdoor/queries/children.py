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
from openmash.frontdoor.rules.contacts import repeats_in_words, ways_to_write
from openmash.people import queries as people

MOST, MOST_AROUND, MOST_NOT_KNOWN = 200, 50, 5
# What a story tells of a contact; the rest, the words of the caller among it, stays where it is.
TOLD = ("reference", "received_at", "category", "source", "status", "rag")
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
    """What the front door knows of a child: why this is a repeat, what happened, and what is not known, newest first."""

    repeats: tuple[str, ...]
    happenings: tuple[Happening, ...]
    not_known: tuple[str, ...]


def story_of(
    actor: Actor,
    person: Any,
    *,
    now: datetime,
    contact: Contact | None = None,
    household: Sequence[Any] | None = None,
) -> Story:
    """Return the story of a person as the actor may see it; seen from a contact, what came before it is counted.

    A fixed number of queries, whatever the length; one less for who knows the others of the household already.
    """
    seen = Contact.objects.visible_to(actor)
    mine = _as_a_child(seen, person)
    own = [row.contact for row in mine]
    keys = {row.pk for row in own}
    family = people.siblings_of(actor, person, today=clock.london_day(now), household=household)
    siblings = _of_siblings(seen.exclude(pk__in=keys), family)
    nearby = _at_the_address(seen.exclude(pk__in=keys), contact or person)
    known = {row.pk for row in siblings}
    shown = [(row, "contact", "This contact" if contact and row.pk == contact.pk else "Contact") for row in own]
    shown += [(row, "around", "Contact about a brother or sister") for row in siblings]
    shown += [(row, "around", "Contact at the same address") for row in nearby if row.pk not in known]
    found = _of_contacts(shown) + _of_child(mine) + _of_transfers(own) + _of_homes(actor, person)
    return Story(
        repeats=tuple(_repeats(own, nearby, contact=contact, now=now)),
        happenings=tuple(sorted(found, key=lambda row: row.at, reverse=True)),
        not_known=tuple(row.not_known for row in mine if row.not_known)[:MOST_NOT_KNOWN],
    )


def _as_a_child(seen: ContactQuerySet, person: Any) -> list[ContactChild]:
    """Return a person's place in each contact about them that may be seen, newest first."""
    rows = ContactChild.objects.filter(person=person, contact__in=seen).select_related("contact")
    told = [f"contact__{name}" for name in TOLD]
    return list(rows.only("person_id", "not_known", *told).order_by("-contact__received_at")[:MOST])


def _of_siblings(seen: ContactQuerySet, family: Sequence[Any]) -> list[Contact]:
    if not family:
        return []
    rows = ContactChild.objects.filter(person__in=family).values("contact_id")
    return list(seen.filter(pk__in=rows).only(*TOLD).order_by("-received_at")[:MOST_AROUND])


def _at_the_address(seen: ContactQuerySet, place: Any) -> list[Contact]:
    """Return the contacts about other people at the address of a contact or a person."""
    if not place.postcode or not place.address.strip():
        return []
    rows = seen.filter(postcode__in=ways_to_write(place.postcode), address__iexact=place.address)
    return list(rows.only(*TOLD).order_by("-received_at")[:MOST_AROUND])


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


def _of_child(mine: Sequence[ContactChild]) -> list[Happening]:
    references = {row.pk: row.contact.reference for row in mine}
    titles = {entry.code: entry.title for entry in agencies.pack_in_force().outcomes}
    decisions = list(Decision.objects.filter(child__in=references))
    ratings = list(RagRating.objects.filter(child__in=references))
    checks = EarlyHelpCheck.objects.filter(child__in=references)
    places = EarlyHelpPlace.objects.filter(child__in=references)
    names = names_behind({row.proposed_by for row in decisions} | {row.rated_by for row in ratings})
    found = [
        Happening(
            row.made_at or row.proposed_at,
            "decision",
            f"Decided by {names.get(row.proposed_by, 'a colleague')}: {titles.get(row.outcome, row.outcome)} "
            f"({STATE_WORDS[row.state]})",
            row.rationale,
            reference=references[row.child_id],
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
            references[row.child_id],
        )
        for row in ratings
    ]
    found += [
        Happening(
            row.checked_at,
            "check",
            f"Early-help check: {CHECK_WORDS[row.result]}",
            ", ".join(part for part in (row.episode, row.lead_professional, row.telephone, row.reason) if part),
            reference=references[row.child_id],
        )
        for row in checks
    ]
    found += [
        Happening(
            row.offered_at, "check", "Early help offered", row.lead_professional, reference=references[row.child_id]
        )
        for row in places
    ]
    return found


def _of_transfers(own: Sequence[Contact]) -> list[Happening]:
    references = {row.pk: row.reference for row in own}
    moves = Transfer.objects.filter(contact__in=references).select_related("from_team", "to_team")
    return [
        Happening(
            move.offered_at,
            "transfer",
            f"Transfer from {move.from_team.name} to {move.to_team.name}: {move.state}",
            move.answer_reason or move.reason,
            reference=references[move.contact_id],
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
