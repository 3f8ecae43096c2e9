"""Measures: defined in the pack, counted at the front door, given as figures with numerator, denominator and period."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.enquiries import queries as enquiries
from openmash.frontdoor import queries as frontdoor
from openmash.indicators.rules.figures import Figure, count, figure, median_of
from openmash.indicators.rules.periods import Period

BREAKDOWNS = ("locality", "agency", "month", "source", "rag", "outcome", "agency_kind")
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


@contextmanager
def counting_everyone() -> Iterator[None]:
    """Count as the machine that makes figures: restricted people are counted, and never listed."""
    with request_transaction(Actor.machine("figures", purpose="figures")):
        yield


def measures_in_force(now: datetime) -> list[Any]:
    """Return the pack's measures of the front door, in their order."""
    entries = agencies.pack_in_force().in_force("measures", clock.london_day(now))
    return sorted(entries, key=lambda entry: (entry.order, entry.code))


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


def measure_figures(code: str, period: Period, *, by: str = "", locality: str = "", now: datetime) -> list[Figure]:
    """Return a measure's figure for the whole, or one for each group.

    Raises LookupError for an unknown measure, or a group it is not counted by.
    """
    entry = measure_entry(code, now)
    if code in enquiries.MEASURES:
        return _of_agencies(entry, period, by=by, locality=locality, now=now)
    base, split = SPLITS.get(code, (code, by))
    with counting_everyone():
        pairs = frontdoor.count(base, start=period.start, end=period.end, by=split, locality=locality, now=now)
        pairs = dict.fromkeys(groups_of(split, period, locality=locality), (0, 0)) | pairs
    return figures_of(entry, pairs, period, by=split, words=titles().get(split, {}))


def _of_agencies(entry: Any, period: Period, *, by: str, locality: str, now: datetime) -> list[Figure]:
    """Return the figures of a measure of how agencies answer."""
    with counting_everyone():
        tallies = agencies_counted(period, by=by, locality=locality, now=now)
        known = groups_of(by, period) if by and by != "month" else []
    return agency_figures(entry, tallies, period, by=by, known=known, words=titles().get(by, {}))


def agencies_counted(period: Period, *, by: str = "", locality: str = "", now: datetime) -> dict[str, enquiries.Tally]:
    """Count how agencies answered, of the whole area or about the contacts of one locality. Caller counts everyone."""
    subjects = frontdoor.references_in(locality) if locality else None
    return enquiries.counted(start=period.start, end=period.end, by=by, subjects=subjects, now=now)


def agency_figures(
    entry: Any,
    tallies: Mapping[str, enquiries.Tally],
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


def _of_tally(entry: Any, tally: enquiries.Tally | None, period: Period, *, by: str) -> Figure:
    numerator, denominator = tally.pairs[entry.code] if tally else (0, 0)
    if entry.code != enquiries.HOURS:
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
