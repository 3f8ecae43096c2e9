"""Addresses of figures."""

from django.urls import path

from openmash.indicators.views import (
    AuditReport,
    AuditReportFile,
    CasesBehind,
    FrontDoorReport,
    MeasureFile,
    MeasureRead,
    MeasuresRead,
    OwnAgency,
    PulseRead,
    ReportFile,
    ScorecardRead,
)

app_name = "indicators"

urlpatterns = [
    path("measures/", MeasuresRead.as_view(), name="measures"),
    path("measures/scorecard/", ScorecardRead.as_view(), name="scorecard"),
    path("measures/<slug:measure>/", MeasureRead.as_view(), name="measure"),
    path("measures/<slug:measure>/<slug:form>/", MeasureFile.as_view(), name="measure_file"),
    path("reports/pulse/", PulseRead.as_view(), name="pulse"),
    path("reports/audit/", AuditReport.as_view(), name="audit_report"),
    path("reports/audit/<slug:form>/", AuditReportFile.as_view(), name="audit_report_file"),
    path("how-your-agency-answers/", OwnAgency.as_view(), name="own_agency"),
    path("reports/front-door/", FrontDoorReport.as_view(), name="report"),
    path("reports/front-door/cases/<slug:measure>/", CasesBehind.as_view(), name="cases"),
    path("reports/front-door/<slug:form>/", ReportFile.as_view(), name="report_file"),
]
