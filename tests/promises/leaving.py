"""What is to leave about a worry of the promises: documents at the gate, and papers that say what was told."""

from typing import Any

from openmash.base import clock
from openmash.frontdoor import models as door
from openmash.people.models import Person
from openmash.release.models import Disclosed, Disclosure, Package


def leave(contact: door.Contact, people: tuple[Person, ...]) -> None:
    """Have documents about a contact and its people at the gate, and papers about the first of them."""
    at_the_gate(contact, people)
    statements(contact, people[0])


def at_the_gate(contact: door.Contact, people: tuple[Person, ...]) -> None:
    """Have a document about a contact wait for a second person, one be to read, and one be released."""
    for reference, state in (("K", "waiting"), ("T", "prepared"), ("L", "released")):
        Package.objects.create(
            reference=f"{reference}-{contact.reference[2:]}",
            kind="answer_package",
            subject_kind="contact",
            subject=contact.reference,
            restricted=contact.restricted,
            recipient_kind="police",
            recipient="agency LANCS-POLICE",
            recipient_name="Police",
            address="requests@police.example",
            title="About a contact",
            facts=[{"field": "names", "label": "Child", "words": one.full_name, "about": ""} for one in people],
            document="\n\n".join(one.full_name for one in people),
            **_as_read(state),
        )


def statements(contact: door.Contact, person: Person) -> None:
    """Have something be told about a person, and two papers that say so: one waits for a second person, one is released."""
    told = Disclosure.objects.create(
        reference=f"X-{contact.reference[2:]}",
        what="request_opened",
        subject_kind="contact",
        subject=contact.reference,
        source_kind="request",
        source="Q-1",
        restricted=contact.restricted,
        recipient_kind="agency",
        recipient="LANCS-POLICE",
        recipient_name="Police",
        disclosed_at=clock.now(),
        disclosed_by="user:1",
    )
    Disclosed.objects.create(disclosure=told, person=person, person_reference=person.reference)
    for reference, state in (("S", "waiting"), ("Z", "released")):
        Package.objects.create(
            reference=f"{reference}-{contact.reference[2:]}",
            kind="disclosure_statement",
            subject_kind="person",
            subject=person.reference,
            restricted=contact.restricted,
            recipient_kind="family",
            recipient=f"person {person.reference}",
            recipient_name=person.full_name,
            address=person.address,
            title="What we told others",
            document=f"What was told about {person.full_name}",
            **_as_read(state),
        )


def _as_read(state: str) -> dict[str, Any]:
    """Return the state of a document that one person has read and signed."""
    now = clock.now()
    signed = {"looked_hash": "x", "looked_at": now, "looked_by": "user:1", "hands": ["user:1"]}
    return {"document_hash": "x", "state": state, "prepared_at": now, "prepared_by": "user:1"} | signed
