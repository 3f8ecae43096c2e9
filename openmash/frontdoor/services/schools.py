"""Telling the schools of a contact's children: the room beneath with what it needs from the contact."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.frontdoor import permissions
from openmash.frontdoor.models import Contact
from openmash.frontdoor.queries import leaving
from openmash.frontdoor.queries.schools import children_to_tell, others_of
from openmash.schools import services as schools
from openmash.schools.services import NoticeGiven
from openmash.trail import services as trail


@transaction.atomic
def open_school_notices(
    *, actor: Actor, contact: Contact, among: Collection[str] | None = None, now: datetime
) -> list[Any]:
    """Have the school of every child of school age in a contact told: one notice each, once. Nothing leaves yet.

    `among`: the references of those children alone, where not every school is told.

    Raises Denied; RuleBroken where no child of the contact is of school age.
    """
    permissions.check_can_answer_referrer(actor, contact)
    children = [one for one in children_to_tell(contact, now) if among is None or one.person.reference in among]
    if not children:
        raise RuleBroken("No child of this contact is of school age, so there is no school to tell.")
    opened = [
        schools.open_notice(
            actor=actor,
            about_kind="contact",
            about=contact.reference,
            person_id=child.person_id,
            incident_at=contact.incident_at or contact.received_at,
            police_reference=contact.external_reference,
            team=contact.team,
            locality=contact.locality,
            rag=child.rag or contact.rag,
            restricted=contact.restricted,
            now=now,
        )
        for child in children
    ]
    trail.record(
        actor=actor, kind="contact.schools_to_tell", subject=contact, at=now, notices=[one.reference for one in opened]
    )
    return opened


@transaction.atomic
def prepare_school_notice(*, actor: Actor, contact: Contact, notice: Any, given: NoticeGiven, now: datetime) -> Any:
    """Prepare what a child's school is told, for the gate. Raises as `schools.prepare_notice` does."""
    permissions.check_can_answer_referrer(actor, contact)
    prepared = schools.prepare_notice(
        actor=actor,
        notice=notice,
        given=given,
        others=others_of(contact),
        not_to_be_named=leaving.not_to_be_named(contact),
        now=now,
    )
    _record(actor, contact, notice, "prepared", now)
    return prepared


@transaction.atomic
def hand_pupil_to_council(
    *, actor: Actor, contact: Contact, notice: Any, why: str, facts: dict[str, str], now: datetime
) -> Any:
    """Give a child who is in no school to the council's own team. Raises as `schools.hand_to_council` does."""
    permissions.check_can_answer_referrer(actor, contact)
    handed = schools.hand_to_council(actor=actor, notice=notice, why=why, facts=facts, now=now)
    _record(actor, contact, notice, "with_council", now)
    return handed


@transaction.atomic
def tell_school_otherwise(
    *, actor: Actor, contact: Contact, notice: Any, how: str, told_at: datetime, words: str, urn: str, now: datetime
) -> Any:
    """Keep that a child's school was told in another way. Raises as `schools.tell_otherwise` does."""
    permissions.check_can_answer_referrer(actor, contact)
    told = schools.tell_otherwise(
        actor=actor,
        notice=notice,
        how=how,
        told_at=told_at,
        words=words,
        urn=urn,
        when_known=contact.incident_at is not None,
        now=now,
    )
    _record(actor, contact, notice, "told_otherwise", now)
    return told


@transaction.atomic
def withdraw_school_notice(*, actor: Actor, contact: Contact, notice: Any, reason: str, now: datetime) -> Any:
    """Say that a child's school need not be told. Raises as `schools.withdraw_notice` does."""
    permissions.check_can_answer_referrer(actor, contact)
    withdrawn = schools.withdraw_notice(actor=actor, notice=notice, reason=reason, now=now)
    _record(actor, contact, notice, "withdrawn", now)
    return withdrawn


def _record(actor: Actor, contact: Contact, notice: Any, what: str, now: datetime) -> None:
    trail.record(actor=actor, kind=f"contact.school_notice_{what}", subject=contact, at=now, notice=notice.reference)
