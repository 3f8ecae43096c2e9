"""What was counted for a report: measures by their groups, each group counted once, from one extract."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from openmash.base.spans import months_of
from openmash.indicators.engine import counting
from openmash.indicators.engine.counting import Asked, Groups
from openmash.indicators.engine.keeping import Extract
from openmash.indicators.queries.holding import passing_outcomes
from openmash.indicators.rules.periods import Period

HOURS = "hours_to_answer"
OF_AGENCIES = frozenset(
    {
        "agencies_asked", "agencies_answered", "agencies_on_time", "agencies_late", "agencies_declined",
        "agencies_no_information", HOURS,
    }
)  # fmt: skip
OF_TELLING = frozenset({"others_in_time", "schools_told_in_time", "schools_acknowledged_in_time"})


@dataclass(frozen=True)
class Counts:
    """What was counted of a period: by group, then by measure."""

    period: Period
    found: Mapping[str, Mapping[str, Groups]]

    def pairs(self, measure: str, by: str = "") -> Groups:
        """Return (counted, measured) by group, in the order of its codes; the whole is keyed by ""."""
        return dict(self.found.get(by, {}).get(measure, {}))


@dataclass(frozen=True)
class Tally:
    """How agencies answered: (counted, measured) by measure, and the middle of the hours to an answer."""

    pairs: Mapping[str, tuple[int, int]]
    hours: float | None


def asked_of(
    period: Period, *, locality: str = "", as_of: datetime | None = None, agency_id: int | None = None
) -> Asked:
    """Return what is asked of a period, in the words of the engine."""
    return Asked(period.start, period.end, locality, as_of, passing_outcomes(), agency_id)


def counted(
    codes: Collection[str], period: Period, extract: Extract, *, by: str = "", locality: str = "",
    as_of: datetime | None = None, agency_id: int | None = None,
) -> dict[str, Groups]:  # fmt: skip
    """Count measures over a period by one group. By month every month of the period is there. Raises LookupError."""
    asked = asked_of(period, locality=locality, as_of=as_of, agency_id=agency_id)
    found = counting.count(codes, asked, extract, by=by)
    if by == "month":
        months = dict.fromkeys(months_of(period.start, period.end), (0, 0))
        return {code: months | groups for code, groups in found.items()}
    return found if by else {code: {"": groups.get("", (0, 0))} for code, groups in found.items()}


def count_all(measures: Mapping[str, Iterable[str]], period: Period, extract: Extract, *, locality: str = "") -> Counts:
    """Count measures over a period, each for the whole and by its own groups."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for code, groups in measures.items():
        for by in dict.fromkeys(["", *groups]):
            wanted[by].append(code)
    found = {by: counted(codes, period, extract, by=by, locality=locality) for by, codes in wanted.items()}
    return Counts(period, found)


def tallies(
    period: Period, extract: Extract, *, by: str = "", locality: str = "",
    as_of: datetime | None = None, agency_id: int | None = None,
) -> dict[str, Tally]:  # fmt: skip
    """Count how agencies answered, by a group; `agency_id` counts one agency's questions alone."""
    shares = sorted(OF_AGENCIES - {HOURS})
    found = counted(shares, period, extract, by=by, locality=locality, as_of=as_of, agency_id=agency_id)
    asked = asked_of(period, locality=locality, as_of=as_of, agency_id=agency_id)
    hours = counting.middles(HOURS, asked, extract, by=by)
    keys = dict.fromkeys(key for groups in found.values() for key in groups)
    return {
        key: Tally(
            {code: found[code].get(key, (0, 0)) for code in shares}
            | {HOURS: (hours.get(key, (None, 0))[1], hours.get(key, (None, 0))[1])},
            None if key not in hours or hours[key][0] is None else round(float(hours[key][0] or 0), 1),
        )
        for key in keys
    }


def first_day(extract: Extract) -> date | None:
    """Return the day on which the first contact of all came in: no chart of the report reaches further back."""
    return counting.first_day("contacts_received", extract)
