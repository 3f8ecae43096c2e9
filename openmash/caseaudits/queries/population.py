"""Who can be drawn: everybody in the groups a round is about, restricted people included; and the draw repeated.

A machine looks, because a draw that left somebody out for who looks could not be repeated by anybody else.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.transactions import request_transaction
from openmash.caseaudits.choices import IN_HAND, AuditState, Cohort, Sampling
from openmash.caseaudits.models import Audit, Draw, Round
from openmash.caseaudits.rules import Candidate, draw
from openmash.cases import queries as cases
from openmash.cases.choices import FactKind
from openmash.frontdoor import queries as frontdoor

CHOOSER = Actor.machine("drawing-audits")
# What is open, and which group of children that makes, the weightiest first.
COHORT_BY = (
    ((FactKind.CARE, ""), Cohort.CLA),
    ((FactKind.PLAN, "cp"), Cohort.CP),
    ((FactKind.PLAN, "cin"), Cohort.CIN),
    ((FactKind.PLAN, "pathway"), Cohort.LC),
)


@dataclass(frozen=True)
class Member:
    """Somebody, or a contact, that can be drawn, as it stood on the day of the draw. Exactly one of the two keys is given."""

    reference: str
    cohort: str
    locality: str
    team: str
    worker: str
    restricted: bool
    person_id: int | None = None
    contact_id: int | None = None
    worker_id: int | None = None

    def group(self, stratum: str) -> str:
        """Return the group it stands in where the draw is stratified; empty otherwise."""
        return str(getattr(self, stratum)) if stratum else ""


def population_of(held: Round, *, on: date) -> list[Member]:
    """Return everybody who can be drawn into a round on a day, by reference: who is being audited now is left out."""
    with request_transaction(CHOOSER):
        found = [*_children(held, on), *_early_help(held, on), *_contacts(held)]
        busy = Audit.objects.filter(state__in=[AuditState.DRAWN, *IN_HAND]).values_list("person_id", "contact_id")
        people, contacts = {row[0] for row in busy}, {row[1] for row in busy}
    free = [one for one in found if not _busy(one, people, contacts)]
    if held.places:
        free = [one for one in free if one.locality in held.places]
    once = {one.reference: one for one in reversed(free)}
    return [once[reference] for reference in sorted(once)]


def _busy(one: Member, people: set[Any], contacts: set[Any]) -> bool:
    if one.contact_id is not None:
        return one.contact_id in contacts
    return one.person_id in people


def _children(held: Round, on: date) -> list[Member]:
    wanted = set(held.cohorts)
    if not wanted & {cohort for _, cohort in COHORT_BY}:
        return []
    rows = [(one, _cohort(one.open)) for one in cases.open_cases(CHOOSER, on=on)]
    rows = [(one, cohort) for one, cohort in rows if cohort in wanted]
    places = localities_by_postcode({one.postcode for one, _ in rows}, on=on)
    return [
        Member(
            one.reference,
            cohort,
            places.get(one.postcode, ""),
            one.team,
            one.worker,
            one.restricted,
            person_id=one.person_id,
            worker_id=agencies.user_id_by_name(one.worker, on=on) if one.worker else None,
        )
        for one, cohort in rows
    ]


def _cohort(held: frozenset[tuple[str, str]]) -> str:
    return next((str(cohort) for what, cohort in COHORT_BY if what in held), "")


def localities_by_postcode(postcodes: set[str], *, on: date) -> dict[str, str]:
    """Return the locality of each postcode; one that is unknown, or another authority's, is left out."""
    found = {}
    for postcode in postcodes:
        try:
            route = agencies.route(postcode, on=on)
        except LookupError:
            continue
        if route.locality:
            found[postcode] = route.locality
    return found


def _early_help(held: Round, on: date) -> list[Member]:
    if Cohort.EH not in held.cohorts:
        return []
    rows = frontdoor.children_in_early_help_to_audit(CHOOSER, on=on)
    return [
        Member(one.reference, Cohort.EH, one.locality, one.team, one.worker, one.restricted, person_id=one.key)
        for one in rows
    ]


def _contacts(held: Round) -> list[Member]:
    """Return the contacts that were decided in the month before the round's."""
    if Cohort.CONTACT not in held.cohorts:
        return []
    last = held.month - timedelta(days=1)
    rows = frontdoor.contacts_to_audit(CHOOSER, start=last.replace(day=1), end=last)
    return [
        Member(
            one.reference,
            Cohort.CONTACT,
            one.locality,
            one.team,
            one.worker,
            one.restricted,
            contact_id=one.key,
            worker_id=one.worker_id,
        )
        for one in rows
    ]


def candidates(members: list[Member], stratum: str) -> list[Candidate]:
    """Return those who can be drawn, with their groups."""
    return [Candidate(one.reference, one.group(stratum)) for one in members]


@dataclass(frozen=True)
class Repeated:
    """A draw made once more from what was kept: whether the same came of it, and how many of it the actor may not see."""

    seed: str
    population: int
    drawn: int
    same: bool
    hidden: int
    groups: dict[str, tuple[int, int]]


def repeat_draw(actor: Actor, held: Round) -> Repeated:
    """Draw once more from the kept seed and population. Raises NotFound for a round that was not drawn.

    `groups`: how many could be drawn and how many were, by group, where the draw was stratified.
    """
    with request_transaction(CHOOSER):
        kept = Draw.objects.filter(round=held).first()
        drawn = Audit.objects.filter(round=held, reads__isnull=True).count()
    if kept is None:
        raise NotFound
    members = [Candidate(*row) for row in kept.population]
    stratified = held.sampling == Sampling.STRATIFIED
    again = draw(members, size=len(kept.chosen), seed=kept.seed, stratified=stratified) if kept.chosen else []
    seen = Audit.objects.visible_to(actor).filter(round=held, reads__isnull=True).count()
    groups: dict[str, tuple[int, int]] = {}
    for one in members if stratified else ():
        could, were = groups.get(one.group, (0, 0))
        groups[one.group] = (could + 1, were + (one.reference in kept.chosen))
    return Repeated(kept.seed, len(members), drawn, again == list(kept.chosen), drawn - seen, groups)
