"""The front-door report: what came in, what became of it, and what was in time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.indicators.engine import counting
from openmash.indicators.engine.keeping import Extract
from openmash.indicators.queries.answering import Answering, how_agencies_answer
from openmash.indicators.queries.charts import Months, month_chart, months_to_chart
from openmash.indicators.queries.counted import Counts, asked_of, count_all
from openmash.indicators.queries.holding import data_now, moment_in_words
from openmash.indicators.queries.measures import (
    FRONT_DOOR,
    OF_OTHER_ROOMS,
    base_of,
    figures_of,
    groups_of,
    in_order,
    measures_in_force,
    titles,
)
from openmash.indicators.queries.telling import Telling, how_others_were_told
from openmash.indicators.rules.figures import Figure
from openmash.indicators.rules.periods import Period
from openmash.indicators.rules.pictures import BarChart
from openmash.indicators.rules.reports import Definition, Report, Section
from openmash.indicators.rules.tables import CrossTable, RateTable

IN_SHORT = (
    "contacts_received",
    "decided_in_time",
    "decided_within_rag",
    "referrer_answered_in_time",
    "early_help_check_done",
    "conversion_to_referral",
)
IN_TIME = ("decided_in_time", "decided_within_rag", "acknowledged", "referrer_answered_in_time")
HELP = ("early_help_check_done", "conversion_to_referral", "passed_to_worker", "history_before_family", "disagreements")
LEVELS = ("level_agreement_referrer_decided", "level_agreement_recommended_decided")
TRANSFERS = (
    "transfers_offered",
    "transfers_accepted",
    "transfers_rejected",
    "transfers_settled",
    "transfers_answered_in_time",
)
CHARTED = ("contacts_received", "decided_in_time", "referrer_answered_in_time")
BY_LOCALITY = (*IN_TIME, "early_help_check_done", "conversion_to_referral")
# Title, measure, group, and the table's name.
SPLIT = (
    ("Who told us", "contacts_received", "source", "contacts_by_source"),
    ("Where the children live", "contacts_received", "locality", "contacts_by_locality"),
    ("How urgent it was", "contacts_received", "rag", "contacts_by_rag"),
    ("What was decided, for each child", "children_in_contacts", "outcome", "contacts_by_outcome"),
)


@dataclass(frozen=True)
class Counting:
    """Everything counted for one report: the measures as defined, their counts, and the months of the charts."""

    entries: dict[str, Any]
    counts: Counts
    months: Months
    levels: dict[tuple[int, int], int]
    period: Period
    words: dict[str, dict[str, str]]
    localities: list[str]
    extract: Extract
    answering: Answering
    telling: Telling

    def figures(self, *codes: str) -> tuple[Figure, ...]:
        """Return the figure of the whole for each measure that the pack has."""
        return tuple(self.figures_by(code, "")[0] for code in codes if code in self.entries)

    def figures_by(self, code: str, by: str) -> tuple[Figure, ...]:
        """Return a figure for each group, those with nothing to count among them where the groups are localities."""
        known = dict.fromkeys(self.localities if by == "locality" else (), (0, 0))
        pairs = known | self.counts.pairs(base_of(code), by)
        return tuple(figures_of(self.entries[code], pairs, self.period, by=by, words=self.words.get(by, {})))


def front_door_report(period: Period, *, locality: str = "", now: datetime) -> Report:
    """Return the front-door report over a period, of the whole area or of one locality. Raises LookupError for another."""
    if locality and locality not in localities(now):
        raise LookupError(f"There is no locality {locality}. The localities are: {', '.join(localities(now))}.")
    held = _counted(period, locality, now)
    return Report(
        name="front-door",
        title="The front door",
        area=", ".join(filter(None, [agencies.area_name(), locality])),
        period=period,
        generated_at=now,
        sections=(
            Section(title="In short", figures=held.figures(*IN_SHORT), charts=_charts(held, "decided_in_time")),
            _in_time(held),
            _received(held),
            Section(
                title="Early help, referrals and open cases",
                figures=held.figures(*HELP),
                tables=_by_locality(held, ("early_help_check_done", "conversion_to_referral"), locality),
            ),
            _levels(held),
            Section(title="Transfers between teams", figures=held.figures(*TRANSFERS)),
            held.answering.section(),
            held.telling.section(),
        ),
        definitions=tuple(Definition(title=entry.title, words=_definition(entry)) for entry in held.entries.values()),
        freshness=_freshness(held),
    )


def localities(now: datetime) -> list[str]:
    """Return the localities a report can be asked for."""
    return agencies.localities_in_use(clock.london_day(now))


def _counted(period: Period, locality: str, now: datetime) -> Counting:
    entries = {entry.code: entry for entry in measures_in_force(now, report=FRONT_DOOR)}
    own = [code for code in entries if code not in OF_OTHER_ROOMS]
    codes = {base_of(code): _groups_shown(base_of(code)) for code in own}
    extract = data_now(now)
    counts = count_all(codes, period, extract, locality=locality)
    return Counting(
        entries=entries,
        counts=counts,
        months=months_to_chart(CHARTED, period, counts, extract, locality=locality),
        levels=counting.levels(asked_of(period, locality=locality), extract),
        period=period,
        words=titles(),
        localities=groups_of("locality", period, locality=locality),
        extract=extract,
        answering=how_agencies_answer(entries, period, extract, locality=locality, now=now),
        telling=how_others_were_told(entries, period, extract, locality=locality),
    )


def _groups_shown(code: str) -> list[str]:
    """Return the groups by which the report shows a measure."""
    groups = [by for _, measure, by, _ in SPLIT if measure == code]
    return [*groups, *(["locality"] if code in BY_LOCALITY else []), *(["month"] if code in CHARTED else [])]


def _definition(entry: Any) -> str:
    parts = [entry.words, f"Whom it counts: {entry.population[:1].lower()}{entry.population[1:]}."]
    if entry.numerator:
        parts.append(f"What is counted of them: {entry.numerator}.")
    if entry.target is not None:
        parts.append(f"The aim is {entry.target:.0f}% ({entry.target_source}).")
    return " ".join(parts)


def _freshness(held: Counting) -> tuple[str, ...]:
    lines = [
        f"Counted from {held.extract.words}, the record as it was on {moment_in_words(held.extract.extracted_at)}; "
        "everybody is counted, nobody is named."
    ]
    last = counting.last_moment(asked_of(held.period), held.extract)
    if last:
        lines.append(f"The last contact in it was received on {moment_in_words(last)}.")
    lines.append(
        "What is not due yet and not done is left out of what is measured in time, until it is one or the other."
    )
    return tuple(lines)


def _charts(held: Counting, *codes: str) -> tuple[Any, ...]:
    wanted = [held.entries[code] for code in codes if code in held.entries]
    made = [month_chart(entry, held.months, held.counts) for entry in wanted]
    return tuple(chart for chart in made if chart is not None)


def _in_time(held: Counting) -> Section:
    return Section(
        title="In time",
        figures=held.figures("acknowledged"),
        charts=_charts(held, "referrer_answered_in_time"),
        tables=_by_locality(held, IN_TIME, ""),
    )


def _by_locality(held: Counting, codes: tuple[str, ...], locality: str) -> tuple[RateTable, ...]:
    tables = []
    for code in codes:
        if code in held.entries and "locality" in held.entries[code].by and not locality:
            parts = held.figures_by(code, "locality")
            if sum(bool(part.denominator) for part in parts) > 1:
                title = f"{held.entries[code].title}, by locality"
                tables.append(RateTable(title=title, heading="Locality", parts=parts, whole=held.figures(code)[0]))
    return tuple(tables)


def _received(held: Counting) -> Section:
    tables = [_split(held, *one) for one in SPLIT if one[1] in held.entries]
    charts = tuple(BarChart(title=table.title, table=table) for table in tables if table.rows)
    return Section(
        title="What came in and what was decided",
        figures=held.figures("children_in_contacts"),
        charts=(*_charts(held, "contacts_received"), *charts),
    )


def _split(held: Counting, title: str, code: str, by: str, name: str) -> CrossTable:
    words, pairs = held.words[by], held.counts.pairs(code, by)
    unit = "contacts" if code == "contacts_received" else "children"
    column = unit.capitalize()
    rows = [(words.get(key, key), pairs[key][1]) for key in in_order(pairs, words)]
    return CrossTable(
        title=title,
        name=name,
        row_heading={"rag": "Colour"}.get(by, by.capitalize()),
        rows=tuple(dict.fromkeys(row for row, _ in rows)),
        columns=(column,),
        values={(row, column): number for row, number in rows},
        period=held.period,
        cohort=held.entries[code].population,
        unit=unit,
        same_as=f"{code}#n",
        shares=True,
    )


def _levels(held: Counting) -> Section:
    levels = sorted({level for pair in held.levels for level in pair})
    tables: tuple[CrossTable, ...] = ()
    if held.levels:
        tables = (
            CrossTable(
                title="Referrer’s level against the decided level",
                name="levels",
                row_heading="Referrer’s level",
                rows=tuple(f"Level {level}" for level in levels),
                columns=tuple(f"Decided {level}" for level in levels),
                values={(f"Level {a}", f"Decided {b}"): n for (a, b), n in held.levels.items()},
                period=held.period,
                cohort="children decided for whom the referrer gave a level",
                unit="children",
                same_as="level_agreement_referrer_decided#d",
            ),
        )
    return Section(title="Agreement on the level of need", figures=held.figures(*LEVELS), tables=tables)
