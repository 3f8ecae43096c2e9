"""What the record knows already of whom an audit is about, so that nobody types it again: shown beside the questions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.caseaudits.models import Audit
from openmash.cases import queries as cases
from openmash.cases.choices import FactKind
from openmash.frontdoor import queries as frontdoor

READER = Actor.machine("what-an-audit-shows")
MOST_OF_A_KIND = 3


@dataclass(frozen=True)
class PlanItem:
    """One item of the plan that holds, as the record has it."""

    reference: str
    words: str
    worker: str
    by: str
    measured_by: str


@dataclass(frozen=True)
class Known:
    """What the record knows: of the child, of the case by kind of fact, and of a contact. Empty where it knows nothing."""

    facts: Mapping[str, list[str]] = field(default_factory=dict)
    contact: Any = None
    children: Sequence[Any] = ()


def known_of(audit: Audit) -> Known:
    """Return what the record knows of whom an audit is about. The caller has checked that the actor may see the audit."""
    with request_transaction(READER):
        if audit.contact_id is not None:
            return Known(
                contact=frontdoor.contact_as_read(READER, audit.contact_id),
                children=frontdoor.children_of(READER, audit.contact_id),
            )
        if audit.person is None:
            return Known()
        held = cases.facts_of_each(READER, [audit.person])[audit.person.pk]
        return Known(facts=_by_kind(held))


def _by_kind(held: Iterable[Any]) -> dict[str, list[str]]:
    """Return the latest facts of each kind in words, the latest first."""
    found: dict[str, list[str]] = {}
    for fact in held:
        rows = found.setdefault(fact.kind, [])
        if fact.kind != FactKind.PLAN_ITEM and len(rows) < MOST_OF_A_KIND:
            rows.append(cases.fact_in_words(fact))
    return {kind: rows for kind, rows in found.items() if rows}


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def plan_items_of(audit: Audit) -> list[PlanItem]:
    """Return the items of the plans of a child that have not ended, in their order; none for a contact."""
    if audit.person is None or audit.contact_id is not None:
        return []
    with request_transaction(READER):
        held = cases.facts_of_each(READER, [audit.person])[audit.person.pk]
    going = {one.pk for one in held if one.kind == FactKind.PLAN and one.ended_on is None}
    items = [one for one in held if one.kind == FactKind.PLAN_ITEM and one.part_of_id in going]
    return [
        PlanItem(
            one.reference,
            one.words,
            one.worker,
            _day(date.fromisoformat(one.details["by"])) if one.details.get("by") else "",
            one.details.get("measured_by", ""),
        )
        for one in sorted(items, key=lambda one: (one.began_on, one.pk))
    ]


def names_in(audit: Audit) -> list[str]:
    """Return the names of the child, or of the children of the contact, that an audit is about."""
    people = [audit.person] if audit.person is not None else list(known_of(audit).children)
    return [name for one in people for name in (one.given_name, one.family_name) if name]


def own_items(audit: Audit, section: str) -> dict[str, str]:
    """Return the items of a plan that the auditor wrote down, by their mark: those of a plan that is not recorded here."""
    rows = audit.answers.filter(section=section).exclude(item="").order_by("pk").values_list("item", "words")
    return {item: words for item, words in rows if words}
