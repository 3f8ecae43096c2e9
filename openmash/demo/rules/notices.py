"""Police notices as the police would send them: one row a person, all rows of one reference one incident."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

from openmash.demo.rules.contacts.model import POLICE_NOTICE, Involved, PlannedContact

COLUMNS = (
    "reference", "source", "agency", "received_at", "incident_at", "given_name", "family_name", "date_of_birth", "age", "sex",
    "address", "postcode", "relationship", "concern", "category", "risk_grade",
)  # fmt: skip


def notice_rows(contact: PlannedContact) -> Iterator[dict[str, str]]:
    """Yield the rows of one notice: the children first, then the adults."""
    for person in (*contact.children, *contact.adults):
        yield _row(contact, person)


def _row(contact: PlannedContact, person: Involved) -> dict[str, str]:
    given = person.given
    named = given.given_name or given.family_name or "not known"
    return {
        "reference": contact.notice,
        "source": contact.source,
        "agency": contact.caller.agency,
        "received_at": contact.received_at.isoformat(timespec="seconds"),
        "incident_at": contact.incident_at.isoformat(timespec="minutes") if contact.incident_at else "",
        "given_name": given.given_name or ("" if given.family_name else named),
        "family_name": given.family_name,
        "date_of_birth": given.date_of_birth.isoformat() if given.date_of_birth else "",
        "age": "unborn" if given.unborn else "" if given.age is None else str(given.age),
        "sex": given.sex,
        "address": person.address.lines,
        "postcode": person.address.postcode,
        "relationship": person.relationship,
        "concern": contact.story,
        "category": contact.category,
        "risk_grade": contact.risk_grade,
    }


def notices_of(contacts: Iterable[PlannedContact], first: date, last: date) -> list[PlannedContact]:
    """Return the notices received between two days, both included."""
    return [
        contact
        for contact in contacts
        if contact.way_in == POLICE_NOTICE and first <= contact.received_at.date() <= last
    ]


def notice_file(contacts: Iterable[PlannedContact]) -> str:
    """Return a file of notices, as `contacts load` reads it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for contact in contacts:
        writer.writerows(notice_rows(contact))
    return text.getvalue()
