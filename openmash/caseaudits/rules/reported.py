"""Read figures that others report without their cases: what the source gave, and no more. What is empty stays not given."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from openmash.caseaudits.choices import Cohort
from openmash.caseaudits.rules.elsewhere import COHORTS, check_columns, unknown_columns
from openmash.caseaudits.rules.given import EARLIEST, CannotRead, Refused, Said, cells_of, plain, quoted

LONGEST = {
    "measure": 120,
    "period": 60,
    "cohort": 60,
    "numerator": 20,
    "denominator": 20,
    "percent": 20,
    "note": 500,
}
COLUMNS = tuple(LONGEST)
NEEDED = ("measure",)
MOST_ROWS = 20_000
LARGEST_NUMBER = 1_000_000_000
MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
YEAR = re.compile(r"(\d{4})")
MONTH = re.compile(r"(\d{4})-(\d{1,2})")
MONTH_IN_WORDS = re.compile(r"([a-z]+) (\d{4})")
QUARTER = re.compile(r"(\d{4})[- ]?q([1-4])|q([1-4]) (\d{4})")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
BETWEEN = re.compile(r"(.+?)(?:/| to )(.+)")


@dataclass(frozen=True)
class ReportedGiven:
    """One reported figure as the source gave it: `period` in its words, with the days it means where that is understood."""

    measure: str
    period: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    cohort: str = ""
    numerator: int | None = None
    denominator: int | None = None
    percent: Decimal | None = None
    note: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Return of what it is a figure: one holds at a time for each."""
        return self.measure, self.period, self.cohort


@dataclass(frozen=True)
class ReportedRead:
    """What a file of reported figures holds: how many rows, the figures with their rows, those refused, what is doubtful."""

    rows: int
    figures: tuple[tuple[int, ReportedGiven], ...]
    refused: tuple[Said, ...]
    doubted: tuple[Said, ...]


def read_reported(
    columns: Sequence[str], rows: Iterable[tuple[int, Mapping[str, str], str]], *, today: date
) -> ReportedRead:
    """Return the reported figures of a file and its refused rows. Raises CannotRead where it cannot be used as a whole."""
    check_columns(columns, needed=NEEDED, of="a file of reported figures")
    if not {"numerator", "denominator", "percent"} & set(columns):
        raise CannotRead("The first line names neither numerator, denominator nor percent: there is nothing to read.")
    doubted, refused = unknown_columns(columns, COLUMNS), []
    figures: list[tuple[int, ReportedGiven]] = []
    count, met = 0, dict[tuple[str, str, str], tuple[int, ReportedGiven]]()
    for number, cells, problem in rows:
        count = number
        if number > MOST_ROWS:
            raise CannotRead(f"The file has more than {MOST_ROWS:,} rows. Send it in parts.")
        try:
            if problem:
                raise Refused("", problem)
            figure = _figure(cells, today)
            first, same = met.setdefault(figure.key, (number, figure))
            if same != figure:
                raise Refused("measure", f"Row {first} says something else of the same measure, period and cohort.")
        except Refused as one:
            refused.append(Said(number, one.column, one.reason))
            continue
        figures.append((number, figure))
        doubted += [Said(number, column, reason) for column, reason in _doubts(figure)]
    return ReportedRead(count, tuple(figures), tuple(refused), tuple(doubted))


def _figure(cells: Mapping[str, str], today: date) -> ReportedGiven:
    held = cells_of(cells, LONGEST)
    if not held["measure"]:
        raise Refused("measure", "It is missing. Every row says of what it is a figure.")
    numerator, denominator = _count("numerator", held["numerator"]), _count("denominator", held["denominator"])
    percent = _percent(held["percent"])
    if numerator is None and denominator is None and percent is None and not held["note"]:
        raise Refused("percent", "The row gives no number and no words: there is nothing to keep.")
    if numerator is not None and denominator is not None and numerator > denominator:
        raise Refused("numerator", f"{numerator} of {denominator} is not a share.")
    starts_on, ends_on = _days(held["period"], today)
    return ReportedGiven(
        measure=held["measure"],
        period=held["period"],
        starts_on=starts_on,
        ends_on=ends_on,
        cohort=str(COHORTS.get(plain(held["cohort"]), held["cohort"])),
        numerator=numerator,
        denominator=denominator,
        percent=percent,
        note=held["note"],
    )


