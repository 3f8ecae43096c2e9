"""The audits of the small area: a round that is planned and one that is drawn, a file read twice, escalated and answered."""

from datetime import timedelta
from typing import Any

from openmash.agencies.choices import Role
from openmash.base.transactions import request_transaction
from openmash.caseaudits import queries, services

AUDIT_PEOPLE = {
    "principal": (Role.PRINCIPAL_SOCIAL_WORKER, "mash-management", "Petra Principal"),
    "auditor": (Role.AUDITOR, "front-door-support", "Ada Auditor"),
    "reader": (Role.AUDITOR, "front-door-support", "Bea Reader"),
}
ROUND, AUDIT, HELD = "/audits/rounds/{planned_round}/", "/audits/{audit}/", "/audits/{held_audit}/"
# Who opens it where; whether its form can be sent empty to see its errors, and what else than 200 it answers.
AUDIT_PAGES: dict[str, tuple[tuple[Any, ...], ...]] = {
    "caseaudits:audits": (
        ("principal", "/audits/"),
        ("auditor", "/audits/"),
        ("social", "/audits/"),
        ("manager", "/audits/"),
    ),
    "caseaudits:learning": (("principal", "/audits/learning/"),),
    "caseaudits:moderation": (("principal", "/audits/moderation/"), ("reader", "/audits/moderation/")),
    "caseaudits:plan_round": (("principal", "/audits/rounds/new/", True),),
    "caseaudits:round": (
        ("principal", ROUND),
        ("principal", "/audits/rounds/{drawn_round}/"),
        ("manager", "/audits/rounds/RD-1/", False, 404),
    ),
    "caseaudits:draw_round": (("principal", f"{ROUND}draw/"),),
    "caseaudits:close_round": (("principal", "/audits/rounds/{drawn_round}/close/", True),),
    "caseaudits:escalation": (
        ("manager", "/audits/escalations/{asked_escalation}/"),
        ("auditor", "/audits/escalations/{answered_escalation}/"),
    ),
    "caseaudits:answer_escalation": (("manager", "/audits/escalations/{asked_escalation}/answer/", True),),
    "caseaudits:finish_action": (("social", "/audits/actions/{audit_action}/done/", True),),
    "caseaudits:look_again": (("principal", "/audits/actions/{done_action}/look/", True),),
    "caseaudits:audit": (
        ("principal", AUDIT),
        ("auditor", HELD),
        ("manager", "/audits/AU-1/", False, 404),
    ),
    "caseaudits:write_part": (
        ("auditor", f"{HELD}part/compliance/"),
        ("auditor", f"{HELD}part/plan/"),
        ("auditor", f"{HELD}part/voice/"),
        ("auditor", f"{HELD}part/worker/"),
        ("auditor", f"{HELD}part/feedback/"),
        ("auditor", f"{HELD}part/whole/"),
        ("auditor", f"{HELD}part/nothing/", False, 404),
    ),
    "caseaudits:finish_audit": (("auditor", f"{HELD}finish/"),),
    "caseaudits:escalate_audit": (("auditor", f"{HELD}escalate/", True),),
    "caseaudits:act_on_audit": (("principal", f"{AUDIT}act/", True),),
    "caseaudits:allocate_audit": (("principal", f"{HELD}allocate/", True),),
    "caseaudits:withdraw_audit": (("principal", f"{HELD}withdraw/", True),),
    "caseaudits:agree_grades": (("principal", f"{AUDIT}agree/"),),
}
WORDS = "قال إنه خائف. “I don’t want to go home” 😟"


def settle_audits(area: Any) -> None:
    """Draw a round, have its file read twice, ask for two things; plan another round, and draw a third."""
    principal, *auditors = (area.actors[name] for name in AUDIT_PEOPLE)
    first = _drawn(area, principal, "Plans")
    audit = first[1]
    # Where the area is made twice, the file may go to the one who has fewer.
    auditor, reader = sorted(auditors, key=lambda one: one.user_id != audit.auditor_id)
    area.held |= {"drawn_round": first[0], "audit": audit.reference}
    _escalated(area, auditor, audit, "answered_escalation", answer="Seen today.")
    _escalated(area, auditor, audit, "asked_escalation")
    _asked_for(area, auditor, audit)
    _written(area, auditor, audit, "good")
    second = next(one for one in queries.second_readings_open() if one.reads_id == audit.pk)
    _written(area, reader, second, "inadequate")
    area.held["planned_round"] = _planned(area, principal, "The child’s voice").reference
    area.held["held_audit"] = _drawn(area, principal, "Supervision")[1].reference


def _planned(area: Any, principal: Any, theme: str) -> Any:
    given = services.RoundGiven(area.now.date(), theme, ["CP"], "random", 3)
    with request_transaction(principal):
        return services.plan_round(actor=principal, given=given, now=area.now)


def _drawn(area: Any, principal: Any, theme: str) -> tuple[str, Any]:
    held = _planned(area, principal, theme)
    with request_transaction(principal):
        audits = services.draw_round(actor=principal, audit_round=held, seed="a1", now=area.now)
    return held.reference, audits[0]


def _escalated(area: Any, auditor: Any, audit: Any, name: str, *, answer: str = "") -> None:
    with request_transaction(auditor):
        made = services.escalate_audit(actor=auditor, audit=audit, immediate=not answer, words=WORDS, now=area.now)
    area.held[name] = made.reference
    if answer:
        manager = area.actors["manager"]
        with request_transaction(manager):
            services.answer_escalation(actor=manager, escalation=made, answer=answer, now=area.now)


def _asked_for(area: Any, auditor: Any, audit: Any) -> None:
    given = services.AuditAction(
        f"See him alone. {WORDS}", "central-social-work", area.now.date() + timedelta(days=5), themes=("drift",)
    )
    for name in ("audit_action", "done_action"):
        with request_transaction(auditor):
            action = services.act_on_audit(actor=auditor, audit=audit, given=given, now=area.now)
        area.held[name] = action.reference
    social = area.actors["social"]
    with request_transaction(social):
        services.finish_audit_action(actor=social, action=action, words="Seen on Monday", now=area.now)


def _written(area: Any, actor: Any, audit: Any, grade: str) -> None:
    """Write a whole audit, every section graded alike, and finish it."""
    said: dict[str, Any] = {"actor": actor, "audit": audit, "now": area.now}
    graded = services.GradeGiven(grade, why=WORDS, evidence=WORDS)
    with request_transaction(actor):
        toolkit = queries.toolkit_of(audit)
        answers = [services.AnswerGiven(one.code, "no", words=WORDS) for one in toolkit.compliance]
        services.save_part(part="compliance", given=services.PartGiven(answers), **said)
        for section in toolkit.sections:
            answers = [services.AnswerGiven(one.code, "yes") for one in section.questions]
            services.save_part(part=section.code, given=services.PartGiven(answers, graded), **said)
        services.save_meeting(given=services.MeetingGiven(True, area.now.date(), WORDS), **said)
        services.save_feedback(given=services.FeedbackGiven("Mother", "By telephone", WORDS), **said)
        whole = services.WholeGiven(graded, graded, ("drift",), "He drew his own plan.")
        services.save_whole(given=whole, **said)
        services.finish_audit(whys={one.section: WORDS for one in toolkit.prompts}, **said)
