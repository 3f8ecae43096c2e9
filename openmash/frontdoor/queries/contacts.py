"""One contact and its history, scoped to the actor."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.frontdoor.choices import CHECK_WORDS, DecisionState
from openmash.frontdoor.models import (
    Contact,
    ContactChild,
    ContactPerson,
    Decision,
    EarlyHelpCheck,
    NoticeFile,
    Transfer,
)
from openmash.frontdoor.queries.facts import contacts_at_address, earlier_contacts
from openmash.frontdoor.rules.contacts import repeats_in_words
from openmash.people import queries as people
from openmash.people.queries import Involvement

STATE_WORDS: dict[str, str] = {
    DecisionState.AWAITING: "waits for another person",
    DecisionState.MADE: "in force",
    DecisionState.RETURNED: "returned",
    DecisionState.REOPENED: "reopened since",
}


@dataclass(frozen=True)
class Event:
    """One sentence of a child's timeline, with the contact it leads to."""

    at: datetime
    kind: str
    words: str
    reference: str = ""


@dataclass(frozen=True)
class ChildHistory:
    """What is known of a child from before: the sentence about repeats, open involvement, and the timeline."""

    name: str
    person: str
    repeats: tuple[str, ...]
    involvements: tuple[Involvement, ...]
    events: tuple[Event, ...]


def contact_by_reference(actor: Actor, reference: str) -> Contact:
    """Return a contact with its children, adults and team. Raises NotFound when none is visible to the actor."""
    children = Prefetch("children", ContactChild.objects.select_related("person").order_by("pk"))
    adults = Prefetch("adults", ContactPerson.objects.select_related("person").order_by("pk"))
    rows = Contact.objects.visible_to(actor).select_related("team", "owner", "pack", "sent_by_agency")
    contact = rows.prefetch_related(children, adults).filter(reference=reference).first()
    if contact is None:
        raise NotFound
    return contact


def child_of(contact: Contact, person: str) -> ContactChild:
    """Return the child of a contact by the person's reference. Raises NotFound."""
    for child in contact.children.all():
        if child.person.reference == person:
            child.contact = contact
            return child
    raise NotFound


def siblings_in(contact: Contact, child: ContactChild) -> list[ContactChild]:
    """Return the other children of the contact."""
    others = [one for one in contact.children.all() if one.pk != child.pk]
    for other in others:
        other.contact = contact
    return others


def notice_file(number: int) -> NoticeFile:
    """Return one loaded file. Raises NotFound."""
    loaded = NoticeFile.objects.filter(pk=number).first()
    if loaded is None:
        raise NotFound
    return loaded


def notice_files(*, most: int = 20) -> list[NoticeFile]:
    """Return the files loaded last, the newest first."""
    return list(NoticeFile.objects.order_by("-loaded_at", "-pk")[:most])


def history_of(actor: Actor, contact: Contact, *, now: datetime) -> list[ChildHistory]:
    """Return each child's history as the actor may see it."""
    at_address = contacts_at_address(actor, contact)
    windows = agencies.pack_of(contact.pack).door.repeat_windows_months
    return [
        _child_history(actor, contact, child, at_address=at_address, windows=windows, now=now)
        for child in contact.children.all()
    ]


def _child_history(
    actor: Actor,
    contact: Contact,
    child: ContactChild,
    *,
    at_address: list[Contact],
    windows: tuple[int, ...],
    now: datetime,
) -> ChildHistory:
    child.contact = contact
    today = clock.london_day(now)
    own = earlier_contacts(actor, child)
    family = [person.pk for person in people.siblings_of(actor, child.person, today=today)]
    siblings = Contact.objects.visible_to(actor).filter(children__person_id__in=family).exclude(pk=contact.pk)
    siblings = siblings.exclude(pk__in=[row.pk for row in own]).distinct().order_by("-received_at")[:50]
    events = [_contact_event(row, "Contact about this child") for row in own]
    events += [_contact_event(row, "Contact about a brother or sister") for row in siblings]
    shown = {event.reference for event in events}
    events += [_contact_event(row, "Contact at the same address") for row in at_address if row.reference not in shown]
    events += _happenings(contact, child, [row.pk for row in own] + [contact.pk])
    events.append(_contact_event(contact, "This contact"))
    return ChildHistory(
        name=child.person.full_name,
        person=child.person.reference,
        repeats=tuple(
            repeats_in_words(
                [row.received_at for row in own], [row.received_at for row in at_address], now=now, windows=windows
            )
        ),
        involvements=tuple(people.involvements_of(actor, child.person, today=today)),
        events=tuple(sorted(events, key=lambda event: event.at, reverse=True)),
    )


def _contact_event(contact: Contact, kind: str) -> Event:
    colour = f", {contact.rag}" if contact.rag else ""
    what = contact.category or "worry"
    return Event(contact.received_at, kind, f"{kind}: {what.replace('-', ' ')}{colour}.", contact.reference)


def _happenings(contact: Contact, child: ContactChild, contacts: list[int]) -> list[Event]:
    events: list[Event] = []
    pack = agencies.pack_of(contact.pack)
    titles = {entry.code: entry.title for entry in pack.outcomes}
    mine = {"child__person_id": child.person_id, "child__contact_id__in": contacts}
    for decision in Decision.objects.filter(**mine).select_related("child__contact"):
        words = f"Decided: {titles.get(decision.outcome, decision.outcome)} ({STATE_WORDS[decision.state]})."
        events.append(
            Event(decision.made_at or decision.proposed_at, "Decision", words, decision.child.contact.reference)
        )
    for check in EarlyHelpCheck.objects.filter(**mine).select_related("child__contact"):
        words = f"Early-help check: {CHECK_WORDS[check.result]}."
        events.append(Event(check.checked_at, "Check", words, check.child.contact.reference))
    moves = Transfer.objects.filter(contact_id__in=contacts).select_related("contact", "from_team", "to_team")
    for move in moves:
        words = f"Transfer from {move.from_team.name} to {move.to_team.name}: {move.state}."
        events.append(Event(move.offered_at, "Transfer", words, move.contact.reference))
    return events
