"""Tell others of the incident of a contact: what the rooms below need, taken from the contact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from openmash.adults import services as adults
from openmash.adults.services import DangerGiven, Incident, PersonHere, Told, Wanted
from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.frontdoor import permissions
from openmash.frontdoor.models import Contact
from openmash.frontdoor.queries import leaving
from openmash.frontdoor.rules import contacts as contact_rules
from openmash.frontdoor.services.effects import close_when_all_decided
from openmash.frontdoor.services.schools import open_school_notices
from openmash.frontdoor.services.shared import lock_contact
from openmash.sharing import queries as sharing
from openmash.trail import services as trail

# A notice to a school is the room of schools' own; everything else is a branch of `adults`.
SCHOOL = "school"


@dataclass(frozen=True)
class OthersGiven:
    """Which branches about whom, as (kind, a person's reference); of whom outside is told, by the kind; and what is said."""

    branches: Sequence[tuple[str, str]]
    story: str
    lawful_bases: Sequence[str]
    agencies: Mapping[str, str] = field(default_factory=dict)
    safe_contact: str = ""


@dataclass(frozen=True)
class OthersTold:
    """What came of it: references of what was opened (of notices to schools, also those there already), and what was there."""

    made: Sequence[str]
    there_already: Sequence[str]


@transaction.atomic
def tell_others_about(*, actor: Actor, contact: Contact, given: OthersGiven, now: datetime) -> OthersTold:
    """Tell others of the incident of a contact, in one act. What is there already is not made again.

    A contact with adults only is decided by it: whoever is told has it from then on. The school of a child who is
    chosen gets its notice in the same act; nothing leaves by it.

    Raises Denied; RuleBroken as `adults.tell_others`.
    """
    contact = lock_contact(contact)
    permissions.check_can_screen(actor, contact)
    if not given.branches:
        raise RuleBroken("Choose at least one, or go back.", field="branches")
    told = Told()
    wanted = [Wanted(kind, person, given.agencies.get(kind, "")) for kind, person in given.branches if kind != SCHOOL]
    if wanted:
        told = adults.tell_others(
            actor=actor,
            subject_kind="contact",
            subject=contact.reference,
            team=contact.team,
            wanted=wanted,
            incident=_incident(actor, contact, given),
            restricted=contact.restricted,
            locality=contact.locality,
            now=now,
        )
    children = [person for kind, person in given.branches if kind == SCHOOL]
    notices = open_school_notices(actor=actor, contact=contact, among=children, now=now) if children else []
    trail.record(
        actor=actor,
        kind="contact.others_told",
        subject=contact,
        at=now,
        branches=[one.reference for one in told.made],
        notices=[one.reference for one in notices],
    )
    if contact.adults_only and contact.status in contact_rules.OPEN:
        close_when_all_decided(actor=actor, contact=contact, now=now)
    return OthersTold([one.reference for one in (*told.made, *notices)], [one.reference for one in told.there_already])


def _incident(actor: Actor, contact: Contact, given: OthersGiven) -> Incident:
    position = sharing.position_of(actor, subject_kind="contact", subject=contact.reference)
    titles = {entry.code: entry.title for entry in agencies.pack_of(contact.pack_id).contact_categories}
    children = contact.children.select_related("person").order_by("pk")
    grown = contact.adults.select_related("person").order_by("pk")
    return Incident(
        household=[
            *(PersonHere(one.person, True, one.relationship) for one in children),
            *(PersonHere(one.person, False, one.relationship) for one in grown),
        ],
        story=given.story,
        happened_at=contact.incident_at,
        category=contact.category,
        category_words=titles.get(contact.category, ""),
        rag=contact.rag,
        lawful_bases=tuple(given.lawful_bases),
        safe_contact=given.safe_contact,
        must_not_be_told=position.must_not_be_told,
        known=tuple(leaving.known_to(contact)),
        not_to_be_named=tuple(leaving.not_to_be_named(contact)),
    )


@transaction.atomic
def hear_conference_in(
    *, actor: Actor, contact: Contact, branch: Any, heard_on: date, words: str, now: datetime
) -> Any:
    """Keep what the conference agreed about an adult of a contact. Raises Denied; RuleBroken as `adults.hear_conference`."""
    permissions.check_can_screen(actor, contact)
    trail.record(actor=actor, kind="contact.conference_heard", subject=contact, at=now, branch=branch.reference)
    return adults.hear_conference(actor=actor, branch=branch, heard_on=heard_on, words=words, now=now)


@transaction.atomic
def close_branch_in(
    *, actor: Actor, contact: Contact, branch: Any, settled: bool, words: str, told: str = "", now: datetime
) -> Any:
    """Keep what became of a branch of a contact, or take it back; no other is closed with it.

    `told`: how they were told, where what was prepared for them never left.

    Raises Denied; RuleBroken as `adults.settle_branch` and `adults.withdraw_branch`.
    """
    permissions.check_can_screen(actor, contact)
    trail.record(actor=actor, kind="contact.branch_closed", subject=contact, at=now, branch=branch.reference)
    if settled:
        return adults.settle_branch(actor=actor, branch=branch, words=words, told=told, now=now)
    return adults.withdraw_branch(actor=actor, branch=branch, reason=words, now=now)


@transaction.atomic
def weigh_danger_in(*, actor: Actor, contact: Contact, branch: Any, given: DangerGiven, now: datetime) -> Any:
    """Answer the questions about danger to an adult of a contact. Raises Denied; RuleBroken as `adults.weigh_danger`."""
    permissions.check_can_screen(actor, contact)
    trail.record(actor=actor, kind="contact.danger_weighed", subject=contact, at=now, branch=branch.reference)
    return adults.weigh_danger(actor=actor, branch=branch, given=given, now=now)
