"""The days a figure covers, and the whole months in them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1990, 2199
MOST_YEARS = 20
"""A report draws a point for every month: a thousand years would keep the server busy for minutes."""


def day_in_words(day: date) -> str:
    """Return a day as people say it: 3 March 2026."""
    return f"{day.day} {day:%B %Y}"


def add_months(day: date, months: int) -> date:
    """Return the same day so many months on, or the month's last day where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, order=True)
class Period:
    """The days from `start` to `end`, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("A period cannot end before it starts.")

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def words(self) -> str:
        if self.start == self.end:
            return day_in_words(self.start)
        return f"{day_in_words(self.start)} to {day_in_words(self.end)}"

    def months(self) -> tuple["Period", ...]:
        """Return the whole calendar months inside the period; a month cut short would look like a fall."""
        first = self.start if self.start.day == 1 else add_months(self.start.replace(day=1), 1)
        found = []
        while (last := add_months(first, 1) - timedelta(days=1)) <= self.end:
            found.append(Period(first, last))
            first = add_months(first, 1)
        return tuple(found)


def period_asked(start: date, end: date) -> Period:
    """Return the period that somebody asks figures for. Raises ValueError for one that no report can be made of."""
    if end < start:
        raise ValueError("The last day is before the first. Change one of them.")
    if start.year < FIRST_YEAR or end.year > LAST_YEAR:
        raise ValueError(f"A period lies between the years {FIRST_YEAR} and {LAST_YEAR}.")
    if end > add_months(start, 12 * MOST_YEARS):
        raise ValueError(f"A period has {MOST_YEARS} years at most. Ask for a part of it.")
    return Period(start, end)
