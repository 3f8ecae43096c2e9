"""Look-ups that met a restricted record: for those who are cleared, and nobody else."""

from collections.abc import Iterable
from typing import Any

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.people.models import Person, RestrictedCheck


def check_by_reference(actor: Actor, reference: str) -> RestrictedCheck:
    """Return a look-up that met a restricted record. Raises NotFound for everybody who is not cleared."""
    rows = RestrictedCheck.objects.select_related("person", "asked_by", "completed_by")
    check = rows.filter(reference=reference).first() if actor.is_authority and actor.cleared else None
    if check is None:
        raise NotFound
    return check


def checks_completed(actor: Actor, *, subject: str = "", person: Person | None = None) -> list[RestrictedCheck]:
    """Return the completed checks of a contact, or about a person, the latest first; none for who is not cleared.

    No query for those: what they are shown, and when, is the same whether there is one or not.
    """
    if not (actor.is_authority and actor.cleared):
        return []
    rows = RestrictedCheck.objects.filter(completed_at__isnull=False).select_related("completed_by")
    rows = rows.filter(person=person) if person is not None else rows.filter(subject=subject)
    return list(rows.order_by("-completed_at"))


def look_ups_for(persons: Iterable[Person]) -> list[dict[str, Any]]:
    """Return what is looked for when people are checked: what is known of each of them."""
    return [
        {
            "given": one.given_name,
            "family": one.family_name,
            "dob": one.date_of_birth,
            "postcode": one.postcode,
            "nhs": one.nhs_number,
        }
        for one in persons
    ]
