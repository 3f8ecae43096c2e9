"""Tables whose totals are added up here, so that they always agree with their parts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from openmash.indicators.rules.figures import Figure, count, figure, shown
from openmash.indicators.rules.periods import Period
from openmash.indicators.rules.suppression import Sum

TOTAL = "All"


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table as any renderer prints it: the first column heads the rows, the others hold numbers."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    last_row_is_total: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CrossTable:
    """Counts by one thing, or by two, each case in exactly one place.

    `same_as` names another count of the report that the grand total must equal (such as "contacts#n"), so that
    suppression knows that the two are one number. `shares` gives data each row as a share of the whole.
    """

    title: str
    name: str
    row_heading: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: Mapping[tuple[str, str], int]
    period: Period
    cohort: str
    unit: str
    same_as: str = ""
    note: str = ""
    shares: bool = False
    hidden: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        known = {(row, column) for row in self.rows for column in self.columns}
        if stray := [place for place in self.values if place not in known]:
            raise ValueError(f"{self.title}: no row or column for {stray}.")
        if TOTAL in self.rows or TOTAL in self.columns:
            raise ValueError(f"{self.title}: “{TOTAL}” is the total's own name.")

    @property
    def has_column_totals(self) -> bool:
        return len(self.columns) > 1

    def value(self, row: str, column: str) -> int:
        """Return a count; `TOTAL` as row or column adds up."""
        rows = self.rows if row == TOTAL else (row,)
        columns = self.columns if column == TOTAL else (column,)
        return sum(self.values.get((one, other), 0) for one in rows for other in columns)

    def cell(self, row: str, column: str) -> str:
        """Return the name of a count within the report."""
        return f"{self.name}/{row}/{column}#n"

    def text(self, row: str, column: str) -> str:
        """Return a count as printed."""
        return shown(self.value(row, column), hidden=self.cell(row, column) in self.hidden)

    @property
    def _all_columns(self) -> tuple[str, ...]:
        return (*self.columns, TOTAL) if self.has_column_totals else self.columns

    @property
    def counts(self) -> dict[str, int]:
        rows = (*self.rows, TOTAL)
        return {self.cell(row, column): self.value(row, column) for row in rows for column in self._all_columns}

    @property
    def sums(self) -> tuple[Sum, ...]:
        """Return every sum in the table, and the number elsewhere that its grand total equals."""
        sums = [
            Sum(self.cell(TOTAL, column), tuple(self.cell(row, column) for row in self.rows))
            for column in self._all_columns
        ]
        if self.has_column_totals:
            sums += [
                Sum(self.cell(row, TOTAL), tuple(self.cell(row, column) for column in self.columns))
                for row in (*self.rows, TOTAL)
            ]
        if self.same_as:
            sums.append(Sum(self.same_as, (self.cell(TOTAL, self._all_columns[-1]),)))
        return tuple(sums)

    def hide(self, keys: Collection[str]) -> "CrossTable":
        return replace(self, hidden=frozenset(key for key in self.counts if key in keys))

    @property
    def grid(self) -> Grid:
        columns = self._all_columns
        rows = tuple((row, *(self.text(row, column) for column in columns)) for row in (*self.rows, TOTAL))
        return Grid(
            title=self.title,
            headings=(self.row_heading, *columns),
            rows=rows,
            last_row_is_total=True,
            notes=_notes(f"{_capital(self.cohort)}, {self.period.words}.", self.note),
        )

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Return each count as a figure, for data; each row as its share of the whole where the table is one of shares."""
        if self.shares:
            return tuple(self._share(row) for row in self.rows)
        return tuple(
            count(
                self.value(row, column), measure=self.name, title=self.title, period=self.period, cohort=self.cohort,
                unit=self.unit, by=f"{row}/{column}",
            ).hide(self.hidden)
            for row in (*self.rows, TOTAL)
            for column in self._all_columns
        )  # fmt: skip

    def _share(self, row: str) -> Figure:
        column = self.columns[0]
        whole = self.value(TOTAL, column)
        one = figure(
            self.value(row, column), whole, measure=self.name, title=self.title, period=self.period,
            cohort=self.cohort, counted=f"{self.unit}: {row}", by=row,
        )  # fmt: skip
        hidden = {f"{one.key}#n"} if self.cell(row, column) in self.hidden else set()
        return one.hide(hidden | ({f"{one.key}#d"} if self.cell(TOTAL, column) in self.hidden else set()))


