"""Addresses of figures."""

from django.urls import path

from openmash.indicators.views import CasesBehind, FrontDoorReport, PulseRead, ReportFile

app_name = "indicators"

urlpatterns = [
    path("reports/pulse/", PulseRead.as_view(), name="pulse"),
    path("reports/front-door/", FrontDoorReport.as_view(), name="report"),
    path("reports/front-door/cases/<slug:measure>/", CasesBehind.as_view(), name="cases"),
    path("reports/front-door/<slug:form>/", ReportFile.as_view(), name="report_file"),
]
