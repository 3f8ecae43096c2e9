"""Returns to send: asked for, written and taken; what records lack for them; and workbooks that are read in."""

from datetime import datetime, timedelta
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse

from openmash.base import access, clock, worktime
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.files import download
from openmash.base.views import ActView, PageView
from openmash.base.workbooks import LARGEST
from openmash.returns import forms, presenters
from openmash.returns.choices import KIND_HINTS, KIND_IN_LINE, KIND_WORDS, NO_TEAM, Kind
from openmash.returns.queries import missing, received, written
from openmash.returns.rules.annexa.book import columns_of
from openmash.returns.rules.census import census_year_of
from openmash.returns.rules.lacks import EFFECT_WORDS, KINDS
from openmash.returns.rules.naming import file_name
from openmash.returns.services import annexa, asking, receiving

MOST = 500
# The lists of Annex A ask for the six months before the day on which it is made.
SIX_MONTHS = timedelta(days=182)


class ReturnsToSend(PageView):
    """Which returns can be written, and those that were."""

    template = "returns/to_send.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {
            "kinds": [
                {
                    "title": KIND_IN_LINE[kind],
                    "hint": KIND_HINTS[kind],
                    "href": reverse("returns:ask_return", kwargs={"kind": kind}),
                }
                for kind in Kind
            ],
            "rows": [presenters.return_row(one, now) for one in written.returns_written(actor)],
        }


class AskReturn(ActView):
    """Have a return of a period written."""

    template = "returns/ask.html"
    form_class = forms.PeriodForm

    def page(self, actor: Actor, now: datetime, *, kind: str, **kwargs: Any) -> dict[str, Any]:
        if kind not in set(Kind):
            raise NotFound("There is no return of this name.")
        return {"heading": KIND_WORDS[kind], "in_line": KIND_IN_LINE[kind], "intro": KIND_HINTS[kind]}

    def initial(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        today = clock.london_day(now)
        if kwargs["kind"] == Kind.ANNEX_A:
            return {"first": today - SIX_MONTHS, "last": today}
        last_year = census_year_of(census_year_of(today).start.replace(month=3))
        return {"first": last_year.start, "last": last_year.end}

    def act(self, actor: Actor, form: forms.PeriodForm, now: datetime, *, kind: str, **kwargs: Any) -> str:
        held = form.cleaned_data
        asked = asking.ask_return(actor=actor, kind=kind, first=held["first"], last=held["last"], now=now)
        return reverse("returns:return_written", kwargs={"reference": asked.reference})


class ShowReturn(PageView):
    """One return: where it stands, its tables, what records lacked, and its file."""

    template = "returns/written.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        return {"made": presenters.return_in_full(written.return_by_reference(actor, reference), now)}


class ReturnFile(PageView):
    """The file of a return, to be taken away. Who took it is kept: everybody is in it."""

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> HttpResponseBase:
        asked = asking.take_return(actor=actor, asked=written.return_by_reference(actor, reference), now=now)
        assert asked.file is not None
        return download(asked.file, file_name(asked.kind, asked.first, asked.last))


class MissingByTeam(PageView):
    """What records lack for the returns, team by team, as it was found last night."""

    template = "returns/missing.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        look = missing.latest_look(actor)
        return {
            "found": worktime.said_at(look.found_at, now) if look else "",
            "children": look.children if look else 0,
            "teams": presenters.team_blocks(missing.missing_by_team()),
        }


class MissingWhose(PageView):
    """Whose records of a team lack one thing: references, with where it is put right for those who may."""

    template = "returns/whose.html"

    def page(self, actor: Actor, now: datetime, *, kind: str, **kwargs: Any) -> dict[str, Any]:
        team = self.request.GET.get("team", "")[:120]
        found = missing.missing_whose(actor, team=team, kind=kind, most=MOST)
        may_open = access.may_use(actor, "cases:record")
        return {
            "title": KINDS[kind].title,
            "team": team or NO_TEAM,
            "words": KINDS[kind].words,
            "effect": EFFECT_WORDS[KINDS[kind].effect],
            "rows": [presenters.whose_row(one, may_open=may_open) for one in found.rows],
            "hidden": found.all - found.visible,
            "more": found.visible - len(found.rows),
        }


class ReturnsReceived(PageView):
    """The workbooks that were read in, and how fresh they are."""

    template = "returns/received.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"rows": [presenters.read_row(one, now) for one in received.returns_read(actor)]}


class SendWorkbook(ActView):
    """Send a workbook to be read."""

    template = "returns/send.html"
    form_class = forms.WorkbookForm
    largest_upload = LARGEST

    def act(self, actor: Actor, form: forms.WorkbookForm, now: datetime, **kwargs: Any) -> str:
        read = receiving.ask_reading(actor=actor, upload=form.cleaned_data["file"], now=now)
        return reverse("returns:return_read", kwargs={"reference": read.reference})


class ShowRead(PageView):
    """What of a workbook was understood: list by list, what was refused and why, and the headings nobody knows."""

    template = "returns/read.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        return {"read": presenters.read_in_full(received.read_by_reference(actor, reference), now)}


class ReadAgain(ActView):
    """Have a workbook read again."""

    template = "returns/again.html"
    form_class = forms.AgainForm

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        return {"read": presenters.read_row(received.read_by_reference(actor, reference), now)}

    def act(self, actor: Actor, form: forms.AgainForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        again = receiving.read_again(actor=actor, read=received.read_by_reference(actor, reference), now=now)
        return reverse("returns:return_read", kwargs={"reference": again.reference})


class SayHeading(ActView):
    """Say what a heading of this council's workbooks means: it is remembered."""

    template = "returns/heading.html"
    form_class = forms.HeadingForm

    def asked(self, actor: Actor, *, reference: str, number: int) -> tuple[int, str]:
        """Return the number of the list, and the heading, that are asked about. Raises NotFound."""
        unknown = presenters.unknown_headings(received.read_by_reference(actor, reference))
        if not 1 <= number <= len(unknown):
            raise NotFound
        return unknown[number - 1]

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        number, heading = self.asked(actor, **kwargs)
        back = reverse("returns:return_read", kwargs={"reference": kwargs["reference"]})
        return {"heading": heading, "number": number, "back": back}

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"columns": columns_of(self.asked(actor, **kwargs)[0])}

    def act(self, actor: Actor, form: forms.HeadingForm, now: datetime, **kwargs: Any) -> str:
        number, heading = self.asked(actor, **kwargs)
        said = form.cleaned_data["column"]
        column = "" if said == forms.LEFT_OUT else said
        annexa.say_heading(actor=actor, list_number=number, heading=heading, column=column, now=now)
        return reverse("returns:return_read", kwargs={"reference": kwargs["reference"]})
