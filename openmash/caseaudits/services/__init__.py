"""Every change of case-file audit: rounds and who has what, the audit itself, what follows from it, two readers agreeing."""

from openmash.caseaudits.services.auditing import (
    AnswerGiven,
    FeedbackGiven,
    GradeGiven,
    MeetingGiven,
    PartGiven,
    WholeGiven,
    finish_audit,
    save_feedback,
    save_meeting,
    save_part,
    save_whole,
)
from openmash.caseaudits.services.following import (
    AuditAction,
    act_on_audit,
    answer_escalation,
    escalate_audit,
    finish_audit_action,
    look_at_action,
)
from openmash.caseaudits.services.giving import allocate_audit, chase_audits, withdraw_audit
from openmash.caseaudits.services.moderating import AgreedGiven, agree_grades
from openmash.caseaudits.services.reading import ReadIn, read_audits_in, read_reported_in
from openmash.caseaudits.services.restricting import follow_restriction
from openmash.caseaudits.services.rounds import RoundGiven, close_round, draw_round, plan_round

__all__ = [
    "AgreedGiven",
    "AnswerGiven",
    "AuditAction",
    "FeedbackGiven",
    "GradeGiven",
    "MeetingGiven",
    "PartGiven",
    "ReadIn",
    "RoundGiven",
    "WholeGiven",
    "act_on_audit",
    "agree_grades",
    "allocate_audit",
    "answer_escalation",
    "chase_audits",
    "close_round",
    "draw_round",
    "escalate_audit",
    "finish_audit",
    "finish_audit_action",
    "follow_restriction",
    "look_at_action",
    "plan_round",
    "read_audits_in",
    "read_reported_in",
    "save_feedback",
    "save_meeting",
    "save_part",
    "save_whole",
    "withdraw_audit",
]
