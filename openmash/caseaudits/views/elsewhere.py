"""Audits that were made elsewhere, and figures reported without their cases: read in, and what became of each row."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.views import ActView, PageView
from openmash.caseaudits import forms, permissions, queries, services
from openmash.caseaudits.presenters import elsewhere as presenters

LARGEST = 20_000_000
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FilesRead(PageView):
    """The files that were read in, and where the next one is."""

    template = "caseaudits/files_read.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"files": [presenters.file_row(one, now) for one in queries.files_read(actor)]}


class ShowFileRead(PageView):
    """What of a file was accepted, and what was refused and why."""

    template = "caseaudits/file_read.html"

    def page(self, actor: Actor, now: datetime, *, number: int, **kwargs: Any) -> dict[str, Any]:
        return presenters.file_in_full(queries.file_read(actor, number), now)


class ReadAudits(ActView):
    """Read in audits that were made elsewhere."""

    template = "caseaudits/read_in.html"
    form_class = forms.ReadAuditsForm
    largest_upload = LARGEST

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        permissions.check_can_read_in(actor)
        return {
            "heading": "Read in audits made elsewhere",
            "intro": (
                "One row an answer or a grade; all rows with one audit_id are one audit. An audit is taken whole, or refused whole "
                "with the reason for each row. The same file again changes nothing."
            ),
            "has_template": True,
        }

    def act(self, actor: Actor, form: forms.ReadAuditsForm, now: datetime, **kwargs: Any) -> str:
        upload = form.cleaned_data["file"]
        done = services.read_audits_in(actor=actor, file=upload, name=upload.name or "audits", now=now)
        return reverse("caseaudits:file_read", kwargs={"number": done.number})


class ReadReported(ActView):
    """Read in figures that were reported without their cases."""

    template = "caseaudits/read_in.html"
    form_class = forms.ReadReportedForm
    largest_upload = LARGEST

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        permissions.check_can_read_in(actor)
        return {
            "heading": "Read in reported figures",
            "intro": (
                "The columns are measure, period, cohort, numerator, denominator, percent and note. Leave empty what the source "
                "did not give: it stays not given, and is never worked out."
            ),
        }

    def act(self, actor: Actor, form: forms.ReadReportedForm, now: datetime, **kwargs: Any) -> str:
        upload = form.cleaned_data["file"]
        done = services.read_reported_in(actor=actor, file=upload, name=upload.name or "figures", now=now)
        return reverse("caseaudits:file_read", kwargs={"number": done.number})


class AuditTemplate(PageView):
    """The workbook to fill in, with the questions and lists of the pack in force."""

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> HttpResponseBase:
        permissions.check_can_read_in(actor)
        response = HttpResponse(queries.audit_template(clock.london_day(now)), content_type=WORKBOOK)
        response["Content-Disposition"] = 'attachment; filename="audits-to-fill-in.xlsx"'
        return response
