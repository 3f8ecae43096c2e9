"""What of a contact could be told to somebody outside, whom it knows, and to whom it could go."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.frontdoor.models import CallerAddress, Contact, Decision
from openmash.frontdoor.queries.messages import outcome_words
from openmash.people import queries as persons
from openmash.release.queries import Fact, Known
from openmash.schools import queries as schools
from openmash.sharing import queries as sharing


def known_to(contact: Contact) -> list[Known]:
    """Return everybody of a contact as the gate knows people: with where they live, and whether that home is protected.

    It is where somebody else of their household has a protected address there, also who does not belong to the contact.
    """
    rows = [(row.person, True) for row in contact.children.select_related("person").order_by("pk")]
    rows += [(row.person, not row.outside_family) for row in contact.adults.select_related("person").order_by("pk")]
    protected = persons.living_where_protected(person for person, _ in rows)
    return [
        Known(
            reference=person.reference,
            name=person.full_name,
            in_family=in_family,
            address=person.address,
            postcode=person.postcode,
            address_protected=person.address_protected,
            home_protected=person.pk in protected,
        )
        for person, in_family in rows
    ]


def not_to_be_named(contact: Contact) -> list[str]:
    """Return what whoever raised a worry would be known by, where they wish not to be named; else nothing."""
    if not (contact.do_not_name or contact.anonymous):
        return []
    return [contact.caller_name, contact.caller_telephone, contact.caller_email]


def facts_about(actor: Actor, contact: Contact, *, people: Iterable[str], now: datetime) -> list[Fact]:
    """Return what could be told of some people of a contact (their references), in the order of a document."""
    wanted, today = set(people), clock.london_day(now)
    facts: list[Fact] = []
    for row in contact.children.select_related("person").order_by("pk"):
        if row.person.reference in wanted:
            facts += _of_person(row.person, "names", "Child", today)
    for adult in contact.adults.select_related("person").order_by("pk"):
        if adult.person.reference in wanted:
            label = agencies.relationship_words(adult.relationship).capitalize() or "Adult"
            facts += _of_person(adult.person, "adults", label, today)
    return [*facts, *_of_worry(actor, contact, wanted)]


def _of_person(person: Any, field: str, label: str, today: date) -> list[Fact]:
    place = ", ".join(part for part in (person.address, person.postcode) if part)
    born = f"{person.date_of_birth.day} {person.date_of_birth:%B %Y}" if person.date_of_birth else ""
    said = ", ".join(part for part in (born, person.age_in_words(today)) if part)
    name, reference = person.full_name, person.reference
    return [
        Fact(kind, title, words, reference, also="" if kind == field else field)
        for kind, title, words in (
            (field, label, name),
            ("born", f"{'Date of birth' if born else 'Age'} of {name}", said),
            ("address", f"Address of {name}", place),
        )
        if words
    ]


def _of_worry(actor: Actor, contact: Contact, wanted: set[str]) -> list[Fact]:
    titles = {entry.code: entry.title for entry in agencies.pack_of(contact.pack_id).contact_categories}
    position = sharing.position_of(actor, subject_kind="contact", subject=contact.reference)
    decided = Decision.objects.filter(child__contact=contact, child__person__reference__in=wanted, state="made")
    said = list(dict.fromkeys(decided.order_by("pk").values_list("rationale", flat=True)))
    must_not = f" Must not be told: {position.must_not_be_told}" if position.must_not_be_told else ""
    rows = [
        ("category", "What it is about", titles.get(contact.category, "")),
        ("story", "What we were told", contact.story),
        ("outcome", "What was decided", outcome_words(contact) if contact.decided_at else ""),
        ("rationale", "Why", "\n".join(said)),
        ("family_knows", "What the family knows", f"{position.told_words}.{must_not}" if position.recorded_at else ""),
    ]
    return [Fact(kind, title, words) for kind, title, words in rows if words.strip()]


def agencies_to_tell(now: datetime) -> list[tuple[str, str]]:
    """Return code and name of every agency of the pack that a document can go to, by name."""
    entries = agencies.pack_in_force().in_force("agencies", clock.london_day(now))
    return sorted(((entry.code, entry.title) for entry in entries), key=lambda pair: pair[1])


def people_of(contact: Contact, *, among: Sequence[str] | None = None) -> list[tuple[int, str]]:
    """Return key and reference of the people of a contact, or of those among some references."""
    rows = [row.person for row in contact.children.select_related("person")]
    rows += [row.person for row in contact.adults.select_related("person")]
    return [(person.pk, person.reference) for person in rows if among is None or person.reference in among]


def children_of(contact: Contact) -> list[tuple[int, str]]:
    """Return key and reference of the children of a contact."""
    return [(row.person_id, row.person.reference) for row in contact.children.select_related("person")]


def address_on_record(contact: Contact, package: Any) -> str:
    """Return the address that the record of a package's recipient holds now: where an agency is asked; of whoever raised
    the worry their e-mail, or where a letter goes; of a notice to a school its key adult's.
    """
    kind, _, code = package.recipient.partition(" ")
    if kind == "school":
        return schools.address_on_record(package)
    if kind == "agency":
        return str(agencies.pack_in_force().one("agencies", code).asked_at)
    if "@" in package.address and "\n" not in package.address:
        return contact.caller_email
    held = caller_address(contact)
    return held.words if held else ""


def caller_address(contact: Contact) -> CallerAddress | None:
    """Return where a letter to whoever raised a worry goes, as it was recorded last; None where nothing is, or nobody is known."""
    if contact.anonymous:
        return None
    return CallerAddress.objects.filter(contact=contact).order_by("-pk").first()
