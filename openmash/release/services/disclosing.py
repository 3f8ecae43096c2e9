"""Write down what was told: to whom, when, on which basis, about which people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.references import next_reference
from openmash.base.transactions import request_transaction
from openmash.release.models import Disclosed, Disclosure, Dispatch, Package
from openmash.trail import services as trail

# The scope of whoever was told something reads no disclosure, and not the people either.
RECORDER = Actor.machine("disclosures")


@dataclass(frozen=True)
class DisclosureGiven:
    """What was told: `people` as (key of the person, reference); `fields` the kinds of fact.

    `must_not_be_told`: what the family is not to learn of it, as those who told it knew then.
    """

    what: str
    subject_kind: str
    subject: str
    source_kind: str
    source: str
    recipient_kind: str
    recipient: str
    people: Sequence[tuple[int, str]]
    recipient_name: str = ""
    purpose: str = ""
    lawful_bases: Sequence[str] = ()
    fields: Sequence[str] = ()
    must_not_be_told: str = ""
    document_hash: str = ""
    restricted: bool = False


@transaction.atomic
def record_disclosure(*, actor: Actor, given: DisclosureGiven, now: datetime) -> Disclosure:
    """Keep what was told, in the transaction of the telling."""
    held = vars(given) | {"lawful_bases": list(given.lawful_bases), "fields": list(given.fields)}
    people = held.pop("people")
    with request_transaction(RECORDER):
        made = Disclosure.objects.create(
            reference=next_reference("X-", "ref_disclosure"), disclosed_at=now, disclosed_by=actor.reference, **held
        )
        Disclosed.objects.bulk_create(
            Disclosed(disclosure=made, person_id=key, person_reference=reference)
            for key, reference in dict(people).items()
        )
    trail.record(
        actor=actor,
        kind="disclosed",
        subject=f"{given.subject_kind} {given.subject}",
        at=now,
        disclosure=made.reference,
        what=given.what,
        recipient=given.recipient,
        people=[reference for _, reference in people],
    )
    return made


@transaction.atomic
def restrict_leaving(*, actor: Actor, subject_kind: str, subject: str, restricted: bool, now: datetime) -> None:
    """Hide or show what leaves about a record, and what was told of it, with the record itself.

    A paper for a family that says what was told about a record is hidden with it, and stays so: what it tells is restricted.
    """
    about = {"subject_kind": subject_kind, "subject": subject}
    with request_transaction(RECORDER):
        kinds = (Dispatch, Disclosure, Package)
        changed = sum(kind.objects.filter(**about).update(restricted=restricted) for kind in kinds)
        if restricted:
            told = Disclosed.objects.filter(**{f"disclosure__{name}": value for name, value in about.items()})
            people = list(told.values_list("person_reference", flat=True))
            changed += Package.objects.filter(subject_kind="person", subject__in=people).update(restricted=True)
    if changed:
        trail.record(
            actor=actor, kind="leaving.restricted", subject=f"{subject_kind} {subject}", at=now, restricted=restricted
        )
