"""What an audit draws from the front door, and what it reads of one contact. Asked by machines: they choose, and show nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from openmash.base.actors import Actor
from openmash.base.clock import LONDON
from openmash.frontdoor.models import Contact, Decision, EarlyHelpPlace

USER = "user:"


@dataclass(frozen=True)
class Auditable:
    """A contact, or a child in early help, that can be audited. `key` is of the contact, or of the child."""

    key: int
    reference: str
    restricted: bool
    locality: str
    team: str
    worker: str
    worker_id: int | None


@dataclass(frozen=True)
class ContactAsRead:
    """What an auditor reads of a contact: the story, what was done, what was decided and why."""

    reference: str
    received_at: datetime
    decided_at: datetime | None
    decide_due_at: datetime
    answered_at: datetime | None
    history_opened_at: datetime | None
    story: str
    worries_most: str
    child_words: str
    decisions: tuple[tuple[str, str], ...]
    checked_early_help: bool


def contacts_to_audit(actor: Actor, *, start: date, end: date) -> list[Auditable]:
    """Return the contacts that were decided on days from `start` to `end`, by their reference. One query."""
    begins, ends = (datetime.combine(day, time(), LONDON) for day in (start, end + timedelta(days=1)))
    rows = Contact.objects.visible_to(actor).filter(decided_at__gte=begins, decided_at__lt=ends)
    rows = rows.select_related("team", "owner").only(
        "reference", "restricted", "locality", "team__name", "owner__name", "owner_id"
    )
    return [
        Auditable(
            one.pk,
            one.reference,
            one.restricted,
            one.locality,
            one.team.name,
            one.owner.name if one.owner else "",
            one.owner_id,
        )
        for one in rows.order_by("reference")
    ]


def children_in_early_help_to_audit(actor: Actor, *, on: date) -> list[Auditable]:
    """Return the children in early help on a day, once each, by their reference. One query."""
    seen = Contact.objects.visible_to(actor)
    rows = EarlyHelpPlace.objects.filter(child__contact__in=seen, taken_up_at__date__lte=on)
    rows = rows.exclude(ended_at__date__lt=on).select_related("child__person", "child__contact", "team")
    found: dict[int, Auditable] = {}
    for one in rows.order_by("child__person__reference", "offered_at"):
        person = one.child.person
        found[person.pk] = Auditable(
            person.pk,
            person.reference,
            person.restricted,
            one.child.contact.locality,
            one.team.name,
            one.lead_professional,
            None,
        )
    return list(found.values())


def deciders_of(actor: Actor, contact: int) -> frozenset[int]:
    """Return the accounts of those who took a contact, had it, decided it or countersigned."""
    held = Contact.objects.visible_to(actor).filter(pk=contact).first()
    if held is None:
        return frozenset()
    rows = Decision.objects.filter(child__contact=held).values_list("proposed_by", "countersigned_by")
    said = {held.taken_by, *(one for row in rows for one in row)}
    return frozenset(_accounts(said)) | ({held.owner_id} if held.owner_id else frozenset())


def _accounts(references: Iterable[str]) -> Iterable[int]:
    return (int(one.removeprefix(USER)) for one in references if one.startswith(USER))


def contact_as_read(actor: Actor, contact: int) -> ContactAsRead | None:
    """Return what an auditor reads of a contact; None where there is none that the actor may see."""
    held: Any = Contact.objects.visible_to(actor).filter(pk=contact).first()
    if held is None:
        return None
    made = Decision.objects.filter(child__contact=held).select_related("child__person").order_by("proposed_at")
    return ContactAsRead(
        reference=held.reference,
        received_at=held.received_at,
        decided_at=held.decided_at,
        decide_due_at=held.decide_due_at,
        answered_at=held.answered_at,
        history_opened_at=held.history_opened_at,
        story=held.story,
        worries_most=held.worries_most,
        child_words=held.child_words,
        decisions=tuple((one.outcome, one.rationale) for one in made),
        checked_early_help=held.children.filter(checked_at__isnull=False).exists(),
    )


def children_of(actor: Actor, contact: int) -> list[Any]:
    """Return the people who are the children of a contact that the actor may see, by their reference."""
    held = Contact.objects.visible_to(actor).filter(pk=contact).first()
    rows = held.children.select_related("person").order_by("person__reference") if held else ()
    return [one.person for one in rows]
