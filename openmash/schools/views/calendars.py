"""School calendars: for the council's schools by default, and for each school that differs."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import ActView, PageView
from openmash.schools import forms, permissions, presenters, queries, services

INTRO = (
    "A CSV file whose first line is: kind, first_day, last_day, name. Each further line is a term (or half of one), a holiday within "
    "it, or an inset day, such as: term,2026-09-01,2026-10-23,Autumn. The kind is term, holiday or inset. Bank holidays are known "
    "and need no line."
)
FIRST = "It is the first calendar here, so it becomes that of the council’s schools: every school without its own goes by it."


def calendar_address(code: str, name: str = "calendar") -> str:
    """Return where something about a calendar is done."""
    return reverse(f"schools:{name}", kwargs={"calendar": code})


class Calendars(PageView):
    """Every calendar, and whose it is."""

    template = "schools/calendars.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        numbers = queries.schools_by_calendar()
        return {
            "rows": [
                {"code": one.code, "name": one.name, "is_default": one.is_default, "schools": numbers[one.code]}
                for one in queries.calendars()
            ],
            "may_keep": permissions.can_keep_register(actor),
        }


class ShowCalendar(PageView):
    """When pupils are in school."""

    template = "schools/calendar.html"

    def page(self, actor: Actor, now: datetime, *, calendar: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.calendar_by_code(calendar)
        return {
            "code": held.code,
            "name": held.name,
            "is_default": held.is_default,
            "rows": [
                presenters.dates_row(number, one, now) for number, one in enumerate(queries.lines_of(held), start=1)
            ],
            "may_keep": permissions.can_keep_register(actor),
        }


class CalendarAct(ActView):
    """One act on one calendar."""

    template = "schools/act.html"
    heading = ""
    intro = ""
    button = "Save"

    def page(self, actor: Actor, now: datetime, *, calendar: str = "", **kwargs: Any) -> dict[str, Any]:
        permissions.check_can_keep_register(actor)
        held = queries.calendar_by_code(calendar) if calendar else None
        return {
            "heading": self.heading,
            "intro": self.intro,
            "button": self.button,
            "name": held.name if held else "",
            "back": calendar_address(calendar) if held else reverse("schools:calendars"),
            **(self.more(held, **kwargs) if held else {}),
        }

    def more(self, held: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what this act shows besides."""
        return {}


class LoadCalendar(CalendarAct):
    """Load a new calendar."""

    form_class = forms.LoadCalendarForm
    heading = "Load a school calendar"
    intro = INTRO
    button = "Load it"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        shown = super().page(actor, now, **kwargs)
        return shown if queries.calendars() else shown | {"intro": f"{INTRO} {FIRST}"}

    def act(
        self, actor: Actor, form: forms.LoadCalendarForm, now: datetime, *, calendar: str = "", **kwargs: Any
    ) -> str:
        upload = form.cleaned_data["file"]
        made = services.load_calendar(
            actor=actor,
            file=upload,
            file_name=upload.name or "calendar.csv",
            name=form.cleaned_data["name"],
            calendar=queries.calendar_by_code(calendar) if calendar else None,
            now=now,
        )
        return calendar_address(made.code)


class LoadCalendarAnew(LoadCalendar):
    """Load the dates of a calendar anew."""

    heading = "Load its dates anew"
    intro = f"The dates that are there now are replaced. {INTRO}"

    def initial(self, actor: Actor, now: datetime, *, calendar: str, **kwargs: Any) -> dict[str, Any]:
        return {"name": queries.calendar_by_code(calendar).name}


class AddDates(CalendarAct):
    """Add one line."""

    form_class = forms.DatesForm
    heading = "Add dates"
    button = "Add them"

    def act(self, actor: Actor, form: forms.DatesForm, now: datetime, *, calendar: str, **kwargs: Any) -> str:
        services.add_dates(actor=actor, calendar=queries.calendar_by_code(calendar), dates=form.dates(), now=now)
        return calendar_address(calendar)


class RemoveDates(CalendarAct):
    """Take one line out."""

    form_class = forms.ConfirmForm
    heading = "Take these dates out"
    button = "Take them out"

    def more(self, held: Any, *, number: int, **kwargs: Any) -> dict[str, Any]:
        lines = queries.lines_of(held)
        if not 1 <= number <= len(lines):
            raise NotFound
        row = presenters.dates_row(number, lines[number - 1], self.now)
        said = ", ".join(part for part in (row["kind"], row["name"], row["days"]) if part)
        return {"intro": f"{said}. Notices that are open already keep the time that they have.", "dangerous": True}

    def act(self, actor: Actor, form: Any, now: datetime, *, calendar: str, number: int, **kwargs: Any) -> str:
        services.remove_dates(actor=actor, calendar=queries.calendar_by_code(calendar), number=number, now=now)
        return calendar_address(calendar)


class MakeDefault(CalendarAct):
    """Make it the calendar of the council's schools."""

    form_class = forms.ConfirmForm
    heading = "Make this the calendar of the council’s schools"
    intro = "It then holds for every school that has no calendar of its own."
    button = "Make it so"

    def act(self, actor: Actor, form: Any, now: datetime, *, calendar: str, **kwargs: Any) -> str:
        services.make_default(actor=actor, calendar=queries.calendar_by_code(calendar), now=now)
        return calendar_address(calendar)
