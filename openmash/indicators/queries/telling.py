"""Who else was told of what came in, and which schools, against their clocks: a part of the front-door report."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openmash.indicators.engine.keeping import Extract
from openmash.indicators.queries.counted import OF_TELLING, counted
from openmash.indicators.queries.measures import figures_of, titles
from openmash.indicators.rules.figures import Figure
from openmash.indicators.rules.periods import Period
from openmash.indicators.rules.reports import Section
from openmash.indicators.rules.tables import RateTable

BY_WHOM = "others_in_time"
TITLE = "Who else was told, in time"
NOTE = (
    "Each against its own clock: an adviser and housing are told, adult social care decides, the questions about danger are "
    "answered or the conference hears it; a school is told, and says that it has read it, before its next day begins."
)


@dataclass(frozen=True)
class Telling:
    """What was counted of telling others, for a report: the measures that the pack has, and their counts by measure and group."""

    entries: Mapping[str, Any]
    whole: Mapping[str, Mapping[str, tuple[int, int]]]
    by_kind: Mapping[str, Mapping[str, tuple[int, int]]]
    period: Period

    def section(self) -> Section:
        """Return the part of the report about telling others; it says so where the pack counts nothing of it."""
        if not self.entries:
            return Section(title=TITLE, text="The practice pack counts nothing of this.")
        tables = tuple(
            RateTable(
                title=f"{entry.title}, by whom",
                heading="Who was told",
                parts=self._figures(code, self.by_kind, "branch"),
                whole=self._figures(code, self.whole, "")[0],
            )
            for code, entry in self.entries.items()
            if code in self.by_kind
        )
        figures = tuple(one for code in self.entries for one in self._figures(code, self.whole, ""))
        return Section(title=TITLE, figures=figures, tables=tables, notes=(NOTE,))

    def _figures(self, code: str, pairs: Mapping[str, Mapping[str, tuple[int, int]]], by: str) -> tuple[Figure, ...]:
        words = titles().get(by, {})
        return tuple(figures_of(self.entries[code], dict(pairs[code]), self.period, by=by, words=words))


def how_others_were_told(entries: Mapping[str, Any], period: Period, extract: Extract, *, locality: str) -> Telling:
    """Count for a report whether others were told in time."""
    return Telling(
        entries={code: entry for code, entry in entries.items() if code in OF_TELLING},
        whole=counted(OF_TELLING, period, extract, locality=locality),
        by_kind=counted([BY_WHOM], period, extract, by="branch", locality=locality),
        period=period,
    )
