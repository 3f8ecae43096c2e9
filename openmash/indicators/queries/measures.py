"""Measures: defined in the pack, counted at the front door, given as figures with numerator, denominator and period."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.frontdoor import queries as frontdoor
from openmash.indicators.rules.figures import Figure, count, figure
from openmash.indicators.rules.periods import Period

BREAKDOWNS = ("locality", "agency", "month", "source", "rag", "outcome")
# A measure that is another one's count, split by a group.
SPLITS = {
    "contacts_by_source": ("contacts_received", "source"),
    "contacts_by_locality": ("contacts_received", "locality"),
    "contacts_by_rag": ("contacts_received", "rag"),
    "contacts_by_outcome": ("children_in_contacts", "outcome"),
}
UNITS = {"contacts_received": ("contacts", "contact"), "children_in_contacts": ("children", "child")}


@contextmanager
def _counting_everyone() -> Iterator[None]:
    """Count as the machine that makes figures: restricted people are counted, and never listed."""
    with request_transaction(Actor.machine("figures", purpose="figures")):
        yield


def measures_in_force(now: datetime) -> list[Any]:
    """Return the pack's measures of the front door, in their order."""
    entries = agencies.pack_in_force().in_force("measures", clock.london_day(now))
    return sorted(entries, key=lambda entry: (entry.order, entry.code))


def titles_of(by: str) -> dict[str, str]:
    """Return the words for the codes of a group, as the pack has them."""
    pack = agencies.pack_in_force()
    if by == "source":
        return {entry.code: entry.title for entry in pack.contact_sources}
    if by == "outcome":
        return {entry.code: entry.title for entry in pack.outcomes} | {"": "Not decided yet"}
    if by == "agency":
        return {entry.code: entry.title for entry in pack.agencies} | {"": "No agency"}
    if by == "rag":
        return {"red": "Red", "amber": "Amber", "green": "Green", "": "No colour set"}
    return {"": "Not known"}


def pairs_of(code: str, period: Period, *, by: str, now: datetime) -> dict[str, tuple[int, int]]:
    """Return (numerator, denominator) by group. Raises LookupError for what is not counted."""
    with _counting_everyone():
        return frontdoor.count(code, start=period.start, end=period.end, by=by, now=now)


def measure_figures(code: str, period: Period, *, by: str = "", now: datetime) -> list[Figure]:
    """Return a measure's figure for the whole, or one for each group.

    Raises LookupError for an unknown measure, or a group it is not counted by.
    """
    entry = next((row for row in measures_in_force(now) if row.code == code), None)
    if entry is None:
        raise LookupError(f"There is no measure {code}. ./run measures list names them.")
    base, split = SPLITS.get(code, (code, ""))
    if split:
        return _shares(entry, base, split, period, now)
    titles = titles_of(by)
    pairs = pairs_of(base, period, by=by, now=now)
    if not by and not pairs:
        pairs = {"": (0, 0)}
    return [
        one_figure(entry, numerator, denominator, period, by=titles.get(key, key or titles.get("", "")) if by else "")
        for key, (numerator, denominator) in pairs.items()
    ]


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
        counted=entry.numerator,
        by=by,
    )


def _shares(entry: Any, base: str, split: str, period: Period, now: datetime) -> list[Figure]:
    """Return each group's share of the whole."""
    titles = titles_of(split)
    pairs = pairs_of(base, period, by=split, now=now)
    whole = sum(denominator for _, denominator in pairs.values())
    return [
        figure(
            denominator,
            whole,
            measure=entry.code,
            title=entry.title,
            period=period,
            cohort=entry.population,
            counted=entry.numerator,
            by=titles.get(key, key),
        )
        for key, (_, denominator) in pairs.items()
    ]
