"""What a child of a census file says, as facts of their case: by a name that stays the same when the child is read again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openmash.cases.choices import FactKind
from openmash.returns.rules.census import Episode, ProtectionPlan
from openmash.returns.rules.fromfacts import NO_FURTHER_ACTION
from openmash.returns.rules.fromxml import ChildRead, Row


@dataclass(frozen=True)
class FactSaid:
    """One fact as a file says it. `name` is what it is called in the file's own terms: child, kind and day."""

    row: Row
    kind: str
    name: str
    began: date
    ended: date | None = None
    variety: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)


def facts_said(read: ChildRead) -> list[FactSaid]:
    """Return the facts of a child that was read. Of two that would have one name, the later has a number behind it."""
    found: list[FactSaid] = []
    times: dict[tuple[str, str], int] = {}
    for episode in read.child.episodes:
        for fact in _of_episode(read, episode):
            key = (fact.kind, fact.name)
            times[key] = times.get(key, 0) + 1
            name = f"{read.child.child_id} {fact.name}" + (f" {times[key]}" if times[key] > 1 else "")
            found.append(FactSaid(fact.row, fact.kind, name, fact.began, fact.ended, fact.variety, fact.answers))
    return found


def _of_episode(read: ChildRead, episode: Episode) -> Iterator[FactSaid]:
    row = read.at[id(episode)]
    decided = {"outcome": NO_FURTHER_ACTION} if episode.no_action else {}
    said = {"source": episode.source, "need": episode.need, "reason": episode.reason, "no_action": episode.no_action}
    yield FactSaid(row, FactKind.REFERRAL, f"{episode.referred}", episode.referred, episode.closed, "", said | decided)
    for one in episode.assessments:
        answers = {"reviewed_on": one.reviewed, "factors": one.factors}
        yield FactSaid(read.at[id(one)], FactKind.ASSESSMENT, f"{one.began}", one.began, one.authorised, "", answers)
    for plan in episode.plans:
        yield FactSaid(read.at[id(plan)], FactKind.PLAN, f"{plan.began} cin", plan.began, plan.ended, "cin")
    met = {episode.conference: row} if episode.conference else {}
    for enquiry in episode.enquiries:
        place = read.at[id(enquiry)]
        ended = enquiry.conference or (episode.closed if enquiry.not_required else None)
        said_of_it: dict[str, Any] = {"no_conference": enquiry.not_required}
        yield FactSaid(place, FactKind.SECTION_47, f"{enquiry.began}", enquiry.began, ended, "", said_of_it)
        if enquiry.conference:
            met[enquiry.conference] = place
    began = {plan.began for plan in episode.protections}
    for day, place in met.items():
        outcome = {"outcome": "plan"} if day in began else {}
        yield FactSaid(place, FactKind.CONFERENCE, f"{day} initial", day, None, "initial", outcome)
    for protection in episode.protections:
        yield from _of_protection(read.at[id(protection)], protection)


def _of_protection(row: Row, plan: ProtectionPlan) -> Iterator[FactSaid]:
    answers = {"category": plan.first, "latest_category": plan.latest, "previous_plans": plan.previous}
    yield FactSaid(row, FactKind.PLAN, f"{plan.began} cp", plan.began, plan.ended, "cp", answers)
    for day in plan.reviews:
        yield FactSaid(row, FactKind.CONFERENCE, f"{day} review", day, None, "review")
