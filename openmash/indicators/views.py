"""The front-door report as a page and to take away."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import PageView
from openmash.indicators import queries
from openmash.indicators.forms import PeriodForm
from openmash.indicators.rendering import CONTENT_TYPES, Format, render
from openmash.indicators.rendering.page import page_contents
from openmash.indicators.rules.periods import Period, add_months


class FrontDoorReport(PageView):
    """The report over the last twelve months, or a period that is asked for."""

    template = "indicators/report.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        period, form = period_asked(self.request.GET, now)
        made = queries.front_door_report(period, now=now)
        return {
            "report": page_contents(made),
            "problem": form.problem,
            "first": period.start.isoformat(),
            "last": period.end.isoformat(),
            "asked": f"from={period.start}&to={period.end}",
        }


class ReportFile(PageView):
    """The report as PDF, Word or data."""

    def page(self, actor: Actor, now: datetime, *, form: str, **kwargs: Any) -> HttpResponseBase:
        if form not in list(Format):
            raise NotFound
        period, _ = period_asked(self.request.GET, now)
        printed = render(queries.front_door_report(period, now=now), Format(form))
        response = HttpResponse(printed, content_type=CONTENT_TYPES[Format(form)])
        response["Content-Disposition"] = f'attachment; filename="front-door-{period.start}-{period.end}.{form}"'
        return response


def period_asked(asked: Any, now: datetime) -> tuple[Period, PeriodForm]:
    """Return the period in the address, or the last twelve months; and the form that shows it or says what is wrong."""
    today = clock.london_day(now)
    default = Period(add_months(today, -12), today)
    form = PeriodForm(asked if "from" in asked else {"from": default.start, "to": default.end})
    return (form.period or default), form
