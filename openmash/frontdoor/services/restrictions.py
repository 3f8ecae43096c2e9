"""A restricted person hides the contacts they are part of, and the work on them, for those who are not cleared."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from openmash.adults import services as adults
from openmash.base.actors import Actor
from openmash.enquiries import services as enquiries
from openmash.frontdoor.models import Contact
from openmash.people import queries as people
from openmash.release import services as release
from openmash.schools import services as schools
from openmash.trail import services as trail
from openmash.work import services as work


@transaction.atomic
def follow_restriction(*, actor: Actor, person: Any, now: datetime) -> None:
    """Hide every contact about a person, or show it again where nobody in it is restricted any longer."""
    about = Q(children__person=person) | Q(adults__person=person)
    for contact in Contact.objects.filter(about).distinct().order_by("pk"):
        keep_restriction(actor=actor, contact=contact, now=now)
    about_person = {"subject_kind": "person", "subject": person.reference, "restricted": person.restricted}
    work.restrict_work(actor=actor, **about_person, now=now)
    release.restrict_leaving(actor=actor, **about_person, now=now)
    for opening in people.openings_of(person):
        work.restrict_work(actor=actor, subject_kind="opening", subject=opening, restricted=person.restricted, now=now)


@transaction.atomic
def keep_restriction(*, actor: Actor, contact: Contact, now: datetime) -> None:
    """Restrict a contact, its work and what leaves about it while somebody in it is restricted, and no longer."""
    restricted = (
        contact.children.filter(person__restricted=True).exists()
        or contact.adults.filter(person__restricted=True).exists()
    )
    if restricted == contact.restricted:
        return
    contact.restricted = restricted
    contact.save(update_fields=["restricted"])
    work.restrict_work(actor=actor, subject_kind="contact", subject=contact.reference, restricted=restricted, now=now)
    enquiries.restrict_enquiries(
        actor=actor, subject_kind="contact", subject=contact.reference, restricted=restricted, now=now
    )
    adults.restrict_branches(
        actor=actor, subject_kind="contact", subject=contact.reference, restricted=restricted, now=now
    )
    schools.restrict_notices(actor=actor, about_kind="contact", about=contact.reference, restricted=restricted, now=now)
    release.restrict_leaving(
        actor=actor, subject_kind="contact", subject=contact.reference, restricted=restricted, now=now
    )
    trail.record(actor=actor, kind="contact.restricted", subject=contact, at=now, restricted=restricted)
