"""Who is meant, while somebody is on the telephone: the people found, those chosen, and who is open to whom."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.people import queries as people
from openmash.people.choices import Index
from openmash.people.queries import Candidate, Involvement

SHOWN = 5


@dataclass(frozen=True)
class Chosen:
    """Somebody chosen for a call: a person of ours, or a row of another service's index that nobody linked yet."""

    held: Any
    reference: str
    record: str
    cases: tuple[Involvement, ...]
    household: tuple[Any, ...]
    flags: str = ""


def chosen_for_call(actor: Actor, *, reference: str, record: str, today: date) -> Chosen | None:
    """Return somebody chosen by a reference, or by index and record such as social_care|S1. None: not found any more."""
    if record and not reference:
        return _of_record(actor, record, today)
    try:
        person = people.person_by_reference(actor, reference.strip().upper())
    except NotFound:
        return None
    return Chosen(
        held=person,
        reference=person.reference,
        record="",
        cases=tuple(people.open_cases_of(actor, person, today=today)),
        household=tuple(people.household_of(actor, person)),
    )


def _of_record(actor: Actor, record: str, today: date) -> Chosen | None:
    index, _, record_id = record.partition("|")
    row = people.visible_records(actor).filter(index=index, record_id=record_id).select_related("person").first()
    if row is None:
        return None
    if row.person is not None:
        return chosen_for_call(actor, reference=row.person.reference, record="", today=today)
    try:
        cases = (people.open_case(actor, record_id, today=today),) if index == Index.SOCIAL_CARE else ()
    except NotFound:
        cases = ()
    return Chosen(held=row, reference="", record=record, cases=cases, household=(), flags=row.flags)


def found_for_call(
    actor: Actor,
    *,
    text: str = "",
    given: str = "",
    family: str = "",
    born: date | None = None,
    age: int | None = None,
    postcode: str = "",
    today: date,
) -> list[Candidate]:
    """Return who may be meant by what was typed so far, with what is linked to each; nothing for too little."""
    if not (len(f"{text}{given}{family}".strip()) > 1 or born or len(postcode.strip()) > 4):
        return []
    return people.find(
        actor,
        today=today,
        text=text,
        given=given,
        family=family,
        dob=born,
        age=age,
        postcode=postcode,
        top=SHOWN,
        grouped=True,
    )
