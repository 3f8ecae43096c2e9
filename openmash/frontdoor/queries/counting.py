"""Counts for figures. Aggregates count everyone, so these take no actor: they give numbers, never records.

Each answers (numerator, denominator) by a group over contacts received in a period of London days. A contact is counted in
the group it stands in now; a child once per contact.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth

from openmash.base.clock import LONDON
from openmash.frontdoor.choices import AnswerKind
from openmash.frontdoor.models import Contact, ContactChild, Transfer

Pair = tuple[int, int]
Groups = dict[str, Pair]

GROUPS = ("", "locality", "source", "rag", "month", "outcome", "agency", "operating_model")


@dataclass(frozen=True)
class Span:
    """Days from `start` to `end`, both included, in London."""

    start: date
    end: date

    def moments(self) -> tuple[datetime, datetime]:
        begins = datetime.combine(self.start, time(), tzinfo=LONDON)
        return begins, datetime.combine(self.end + timedelta(days=1), time(), tzinfo=LONDON)


def _group(rows: QuerySet, by: str, prefix: str, when: str) -> tuple[QuerySet, str]:
    """Return the rows with the group as an annotation, and the annotation's name."""
    if by == "month":
        return rows.annotate(g=TruncMonth(when, tzinfo=LONDON)), "g"
    column = {"agency": "sent_by_agency__code"}.get(by, by)
    return rows.annotate(g=F(f"{prefix}{column}")), "g"


def _pairs(rows: QuerySet, by: str, numerator: Q | None, *, prefix: str = "", when: str = "received_at") -> Groups:
    counted = {"d": Count("pk", distinct=True)}
    counted["n"] = Count("pk", filter=numerator, distinct=True) if numerator is not None else Count("pk", distinct=True)
    if not by:
        row = rows.aggregate(**counted)
        return {"": (row["n"], row["d"])}
    grouped, name = _group(rows, by, prefix, when)
    pairs: Groups = {}
    for row in grouped.values(name).annotate(**counted).order_by(name):
        key = row[name]
        pairs[key.strftime("%Y-%m") if hasattr(key, "strftime") else str(key or "")] = (row["n"], row["d"])
    return pairs


def _contacts(span: Span) -> QuerySet[Contact]:
    begins, ends = span.moments()
    return Contact.objects.filter(received_at__gte=begins, received_at__lt=ends)


def _children(span: Span) -> QuerySet[ContactChild]:
    begins, ends = span.moments()
    return ContactChild.objects.filter(contact__received_at__gte=begins, contact__received_at__lt=ends)


def _of_contacts(numerator: Q | None, population: Q | None = None) -> Callable[[Span, str, datetime], Groups]:
    def count(span: Span, by: str, now: datetime) -> Groups:
        rows = _contacts(span)
        if population is not None:
            rows = rows.filter(population)
        if by == "outcome":
            return _pairs(rows, "children__outcome", numerator)
        return _pairs(rows, by, numerator)

    return count


def _of_children(numerator: Q | None, population: Q | None = None) -> Callable[[Span, str, datetime], Groups]:
    def count(span: Span, by: str, now: datetime) -> Groups:
        rows = _children(span)
        if population is not None:
            rows = rows.filter(population)
        prefix = "" if by in ("outcome", "rag") else "contact__"
        return _pairs(rows, by, numerator, prefix=prefix, when="contact__received_at")

    return count


def _decided_in_time(span: Span, by: str, now: datetime) -> Groups:
    """Of contacts decided, or whose time for deciding has passed: those decided by then."""
    rows = _contacts(span).filter(Q(decided_at__isnull=False) | Q(decide_due_at__lt=now))
    if by == "outcome":
        return _pairs(rows, "children__outcome", Q(decided_at__lte=F("decide_due_at")))
    return _pairs(rows, by, Q(decided_at__lte=F("decide_due_at")))


def _referrer_answered(span: Span, by: str, now: datetime) -> Groups:
    """Of contacts answered, or whose time for an answer has passed: those answered by then."""
    rows = _contacts(span).filter(Q(answered_at__isnull=False) | Q(referrer_due_at__lt=now))
    return _pairs(rows, by, Q(answered_at__lte=F("referrer_due_at")))


