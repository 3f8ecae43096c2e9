"""How agencies answer: side by side for the front door, and each agency's own for itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.enquiries import queries as enquiries
from openmash.indicators.engine.keeping import Extract
from openmash.indicators.queries.counted import HOURS, OF_AGENCIES, Tally, tallies
from openmash.indicators.queries.holding import data_now
from openmash.indicators.queries.measures import (
    agency_figures,
    in_order,
    measures_in_force,
    titles,
)
from openmash.indicators.rules.figures import Figure
from openmash.indicators.rules.periods import Period
from openmash.indicators.rules.reports import Definition, Report, Section
from openmash.indicators.rules.tables import RateTable, SideBySide

# The columns of the table that puts agencies side by side. Late is what is not on time: a figure, and no column.
SIDE_BY_SIDE = {
    "agencies_asked": "Asked",
    "agencies_answered": "Answered",
    "agencies_on_time": "On time",
    "agencies_no_information": "Nothing relevant",
    "agencies_declined": "Declined",
    HOURS: "Median hours",
}
TITLE = "How agencies answer"
NOBODY = 0  # whoever has no agency has been asked nothing
NOTE = (
    "An agency that is asked about more difficult families needs longer. "
    "This is for a talk with each agency, and is no ranking."
)


@dataclass(frozen=True)
class Answering:
    """What was counted of agencies' answers for a report, and the measures as the pack defines them, by code."""

    entries: Mapping[str, Any]
    whole: Mapping[str, Tally]
    by: Mapping[str, Mapping[str, Tally]]
    known: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Mapping[str, str]]
    period: Period

    def figures(self, *codes: str) -> tuple[Figure, ...]:
        """Return the figure of the whole for each measure that the pack has."""
        wanted = [self.entries[code] for code in codes if code in self.entries]
        return tuple(agency_figures(one, self.whole, self.period, by="", words={})[0] for one in wanted)

    def section(self) -> Section:
        """Return the part of the front-door report about agencies; figures alone where nobody was asked."""
        if not self.entries:
            return Section(title=TITLE, text="The practice pack counts nothing of this.")
        tables = (self._side_by_side("agency_kind", "Kind of agency"), self._side_by_side("agency", "Agency"))
        on_time = self.figures("agencies_on_time")
        rates = (
            RateTable(
                title="Questions answered on time, by kind of agency",
                heading="Kind of agency",
                parts=tuple(self._by("agencies_on_time", "agency_kind")),
                whole=on_time[0],
            ),
        )
        return Section(
            title=TITLE,
            figures=self.figures(*self.entries),
            tables=(*tables, *(rates if on_time else ())),
            notes=(NOTE,),
        )

    def _by(self, code: str, by: str) -> list[Figure]:
        words = self.words[by]
        return agency_figures(self.entries[code], self.by[by], self.period, by=by, known=self.known[by], words=words)

    def _side_by_side(self, by: str, heading: str) -> SideBySide:
        codes = [code for code in SIDE_BY_SIDE if code in self.entries]
        columns = [self._by(code, by) for code in codes]
        rows = tuple((row[0].by, row) for row in zip(*columns, strict=True))
        return SideBySide(
            title=f"{TITLE}, by {heading.lower()}",
            heading=heading,
            columns=tuple(SIDE_BY_SIDE[code] for code in codes),
            rows=rows,
            whole=self.figures(*codes),
        )


def how_agencies_answer(
    entries: Mapping[str, Any], period: Period, extract: Extract, *, locality: str, now: datetime
) -> Answering:
    """Count for a report how agencies answered."""
    pack = agencies.pack_in_force()
    held = [one for one in pack.in_force("agencies", clock.london_day(now)) if one.kind != "CSC"]
    held = [one for one in held if enquiries.question_set_for(pack, one.kind, now) is not None]
    words = titles()
    return Answering(
        entries={code: entry for code, entry in entries.items() if code in OF_AGENCIES},
        whole=tallies(period, extract, locality=locality),
        by={by: tallies(period, extract, by=by, locality=locality) for by in ("agency", "agency_kind")},
        known={
            "agency": tuple(in_order({one.code for one in held}, words["agency"])),
            "agency_kind": tuple(in_order({one.kind for one in held}, words["agency_kind"])),
        },
        words=words,
        period=period,
    )


def how_own_agency_answers(actor: Actor, period: Period, *, now: datetime) -> Report:
    """Return how the actor's own agency answers, and nothing of any other."""
    extract = data_now(now)
    own = actor.agency_id or NOBODY
    whole = tallies(period, extract, agency_id=own)
    by_month = tallies(period, extract, by="month", agency_id=own)
    entries = [one for one in measures_in_force(now) if one.code in OF_AGENCIES]
    figures = _figures(entries, whole, period)
    on_time = [one for one in entries if one.code == "agencies_on_time"]
    tables = [
        RateTable(
            title=f"{one.title}, month by month",
            heading="Month",
            parts=tuple(agency_figures(one, by_month, period, by="month", words={})),
            whole=_figures([one], whole, period)[0],
        )
        for one in on_time
    ]
    return Report(
        name="own-agency",
        title="How your agency answers",
        area=agencies.area_name(),
        period=period,
        generated_at=now,
        sections=(Section(title="What you were asked, and how you answered", figures=figures, tables=tuple(tables)),),
        definitions=tuple(Definition(title=one.title, words=one.words) for one in entries),
    )


def _figures(entries: Iterable[Any], found: Mapping[str, Tally], period: Period) -> tuple[Figure, ...]:
    return tuple(agency_figures(one, found, period, by="", words={})[0] for one in entries)