@dataclass(frozen=True, kw_only=True)
class RateTable:
    """One share broken down: a row a locality, source or month, and the whole beneath.

    `parts_add_up` says that every case of the whole is in exactly one part; then that is checked, and suppression
    reckons with it.
    """

    title: str
    heading: str
    parts: tuple[Figure, ...]
    whole: Figure | None = None
    counted: str = ""
    of: str = "Of"
    parts_add_up: bool = True
    note: str = ""

    @property
    def counts(self) -> dict[str, int]:
        everyone = (*self.parts, *((self.whole,) if self.whole else ()))
        return {key: value for one in everyone for key, value in one.counts.items()}

    @property
    def sums(self) -> tuple[Sum, ...]:
        everyone = (*self.parts, *((self.whole,) if self.whole else ()))
        sums = [line for one in everyone for line in sums_of(one)]
        if self.whole and self.whole.counts and self.parts_add_up:
            sums += [
                Sum(f"{self.whole.key}#{count}", tuple(f"{one.key}#{count}" for one in self.parts))
                for count in ("n", "d", "rest")
            ]
        return tuple(sums)

    def hide(self, keys: Collection[str]) -> "RateTable":
        return replace(
            self,
            parts=tuple(one.hide(keys) for one in self.parts),
            whole=self.whole.hide(keys) if self.whole else None,
        )

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.parts

    @property
    def grid(self) -> Grid:
        everyone = [(one.by, one) for one in self.parts]
        if self.whole:
            everyone.append((TOTAL, self.whole))
        rows = tuple(
            (name, one.numerator_shown, one.denominator_shown, one.percent_shown or _dash(one), one.interval_shown)
            for name, one in everyone
        )
        first = everyone[0][1] if everyone else None
        return Grid(
            title=self.title,
            headings=(
                self.heading,
                self.counted or (_capital(first.counted) if first else ""),
                self.of,
                "Percentage",
                "95% interval",
            ),
            rows=rows,
            last_row_is_total=self.whole is not None,
            notes=_notes(f"{_capital(first.cohort)}, {first.period.words}." if first else "", self.note),
        )


@dataclass(frozen=True, kw_only=True)
class SideBySide:
    """Several measures side by side: a row an agency, a column a measure. `whole` is the last row, over all of them.

    Every case of the whole is in exactly one row: checked for counts and shares, and suppression reckons with it.
    """

    title: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Figure, ...]], ...]
    whole: tuple[Figure, ...]
    note: str = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(one for _, row in self.rows for one in row)

    @property
    def counts(self) -> dict[str, int]:
        return {key: value for one in (*self.figures, *self.whole) for key, value in one.counts.items()}

    @property
    def sums(self) -> tuple[Sum, ...]:
        sums = [line for one in (*self.figures, *self.whole) for line in sums_of(one)]
        for place, all_of_it in enumerate(self.whole):
            names = [key.rpartition("#")[2] for key in all_of_it.counts]
            sums += [
                Sum(f"{all_of_it.key}#{name}", tuple(f"{row[place].key}#{name}" for _, row in self.rows))
                for name in names
            ]
        return tuple(sums)

    def hide(self, keys: Collection[str]) -> "SideBySide":
        rows = tuple((name, tuple(one.hide(keys) for one in row)) for name, row in self.rows)
        return replace(self, rows=rows, whole=tuple(one.hide(keys) for one in self.whole))

    @property
    def grid(self) -> Grid:
        rows = [(name, *(_cell(one) for one in row)) for name, row in (*self.rows, (TOTAL, self.whole))]
        first = self.whole[0]
        return Grid(
            title=self.title,
            headings=(self.heading, *self.columns),
            rows=tuple(rows),
            last_row_is_total=True,
            notes=_notes(f"{_capital(first.cohort)}, {first.period.words}.", self.note),
        )


def _cell(figure: Figure) -> str:
    if figure.is_median:
        return "" if figure.hidden else figure.median_shown or "–"
    if figure.denominator is None:
        return figure.numerator_shown
    share = f" ({figure.percent_shown})" if figure.percent_shown else ""
    return f"{figure.numerator_shown} of {figure.denominator_shown}{share}"


Chartable = CrossTable | RateTable
AnyTable = Chartable | SideBySide


def sums_of(figure: Figure) -> tuple[Sum, ...]:
    """Return the sum that ties a share's numbers together."""
    if figure.denominator is None or figure.numerator is None:
        return ()
    return (Sum(f"{figure.key}#d", (f"{figure.key}#n", f"{figure.key}#rest")),)


def _dash(figure: Figure) -> str:
    return {"": "–"}.get(figure.caveat, figure.caveat)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _notes(*notes: str) -> tuple[str, ...]:
    return tuple(note for note in notes if note)


def cross_table(counted: Mapping[tuple[str, str], int] | Mapping[str, int], **words: Any) -> CrossTable:
    """Return a table from counts by row, or by row and column; rows and columns not named stand in the order met."""
    column = words.get("unit", "")
    values = {key if isinstance(key, tuple) else (key, _capital(column)): value for key, value in counted.items()}
    words.setdefault("rows", tuple(dict.fromkeys(row for row, _ in values)))
    words.setdefault("columns", tuple(dict.fromkeys(one for _, one in values)) or (_capital(column),))
    return CrossTable(values=values, **words)