def _acknowledged(span: Span, by: str, now: datetime) -> Groups:
    return _pairs(_contacts(span), by, Q(answers__kind=AnswerKind.ACKNOWLEDGEMENT, answers__sent_at__isnull=False))


def _history_before_family(span: Span, by: str, now: datetime) -> Groups:
    rows = _contacts(span).filter(family_approached_at__isnull=False)
    return _pairs(rows, by, Q(history_opened_at__lte=F("family_approached_at")))


def _transfers(state: str | None) -> Callable[[Span, str, datetime], Groups]:
    def count(span: Span, by: str, now: datetime) -> Groups:
        begins, ends = span.moments()
        rows = Transfer.objects.filter(offered_at__gte=begins, offered_at__lt=ends)
        numerator = Q(state=state) if state else None
        return _pairs(rows, by, numerator, prefix="contact__", when="offered_at")

    return count


def _transfers_in_time(span: Span, by: str, now: datetime) -> Groups:
    """Of transfers answered, or whose time for an answer has passed: those answered by then."""
    begins, ends = span.moments()
    rows = Transfer.objects.filter(offered_at__gte=begins, offered_at__lt=ends).exclude(offered_at=F("answered_at"))
    rows = rows.filter(Q(answered_at__isnull=False) | Q(due_at__lt=now))
    return _pairs(rows, by, Q(answered_at__lte=F("due_at")), prefix="contact__", when="offered_at")


def _checks_done(span: Span, by: str, now: datetime) -> Groups:
    rows = _children(span).filter(Q(checked_at__isnull=False) | Q(decided_at__isnull=False))
    prefix = "" if by in ("outcome", "rag") else "contact__"
    return _pairs(rows, by, Q(checked_at__isnull=False), prefix=prefix, when="contact__received_at")


COUNTS: dict[str, Callable[[Span, str, datetime], Groups]] = {
    "contacts_received": _of_contacts(None),
    "children_in_contacts": _of_children(None),
    "decided_in_time": _decided_in_time,
    "referrer_answered_in_time": _referrer_answered,
    "acknowledged": _acknowledged,
    "early_help_check_done": _checks_done,
    "history_before_family": _history_before_family,
    "level_agreement_referrer_decided": _of_children(
        Q(referrer_level=F("decided_level")), Q(referrer_level__isnull=False, decided_level__isnull=False)
    ),
    "level_agreement_recommended_decided": _of_children(
        Q(recommended_level=F("decided_level")), Q(recommended_level__isnull=False, decided_level__isnull=False)
    ),
    "conversion_to_referral": _of_children(Q(referrals__isnull=False), Q(decided_at__isnull=False)),
    "passed_to_worker": _of_contacts(Q(status="passed")),
    "disagreements": _of_contacts(Q(disagreements__isnull=False), Q(decided_at__isnull=False)),
    "transfers_answered_in_time": _transfers_in_time,
    "transfers_offered": _transfers(None),
    "transfers_accepted": _transfers("accepted"),
    "transfers_rejected": _transfers("rejected"),
    "transfers_settled": _transfers("settled"),
}


def count(measure: str, *, start: date, end: date, by: str = "", now: datetime) -> Groups:
    """Return (numerator, denominator) by group for a measure over the days from `start` to `end`, both included.

    A group of the whole is keyed by "". Raises LookupError for a measure or a group that the front door does not count.
    """
    if by not in GROUPS:
        raise LookupError(
            f"The front door is not counted by {by}. Use one of: {', '.join(name for name in GROUPS if name)}."
        )
    if measure not in COUNTS:
        raise LookupError(f"The front door does not count {measure}.")
    return COUNTS[measure](Span(start, end), by, now)


def level_cross(*, start: date, end: date) -> dict[tuple[int, int], int]:
    """Return how many children had each pair of (referrer's level, decided level)."""
    rows = _children(Span(start, end)).filter(referrer_level__isnull=False, decided_level__isnull=False)
    cells: dict[tuple[int, int], int] = defaultdict(int)
    for row in rows.values("referrer_level", "decided_level").annotate(n=Count("pk")).order_by():
        cells[(int(row["referrer_level"] or 0), int(row["decided_level"] or 0))] = row["n"]
    return dict(cells)
