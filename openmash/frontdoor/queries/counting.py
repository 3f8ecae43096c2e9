"""Counts for figures. Aggregates count everyone, so these take no actor: they give numbers, never records.

A measure counts, of the rows of a cohort that belong to its population, those that fit its numerator. Measures of one
cohort are counted in one query, grouped by all that is asked for at once; their figures are added up from those groups.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncMonth

from openmash.agencies import queries as agencies
from openmash.base.clock import LONDON
from openmash.frontdoor.choices import AnswerKind, AnswerState, Channel, ContactStatus, TransferState
from openmash.frontdoor.models import Answer, Contact, ContactChild, Disagreement, Referral, Transfer

Pair = tuple[int, int]
Groups = dict[str, Pair]
Condition = Q | Exists

GROUPS = ("locality", "source", "rag", "month", "outcome", "agency", "operating_model")
MONTH = "%Y-%m"
PASSES_TO_WORKER = "pass_to_allocated_worker"


@dataclass(frozen=True)
class Span:
    """Days from `start` to `end`, both included, in London."""

    start: date
    end: date

    def within(self, column: str) -> Q:
        """Return the condition that a moment lies in these days."""
        begins = datetime.combine(self.start, time(), tzinfo=LONDON)
        ends = datetime.combine(self.end + timedelta(days=1), time(), tzinfo=LONDON)
        return Q(**{f"{column}__gte": begins, f"{column}__lt": ends})

    def months(self) -> list[str]:
        """Return every month that has a day in the span."""
        first, found = self.start.replace(day=1), []
        while first <= self.end:
            found.append(first.strftime(MONTH))
            first = (first + timedelta(days=32)).replace(day=1)
        return found


@dataclass(frozen=True)
class Cohort:
    """Whom a measure looks at: rows, the moment that puts them into a period, and the columns they are grouped by."""

    rows: Callable[[Span], QuerySet[Any]]
    moment: str
    groups: Mapping[str, str]
    contact: str = ""

    def grouped_by(self, name: str) -> Combinable:
        if name == "month":
            return TruncMonth(self.moment, tzinfo=LONDON)
        if name not in self.groups:
            known = ", ".join([*self.groups, "month"])
            raise LookupError(f"This measure is not counted by {name}. Use one of: {known}.")
        return F(self.groups[name])


@dataclass(frozen=True)
class Counted:
    """What a measure counts of its cohort. Both conditions may depend on the moment of counting."""

    cohort: str
    numerator: Callable[[datetime], Condition | None]
    population: Callable[[datetime], Condition | None] = lambda now: None


def _groups_of(contact: str, own: Iterable[str] = ()) -> dict[str, str]:
    columns = {name: name for name in ("locality", "source", "rag", "operating_model")}
    columns["agency"] = "sent_by_agency__code"
    return {name: f"{contact}{column}" for name, column in columns.items()} | {name: name for name in own}


def _contacts(moment: str) -> Cohort:
    return Cohort(lambda span: Contact.objects.filter(span.within(moment)), moment, _groups_of(""))


def _children(moment: str) -> Cohort:
    rows = lambda span: ContactChild.objects.filter(span.within(moment))  # noqa: E731 - one line says it
    return Cohort(rows, moment, _groups_of("contact__", own=("outcome", "rag")), contact="contact__")


def _told(span: Span) -> QuerySet[Any]:
    """Return the answers by which somebody was first told an outcome, in the span: one for each contact."""
    said = Answer.objects.filter(kind=AnswerKind.OUTCOME, state=AnswerState.SAID).exclude(channel=Channel.NOT_POSSIBLE)
    earlier = said.filter(contact=OuterRef("contact")).filter(
        Q(sent_at__lt=OuterRef("sent_at")) | Q(sent_at=OuterRef("sent_at"), pk__lt=OuterRef("pk"))
    )
    return said.filter(span.within("sent_at")).filter(~Exists(earlier))


def _offers(span: Span) -> QuerySet[Any]:
    """Return the offers of one team to another: what a manager settled was not offered."""
    return Transfer.objects.filter(span.within("offered_at")).exclude(state=TransferState.SETTLED)


COHORTS: dict[str, Cohort] = {
    "contacts received": _contacts("received_at"),
    "contacts decided": _contacts("decided_at"),
    "children received": _children("contact__received_at"),
    "children decided": _children("decided_at"),
    "children of contacts decided": _children("contact__decided_at"),
    "told": Cohort(_told, "sent_at", _groups_of("contact__"), contact="contact__"),
    "offers": Cohort(_offers, "offered_at", _groups_of("contact__", own=("rag",)), contact="contact__"),
}


def _always(condition: Condition | None) -> Callable[[datetime], Condition | None]:
    return lambda now: condition


def _by_then(done: str, due: str) -> Callable[[datetime], Condition]:
    """Done by the time it was due. The very moment is in time."""
    return _always(Q(**{f"{done}__lte": F(due)}))  # type: ignore[return-value]


def _done_or_due(done: str, due: str, more: Q | None = None) -> Callable[[datetime], Condition]:
    """Done, or its time has ended. What is neither done nor due yet could still be in time: it is not counted yet."""
    return lambda now: (Q(**{f"{done}__isnull": False}) | Q(**{f"{due}__lt": now})) & Q(more or Q())


# Somebody can be reached who did not stay anonymous and left a way, or whose agency has its page here.
REACHABLE = Q(anonymous=False) & (Q(sent_by_agency__isnull=False) | ~Q(caller_telephone="") | ~Q(caller_email=""))
ANSWERED_OFFER = Q(state__in=(TransferState.ACCEPTED, TransferState.REJECTED))
EARLIER_OFFER = Exists(Transfer.objects.filter(contact=OuterRef("contact"), pk__lt=OuterRef("pk")))
IS_REFERRAL = Exists(Referral.objects.filter(child=OuterRef("pk"), decision__state="made"))


def _needs_a_check(now: datetime) -> Condition:
    """Children of decided contacts, but for those open to social care, whose contact goes to their own worker."""
    passing = [one.code for one in agencies.pack_in_force().outcomes if str(one.next_work.act) == PASSES_TO_WORKER]
    return ~Q(contact__status=ContactStatus.PASSED) & ~Q(outcome__in=passing)


def _same_level(which: str) -> Counted:
    both = Q(**{f"{which}__isnull": False, "decided_level__isnull": False})
    return Counted("children decided", _always(Q(**{which: F("decided_level")})), _always(both))


MEASURES: dict[str, Counted] = {
    "contacts_received": Counted("contacts received", _always(None)),
    "children_in_contacts": Counted("children received", _always(None)),
    # First decisions: opening a contact again changes nothing of whether it was decided in time.
    "decided_in_time": Counted(
        "contacts received",
        _by_then("first_decided_at", "statutory_due_at"),
        _done_or_due("first_decided_at", "statutory_due_at"),
    ),
    "decided_within_rag": Counted(
        "contacts received",
        _by_then("first_decided_at", "rag_due_at"),
        _done_or_due("first_decided_at", "rag_due_at", Q(rag_due_at__isnull=False)),
    ),
    "acknowledged": Counted(
        "contacts received",
        _by_then("acknowledged_at", "acknowledge_due_at"),
        _done_or_due("acknowledged_at", "acknowledge_due_at", REACHABLE),
    ),
    "referrer_answered_in_time": Counted(
        "contacts decided",
        _by_then("answered_at", "referrer_due_at"),
        _done_or_due("answered_at", "referrer_due_at", REACHABLE),
    ),
    "history_before_family": Counted(
        "contacts received",
        _by_then("history_opened_at", "family_approached_at"),
        _always(Q(family_approached_at__isnull=False)),
    ),
    "early_help_check_done": Counted(
        "children of contacts decided", _always(Q(checked_at__isnull=False)), _needs_a_check
    ),
    "level_agreement_referrer_decided": _same_level("referrer_level"),
    "level_agreement_recommended_decided": _same_level("recommended_level"),
    "conversion_to_referral": Counted("children decided", _always(IS_REFERRAL)),
    "passed_to_worker": Counted("contacts decided", _always(Q(status=ContactStatus.PASSED))),
    "disagreements": Counted("told", _always(Exists(Disagreement.objects.filter(contact=OuterRef("contact"))))),
    "transfers_offered": Counted("offers", _always(None)),
    "transfers_accepted": Counted(
        "offers", _always(Q(state=TransferState.ACCEPTED)), _always(ANSWERED_OFFER & Q(~EARLIER_OFFER))
    ),
    "transfers_rejected": Counted("offers", _always(Q(state=TransferState.REJECTED)), _always(ANSWERED_OFFER)),
    "transfers_settled": Counted(
        "offers",
        _always(Exists(Transfer.objects.filter(settles=OuterRef("pk")))),
        _always(ANSWERED_OFFER),
    ),
    "transfers_answered_in_time": Counted(
        "offers",
        _by_then("answered_at", "due_at"),
        _done_or_due("answered_at", "due_at", ~Q(state=TransferState.WITHDRAWN)),
    ),
}


@dataclass(frozen=True)
class Counts:
    """What was counted, in the smallest groups that were asked for."""

    span: Span
    rows: Mapping[str, tuple[Mapping[str, Any], ...]]

    def pair(self, measure: str) -> Pair:
        """Return (numerator, denominator) of the whole."""
        return self.pairs(measure).get("", (0, 0))

    def pairs(self, measure: str, by: str = "") -> Groups:
        """Return (numerator, denominator) by group, in the order of its codes; the whole is keyed by ""."""
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        if by == "month":
            for month in self.span.months():
                found[month] = [0, 0]
        for row in self.rows[MEASURES[measure].cohort]:
            key = _key(row[f"by_{by}"]) if by else ""
            if row[f"d_{measure}"]:
                found[key][0] += row[f"n_{measure}"]
                found[key][1] += row[f"d_{measure}"]
        return {key: (found[key][0], found[key][1]) for key in sorted(found)}


def _key(value: Any) -> str:
    return value.strftime(MONTH) if hasattr(value, "strftime") else str(value or "")


def count_all(
    measures: Mapping[str, Iterable[str]], *, start: date, end: date, locality: str = "", now: datetime
) -> Counts:
    """Count measures, each by its own groups, over the days from `start` to `end`, both included.

    One query for each cohort, grouped by what its measures are asked for by and by nothing else: every group more
    makes the database sort every row by it. Raises LookupError for a measure or a group that is not counted.
    """
    span = Span(start, end)
    wanted: dict[str, list[str]] = defaultdict(list)
    for measure in measures:
        if measure not in MEASURES:
            raise LookupError(f"The front door does not count {measure}.")
        wanted[MEASURES[measure].cohort].append(measure)
    counted = {}
    for name, codes in wanted.items():
        cohort, groups = COHORTS[name], tuple(dict.fromkeys(group for code in codes for group in measures[code]))
        counted[name] = tuple(_count(cohort, in_locality(cohort, span, locality), codes, groups, now))
    return Counts(span, counted)


def _count(cohort: Cohort, rows: QuerySet[Any], codes: list[str], groups: tuple[str, ...], now: datetime) -> Any:
    keys = {f"by_{group}": cohort.grouped_by(group) for group in groups}
    counts: dict[str, Count] = {}
    for code in codes:
        numerator, population = MEASURES[code].numerator(now), MEASURES[code].population(now)
        counts[f"d_{code}"] = Count("pk", filter=all_of(population))
        counts[f"n_{code}"] = Count("pk", filter=all_of(population, numerator))
    if not keys:
        return [rows.aggregate(**counts)]
    return rows.annotate(**keys).values(*keys).annotate(**counts).order_by()


def in_locality(cohort: Cohort, span: Span, locality: str) -> QuerySet[Any]:
    rows = cohort.rows(span)
    return rows.filter(**{cohort.groups["locality"]: locality}) if locality else rows


def all_of(*conditions: Condition | None) -> Q | None:
    held = [Q(one) for one in conditions if one is not None]
    whole = Q()
    for one in held:
        whole &= one
    return whole if held else None


def count(measure: str, *, start: date, end: date, by: str = "", locality: str = "", now: datetime) -> Groups:
    """Return (numerator, denominator) by group for one measure over the days from `start` to `end`, both included.

    A group of the whole is keyed by "". Raises LookupError for a measure or a group that the front door does not count.
    """
    if by and by not in GROUPS:
        raise LookupError(f"The front door is not counted by {by}. Use one of: {', '.join(GROUPS)}.")
    if by == "outcome" and measure in MEASURES and "outcome" not in COHORTS[MEASURES[measure].cohort].groups:
        raise LookupError("Only children have an outcome; this measure counts something else.")
    counted = count_all({measure: (by,) if by else ()}, start=start, end=end, locality=locality, now=now)
    return counted.pairs(measure, by)


def level_cross(*, start: date, end: date, locality: str = "") -> dict[tuple[int, int], int]:
    """Return how many children decided in the period had each pair of (referrer's level, decided level)."""
    rows = in_locality(COHORTS["children decided"], Span(start, end), locality)
    rows = rows.filter(referrer_level__isnull=False, decided_level__isnull=False)
    cells: dict[tuple[int, int], int] = defaultdict(int)
    for row in rows.values("referrer_level", "decided_level").annotate(n=Count("pk")).order_by():
        cells[(int(row["referrer_level"] or 0), int(row["decided_level"] or 0))] = row["n"]
    return dict(cells)


def references_in(locality: str) -> QuerySet[Any, Any]:
    """Return the references of a locality's contacts, as a sub-query for what other rooms count about them."""
    return Contact.objects.filter(locality=locality).values("reference")


def last_received_at(*, start: date, end: date) -> datetime | None:
    """Return when the last contact of a period came in."""
    rows = Contact.objects.filter(Span(start, end).within("received_at")).order_by("-received_at")
    return rows.values_list("received_at", flat=True).first()


def first_received_on() -> date | None:
    """Return the day on which the first contact of all came in: no chart reaches further back."""
    first = Contact.objects.order_by("received_at").values_list("received_at", flat=True).first()
    return first.astimezone(LONDON).date() if first else None
