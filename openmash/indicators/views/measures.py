"""All measures, one of them, and the scorecard of the localities."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from openmash.base import access, clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import PageView
from openmash.indicators import queries
from openmash.indicators.permissions import can_see_small_numbers
from openmash.indicators.presenters import choices_of_months, exception_row, measure_line, scorecard_rows
from openmash.indicators.rendering import CONTENT_TYPES, Format, render
from openmash.indicators.rendering.page import page_contents
from openmash.indicators.rules.periods import Period

MONTHS_TO_CHOOSE = 36
MAKE_ACTION = "improvement:make_action"  # of a room above: known by its name alone


@dataclass(frozen=True)
class Wanted:
    """What an address asks for: the year, a locality, as it was known on a day, and whether as it may be published.

    `whole_only`: who reads no small number reads no two figures of which one is part of the other either.
    """

    period: Period
    locality: str
    known_on: date | None
    guarded: bool
    problem: str
    whole_only: bool = False

    @property
    def as_of(self) -> datetime | None:
        """The last moment of the day on which it was known."""
        if self.known_on is None:
            return None
        return datetime.combine(self.known_on + timedelta(days=1), time(), clock.LONDON) - timedelta(microseconds=1)

    @property
    def query(self) -> str:
        held = {"until": f"{self.period.end:%Y-%m}", "locality": self.locality}
        return urlencode({name: value for name, value in held.items() if value})


def wanted_of(given: Any, actor: Actor, now: datetime) -> Wanted:
    """Return what an address asks for; what cannot be is said, and the last twelve whole months are shown instead."""
    problems: list[str] = []
    until = _month(given.get("until", ""), problems)
    known_on = _day(given.get("known", ""), now, problems)
    locality = given.get("locality", "")
    if locality and locality not in queries.localities(now):
        problems.append("There is no such locality. Choose one of the list.")
        locality = ""
    whole_only = not can_see_small_numbers(actor)
    if whole_only:
        until, locality, known_on = _whole(until, locality, known_on, now, problems)
    guarded = whole_only or given.get("as") == "published"
    return Wanted(queries.year_until(now, until), locality, known_on, guarded, " ".join(problems), whole_only)


def _whole(
    until: date | None, locality: str, known_on: date | None, now: datetime, problems: list[str]
) -> tuple[date | None, str, date | None]:
    """Return what may be asked by who reads no small number: one from another, what was hidden would come out.

    Years that do not overlap, of the whole area, as known now: localities stand side by side where numbers are hidden together.
    """
    latest = queries.year_until(now, None).end
    if until is not None and until.month != latest.month:
        problems.append(
            f"Years are shown until {latest:%B}: two that overlap would give away what is too small to publish."
        )
        until = None
    if locality:
        problems.append("Localities stand side by side on the scorecard. One by itself would give away small numbers.")
    if known_on is not None:
        problems.append("What was known on an earlier day is shown to those who work with the records.")
    return until, "", None


def _month(words: str, problems: list[str]) -> date | None:
    if not words:
        return None
    try:
        month = date.fromisoformat(f"{words}-01")
    except ValueError:
        problems.append("The month is not one that exists. Choose one of the list.")
        return None
    if month.year < queries.FIRST_YEAR:
        problems.append("The month lies too far back. Choose one of the list.")
        return None
    return month


def _day(words: str, now: datetime, problems: list[str]) -> date | None:
    if not words:
        return None
    try:
        day = date.fromisoformat(words)
    except ValueError:
        problems.append("The day is not a date that exists. Write it like 2026-11-23.")
        return None
    if day >= clock.london_day(now) or day.year < queries.FIRST_YEAR:
        problems.append("Choose a day that is over: what is known now is shown without one.")
        return None
    return day


def _form(wanted: Wanted, now: datetime) -> dict[str, Any]:
    """Return what the form above the figures shows."""
    return {
        "problem": wanted.problem,
        "period": wanted.period.words,
        "months": choices_of_months(now, MONTHS_TO_CHOOSE, wanted.period, every=12 if wanted.whole_only else 1),
        "localities": []
        if wanted.whole_only
        else [{"name": name, "chosen": name == wanted.locality} for name in queries.localities(now)],
        "guarded": wanted.guarded,
        "asked": wanted.query,
    }


class MeasuresRead(PageView):
    """Every measure by theme, with its figure, its line and what its chart says."""

    template = "indicators/measures.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        wanted = wanted_of(self.request.GET, actor, now)
        held = queries.overview(wanted.period, locality=wanted.locality, guarded=wanted.guarded, now=now)
        return {
            **_form(wanted, now),
            "held": held,
            "counted_from": f"{held.extract.words}, the record as it was on {queries.moment_in_words(held.extract.extracted_at)}",
        }

    def draw(self, context: dict[str, Any]) -> dict[str, Any]:
        asked = f"?{context['asked']}"
        themes = [
            {"title": title, "lines": [measure_line(line, asked) for line in lines]}
            for title, lines in context["held"].themes
        ]
        return context | {"themes": themes, "chance": context["held"].chance}


class ScorecardRead(PageView):
    """The measures of every theme beside the localities, with the exceptions in words."""

    template = "indicators/scorecard.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        wanted = wanted_of(self.request.GET, actor, now)
        card = queries.scorecard(wanted.period, guarded=wanted.guarded, now=now)
        return {
            **_form(wanted, now),
            "places": card.localities,
            "themes": scorecard_rows(card, f"?{wanted.query}"),
            "exceptions": [exception_row(one, f"?{wanted.query}") for one in card.exceptions],
            "chance": card.chance,
            "counted_from": f"{card.extract.words}, the record as it was on {queries.moment_in_words(card.extract.extracted_at)}",
        }


class MeasureRead(PageView):
    """One measure: figure, chart, parts, what others published, definition, and where its cases are."""

    template = "indicators/measure.html"

    def page(self, actor: Actor, now: datetime, *, measure: str, **kwargs: Any) -> dict[str, Any]:
        wanted = wanted_of(self.request.GET, actor, now)
        made = _report_of(measure, wanted, now)
        days = {
            "from": wanted.period.start.isoformat(),
            "to": wanted.period.end.isoformat(),
            "locality": wanted.locality,
        }
        may = access.may_use(actor, "indicators:cases") and queries.has_cases(measure)
        cases = f"{reverse('indicators:cases', kwargs={'measure': measure})}?{urlencode(days)}" if may else ""
        return {
            **_form(wanted, now),
            "made": made,
            "measure": measure,
            "make_action": access.may_use(actor, MAKE_ACTION),
            "cases": {measure: cases} if cases and not wanted.guarded else {},
            "known": wanted.known_on.isoformat() if wanted.known_on else "",
            "may_see_small": can_see_small_numbers(actor),
        }

    def draw(self, context: dict[str, Any]) -> dict[str, Any]:
        return context | {"report": page_contents(context["made"], cases=context["cases"])}


class MeasureFile(PageView):
    """One measure as PDF, Word or data, as it may be published."""

    def page(self, actor: Actor, now: datetime, *, measure: str, form: str, **kwargs: Any) -> dict[str, Any]:
        if form not in list(Format):
            raise NotFound
        wanted = wanted_of(self.request.GET, actor, now)
        made = _report_of(measure, wanted, now, guarded=True)
        return {
            "made": made,
            "form": Format(form),
            "name": f"{made.name}-{wanted.period.start}-{wanted.period.end}.{form}",
        }

    def draw(self, context: dict[str, Any]) -> HttpResponseBase:
        form = context["form"]
        response = HttpResponse(render(context["made"], form), content_type=CONTENT_TYPES[form])
        response["Content-Disposition"] = f'attachment; filename="{context["name"]}"'
        return response


def _report_of(measure: str, wanted: Wanted, now: datetime, *, guarded: bool | None = None) -> Any:
    try:
        return queries.measure_report(
            measure,
            wanted.period,
            locality=wanted.locality,
            as_of=wanted.as_of,
            guarded=wanted.guarded if guarded is None else guarded,
            now=now,
        )
    except LookupError:
        raise NotFound("There is no such measure. Open the list of measures again.") from None
