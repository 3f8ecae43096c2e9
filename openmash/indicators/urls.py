"""Addresses of figures."""

from django.urls import path

from openmash.indicators.views import CasesBehind, FrontDoorReport, OwnAgency, PulseRead, ReportFile

app_name = "indicators"

urlpatterns = [
    path("reports/pulse/", PulseRead.as_view(), name="pulse"),
    path("how-your-agency-answers/", OwnAgency.as_view(), name="own_agency"),
    path("reports/front-door/", FrontDoorReport.as_view(), name="report"),
    path("reports/front-door/cases/<slug:measure>/", CasesBehind.as_view(), name="cases"),
    path("reports/front-door/<slug:form>/", ReportFile.as_view(), name="report_file"),
]
