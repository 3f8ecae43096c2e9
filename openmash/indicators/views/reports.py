"""The front-door report as a page and to take away, and the cases behind its figures."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from openmash.base import access, clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound, NotUnderstood
from openmash.base.views import PageView
from openmash.indicators import queries
from openmash.indicators.forms import PeriodForm
from openmash.indicators.permissions import can_see_small_numbers
from openmash.indicators.presenters import case_row, child_row, pulse_words
from openmash.indicators.rendering import CONTENT_TYPES, Format, render
from openmash.indicators.rendering.page import page_contents
from openmash.indicators.rules.periods import Period, add_months
from openmash.indicators.rules.reports import Report
from openmash.pulse import queries as pulse


@dataclass(frozen=True)
class Asked:
    """The period and locality in an address, or what is shown without them; and what is wrong with those given."""

    period: Period
    locality: str
    problem: str

    @property
    def query(self) -> str:
        days = {"from": self.period.start.isoformat(), "to": self.period.end.isoformat()}
        return urlencode(days | ({"locality": self.locality} if self.locality else {}))


def what_is_asked(given: Any, now: datetime) -> Asked:
    """Return the period and locality asked for, else the last twelve whole months and this one so far, of the whole area."""
    today = clock.london_day(now)
    default = Period(add_months(today.replace(day=1), -12), today)
    days = {"from": default.start, "to": default.end} | given.dict()
    form = PeriodForm(days, localities=queries.localities(now))
    return Asked(form.period or default, form.locality, form.problem)


def what_is_well_asked(given: Any, now: datetime) -> Asked:
    """Return what is asked for, where something else would be mistaken for it. Raises NotUnderstood with what is wrong."""
    asked = what_is_asked(given, now)
    if asked.problem:
        raise NotUnderstood(asked.problem)
    return asked


class FrontDoorReport(PageView):
    """The report over the last twelve months, or over what is asked for."""

    template = "indicators/report.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        asked = what_is_asked(self.request.GET, now)
        made = front_door_for(actor, asked, now)
        return {
            "made": made,
            "cases": _cases_by_measure(actor, asked, now),
            "problem": asked.problem,
            "first": asked.period.start.isoformat(),
            "last": asked.period.end.isoformat(),
            "localities": [{"name": name, "chosen": name == asked.locality} for name in queries.localities(now)],
            "asked": asked.query,
        }

    def draw(self, context: dict[str, Any]) -> dict[str, Any]:
        return context | {"report": page_contents(context["made"], cases=context["cases"])}


def front_door_for(actor: Actor, asked: Asked, now: datetime) -> Report:
    """Return the report as the actor may read it: whoever may not see small numbers reads it as it may be published."""
    made = queries.front_door_report(asked.period, locality=asked.locality, now=now)
    return made if can_see_small_numbers(actor) else made.published_version()


def _cases_by_measure(actor: Actor, asked: Asked, now: datetime) -> dict[str, str]:
    """Return where the cases behind each figure are, for those who may see cases."""
    if not access.may_use(actor, "indicators:cases"):
        return {}
    return {
        entry.code: f"{reverse('indicators:cases', kwargs={'measure': entry.code})}?{asked.query}"
        for entry in queries.measures_in_force(now)
        if queries.has_cases(entry.code) and entry.code not in queries.OF_OTHER_ROOMS
    }


class ReportFile(PageView):
    """The report as PDF, Word or data. Counted in the transaction, drawn after it."""

    def page(self, actor: Actor, now: datetime, *, form: str, **kwargs: Any) -> dict[str, Any]:
        if form not in list(Format):
            raise NotFound
        asked = what_is_well_asked(self.request.GET, now)
        made = front_door_for(actor, asked, now)
        place = f"-{asked.locality.lower()}" if asked.locality else ""
        name = f"front-door{place}-{asked.period.start}-{asked.period.end}.{form}"
        return {"made": made, "form": Format(form), "name": name}

    def draw(self, context: dict[str, Any]) -> HttpResponseBase:
        return to_take_away(context)


def to_take_away(context: dict[str, Any]) -> HttpResponse:
    """Return a report (`made`) as a file of a name, in a form."""
    form = context["form"]
    response = HttpResponse(render(context["made"], form), content_type=CONTENT_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{context["name"]}"'
    return response


class AuditReport(PageView):
    """What audit is telling us, over the last twelve months or over what is asked for."""

    template = "indicators/audit_report.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        asked = what_is_asked(self.request.GET, now)
        return {
            "made": queries.audit_report(asked.period, locality=asked.locality, now=now),
            "problem": asked.problem,
            "first": asked.period.start.isoformat(),
            "last": asked.period.end.isoformat(),
            "localities": [{"name": name, "chosen": name == asked.locality} for name in queries.localities(now)],
            "asked": asked.query,
            "may_read_in": access.may_use(actor, "caseaudits:files_read"),
            "reported": reported_elsewhere(queries.periods_reported(), asked),
        }

    def draw(self, context: dict[str, Any]) -> dict[str, Any]:
        return context | {"report": page_contents(context["made"])}


def reported_elsewhere(held: Period | None, asked: Asked) -> dict[str, str] | None:
    """Return where reported figures of days outside the period asked for are shown; None where there are none."""
    if held is None or (held.start in asked.period and held.end in asked.period):
        return None
    days = urlencode({"from": held.start.isoformat(), "to": held.end.isoformat()})
    return {"href": f"{reverse('indicators:audit_report')}?{days}", "words": held.words}


class AuditReportFile(PageView):
    """What audit is telling us as PDF, Word or data. Counted in the transaction, drawn after it."""

    def page(self, actor: Actor, now: datetime, *, form: str, **kwargs: Any) -> dict[str, Any]:
        if form not in list(Format):
            raise NotFound
        asked = what_is_well_asked(self.request.GET, now)
        made = queries.audit_report(asked.period, locality=asked.locality, now=now)
        place = f"-{asked.locality.lower()}" if asked.locality else ""
        name = f"audit{place}-{asked.period.start}-{asked.period.end}.{form}"
        return {"made": made, "form": Format(form), "name": name}

    def draw(self, context: dict[str, Any]) -> HttpResponseBase:
        return to_take_away(context)


class OwnAgency(PageView):
    """How the actor's own agency answers what the front door asks: its own figures and nobody else's."""

    template = "indicators/own_agency.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        asked = what_is_asked(self.request.GET, now)
        return {
            "made": queries.how_own_agency_answers(actor, asked.period, now=now),
            "problem": asked.problem,
            "first": asked.period.start.isoformat(),
            "last": asked.period.end.isoformat(),
        }

    def draw(self, context: dict[str, Any]) -> dict[str, Any]:
        return context | {"report": page_contents(context["made"])}


class CasesBehind(PageView):
    """The contacts behind a figure that this person may see: those that missed it first, or those that it counts."""

    template = "indicators/cases.html"

    def page(self, actor: Actor, now: datetime, *, measure: str, **kwargs: Any) -> dict[str, Any]:
        asked, missed = what_is_well_asked(self.request.GET, now), self.request.GET.get("which") != "counted"
        try:
            entry = queries.measure_entry(measure, now)
            [figure] = queries.measure_figures(measure, asked.period, locality=asked.locality, now=now)
            missed = missed and figure.denominator is not None
            found = queries.cases_behind(actor, measure, asked.period, locality=asked.locality, missed=missed, now=now)
        except (LookupError, ValueError):
            raise NotFound("There is no such figure here. Open the report again.") from None
        return {
            "title": entry.title,
            "sentence": figure.sentence,
            "words": entry.words,
            "population": entry.population,
            "period": ", ".join(filter(None, [asked.period.words, asked.locality])),
            "missed": missed,
            "may_miss": figure.denominator is not None,
            "counted_words": entry.numerator or "counted",
            "about": found.about,
            "rows": [case_row(one) if found.about == "contact" else child_row(one) for one in found.seen],
            "why_shorter": found.why_shorter,
            "asked": asked.query,
            "back": measure if entry.report != queries.FRONT_DOOR else "",
        }


class PulseRead(PageView):
    """What staff and partners said in each round of the pulse, in groups that are large enough to show."""

    template = "indicators/pulse.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {
            "rounds": queries.pulse_report(now),
            "words": pulse_words(pulse.words_said(now)),
            "nothing": {
                "title": "No round is over yet.",
                "text": "The first one is shown when its last day has passed.",
            },
        }
