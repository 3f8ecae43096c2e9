"""Pages of figures: reports, measures, the scorecard, and the cases behind a figure."""

from openmash.indicators.views.measures import MeasureFile, MeasureRead, MeasuresRead, ScorecardRead
from openmash.indicators.views.reports import (
    AuditReport,
    AuditReportFile,
    CasesBehind,
    FrontDoorReport,
    OwnAgency,
    PulseRead,
    ReportFile,
)

__all__ = [
    "AuditReport",
    "AuditReportFile",
    "CasesBehind",
    "FrontDoorReport",
    "MeasureFile",
    "MeasureRead",
    "MeasuresRead",
    "OwnAgency",
    "PulseRead",
    "ReportFile",
    "ScorecardRead",
]
