"""School calendars, and when a school's next day begins by the one that holds for it."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Count

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.errors import NotFound
from openmash.schools.models import Calendar, CalendarDates, School
from openmash.schools.rules.days import Dates, SchoolDay, SchoolDays, next_school_day_begins, terms_of


def calendars() -> list[Calendar]:
    """Return every calendar, the default one first."""
    return list(Calendar.objects.order_by("-is_default", "name", "code"))


def schools_by_calendar() -> dict[str, int]:
    """Return how many schools have each calendar (by its code) of their own."""
    return dict(Calendar.objects.annotate(number=Count("schools")).values_list("code", "number"))


def calendar_by_code(code: str) -> Calendar:
    """Return one calendar. Raises NotFound."""
    calendar = Calendar.objects.filter(code=code).first()
    if calendar is None:
        raise NotFound
    return calendar


def lines_of(calendar: Calendar) -> list[CalendarDates]:
    """Return the lines of a calendar in the order of their days."""
    return list(calendar.dates.order_by("first_day", "last_day", "kind", "pk"))


def school_days(school: School | None, *, on: date) -> SchoolDays:
    """Return what is known of a school's days: by its own calendar, else by that of the council's schools, else by the pack."""
    pack = agencies.pack_in_force()
    working = pack.calendar(on)
    calendar = (school.calendar if school is not None else None) or Calendar.objects.filter(is_default=True).first()
    terms = working.schools
    if calendar is not None:
        terms = terms_of(Dates(one.kind, one.first_day, one.last_day, one.name) for one in lines_of(calendar))
    return SchoolDays(_begins(pack, on), working, terms)


def due_for(school: School | None, incident_at: datetime) -> SchoolDay:
    """Return by when a school is told of an incident: before its next school day begins."""
    return next_school_day_begins(incident_at, school_days(school, on=clock.london_day(incident_at)))


def _begins(pack: Any, on: date) -> time:
    code = pack.telling_schools.clock
    held = [one for one in pack.in_force("clocks", on) if one.code == code] or [pack.clock(code)]
    return held[0].before or time(0)
