"""A child's whole way through the front door as one story: contacts, decisions, checks, transfers, where they lived.

The child's page and the history of a contact tell the same story; a contact only marks itself in it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, NamedTuple

from django.db.models import Window
from django.db.models.functions import RowNumber

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.cases import queries as cases
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
from openmash.meetings import queries as meetings
from openmash.people import queries as people

MOST, MOST_AROUND, MOST_NOT_KNOWN = 200, 50, 5
STATE_WORDS: dict[str, str] = {
    DecisionState.AWAITING: "waits for another person",
    DecisionState.MADE: "in force",
    DecisionState.RETURNED: "returned",
    DecisionState.REOPENED: "reopened since",
}


class Known(NamedTuple):
    """What a story tells of a contact; the rest, the words of the caller among it, stays where it is."""

    pk: int
    reference: str
    received_at: datetime
    category: str
    source: str
    status: str
    rag: str


class Place(NamedTuple):
    """A child's place in a contact."""

    pk: int
    person_id: int
    not_known: str
    contact: Known


TOLD = Known._fields


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
    href: str = ""


@dataclass(frozen=True)
class Story:
    """What the front door knows of a child: why this is a repeat, what happened, and what is not known, newest first."""

    repeats: tuple[str, ...]
    happenings: tuple[Happening, ...]
    not_known: tuple[str, ...]
    clock: meetings.AfterMeeting | None = None


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
    households = None if household is None else {person.pk: household}
    return stories_of(actor, [person], now=now, contact=contact, households=households)[person.pk]


def stories_of(
    actor: Actor,
    persons: Sequence[Any],
    *,
    now: datetime,
    contact: Contact | None = None,
    households: Mapping[int, Sequence[Any]] | None = None,
) -> dict[int, Story]:
    """Return the stories of several people by their keys, such as all children of a contact.

    A fixed number of queries, whatever the length and however many; without a contact one for each of their addresses.
    """
    seen, today = Contact.objects.visible_to(actor), clock.london_day(now)
    households = people.households_of_each(actor, persons) if households is None else households
    families = {one.pk: people.siblings_of(actor, one, today=today, household=households[one.pk]) for one in persons}
    everybody = {one.pk for one in persons} | {sibling.pk for family in families.values() for sibling in family}
    as_children = _as_children(seen, everybody)
    mine = {one.pk: as_children.get(one.pk, [])[:MOST] for one in persons}
    around = _at_addresses(seen, {one.pk: contact or one for one in persons})
    told = _of_children([row for rows in mine.values() for row in rows])
    moves = _of_transfers([row.contact for rows in mine.values() for row in rows])
    homes, met, facts = _of_homes(actor, persons), _met(actor, mine), cases.story_lines_of(actor, persons)
    stories = {}
    for one in persons:
        own = [row.contact for row in mine[one.pk]]
        keys = {row.pk for row in own}
        siblings = _of_siblings([as_children.get(sibling.pk, []) for sibling in families[one.pk]], besides=keys)
        nearby = [row for row in around[one.pk] if row.pk not in keys][:MOST_AROUND]
        known = {row.pk for row in siblings}
        shown = [(row, "contact", "This contact" if contact and row.pk == contact.pk else "Contact") for row in own]
        shown += [(row, "around", "Contact about a brother or sister") for row in siblings]
        shown += [(row, "around", "Contact at the same address") for row in nearby if row.pk not in known]
        found = _of_contacts(shown) + homes[one.pk] + _of_meetings(met[one.pk]) + _of_cases(facts[one.pk])
        found += [row for place in mine[one.pk] for row in (*told[place.pk], *moves[place.contact.pk])]
        stories[one.pk] = Story(
            repeats=tuple(_repeats(own, nearby, contact=contact, now=now)),
            happenings=tuple(sorted(found, key=lambda row: row.at, reverse=True)),
            not_known=tuple(row.not_known for row in mine[one.pk] if row.not_known)[:MOST_NOT_KNOWN],
            clock=met[one.pk].clock,
        )
    return stories


def _as_children(seen: ContactQuerySet, persons: Collection[int]) -> dict[int, list[Place]]:
    """Return the places of people in the contacts about them that may be seen, newest first, not more than are told."""
    newest = Window(RowNumber(), partition_by="person_id", order_by=["-contact__received_at", "-pk"])
    rows = ContactChild.objects.filter(person__in=persons, contact__in=seen).annotate(newest=newest)
    rows = rows.filter(newest__lte=MOST + MOST_AROUND).order_by("newest")
    found: dict[int, list[Place]] = {}
    told = (f"contact__{name}" for name in TOLD)
    for pk, person, not_known, *contact in rows.values_list("pk", "person_id", "not_known", *told):
        found.setdefault(person, []).append(Place(pk, person, not_known, Known(*contact)))
    return found


def _of_siblings(places: Iterable[Iterable[Place]], *, besides: Collection[int]) -> list[Known]:
    """Return the contacts of brothers and sisters, newest first, each once, `besides` those about the child too."""
    contacts = {row.contact.pk: row.contact for rows in places for row in rows if row.contact.pk not in besides}
    return sorted(contacts.values(), key=lambda row: row.received_at, reverse=True)[:MOST_AROUND]


