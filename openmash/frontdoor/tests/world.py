"""Lancashire's pack, its teams with people in them, and a worry told: for the tests of the front door."""

from datetime import datetime

from openmash.agencies.tests.lancashire import LONDON, NOW, load_lancashire, worker
from openmash.base.actors import Actor
from openmash.frontdoor.models import Contact
from openmash.frontdoor.rules.given import CallGiven, PersonRow
from openmash.frontdoor.services import contacts, decisions, screening

__all__ = ["CENTRAL", "LONDON", "NORTH", "NOW", "call", "child_row", "decided", "load_lancashire", "rated", "worker"]

CENTRAL, NORTH = "PR1 8XJ", "LA1 1YN"


def child_row(given: str = "Aled", family: str = "Example", **more) -> PersonRow:
    return PersonRow(given_name=given, family_name=family, is_child=True, relationship="child", **({"age": 11} | more))


def call(actor: Actor, *, now: datetime = NOW, postcode: str = CENTRAL, people=None, **more) -> Contact:
    """Return a contact taken by telephone."""
    given = {
        "story": "He came to school with a bruise and said he does not want to go home.",
        "caller_name": "T Teacher",
        "caller_is_professional": True,
        "address": "12 Example Street",
        "postcode": postcode,
        "people": tuple(people) if people else (child_row(),),
    }
    return contacts.take_call(actor=actor, given=CallGiven(**(given | more)), now=now)


def rated(contact: Contact, actor: Actor, rag: str, *, now: datetime = NOW) -> Contact:
    """Return the contact with the colour set for every child."""
    return screening.rate_rag(actor=actor, children=list(contact.children.all()), rag=rag, reason="Told today", now=now)


def decided(contact: Contact, actor: Actor, outcome: str, level: int, *, now: datetime = NOW) -> Contact:
    """Return the contact with one outcome proposed for every child."""
    decisions.propose_decision(
        actor=actor,
        children=list(contact.children.all()),
        outcome=outcome,
        level=level,
        rationale="What is known and what is not known was weighed with the school.",
        now=now,
    )
    contact.refresh_from_db()
    return contact