def _days(period: str, today: date) -> tuple[date | None, date | None]:
    starts_on, ends_on = days_meant(period)
    if starts_on is None and (MONTH.fullmatch(period) or DAY.fullmatch(period)):
        raise Refused("period", f"{period} does not exist, or lies before 1900.")
    if starts_on is not None and starts_on > today:
        raise Refused("period", f"{period} lies ahead.")
    return starts_on, ends_on


def _count(column: str, words: str) -> int | None:
    if not words:
        return None
    digits = words.replace(",", "").removesuffix(".0")
    if not (digits.isascii() and digits.isdigit()):
        raise Refused(column, f"{quoted(words)} is not a whole number. Leave it empty where it is not given.")
    if int(digits) > LARGEST_NUMBER:
        raise Refused(column, f"{quoted(words)} is more than can be counted here.")
    return int(digits)


def _percent(words: str) -> Decimal | None:
    """Return a percentage as given, to three decimals. A spreadsheet's share (0.58) is not one: it is told as it stands."""
    if not words:
        return None
    try:
        found = Decimal(words.removesuffix("%").strip())
    except InvalidOperation:
        raise Refused("percent", f"{quoted(words)} is not a percentage, such as 58 or 58.3.") from None
    if not (found.is_finite() and 0 <= found <= 100):
        raise Refused("percent", f"{quoted(words)} is not a percentage: it lies between 0 and 100.")
    return found.quantize(Decimal("0.001"))


def _doubts(figure: ReportedGiven) -> Iterable[tuple[str, str]]:
    if figure.period and figure.starts_on is None:
        yield (
            "period",
            f"{quoted(figure.period)} is not understood as days. It was kept as given, and stands in no order.",
        )
    if not figure.period:
        yield "period", "It is not given. The figure is kept, and stands in no order."
    if figure.cohort and figure.cohort not in set(Cohort):
        yield "cohort", f"{quoted(figure.cohort)} is none of the groups here. It was kept as given."
    if figure.percent is not None and figure.numerator is not None and figure.denominator:
        reckoned = Decimal(100 * figure.numerator) / figure.denominator
        if abs(reckoned - figure.percent) > 1:
            yield (
                "percent",
                f"{figure.numerator} of {figure.denominator} is {reckoned:.0f}%, and {figure.percent.normalize():f}% is given."
                " Both were kept.",
            )


def days_meant(period: str) -> tuple[date | None, date | None]:
    """Return the first and last day that a period means; (None, None) where it is not understood."""
    words = " ".join(period.casefold().split())
    if found := BETWEEN.fullmatch(words):
        (start, _), (_, end) = days_meant(found[1]), days_meant(found[2])
        return (start, end) if start and end and start <= end else (None, None)
    try:
        if DAY.fullmatch(words):
            one = date.fromisoformat(words)
            return _from_to(one, one)
        if found := YEAR.fullmatch(words):
            return _from_to(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31))
        if found := QUARTER.fullmatch(words):
            year, quarter = int(found[1] or found[4]), int(found[2] or found[3])
            return _months(year, 3 * quarter - 2, 3)
        if found := MONTH.fullmatch(words):
            return _months(int(found[1]), int(found[2]), 1)
        if (found := MONTH_IN_WORDS.fullmatch(words)) and found[1] in MONTHS:
            return _months(int(found[2]), MONTHS[found[1]], 1)
    except ValueError:
        pass
    return None, None


def _months(year: int, month: int, number: int) -> tuple[date | None, date | None]:
    last = month + number - 1
    start = date(year, month, 1)
    return _from_to(start, date(year, last, monthrange(year, last)[1]))


def _from_to(start: date, end: date) -> tuple[date | None, date | None]:
    return (start, end) if start >= EARLIEST else (None, None)
