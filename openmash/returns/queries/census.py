"""The children of a children in need census, one after another, from the facts of their cases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from openmash.base import clock
from openmash.base.actors import Actor
from openmash.cases import queries as cases
from openmash.cases.queries import FactTold
from openmash.people import queries as people
from openmash.people.queries import ForReturns
from openmash.returns.rules import codes, fromfacts
from openmash.returns.rules.census import Child, Period
from openmash.returns.rules.fromfacts import Happened, Known
from openmash.returns.rules.lacks import Lack

CHILDREN_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Counted:
    """A child of a census, or None where nothing of them can be written; what their record lacks; whom it is about."""

    child: Child | None
    lacks: list[Lack]
    person: ForReturns
    facts: list[FactTold]


def census_children(actor: Actor, period: Period, *, beside: Sequence[str] = ()) -> Iterator[Counted]:
    """Give each child whose case lies in a period as the census has them. Memory stays the same however many there are.

    `beside` are kinds of facts that come along and are none of the census.
    """
    twice = people.pupil_numbers_of_several(actor)
    taken = people.references_that_are_council_ids(actor)
    told = cases.facts_told(actor, kinds=(*fromfacts.OF_CENSUS, *beside), start=period.start, end=period.end)
    each = ((key, list(facts)) for key, facts in groupby(told, key=lambda fact: fact.person))
    while batch := list(islice(each, CHILDREN_AT_ONCE)):
        known = people.told_for_returns(actor, [key for key, _ in batch])
        for key, facts in batch:
            person = known[key]
            said = known_of(person, twice=twice, taken=taken)
            child, lacks = fromfacts.child_of(said, map(happened, facts), period)
            if child or lacks:
                yield Counted(child, lacks, person, facts)


def lacks_of(actor: Actor, person: Any, period: Period) -> list[Lack]:
    """Return what the record of one child lacks for the census of a period."""
    facts = [one for one in cases.facts_told_of(actor, person) if one.kind in fromfacts.OF_CENSUS]
    known = people.told_for_returns(actor, [person.pk]).get(person.pk)
    if known is None:
        return []
    twice = {known.upn} if people.with_pupil_number(actor, known.upn, beside=[person.pk]) else set[str]()
    return fromfacts.child_of(known_of(known, twice=twice), map(happened, facts), period)[1]


def known_of(person: ForReturns, *, twice: set[str], taken: set[str] | None = None) -> Known:
    """Return a child as the census asks about them, by the number that children's social care knows them by.

    Without one by our own reference, which is letters and digits; where social care calls another child by the same, with
    an X before it.
    """
    ours = f"X{person.reference}" if person.reference in (taken or ()) else person.reference
    fits = bool(codes.CHILD_ID.fullmatch(person.council_id))
    return Known(
        reference=person.reference,
        child_id=person.council_id if fits else ours,
        odd_number=bool(person.council_id) and not fits,
        upn=person.upn,
        former_upn=person.former_upn,
        upn_unknown=person.upn_unknown,
        birth=person.date_of_birth,
        unborn=person.unborn,
        sex=person.sex,
        died=person.died_on,
        ethnicity=person.ethnicity,
        disabilities=person.disabilities or (codes.NO_DISABILITY,) * (person.disabled is False),
        other_upn=person.upn in twice,
    )


def happened(fact: FactTold) -> Happened:
    """Return a fact as the census takes it."""
    return Happened(
        reference=fact.reference,
        kind=fact.kind,
        variety=fact.variety,
        began=fact.began_on,
        ended=fact.ended_on,
        outcome=fact.outcome,
        reason=fact.reason,
        category=fact.category,
        due=clock.london_day(fact.due_at) if fact.due_at else None,
        details=fact.details,
    )
