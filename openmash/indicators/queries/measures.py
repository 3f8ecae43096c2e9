"""Measures: defined in the pack, counted from an extract, given as figures with numerator, denominator and period."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from openmash.adults.choices import KIND_WORDS
from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.indicators.engine.counting import is_recorded
from openmash.indicators.queries.counted import HOURS, OF_AGENCIES, OF_TELLING, Tally, asked_of, counted, tallies
from openmash.indicators.queries.holding import data_now
from openmash.indicators.rules.figures import Figure, count, figure, median_of, no_figure
from openmash.indicators.rules.periods import Period

BREAKDOWNS = ("locality", "team", "agency", "month", "source", "rag", "outcome", "agency_kind", "branch")
FRONT_DOOR = "front-door"
# What the front-door report counts in parts of its own.
OF_OTHER_ROOMS = OF_TELLING | OF_AGENCIES
NOT_RECORDED = "not recorded here yet, so there is no figure"
# A measure that is another one's count, split by a group.
SPLITS = {
    "contacts_by_source": ("contacts_received", "source"),
    "contacts_by_locality": ("contacts_received", "locality"),
    "contacts_by_rag": ("contacts_received", "rag"),
    "contacts_by_outcome": ("children_in_contacts", "outcome"),
}
UNITS = {
    "contacts_received": ("contacts", "contact"),
    "children_in_contacts": ("children", "child"),
    "transfers_offered": ("transfers", "transfer"),
    "agencies_asked": ("questions", "question"),
}


def measures_in_force(now: datetime, *, report: str = "") -> list[Any]:
    """Return the pack's measures in their order: all of them, or those of one report."""
    entries = agencies.pack_in_force().in_force("measures", clock.london_day(now))
    wanted = [entry for entry in entries if not report or entry.report == report]
    return sorted(wanted, key=lambda entry: (entry.order, entry.code))


def measure_entry(code: str, now: datetime) -> Any:
    """Return a measure as the pack defines it. Raises LookupError."""
    entry = next((row for row in measures_in_force(now) if row.code == code), None)
    if entry is None:
        raise LookupError(f"There is no measure {code}. ./run measures list names them.")
    return entry


def titles() -> dict[str, dict[str, str]]:
    """Return the words for the codes of every group, in the pack's order."""
    pack = agencies.pack_in_force()
    return {
        "source": {entry.code: entry.title for entry in pack.contact_sources},
        "outcome": {entry.code: entry.title for entry in pack.outcomes} | {"": "Not decided yet"},
        "agency_kind": {entry.code: entry.title for entry in pack.agency_kinds},
        "agency": {entry.code: entry.title for entry in pack.agencies} | {"": "No agency"},
        "rag": {"red": "Red", "amber": "Amber", "green": "Green", "": "No colour set"},
        "branch": dict(KIND_WORDS),
        "team": {entry.code: entry.title for entry in pack.teams} | {"": "No team known"},
        "locality": {entry.code: entry.code for entry in pack.localities} | {"": "No locality found"},
    }


def groups_of(by: str, period: Period, *, locality: str = "") -> list[str]:
    """Return the codes by which a measure may be split in a period: one with nothing to count is said too, as 0 of 0."""
    sections = {"agency": "agencies", "agency_kind": "agency_kinds", "source": "contact_sources", "outcome": "outcomes"}
    if by == "rag":
        return ["red", "amber", "green"]
    if by == "locality":
        days = (period.start, period.end)
        held = [locality] if locality else [code for day in days for code in agencies.localities_in_use(day)]
        return list(dict.fromkeys(held))
    entries = agencies.pack_in_force().section(sections[by]) if by in sections else ()
    held = [one.code for one in entries if one.since <= period.end and (one.until is None or one.until >= period.start)]
    return list(dict.fromkeys(held))


def in_order(keys: Iterable[str], words: Mapping[str, str]) -> list[str]:
    """Return the codes of a group in the order in which the pack has them, unknown ones and none last."""
    order = {code: place for place, code in enumerate(words) if code}
    return sorted(keys, key=lambda key: (key == "", order.get(key, len(order)), key))


