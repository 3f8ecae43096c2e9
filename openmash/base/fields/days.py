"""Days, approximate days, times and moments, as people write them, refused with a sentence when they cannot be."""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timezone
from typing import Any

from django import forms

from openmash.base import clock
from openmash.base.clock import LONDON, london_day
from openmash.base.fields.looks import HasLooks

MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
EARLIEST_YEAR = 1900
TIME = re.compile(r"(?P<hour>\d{1,2})\s*[:.]?\s*(?P<minute>\d{2})?\s*(?P<half>am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)


def said(day: date) -> str:
    """Return a day as people say it, such as 3 March 2019."""
    return f"{day.day} {month_name[day.month]} {day.year}"


@dataclass(frozen=True)
class PartialDay:
    """A day of which the day, or the day and the month, may not be known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def is_exact(self) -> bool:
        return self.day is not None

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if self.is_exact:
            return said(self.earliest)
        return f"about {month_name[self.month]} {self.year}" if self.month else f"about {self.year}"


def set_now(form: forms.BaseForm, now: datetime) -> None:
    """Tell every field of the form that compares with today which moment it is."""
    for field in form.fields.values():
        if isinstance(field, _Parts):
            field.now = now


class DayWidget(forms.MultiWidget):
    """Three small inputs: day, month, year. The month may be a word."""

    template_name = "django/forms/widgets/day.html"
    parts: tuple[str, ...] = ("day", "month", "year")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in self.parts}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, PartialDay):
            return [value.day, value.month, value.year]
        if isinstance(value, datetime):
            value = value.astimezone(LONDON)
        return [value.day, value.month, value.year] if isinstance(value, date) else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, widget in zip(self.parts, context["widget"]["subwidgets"], strict=False):
            widget["part"] = part
            widget["attrs"].pop("required", None)
        return context


class MomentWidget(DayWidget):
    """Day, month, year and a time such as 14:03."""

    template_name = "django/forms/widgets/day.html"
    parts = ("day", "month", "year", "time")

    def decompress(self, value: Any) -> list[Any]:
        local = value.astimezone(LONDON) if isinstance(value, datetime) else None
        return [*super().decompress(value), f"{local:%H:%M}" if local else None]


class _Parts(HasLooks, forms.Field):
    """What the fields with a day in them have in common."""

    now: datetime | None = None
    allow_future: bool
    not_before: int

    def __init__(self, *, allow_future: bool = False, not_before: int = EARLIEST_YEAR, **kwargs: Any) -> None:
        self.allow_future, self.not_before = allow_future, not_before
        super().__init__(**kwargs)

    @property
    def today(self) -> date:
        return london_day(self.now or clock.now())

    @property
    def called(self) -> str:
        return str(self.label or "The date").rstrip("?")

    def typed(self, value: Any) -> list[str]:
        return [str(part or "").strip() for part in (value or [])]

    def read_month(self, month: str) -> int:
        if month.isascii() and month.isdigit():
            number = int(month)
        else:
            found = {n for name, n in MONTHS.items() if len(month) >= 3 and name.startswith(month.lower().rstrip("."))}
            number = found.pop() if len(found) == 1 else 0
        if not 1 <= number <= 12:
            raise forms.ValidationError(f"“{month}” is not a month. Write a number from 1 to 12, or its name.")
        return number

    def read_year(self, year: str) -> int:
        if not (year.isascii() and year.isdigit()) or len(year) not in (2, 4):
            raise forms.ValidationError(f"“{year}” is not a year. Write it with four numbers, such as 2019.")
        if len(year) == 2:
            raise forms.ValidationError(f"Write the year with four numbers, such as 20{year} or 19{year}, not {year}.")
        if int(year) < self.not_before:
            raise forms.ValidationError(f"{self.called} must be in {self.not_before} or later. You wrote {year}.")
        return int(year)

    def read_day(self, day: str, month: int, year: int) -> date:
        if not (day.isascii() and day.isdigit()) or not 1 <= int(day) <= 31:
            raise forms.ValidationError(f"“{day}” is not a day of a month. Write a number from 1 to 31.")
        last = monthrange(year, month)[1]
        if int(day) > last:
            wrote = f"{int(day)} {month_name[month]} {year}"
            raise forms.ValidationError(f"{wrote} does not exist: {month_name[month]} {year} has {last} days.")
        return date(year, month, int(day))

    def whole_day(self, day: str, month: str, year: str) -> date:
        missing = [f"a {name}" for name, part in (("day", day), ("month", month), ("year", year)) if not part]
        if missing:
            raise forms.ValidationError(f"{self.called} must include {' and '.join(missing)}.")
        return self.read_day(day, self.read_month(month), self.read_year(year))

    def refuse_ahead(self, earliest: date) -> None:
        if not self.allow_future and earliest > self.today:
            raise forms.ValidationError(f"{self.called} must be today or in the past. {said(earliest)} lies ahead.")


class DayField(_Parts):
    """A day that exists, such as 3 3 2019. Gives a date."""

    widget: Any = DayWidget

    def to_python(self, value: Any) -> date | None:
        parts = self.typed(value)
        if not any(parts):
            return None
        day = self.whole_day(*parts[:3])
        self.refuse_ahead(day)
        return day

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.typed(data) != self.typed(self.widget.decompress(initial))


class PartialDayField(DayField):
    """A day of which only the year, or the month and the year, may be known. Gives a PartialDay."""

    def to_python(self, value: Any) -> PartialDay | None:  # type: ignore[override]
        parts = self.typed(value)
        if not any(parts):
            return None
        partial = self._read(*parts[:3])
        self.refuse_ahead(partial.earliest)
        return partial

    def _read(self, day: str, month: str, year: str) -> PartialDay:
        if not year:
            raise forms.ValidationError(f"{self.called} must include a year. Leave day and month empty if not known.")
        number = self.read_year(year)
        if day and not month:
            raise forms.ValidationError(f"{self.called} has a day but no month. Add the month, or leave the day empty.")
        if not month:
            return PartialDay(number)
        known = self.read_month(month)
        if not day:
            return PartialDay(number, known)
        return PartialDay(number, known, self.read_day(day, known, number).day)


def read_time(words: str) -> time:
    """Return a time of day as people write it: 14:03, 1403, 2.03pm, 9 am. Raises ValidationError."""
    found = TIME.fullmatch(words.strip())
    sentence = f"“{words}” is not a time. Write it such as 14:03 or 2:03pm."
    if not found:
        raise forms.ValidationError(sentence)
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "").lower()[:1]
    if (not found["minute"] and not half) or hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        raise forms.ValidationError(sentence)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute)


class TimeField(HasLooks, forms.CharField):
    """A time of day, such as 14:03."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("width", 5)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> time | None:  # type: ignore[override]
        words = super().clean(value)
        return read_time(words) if words else None

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class MomentField(_Parts):
    """A day and a time in England. Gives an aware moment in UTC."""

    widget: Any = MomentWidget

    def to_python(self, value: Any) -> datetime | None:
        parts = self.typed(value)
        if not any(parts):
            return None
        day = self.whole_day(*parts[:3])
        if not parts[3]:
            raise forms.ValidationError(f"{self.called} must include a time, such as 14:03.")
        moment = self._moment(day, read_time(parts[3]))
        now = self.now or clock.now()
        if not self.allow_future and moment > now:
            self.refuse_ahead(day)
            local = now.astimezone(LONDON)
            raise forms.ValidationError(f"{self.called} must not lie ahead. It is {local:%H:%M} now.")
        return moment

    def _moment(self, day: date, hour: time) -> datetime:
        local = datetime.combine(day, hour, LONDON)
        moment = local.astimezone(timezone.utc)
        if moment.astimezone(LONDON).replace(tzinfo=None) != local.replace(tzinfo=None):
            raise forms.ValidationError(
                f"{hour:%H:%M} on {said(day)} did not exist: the clocks went forward that night."
            )
        return moment

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.typed(data) != self.typed(self.widget.decompress(initial))
