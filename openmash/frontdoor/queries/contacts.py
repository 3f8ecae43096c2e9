"""One contact and its history, scoped to the actor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.frontdoor.models import Contact, ContactChild, ContactPerson, NoticeFile
from openmash.frontdoor.queries.children import Story, stories_of
from openmash.people import queries as people
from openmash.people.queries import Involvement


@dataclass(frozen=True)
class ChildHistory:
    """What is known of a child from before: who is or was involved, and the story."""

    name: str
    person: str
    involvements: tuple[Involvement, ...]
    story: Story


def contact_by_reference(actor: Actor, reference: str) -> Contact:
    """Return a contact with its children, adults and team. Raises NotFound when none is visible to the actor."""
    children = Prefetch("children", ContactChild.objects.select_related("person").order_by("pk"))
    adults = Prefetch("adults", ContactPerson.objects.select_related("person").order_by("pk"))
    rows = Contact.objects.visible_to(actor).select_related("team", "owner", "pack", "sent_by_agency")
    rows = rows.defer("pack__content")  # read from the memory of packs; it is hundreds of kilobytes
    contact = rows.prefetch_related(children, adults).filter(reference=reference).first()
    if contact is None:
        raise NotFound
    return contact


def stepped_up_from(contact: Contact) -> str:
    """Return the reference of the contact that this one was stepped up from; empty where there is none that may be seen."""
    if contact.stepped_up_from_id is None:
        return ""
    return Contact.objects.filter(pk=contact.stepped_up_from_id).values_list("reference", flat=True).first() or ""


def contacts_by_keys(actor: Actor, keys: Sequence[int]) -> list[Contact]:
    """Return those of the contacts with these keys that the actor may see, in the order of the keys, with their team."""
    rows = Contact.objects.visible_to(actor).select_related("team").in_bulk(list(keys))
    return [rows[key] for key in keys if key in rows]


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


def agency_named(words: str) -> Any:
    """Return the agency that a caller or a file names, by code or by name; none when the pack does not know it."""
    wanted = words.strip().casefold()
    for entry in agencies.pack_in_force().agencies:
        if wanted and wanted in (entry.code.casefold(), entry.title.casefold()):
            return agencies.agency_by_code(entry.code)
    return None


def held_notice(reference: str, agency: str) -> Contact | None:
    """Return the contact that an agency's notice with this reference became before."""
    return Contact.objects.filter(external_reference=reference, sent_by_agency=agency_named(agency)).first()


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
    """Return each child's history as the actor may see it. A fixed number of queries, however many children."""
    persons = [child.person for child in contact.children.all()]
    involved = people.involvements_of_each(actor, persons, today=clock.london_day(now))
    stories = stories_of(actor, persons, now=now, contact=contact)
    return [
        ChildHistory(
            name=person.full_name,
            person=person.reference,
            involvements=tuple(involved[person.pk]),
            story=stories[person.pk],
        )
        for person in persons
    ]
