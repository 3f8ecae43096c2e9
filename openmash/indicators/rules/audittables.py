"""Tables of audits: groups that were chosen in different ways stand beside one another and are never added up."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from openmash.indicators.rules.figures import Figure, count, figure
from openmash.indicators.rules.pictures import Bar, BarChart
from openmash.indicators.rules.suppression import Sum
from openmash.indicators.rules.tables import TOTAL, CrossTable, Grid, RateTable


@dataclass(frozen=True, kw_only=True)
class ApartTable(CrossTable):
    """Counts by row and column whose rows are not added up: a row a group, with its own total where `rows_add_up`.

    For data each count is its share of its row, where the row adds up: of four grades always all four.
    """

    rows_add_up: bool = True
    measure: str = ""
    group: str = ""

    @property
    def has_column_totals(self) -> bool:
        return self.rows_add_up

    @property
    def counts(self) -> dict[str, int]:
        return {self.cell(row, column): self.value(row, column) for row in self.rows for column in self._all_columns}

    @property
    def sums(self) -> tuple[Sum, ...]:
        if not self.rows_add_up:
            return ()
        return tuple(
            Sum(self.cell(row, TOTAL), tuple(self.cell(row, column) for column in self.columns)) for row in self.rows
        )

    @property
    def grid(self) -> Grid:
        rows = tuple((row, *(self.text(row, column) for column in self._all_columns)) for row in self.rows)
        notes = [f"{self.cohort[:1].upper()}{self.cohort[1:]}, {self.period.words}.", self.note]
        return Grid(
            title=self.title,
            headings=(self.row_heading, *self._all_columns),
            rows=rows,
            notes=tuple(note for note in notes if note),
        )

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(self._figure(row, column) for row in self.rows for column in self.columns)

    def _figure(self, row: str, column: str) -> Figure:
        by = ", ".join(filter(None, [self.group, row, column]))
        words: Any = {"measure": self.measure or self.name, "title": self.title, "period": self.period}
        words |= {"cohort": self.cohort}
        if not self.rows_add_up:
            one = count(self.value(row, column), unit=self.unit, by=by, **words)
            return one.hide({f"{one.key}#n"} if self.cell(row, column) in self.hidden else set())
        one = figure(self.value(row, column), self.value(row, TOTAL), counted=column.lower(), by=by, **words)
        cells = {"n": self.cell(row, column), "d": self.cell(row, TOTAL)}
        return one.hide({f"{one.key}#{which}" for which, cell in cells.items() if cell in self.hidden})


@dataclass(frozen=True, kw_only=True)
class ItemTable(RateTable):
    """Several shares under one another, each of its own measure: a row a question that was asked."""

    parts_add_up: bool = False

    @property
    def grid(self) -> Grid:
        drawn = super().grid
        names = [one.title for one in self.parts]
        rows = tuple((name, *row[1:]) for name, row in zip(names, drawn.rows, strict=True))
        return Grid(title=drawn.title, headings=drawn.headings, rows=rows, notes=drawn.notes)


@dataclass(frozen=True, kw_only=True)
class ItemChart(BarChart):
    """The same shares as bars, each under its short name; under 20 cases the counts stand without a bar."""

    names: Mapping[str, str]

    @property
    def bars(self) -> tuple[Bar, ...]:
        parts = self.table.parts if isinstance(self.table, RateTable) else ()
        return tuple(
            replace(bar, label=self.names.get(one.measure, one.title))
            for bar, one in zip(super().bars, parts, strict=True)
        )