def _at_addresses(seen: ContactQuerySet, places: Mapping[int, Any]) -> dict[int, list[Known]]:
    """Return the contacts at the address of each person or contact by its key, newest first. A query an address."""
    held: dict[tuple[str, str], list[Known]] = {}
    for place in places.values():
        address = (place.postcode, place.address)
        if address not in held:
            held[address] = _at_the_address(seen, place)
    return {key: held[place.postcode, place.address] for key, place in places.items()}


def _at_the_address(seen: ContactQuerySet, place: Any) -> list[Known]:
    """Return the contacts at the address of a contact or a person; enough, whatever of them is about the child too."""
    if not place.postcode or not place.address.strip():
        return []
    rows = seen.filter(postcode__in=ways_to_write(place.postcode), address__iexact=place.address)
    newest = rows.order_by("-received_at").values_list(*TOLD)[: MOST + MOST_AROUND]
    return [Known(*row) for row in newest]


def _repeats(own: Sequence[Known], nearby: Sequence[Known], *, contact: Contact | None, now: datetime) -> list[str]:
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


def _of_contacts(shown: Iterable[tuple[Known, str, str]]) -> list[Happening]:
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


def _of_children(mine: Sequence[Place]) -> dict[int, list[Happening]]:
    """Return what was decided, rated, checked and offered for children in contacts, by the key of that place."""
    references = {row.pk: row.contact.reference for row in mine}
    titles = {entry.code: entry.title for entry in agencies.pack_in_force().outcomes}
    decisions = list(Decision.objects.filter(child__in=references))
    ratings = list(RagRating.objects.filter(child__in=references))
    names = names_behind({row.proposed_by for row in decisions} | {row.rated_by for row in ratings})
    told: dict[int, list[Happening]] = {key: [] for key in references}
    for decision in decisions:
        told[decision.child_id].append(_decided(decision, references[decision.child_id], names, titles))
    for rating in ratings:
        told[rating.child_id].append(_rated(rating, references[rating.child_id], names))
    for check in EarlyHelpCheck.objects.filter(child__in=references):
        told[check.child_id].append(_checked(check, references[check.child_id]))
    for place in EarlyHelpPlace.objects.filter(child__in=references):
        offered = Happening(
            place.offered_at, "check", "Early help offered", place.lead_professional, "", references[place.child_id]
        )
        told[place.child_id].append(offered)
    return told


def _decided(row: Decision, reference: str, names: Mapping[str, str], titles: Mapping[str, str]) -> Happening:
    return Happening(
        row.made_at or row.proposed_at,
        "decision",
        f"Decided by {names.get(row.proposed_by, 'a colleague')}: {titles.get(row.outcome, row.outcome)} "
        f"({STATE_WORDS[row.state]})",
        row.rationale,
        reference=reference,
    )


def _rated(row: RagRating, reference: str, names: Mapping[str, str]) -> Happening:
    words = f"Set to {row.rag} by {names.get(row.rated_by, 'a colleague')}"
    return Happening(row.rated_at, "decision", words, row.reason, row.rag, reference)


def _checked(row: EarlyHelpCheck, reference: str) -> Happening:
    return Happening(
        row.checked_at,
        "check",
        f"Early-help check: {CHECK_WORDS[row.result]}",
        ", ".join(part for part in (row.episode, row.lead_professional, row.telephone, row.reason) if part),
        reference=reference,
    )


def _of_transfers(own: Sequence[Known]) -> dict[int, list[Happening]]:
    """Return the transfers of contacts, by the contact's key."""
    references = {row.pk: row.reference for row in own}
    told: dict[int, list[Happening]] = {key: [] for key in references}
    for move in Transfer.objects.filter(contact__in=references).select_related("from_team", "to_team"):
        words = f"Transfer from {move.from_team.name} to {move.to_team.name}: {move.state}"
        reason = move.answer_reason or move.reason
        told[move.contact_id].append(
            Happening(move.offered_at, "transfer", words, reason, reference=references[move.contact_id])
        )
    return told


def _met(actor: Actor, mine: Mapping[int, Sequence[Place]]) -> dict[int, meetings.Met]:
    subjects = {row.contact.reference for rows in mine.values() for row in rows}
    return meetings.met_by(actor, list(mine), subjects=subjects)


def _of_meetings(met: meetings.Met) -> list[Happening]:
    """Return the meetings about somebody, and what each decided for them."""
    return [Happening(one.at, "meeting", one.title, one.text, reference=one.subject) for one in met.told]


def _of_cases(facts: Iterable[cases.StoryLine]) -> list[Happening]:
    """Return what happened in somebody's case, each on its day."""
    return [
        Happening(
            datetime.combine(one.day, time(), tzinfo=clock.LONDON),
            "case",
            one.title,
            one.text,
            whole_day=True,
            href=one.href,
        )
        for one in facts
    ]


def _of_homes(actor: Actor, persons: Sequence[Any]) -> dict[int, list[Happening]]:
    """Return where people came to live, by their keys; nothing of somebody whose address is protected."""
    open_to_tell = [one for one in persons if not one.address_protected]
    homes = people.residences_of_each(actor, open_to_tell) if open_to_tell else {}
    return {
        one.pk: [
            Happening(
                datetime.combine(home.since, time(), tzinfo=clock.LONDON),
                "household",
                f"At {', '.join(part for part in (home.address, home.postcode) if part)}"
                + ("" if home.until else ", and still there as far as we know"),
                whole_day=True,
            )
            for home in homes.get(one.pk, ())
            if home.since and (home.address or home.postcode)
        ]
        for one in persons
    }
