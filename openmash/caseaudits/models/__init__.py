"""Tables of case-file audit."""

from openmash.caseaudits.models.audits import Allocation, Answer, Audit, Grade
from openmash.caseaudits.models.following import AgreedGrade, Escalation
from openmash.caseaudits.models.given import FileRead, ReportedFigure
from openmash.caseaudits.models.rounds import Draw, Round

__all__ = [
    "AgreedGrade",
    "Allocation",
    "Answer",
    "Audit",
    "Draw",
    "Escalation",
    "FileRead",
    "Grade",
    "ReportedFigure",
    "Round",
]
