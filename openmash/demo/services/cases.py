"""What happened in the cases of the demonstration: from referral to plan, as their social workers recorded it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base.clock import london_day
from openmash.base.transactions import request_transaction
from openmash.cases import services
from openmash.cases.choices import FactKind
from openmash.demo.models import Built
from openmash.demo.rules.cases import IN_CARE, IN_NEED, PROTECTION_PLAN, Involvement
from openmash.demo.services.cast import Cast
from openmash.demo.services.story import Story
from openmash.people import queries as people
from openmash.people import services as people_services

MOST = 24
"""Children whose cases are told: enough to look at, and quickly built."""
ETHNICITIES = ("WBRI", "WBRI", "WBRI", "APKN", "WOTH", "MWBC", "AIND", "NOBT")
DISABILITIES = (["NONE"], ["NONE"], ["NONE"], ["NONE"], ["AUT"], ["LD", "COMM"], ["HEAR"])
SOURCES = ("6", "2A", "3A", "1A", "5D")
WEEK_ENDS_AFTER = 4
VISITS = {PROTECTION_PLAN: ("cp", 13), IN_NEED: ("cin", 27), IN_CARE: ("care", 41)}
PLANS = {PROTECTION_PLAN: "cp", IN_NEED: "cin", IN_CARE: "care"}
REVIEWED = {IN_NEED: "cin", IN_CARE: "care"}
LATEST_VISITS = 3


@dataclass(frozen=True)
class Happened:
    """One fact of a case as it is told."""

    kind: FactKind
    began: date
    ended: date | None = None
    variety: str = ""
    answers: dict[str, Any] = field(default_factory=dict)


def build_cases(story: Story, cast: Cast) -> None:
    """Record what happened in the cases of children who have come to the front door, as far as it has come today."""
    day = london_day(story.now)
    cases = [case for held in story.area.known.involvements.values() for case in held if case.since <= day]
    keys = [child for case in cases for child in case.children]
    known = dict(Built.objects.filter(kind="person", key__in=keys).values_list("key", "reference"))
    told = [(case, child) for case in cases for child in case.children if child in known]
    social = cast.with_role("social_worker")
    teams = {team.code: team.name for team in agencies.teams_in_use()}
    for case, child in sorted(told, key=lambda pair: (pair[0].since, pair[1]), reverse=True)[:MOST]:
        actor = cast.actor(cast.key_of_name(case.worker) or social[0], story.now)
        with request_transaction(actor):
            person = people.person_by_reference(actor, known[child])
            people_services.amend_person(
                actor=actor, person=person, changes=told_of(child), expected_version=person.version, now=story.now
            )
            for one in course(case, teams.get(case.team, case.team), day):
                given = services.FactGiven(one.began, one.ended, one.variety, one.answers)
                services.record_fact(actor=actor, person=person, kind=one.kind, given=given, now=_moment(one, story))
    Built.objects.create(kind="cases", key="all")


def told_of(child: str) -> dict[str, Any]:
    """Return what the returns ask about a child, as far as somebody has asked the family yet: of some it is still missing."""
    chance = Random(child)  # noqa: S311 - the same child every time
    told: dict[str, Any] = {"upn_unknown": "UN4", "ethnicity": chance.choice(ETHNICITIES)}
    if chance.random() < 0.8:
        told["disabilities"] = chance.choice(DISABILITIES)
    return told if chance.random() < 0.9 else {}


def _moment(one: Happened, story: Story) -> datetime:
    """Return when a fact was written down: by the end of the working day after its last day."""
    return min(story.now, story.now - timedelta(days=(london_day(story.now) - (one.ended or one.began)).days - 1))


def course(case: Involvement, team: str, day: date) -> Iterator[Happened]:
    """Return what happened in a case until a day, in its order."""
    closed = case.until if case.until and case.until <= day else None
    reason = {"reason": "RC7" if len(case.phases) > 1 else "RC8"} if closed else {}
    received = {"source": SOURCES[case.since.day % len(SOURCES)], "need": "N1", "outcome": "Assessment required"}
    yield Happened(FactKind.REFERRAL, case.since, closed, "", received | reason)
    yield Happened(FactKind.WORKER, case.since, closed, "", {"worker": case.worker, "team": team})
    ends = [began for _, began in case.phases[1:]] + ([case.until] if case.until else [])
    authorised = ends[0] if ends and ends[0] <= day else None
    found = {"factors": ["3B", "4B"], "seen_on": min(case.since + timedelta(days=3), day), "needs_services": bool(ends)}
    yield Happened(FactKind.ASSESSMENT, case.since, authorised, "", found)
    for phase, began in case.phases[1:]:
        if began <= day - timedelta(days=2):
            yield from _plan(phase, began, closed, day)


def _plan(phase: str, began: date, closed: date | None, day: date) -> Iterator[Happened]:
    """Return what follows the assessment: the enquiry and the conference before a protection plan, a plan, its visits."""
    began += timedelta(days=max(0, 7 - began.weekday()) if began.weekday() > WEEK_ENDS_AFTER else 0)
    more = {}
    if phase == PROTECTION_PLAN:
        started = began - timedelta(days=16)
        more = {"category": "NEG"}
        met = {"agencies": "Social care, police, health, school", "outcome": "section_47"}
        yield Happened(FactKind.STRATEGY, started, None, "", met)
        seen = {"seen_on": started, "outcome": "Initial CP Conference"}
        yield Happened(FactKind.SECTION_47, started, began, "", seen)
        yield Happened(FactKind.CONFERENCE, began, None, "initial", {"outcome": "plan"} | more)
    if phase == IN_CARE:
        yield Happened(FactKind.CARE, began, closed, "", {"need": "N1"})
        yield Happened(FactKind.LEGAL_STATUS, began, closed, "", {"status": "C1"})
    before = {"previous_plans": 0} if phase == PROTECTION_PLAN else {}
    yield Happened(FactKind.PLAN, began, closed, PLANS[phase], more | before)
    reviews = [began + timedelta(days=70 + 150 * number) for number in range(20)]
    for held in [one for one in reviews if one < (closed or day)]:
        if phase == PROTECTION_PLAN:
            yield Happened(FactKind.CONFERENCE, held, None, "review", {"outcome": "plan"} | more)
        else:
            yield Happened(
                FactKind.REVIEW, held, None, REVIEWED[phase], {"participation": "Came, and spoke for a while"}
            )
    kind, apart = VISITS[phase]
    days = [began + timedelta(days=apart * number) for number in range(1, 200)]
    for visited in [one for one in days if one <= (closed or day)][-LATEST_VISITS:]:
        yield Happened(FactKind.VISIT, visited, None, kind, {"seen": True, "alone": visited.day % 3 != 0})
