"""Working time of the demo's teams: walking through open hours minute by minute, and when schools are in."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
OPENS, CLOSES = time(8, 30), time(18, 0)
OPEN_MINUTES = 570
LATEST_FOR_RED = time(22, 0)


def at(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return a moment of a London day."""
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=LONDON)


class WorkingHours:
    """The working days between two dates, and moments counted in the minutes at which the office is open."""

    def __init__(self, first_day: date, last_day: date, is_working_day: Callable[[date], bool]) -> None:
        self.first_day, self.last_day = first_day, last_day
        span = (last_day - first_day).days + 1
        self._days = [day for day in (first_day + DAY * step for step in range(span)) if is_working_day(day)]
        self._set = frozenset(self._days)

    def working_days(self, first: date, last: date) -> list[date]:
        return self._days[bisect_left(self._days, first) : bisect_left(self._days, last + DAY)]

    def is_working_day(self, day: date) -> bool:
        return day in self._set

    def next_working_day(self, day: date, steps: int = 1) -> date:
        """Return the working day so many working days after this day."""
        place = bisect_left(self._days, day + DAY) + steps - 1
        if place >= len(self._days):
            raise ValueError(f"The working hours were made until {self.last_day}, which is too short.")
        return self._days[place]

    def latest_working_day(self, day: date) -> date:
        """Return this day, or the working day before it."""
        place = bisect_left(self._days, day + DAY) - 1
        if place < 0:
            raise ValueError(f"The working hours were made from {self.first_day}, which is too late.")
        return self._days[place]

    def closed_days_before(self, day: date) -> int:
        """Return how many days were closed between this working day and the one before it."""
        return (day - self.latest_working_day(day - DAY)).days - 1

    def minutes_left(self, moment: datetime) -> float:
        """Return how many open minutes are left on the day of this moment."""
        local = moment.astimezone(LONDON)
        if local.date() not in self._set:
            return 0.0
        return min(max((_closing(local.date()) - local).total_seconds() / 60, 0.0), OPEN_MINUTES)

    def after(self, moment: datetime, minutes: float) -> datetime:
        """Return the moment that lies so many open minutes later."""
        local = moment if moment.tzinfo is LONDON else moment.astimezone(LONDON)
        day = local.date()
        start, closing = local, _closing(day)
        if day not in self._set or local >= closing:
            day = self.next_working_day(day)
            start, closing = _opening(day), _closing(day)
        elif local < _opening(day):
            start = _opening(day)
        wait = timedelta(minutes=minutes)
        while wait > closing - start:
            wait -= closing - start
            day = self.next_working_day(day)
            start, closing = _opening(day), _closing(day)
        return start + wait

    def before(self, moment: datetime, minutes: float) -> datetime:
        """Return the moment that lies so many open minutes earlier."""
        local = moment.astimezone(LONDON)
        day = local.date()
        end, opening = local, _opening(day)
        if day not in self._set or local <= opening:
            day = self.latest_working_day(day - DAY)
            end, opening = _closing(day), _opening(day)
        end = min(end, _closing(day))
        wait = timedelta(minutes=minutes)
        while wait > end - opening:
            wait -= end - opening
            day = self.latest_working_day(day - DAY)
            end, opening = _closing(day), _opening(day)
        return end - wait

    def in_time_until(self, moment: datetime) -> float:
        """Return the open minutes from a moment until the end of the next working day's office hours."""
        return self.minutes_left(moment) + OPEN_MINUTES


@lru_cache(maxsize=4096)
def _opening(day: date) -> datetime:
    return datetime.combine(day, OPENS, tzinfo=LONDON)


@lru_cache(maxsize=4096)
def _closing(day: date) -> datetime:
    return datetime.combine(day, CLOSES, tzinfo=LONDON)


@lru_cache(maxsize=4096)
def schools_are_in(day: date) -> bool:
    """Return whether an ordinary school is in. The holidays are near enough for a story, not a calendar of any school."""
    return day.weekday() < 5 and not any(first <= day <= last for first, last in _holidays(day.year))


@lru_cache(maxsize=64)
def _holidays(year: int) -> tuple[tuple[date, date], ...]:
    easter = _easter(year)
    return (
        (date(year, 1, 1), date(year, 1, 3)),
        _week_of(date(year, 2, 15)),
        (easter - 9 * DAY, easter + 7 * DAY),
        _week_of(date(year, 5, 28)),
        (date(year, 7, 22), date(year, 9, 2)),
        _week_of(date(year, 10, 27)),
        (date(year, 12, 21), date(year, 12, 31)),
    )


def _week_of(day: date) -> tuple[date, date]:
    monday = day - DAY * day.weekday()
    return monday, monday + 4 * DAY


def _easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian computus)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def months_between(first: date, last: date) -> Iterator[date]:
    """Yield the first day of each month that lies within two days, and the first day itself."""
    yield first
    year, month = first.year, first.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        if date(year, month, 1) > last:
            return
        yield date(year, month, 1)