def base_of(code: str) -> str:
    """Return the measure that is counted for a measure: a split counts another one by its group."""
    return SPLITS[code][0] if code in SPLITS else code


def measure_figures(
    code: str, period: Period, *, by: str = "", locality: str = "", as_of: datetime | None = None, now: datetime
) -> list[Figure]:
    """Return a measure's figure for the whole, or one for each group; `as_of`: as it was known at an earlier moment.

    Raises LookupError for an unknown measure, or a group it is not counted by.
    """
    entry = measure_entry(code, now)
    if entry.lacking:
        return [nothing_recorded(entry, period, entry.lacking)]
    base, split = SPLITS.get(code, (code, by))
    extract = data_now(now)
    asked = asked_of(period, locality=locality, as_of=as_of)
    if not is_recorded(base, asked, extract):
        return [nothing_recorded(entry, period, NOT_RECORDED)]
    known = groups_of(split, period, locality=locality)
    if code in OF_AGENCIES:
        found = tallies(period, extract, by=by, locality=locality, as_of=as_of)
        return agency_figures(entry, found, period, by=by, known=known, words=titles().get(by, {}))
    pairs = counted([base], period, extract, by=split, locality=locality, as_of=as_of)[base]
    held = pairs if split in ("", "month") else dict.fromkeys(known, (0, 0)) | pairs
    return figures_of(entry, held, period, by=split, words=titles().get(split, {}))


def nothing_recorded(entry: Any, period: Period, why: str) -> Figure:
    """Return the figure of a measure of which nothing is recorded: none, and never nought."""
    return no_figure(measure=entry.code, title=entry.title, period=period, cohort=entry.population, why=why)


def agency_figures(
    entry: Any,
    tallies: Mapping[str, Tally],
    period: Period,
    *,
    by: str,
    known: Iterable[str] = (),
    words: Mapping[str, str],
) -> list[Figure]:
    """Return one figure of the whole or one for each group, those of `known` with nothing to count among them."""
    keys = list(dict.fromkeys([*known, *tallies])) if by else [""]
    ordered = keys if by in ("", "month") else in_order(keys, words)
    return [_of_tally(entry, tallies.get(key), period, by=words.get(key, key) if by else "") for key in ordered]


def _of_tally(entry: Any, tally: Tally | None, period: Period, *, by: str) -> Figure:
    numerator, denominator = tally.pairs[entry.code] if tally else (0, 0)
    if entry.code != HOURS:
        return one_figure(entry, numerator, denominator, period, by=by)
    return median_of(
        tally.hours if tally else None,
        denominator,
        measure=entry.code,
        title=entry.title,
        period=period,
        cohort=entry.population,
        unit="hours",
        by=by,
    )


def figures_of(
    entry: Any, pairs: dict[str, tuple[int, int]], period: Period, *, by: str, words: Mapping[str, str]
) -> list[Figure]:
    """Return the figures of a measure from its counts: one for the whole, or one for each group in the pack's order."""
    if not by:
        return [one_figure(entry, *pairs.get("", (0, 0)), period)]
    ordered = list(pairs) if by == "month" else in_order(pairs, words)
    if entry.code in SPLITS:
        whole = sum(number for _, number in pairs.values())
        return [one_figure(entry, pairs[key][1], whole, period, by=words.get(key, key)) for key in ordered]
    return [one_figure(entry, *pairs[key], period, by=words.get(key, key) or "Not known") for key in ordered]


def one_figure(entry: Any, numerator: int, denominator: int, period: Period, *, by: str = "") -> Figure:
    """Return one figure of a measure as the pack defines it."""
    if entry.unit == "count":
        many, single = UNITS.get(entry.code, (entry.title.lower(), ""))
        return count(
            denominator,
            measure=entry.code,
            title=entry.title,
            period=period,
            cohort=entry.population,
            unit=many,
            one=single,
            by=by,
        )
    return figure(
        numerator,
        denominator,
        measure=entry.code,
        title=entry.title,
        period=period,
        cohort=entry.population,
        counted=entry.numerator.removeprefix("those "),
        by=by,
    )
