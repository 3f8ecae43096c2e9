"""Pages of case-file audit."""

from openmash.caseaudits.views.audits import (
    EscalateAudit,
    FinishAudit,
    ShowAudit,
    WritePart,
)
from openmash.caseaudits.views.elsewhere import AuditTemplate, FilesRead, ReadAudits, ReadReported, ShowFileRead
from openmash.caseaudits.views.files import AuditFile
from openmash.caseaudits.views.following import (
    ActOnAudit,
    AgreeGrades,
    AnswerEscalation,
    FinishAction,
    LookAgain,
    ShowEscalation,
)
from openmash.caseaudits.views.overview import Audits, Learning, Moderation
from openmash.caseaudits.views.rounds import (
    AllocateAudit,
    CloseRound,
    DrawRound,
    PlanRound,
    ShowRound,
    WithdrawAudit,
)

__all__ = [
    "ActOnAudit",
    "AgreeGrades",
    "AllocateAudit",
    "AnswerEscalation",
    "AuditFile",
    "AuditTemplate",
    "Audits",
    "CloseRound",
    "DrawRound",
    "EscalateAudit",
    "FilesRead",
    "FinishAction",
    "FinishAudit",
    "Learning",
    "LookAgain",
    "Moderation",
    "PlanRound",
    "ReadAudits",
    "ReadReported",
    "ShowAudit",
    "ShowEscalation",
    "ShowFileRead",
    "ShowRound",
    "WithdrawAudit",
    "WritePart",
]
