"""What ties a worker to a person through the front door, and who holds the person's record: asked when a record is opened.

The contacts about a household are read in one query; only for who has none of them the rest is asked.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.drafts import drafts_of
from openmash.base.transactions import request_transaction
from openmash.enquiries import queries as enquiries
from openmash.frontdoor.models import Contact, ContactChild, ContactPerson, EarlyHelpPlace
from openmash.people.choices import Bond
from openmash.people.queries import Holder, Tie
from openmash.work import queries as work

MOST = 200
CALL = "call:"
LOOKER = Actor.machine("who-holds-a-record")
ASKED = ("pk", "reference", "team_id", "owner_id", "taken_by", "locality", "received_at", "decided_at")


def ties_by_contacts(*, actor: Actor, beside: Sequence[Any], **_: Any) -> list[Tie]:
    """Return what ties an actor to a household by the contacts about anybody in it: own work, the team's, the locality's."""
    keys = [person.pk for person in beside]
    about = ContactChild.objects.filter(person__in=keys).values("contact_id")
    about = about.union(ContactPerson.objects.filter(person__in=keys).values("contact_id"))
    rows = list(Contact.objects.filter(pk__in=about).only(*ASKED).order_by("-received_at")[:MOST])
    ties = [tie for row in rows if (tie := _tie(actor, row))]
    if ties or not rows:
        return ties
    return _by_work(actor, rows) or _by_early_help(actor, rows)


def _tie(actor: Actor, row: Contact) -> Tie | None:
    """Return how a contact ties an actor by itself, or None."""
    moved = row.decided_at or row.received_at
    if row.owner_id == actor.user_id or (row.taken_by and row.taken_by == actor.reference):
        return Tie(Bond.OWN, row.reference, row.decided_at is None, moved)
    if row.team_id in actor.team_ids:
        return Tie(Bond.TEAM, row.reference, row.decided_at is None, moved)
    if actor.has(Role.LOCALITY_MANAGER) and row.locality in actor.localities:
        return Tie(Bond.LOCALITY, row.reference, row.decided_at is None, moved)
    return None


def _by_work(actor: Actor, rows: Sequence[Contact]) -> list[Tie]:
    """Return the contacts among these on which the actor or their teams have work, or the actor had some."""
    held = {row.reference: row for row in rows}
    found = work.references_with_work_for(actor, subject_kind="contact").filter(subject__in=held)
    return [
        Tie(Bond.OWN, row.reference, row.decided_at is None, row.decided_at or row.received_at)
        for row in (held[one["subject"]] for one in found)
    ]


def _by_early_help(actor: Actor, rows: Sequence[Contact]) -> list[Tie]:
    """Return the contacts among these with a child who is, or was, in early help with one of the actor's teams."""
    if not actor.has(Role.EARLY_HELP_OFFICER):
        return []
    keys = [row.pk for row in rows]
    places = EarlyHelpPlace.objects.filter(child__contact__in=keys, team_id__in=actor.team_ids)
    return [Tie(Bond.TEAM, one.reference, one.ended_at is None, one.ended_at or one.offered_at) for one in places]


def ties_by_requests(*, actor: Actor, beside: Sequence[Any], **_: Any) -> list[Tie]:
    """Return what ties an actor to people by what their own service of the council is asked about them."""
    asked = enquiries.requests_that_name(actor, [person.pk for person in beside])
    return [Tie(Bond.REQUEST, reference, is_open, at) for reference, is_open, at in asked]


def ties_by_matching(*, actor: Actor, persons: Sequence[Any], now: datetime, **_: Any) -> list[Tie]:
    """Return what ties a screening worker to people by finding out who a contact, or a call, in hand is about.

    A contact that is not decided, with their team or taken by them, names somebody of the same names, or of the same day
    of birth, or of the same house; or somebody found is in a call of theirs that is not saved yet.
    """
    if not actor.has(Role.SCREENING_WORKER):
        return []
    references = {person.reference for person in persons}
    for draft in drafts_of(actor, now=now):
        if draft.key.startswith(CALL) and references & _picked(draft.content):
            return [Tie(Bond.MATCHING)]
    in_hand = Q(contact__team_id__in=actor.team_ids) | Q(contact__taken_by=actor.reference)
    alike = Q(pk__in=[])
    for person in persons:
        alike |= _like(person)
    rows = ContactChild.objects.filter(in_hand, alike, contact__decided_at__isnull=True).select_related("contact")
    return [Tie(Bond.MATCHING, row.contact.reference) for row in rows.order_by("-pk")[:1]]


def _picked(content: dict[str, list[str]]) -> set[str]:
    return {value for name, values in content.items() if name.endswith("_reference") for value in values}


def _like(person: Any) -> Q:
    """Return the condition that a child of a contact may be this person."""
    same = Q(pk__in=[])
    if person.given_name and person.family_name:
        same |= Q(person__family_name__iexact=person.family_name, person__given_name__iexact=person.given_name)
    if isinstance(person.date_of_birth, date):
        same |= Q(person__date_of_birth=person.date_of_birth)
    if person.postcode and person.family_name:
        same |= Q(person__postcode=person.postcode, person__family_name__iexact=person.family_name)
    return same


def holder_of(*, person: Any) -> Holder | None:
    """Return who holds what is known of a person: the team with the latest contact about them, one not decided first.

    Read with a machine's eyes: whoever opens the record may not see that contact themselves.
    """
    with request_transaction(LOOKER):
        rows = Contact.objects.filter(Q(children__person=person) | Q(adults__person=person)).distinct()
        held = list(rows.select_related("team").defer("story").order_by("-received_at")[:MOST])
    latest = next((row for row in held if row.decided_at is None), held[0] if held else None)
    if latest is None or latest.team_id is None:
        return None
    return Holder(latest.team, latest.owner_id, latest.reference, latest.locality)
