"""Tell somebody outside about a contact: by a document for each of them, through the gate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.frontdoor import permissions
from openmash.frontdoor.models import Contact
from openmash.frontdoor.queries import leaving
from openmash.frontdoor.services.answers import leaving_queue
from openmash.release import services as release
from openmash.trail import services as trail

ANSWER_PACKAGE = "answer_package"


@dataclass(frozen=True)
class TellingGiven:
    """To which agencies (codes), about whom (references), what for, and on which basis."""

    agencies: Sequence[str]
    people: Sequence[str]
    purpose: str
    lawful_bases: Sequence[str]


@transaction.atomic
def prepare_packages(*, actor: Actor, contact: Contact, given: TellingGiven, now: datetime) -> list[Any]:
    """Prepare a document about people of a contact for each of several agencies: what each may be told, and no more.

    Nothing leaves by it. Raises Denied; RuleBroken without an agency, a person or a basis.
    """
    permissions.check_can_answer_referrer(actor, contact)
    if not given.agencies:
        raise RuleBroken("Choose at least one agency.", field="agencies")
    people = leaving.people_of(contact, among=given.people)
    if not people:
        raise RuleBroken("Choose at least one person to write about.", field="people")
    facts = leaving.facts_about(actor, contact, people=given.people, now=now)
    pack, day = agencies.pack_in_force(), clock.london_day(now)
    made = []
    for code in dict.fromkeys(given.agencies):
        agency = pack.one("agencies", code, day)
        kept = release.prepare_package(
            actor=actor,
            given=release.PackageGiven(
                kind=ANSWER_PACKAGE,
                subject_kind="contact",
                subject=contact.reference,
                recipient_kind=pack.recipient_of(agency.kind, day).code,
                recipient=f"agency {code}",
                recipient_name=agency.title,
                title=f"About {contact.reference}",
                known=leaving.known_to(contact),
                people=people,
                facts=facts,
                address=agency.asked_at,
                purpose=given.purpose,
                lawful_bases=given.lawful_bases,
                not_to_be_named=leaving.not_to_be_named(contact),
                restricted=contact.restricted,
            ),
            now=now,
        )
        made.append(kept)
    trail.record(
        actor=actor,
        kind="contact.packages_prepared",
        subject=contact,
        at=now,
        packages=[one.reference for one in made],
        about=[reference for _, reference in people],
    )
    return made


@transaction.atomic
def answer_package(
    *, actor: Actor, contact: Contact, package: Any, answer: str, look: str, seen: bool, reason: str, now: datetime
) -> Any:
    """Sign a package, or as the second person release or refuse it: `answer` is sign, release or refuse.

    Raises Denied; RuleBroken as the gate does, and where nothing was chosen.
    """
    permissions.check_can_answer_referrer(actor, contact)
    trail.record(
        actor=actor, kind="contact.package_answered", subject=contact, at=now, package=package.reference, answer=answer
    )
    if answer == "sign":
        return release.sign_package(
            actor=actor, package=package, look=look, seen=seen, queue=leaving_queue(contact), now=now
        )
    if answer == "release":
        address = leaving.address_on_record(contact, package)
        return release.release_package(actor=actor, package=package, look=look, address=address, now=now)
    if answer == "refuse":
        return release.refuse_package(actor=actor, package=package, reason=reason, now=now)
    raise RuleBroken("Choose what is to happen.", field="answer")


@transaction.atomic
def change_package(
    *,
    actor: Actor,
    contact: Contact,
    package: Any,
    left_out: Sequence[int],
    taken_out: Sequence[str],
    now: datetime,
) -> Any:
    """Leave facts out of a package about a contact, and take words out. Raises Denied; RuleBroken for what has moved on."""
    permissions.check_can_answer_referrer(actor, contact)
    changed = release.change_package(actor=actor, package=package, left_out=left_out, taken_out=taken_out, now=now)
    trail.record(actor=actor, kind="contact.package_changed", subject=contact, at=now, package=package.reference)
    return changed
