"""What stands before a journey about an audit: a child with a plan, a round that was drawn, a file that was written."""

from datetime import date, datetime
from typing import Any

from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.caseaudits import queries, services
from openmash.cases import services as cases
from openmash.cases.services import FactGiven
from openmash.people.models import Person
from tests.journeys.ways.acts import actor_of, was_called

MACHINE = Actor.machine("journeys")
BEGAN = date(2026, 9, 1)


def has_a_plan(name: str, plan: str, *, house: str, now: datetime) -> str:
    """Have a child called about, and put on a plan with one item and a worker. Returns the child's reference."""
    was_called("triage", name, now=now, address=house, postcode="PR2 8UQ")
    given, _, family = name.partition(" ")
    with request_transaction(MACHINE):
        child = Person.objects.get(given_name=given, family_name=family)

        def happened(kind: str, variety: str = "", part: Any = None, **answers: Any) -> Any:
            told = FactGiven(BEGAN, None, variety, answers)
            return cases.record_fact(actor=MACHINE, person=child, kind=kind, given=told, part_of=part, now=now)

        held = happened("plan", plan)
        happened("plan-item", part=held, words="A flat of her own by spring", by=date(2027, 3, 1))
        happened("worker", worker="Sol Social", team="Central social work team")
    return str(child.reference)


def was_drawn(child: str, cohort: str, *, now: datetime) -> Any:
    """Have a targeted round drawn about one child. Returns the audit."""
    principal = actor_of("principal")
    given = services.RoundGiven(now.date(), "Journeys", [cohort], "targeted", 1, reason="A journey")
    with request_transaction(principal):
        held = services.plan_round(actor=principal, given=given, now=now)
        return services.draw_round(actor=principal, audit_round=held, chosen=[child], now=now)[0]


def wrote(who: str, audit: Any, grade: str, *, now: datetime, but_the_whole: bool = False) -> None:
    """Have an auditor write a whole audit, every section graded alike; `but_the_whole`: all of it but the last part."""
    actor = actor_of(who)
    said: dict[str, Any] = {"actor": actor, "audit": audit, "now": now}
    graded = services.GradeGiven(grade, why="One sees it in the file")
    with request_transaction(actor):
        toolkit = queries.toolkit_of(audit)
        items = [one.reference for one in queries.plan_items_of(audit)] or [""]
        asked = [one for one in toolkit.compliance if one.asked_of(audit.cohort)]
        answers = [services.AnswerGiven(one.code, "yes") for one in asked]
        services.save_part(part="compliance", given=services.PartGiven(answers), **said)
        for section in (one for one in toolkit.sections if one.asked_of(audit.cohort)):
            of = items if section.each_plan_item else [""]
            answers = [services.AnswerGiven(one.code, "yes", item) for item in of for one in section.questions]
            services.save_part(part=section.code, given=services.PartGiven(answers, graded), **said)
        services.save_meeting(given=services.MeetingGiven(True, now.date(), "Fair"), **said)
        if not but_the_whole:
            services.save_whole(given=services.WholeGiven(graded, graded), **said)
