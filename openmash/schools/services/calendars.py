"""School calendars: loaded from a small file whole or not at all, changed line by line, and never without term dates."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, BinaryIO

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.csvfiles import open_csv
from openmash.base.errors import NotFound, RuleBroken
from openmash.base.references import next_reference
from openmash.schools import permissions, queries
from openmash.schools.models import Calendar, CalendarDates
from openmash.schools.rules.calendarfile import MOST_LINES, columns_missing, problems_in_words, read_line
from openmash.schools.rules.days import Dates, what_is_wrong
from openmash.schools.rules.listing import RowRefused
from openmash.schools.services.shared import CALENDARS, one_at_a_time
from openmash.trail import services as trail

LARGEST = 1024 * 1024


@transaction.atomic
def load_calendar(
    *, actor: Actor, file: BinaryIO, file_name: str, name: str, calendar: Calendar | None = None, now: datetime
) -> Calendar:
    """Load a calendar from a file with the columns kind, first_day, last_day, name: a new one, or the dates of one anew.

    The first one becomes that of the council's schools. The same file again changes nothing. Raises Denied; RuleBroken, with rows
    and columns, where a line is wrong, the file holds no term dates, or it is no such file: then nothing of it is kept.
    """
    permissions.check_can_keep_register(actor)
    if not name.strip():
        raise RuleBroken("Give the calendar a name.", field="name")
    lines = _read(file, file_name)
    mark = _mark_of(lines)
    one_at_a_time(CALENDARS)
    if calendar is None:
        calendar = Calendar(
            code=next_reference("CAL-", "ref_school_calendar"), is_default=not Calendar.objects.exists(), version=0
        )
    else:
        calendar = Calendar.objects.select_for_update(of=("self",)).get(pk=calendar.pk)
    if calendar.pk and calendar.content_hash == mark and calendar.name == name.strip():
        trail.record(actor=actor, kind="school_calendar.loaded_again", subject=f"calendar {calendar.code}", at=now)
        return calendar
    calendar.name = name.strip()
    _write(actor, calendar, lines, now)
    return calendar


def _read(file: BinaryIO, file_name: str) -> list[Dates]:
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise RuleBroken(f"{file_name} is larger than 1 MB: a calendar is a few lines.", field="file")
    file.seek(0)
    try:
        source = open_csv(file)
        if wrong := columns_missing(source.columns):
            raise RuleBroken(wrong)
        lines, problems = [], []
        for number, cells, problem in source.rows():
            if number > MOST_LINES:
                raise RuleBroken(f"It has more than {MOST_LINES} lines: no calendar has.")
            try:
                if problem:
                    raise RowRefused("", problem)
                lines.append(read_line(cells))
            except RowRefused as refused:
                problems.append({"row": number, "column": refused.column, "reason": str(refused)})
    except RuleBroken as broken:
        raise RuleBroken(f"{file_name} was not loaded. {broken.reason}", field="file") from None
    if problems:
        raise RuleBroken(problems_in_words(file_name, problems), field="file")
    if wrong := what_is_wrong(lines):
        raise RuleBroken(f"{file_name} was not loaded. {wrong}", field="file")
    return lines


def _mark_of(lines: Iterable[Any]) -> str:
    plain = sorted(f"{one.kind}\x1f{one.first_day}\x1f{one.last_day}\x1f{one.name}" for one in lines)
    return hashlib.sha256("\n".join(plain).encode()).hexdigest()


def _write(actor: Actor, calendar: Calendar, lines: Sequence[Dates], now: datetime) -> None:
    calendar.content_hash, calendar.version = _mark_of(lines), calendar.version + 1
    calendar.changed_at, calendar.changed_by = now, actor.reference
    calendar.save()
    calendar.dates.all().delete()
    CalendarDates.objects.bulk_create(
        CalendarDates(calendar=calendar, kind=one.kind, first_day=one.first_day, last_day=one.last_day, name=one.name)
        for one in lines
    )
    trail.record(
        actor=actor, kind="school_calendar.changed", subject=f"calendar {calendar.code}", at=now, lines=len(lines)
    )


def _lines(calendar: Calendar) -> list[Dates]:
    return [Dates(one.kind, one.first_day, one.last_day, one.name) for one in queries.lines_of(calendar)]


@transaction.atomic
def add_dates(*, actor: Actor, calendar: Calendar, dates: Dates, now: datetime) -> Calendar:
    """Add one line to a calendar: a term, a holiday, or training days.

    Raises Denied; RuleBroken where it does not go with the others, or is there already.
    """
    permissions.check_can_keep_register(actor)
    calendar = Calendar.objects.select_for_update(of=("self",)).get(pk=calendar.pk)
    held = _lines(calendar)
    if any((one.kind, one.first_day, one.last_day) == (dates.kind, dates.first_day, dates.last_day) for one in held):
        raise RuleBroken("This line is in the calendar already.", field="first_day")
    if wrong := what_is_wrong([*held, dates]):
        raise RuleBroken(wrong, field="first_day")
    _write(actor, calendar, [*held, dates], now)
    return calendar


@transaction.atomic
def remove_dates(*, actor: Actor, calendar: Calendar, number: int, now: datetime) -> Calendar:
    """Take one line out of a calendar, by its place in the order of days from 1.

    Raises Denied; NotFound; RuleBroken where no term would be left.
    """
    permissions.check_can_keep_register(actor)
    calendar = Calendar.objects.select_for_update(of=("self",)).get(pk=calendar.pk)
    held = _lines(calendar)
    if not 1 <= number <= len(held):
        raise NotFound
    left = [*held[: number - 1], *held[number:]]
    if wrong := what_is_wrong(left):
        raise RuleBroken(wrong)
    _write(actor, calendar, left, now)
    return calendar


@transaction.atomic
def make_default(*, actor: Actor, calendar: Calendar, now: datetime) -> Calendar:
    """Make a calendar that of the council's schools: of every school without one of its own. Raises Denied."""
    permissions.check_can_keep_register(actor)
    one_at_a_time(CALENDARS)
    Calendar.objects.filter(is_default=True).exclude(pk=calendar.pk).update(is_default=False)
    calendar = Calendar.objects.select_for_update(of=("self",)).get(pk=calendar.pk)
    calendar.is_default, calendar.changed_at, calendar.changed_by = True, now, actor.reference
    calendar.save(update_fields=["is_default", "changed_at", "changed_by"])
    trail.record(actor=actor, kind="school_calendar.made_default", subject=f"calendar {calendar.code}", at=now)
    return calendar
