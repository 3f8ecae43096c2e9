"""Counts of what agencies were asked and how they answered. Aggregates: numbers, never records, so they take no actor.

A request belongs to the period in which it was asked. One that was taken back is no request: nobody had to answer it.
The first due time counts: more time, once given, moves the reminder and not the figure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncMonth

from openmash.base.clock import LONDON
from openmash.enquiries.choices import RequestState
from openmash.enquiries.models import AgencyRequest

MONTH = "%Y-%m"
HOURS = "hours_to_answer"
GROUPS = {"agency": "agency__code", "agency_kind": "agency__kind", "rag": "enquiry__rag"}
ANSWERED = Q(first_answered_at__isnull=False)
ON_TIME = Q(first_answered_at__lte=F("first_due_at"))
HOUR = timedelta(hours=1)


class Median(Aggregate):
    """The middle value, as PostgreSQL interpolates it."""

    function = "percentile_cont"
    template = "%(function)s(0.5) within group (order by %(expressions)s)"


@dataclass(frozen=True)
class Tally:
    """What was counted of one group: (numerator, denominator) by measure, and the median hours to an answer."""

    pairs: Mapping[str, tuple[int, int]]
    hours: float | None


def due_or_answered(now: datetime) -> Q:
    """Return who is measured in time: what is neither answered nor due could still be in time and is not counted yet."""
    return ANSWERED | Q(first_due_at__lt=now)


def measured(now: datetime) -> dict[str, tuple[Q, Q]]:
    """Return each measure as (of whom, which of them)."""
    reckoned = due_or_answered(now)
    return {
        "agencies_asked": (Q(), Q()),
        "agencies_answered": (reckoned, ANSWERED),
        "agencies_on_time": (reckoned, ON_TIME),
        "agencies_late": (reckoned, Q(first_answered_at__isnull=True) | Q(first_answered_at__gt=F("first_due_at"))),
        "agencies_declined": (ANSWERED, Q(state=RequestState.DECLINED)),
        "agencies_no_information": (ANSWERED, Q(state=RequestState.NOTHING)),
        HOURS: (ANSWERED, ANSWERED),
    }


MEASURES = frozenset(measured(datetime(2000, 1, 1, tzinfo=LONDON)))


def counted(
    *,
    start: date,
    end: date,
    by: str = "",
    agency_id: int | None = None,
    subjects: QuerySet[Any, Any] | None = None,
    now: datetime,
) -> dict[str, Tally]:
    """Return every measure of the requests asked from `start` to `end`, both included, by group; the whole is keyed by "".

    `agency_id` counts one agency's alone, `subjects` (references) those about certain records alone. One query.
    Raises LookupError for a group that requests are not counted by.
    """
    rows = AgencyRequest.objects.filter(_within(start, end)).exclude(state=RequestState.WITHDRAWN)
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    if subjects is not None:
        rows = rows.filter(enquiry__subject__in=subjects)
    found = _rows(rows, by, now)
    months = dict.fromkeys(_months(start, end), _tally({})) if by == "month" else {}
    return months | {_key(row.get("group", "")): _tally(row) for row in found}


def _within(start: date, end: date) -> Q:
    begins = datetime.combine(start, time(), tzinfo=LONDON)
    return Q(asked_at__gte=begins, asked_at__lt=datetime.combine(end + timedelta(days=1), time(), tzinfo=LONDON))


def _rows(rows: QuerySet[AgencyRequest], by: str, now: datetime) -> Iterable[Mapping[str, Any]]:
    took = ExpressionWrapper(F("first_answered_at") - F("asked_at"), output_field=DurationField())
    counts: dict[str, Aggregate] = {"took": Median(took, filter=ANSWERED)}
    for code, (population, numerator) in measured(now).items():
        counts[f"d_{code}"] = Count("pk", filter=population or None)
        counts[f"n_{code}"] = Count("pk", filter=(population & numerator) or None)
    if not by:
        return [rows.aggregate(**counts)]
    return rows.annotate(group=_grouped_by(by)).values("group").annotate(**counts).order_by("group")


def _grouped_by(by: str) -> Combinable:
    if by == "month":
        return TruncMonth("asked_at", tzinfo=LONDON)
    if by not in GROUPS:
        raise LookupError(f"This measure is not counted by {by}. Use one of: {', '.join([*GROUPS, 'month'])}.")
    return F(GROUPS[by])


def _tally(row: Mapping[str, Any]) -> Tally:
    pairs = {code: (row.get(f"n_{code}", 0), row.get(f"d_{code}", 0)) for code in MEASURES}
    took = row.get("took")
    return Tally(pairs, None if took is None else round(took / HOUR, 1))


def _months(start: date, end: date) -> list[str]:
    first, found = start.replace(day=1), []
    while first <= end:
        found.append(first.strftime(MONTH))
        first = (first + timedelta(days=32)).replace(day=1)
    return found


def _key(value: Any) -> str:
    return value.strftime(MONTH) if hasattr(value, "strftime") else str(value or "")
