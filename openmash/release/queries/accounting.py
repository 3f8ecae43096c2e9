"""What was told about a person, and what of that they are told themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.people import queries as people
from openmash.release.choices import RecipientKind, Standing
from openmash.release.models import Disclosed, Package, Withholding
from openmash.release.permissions import check_can_account
from openmash.release.queries.packages import packages_about
from openmash.release.rules import accounting as rules
from openmash.release.rules.accounting import Telling
from openmash.release.rules.gate import Known
from openmash.sharing import queries as sharing

STATEMENT, PERSON, CONTACT = "disclosure_statement", "person", "contact"
ADULT = 18
# A family is not told what kind of person spoke up.
WHOEVER = "whoever spoke up"


@dataclass(frozen=True)
class LedgerRow:
    """One telling about a person as the council reads it, and the decision that holds for it."""

    key: int
    reference: str
    what: str
    to: str
    to_family: str
    disclosed_at: datetime
    fields: tuple[str, ...]
    bases: tuple[str, ...]
    must_not_be_told: str
    standing: Standing
    decision: Any
    restricted: bool


@dataclass(frozen=True)
class Ledger:
    """Everything told about a person, the latest first, and the decision about all of it, if there is one."""

    person: Any
    rows: tuple[LedgerRow, ...]
    whole: Any

    @property
    def suppressed(self) -> bool:
        """Whether nothing at all is told to them for now."""
        return self.whole is not None and bool(self.whole.withheld)

    def told(self, *, restricted: bool) -> list[LedgerRow]:
        """Return what stands in a statement: what was told about a restricted record only where the paper is restricted too."""
        return [row for row in self.rows if row.standing is Standing.TOLD and (restricted or not row.restricted)]


def ledger_of(actor: Actor, reference: str) -> Ledger:
    """Return what was told about a person. Five queries. Raises Denied; NotFound."""
    check_can_account(actor)
    person = people.person_by_reference(actor, reference)
    rows = Disclosed.objects.filter(person_id=person.pk).select_related("disclosure")
    if not actor.cleared:
        rows = rows.filter(disclosure__restricted=False)
    told = [row.disclosure for row in rows.order_by("-disclosure__disclosed_at", "-disclosure_id")]
    contacts = {one.subject for one in told if one.subject_kind == CONTACT}
    kept = sharing.not_to_be_told(actor, subject_kind=CONTACT, subjects=contacts)
    held = latest_decisions(person)
    return Ledger(person, tuple(_row(one, held.get(one.pk), kept) for one in told), held.get(None))


def latest_decisions(person: Any) -> Mapping[int | None, Any]:
    """Return the decision that holds about each telling, by its key; about all of them by None."""
    decided = Withholding.objects.filter(person_id=person.pk).select_related("disclosure").order_by("decided_at", "pk")
    return {one.disclosure_id: one for one in decided}


def number_of_decisions(actor: Actor, reference: str) -> int:
    """Return how many decisions there are about what a person is told, as far as the actor may know. Raises Denied; NotFound."""
    check_can_account(actor)
    return Withholding.objects.filter(person_id=people.person_by_reference(actor, reference).pk).count()


def _row(disclosure: Any, decision: Any, kept: Mapping[str, tuple[str, datetime]]) -> LedgerRow:
    words, since = kept.get(disclosure.subject, ("", None)) if disclosure.subject_kind == CONTACT else ("", None)
    must_not = disclosure.must_not_be_told or words
    to = disclosure.recipient_name or disclosure.recipient
    return LedgerRow(
        key=disclosure.pk,
        reference=disclosure.reference,
        what=disclosure.what,
        to=to,
        to_family=WHOEVER if disclosure.recipient_kind == RecipientKind.REFERRER else to,
        disclosed_at=disclosure.disclosed_at,
        fields=tuple(disclosure.fields),
        bases=tuple(disclosure.lawful_bases),
        must_not_be_told=must_not,
        standing=rules.standing_of(
            must_not_be_told=bool(must_not),
            withheld=decision.withheld if decision is not None else None,
            said_since=since is not None and decision is not None and since > decision.decided_at,
        ),
        decision=decision,
        restricted=disclosure.restricted,
    )


def review_is_due(decision: Any, now: datetime) -> bool:
    """Whether a decision to keep something back is to be looked at again."""
    return rules.review_is_due(decision.review_on, on=clock.london_day(now))


def statement_words(ledger: Ledger, now: datetime, *, restricted: bool) -> tuple[str, str]:
    """Return title and text of the paper that tells a person what was told about them: what is kept out leaves no gap."""
    pack, day = agencies.pack_in_force(), clock.london_day(now)
    paper = pack.family_paper(agencies.paper_use("statement"), day)
    plain = {entry.code: f"{entry.words} ({entry.law})" for entry in pack.in_force("lawful_bases", day)}
    told = [
        Telling(
            what=row.what,
            to=row.to_family,
            on=clock.london_day(row.disclosed_at),
            fields=row.fields,
            bases=[plain[code] for code in row.bases if code in plain],
        )
        for row in ledger.told(restricted=restricted)
    ]
    name = ledger.person.full_name
    values = {
        "authority": pack.home.name,
        "telephones": telephones_in_words(day),
        "name": name,
        "told": rules.told_in_words(told, name=name),
    }
    return paper.subject.format(**values), paper.body.format(**values).strip()


def telephones_in_words(day: date) -> str:
    """Return the numbers of the front door in one line."""
    numbers = agencies.front_door_telephones(day)
    return "; ".join(f"{number} ({where})" if where and len(numbers) > 1 else number for where, number in numbers)


def family_notice(now: datetime) -> tuple[str, str]:
    """Return title and text of the notice to families in the pack in force. For everybody."""
    day = clock.london_day(now)
    pack = agencies.pack_in_force()
    paper = pack.family_paper(agencies.paper_use("notice"), day)
    values = {"authority": pack.home.name, "telephones": telephones_in_words(day)}
    return paper.subject.format(**values), paper.body.format(**values).strip()


def receivers_of(actor: Actor, person: Any, now: datetime) -> list[Any]:
    """Return who a person's statement can go to: the person alone, and of a child the adults of their household as well.

    Whose age nobody knows is taken for an adult: what was told about an adult is nobody else's, least of all at home.
    """
    today = clock.london_day(now)
    if not _is_child(person, today):
        return [person]
    return [person, *(one for one in people.household_of(actor, person) if not _is_child(one, today))]


def _is_child(person: Any, today: date) -> bool:
    age = person.age_on(today)
    return person.unborn or (age is not None and age < ADULT)


def known_around(actor: Actor, person: Any) -> list[Known]:
    """Return the person and their household as the gate knows people."""
    return [
        Known(
            reference=one.reference,
            name=one.full_name,
            address=one.address,
            postcode=one.postcode,
            address_protected=one.address_protected,
        )
        for one in (person, *people.household_of(actor, person))
    ]


def address_of(person: Any) -> str:
    """Return where a person's letters go: what their record says."""
    return "\n".join(part for part in (person.address, person.postcode) if part)


def statements_of(actor: Actor, reference: str) -> list[Package]:
    """Return every statement made about a person, the latest first. Raises Denied."""
    check_can_account(actor)
    return [one for one in packages_about(actor, subject_kind=PERSON, subject=reference) if one.kind == STATEMENT]


def statement_of(actor: Actor, reference: str, package: str) -> Package:
    """Return one statement about a person the actor may see. Raises Denied; NotFound."""
    people.person_by_reference(actor, reference)
    for one in statements_of(actor, reference):
        if one.reference == package:
            return one
    raise NotFound


def address_now(actor: Actor, package: Package) -> str:
    """Return what the record of a statement's recipient says now."""
    return address_of(people.person_by_reference(actor, package.recipient.partition(" ")[2]))
