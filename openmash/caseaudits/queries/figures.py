"""What audits say, as plain values: for figures, which count everyone, restricted people included."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast

from django.db.models import QuerySet

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.caseaudits.choices import AuditKind, AuditState
from openmash.caseaudits.models import AgreedGrade, Answer, Audit, Escalation, Grade
from openmash.caseaudits.rules.agreement import Agreement, agreement_of

COUNTER = Actor.machine("audit-figures")


@dataclass(frozen=True)
class CountedAudit:
    """One finished audit as figures need it: no person, no name of a child.

    `answers` by section and question (of several items of a plan: yes only where each is), `grades` those that hold, after
    what two readers agreed, `first_grades` as the auditor gave them, `previous` those of the earlier audit; all as codes of
    `choices`. `auditor` is the auditor's name, for those alone who may see figures per auditor.
    """

    reference: str
    audited_on: date
    cohort: str
    locality: str
    team: str
    auditor: str
    sample: str
    source: str
    kind: str
    social_worker_met: bool | None
    feedback_from: str
    escalated: bool | None
    themes: tuple[str, ...] = ()
    answers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    grades: Mapping[str, str] = field(default_factory=dict)
    first_grades: Mapping[str, str] = field(default_factory=dict)
    previous: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TwoReadings:
    """The grades of one section by two readers, neither of whom saw the other's; `agreed` is what holds, empty until then."""

    reference: str
    auditor: str
    section: str
    first: str
    second: str
    agreed: str
    finished_on: date
    auditor_id: int | None = None
    toolkit: str = ""


@dataclass(frozen=True)
class CountedEscalation:
    """One escalation as figures need it."""

    immediate: bool
    raised_at: datetime
    due_at: datetime
    answered_at: datetime | None


def audits_for_figures(*, start: date, end: date) -> list[CountedAudit]:
    """Return the finished audits of days from `start` to `end`, both included; no second readings. Four queries, however many."""
    with request_transaction(COUNTER):
        rows = Audit.objects.counted().filter(audited_on__gte=start, audited_on__lte=end)
        held = list(rows.order_by("audited_on", "pk"))
        answers, grades = _answers(rows), _grades(rows)
        agreed = _agreed(rows)
    return [
        CountedAudit(
            reference=one.reference,
            audited_on=cast(date, one.audited_on),
            cohort=one.cohort,
            locality=one.locality,
            team=one.team,
            auditor=one.auditor_name,
            sample=one.sample,
            source=one.source,
            kind=one.kind,
            social_worker_met=one.social_worker_met,
            feedback_from=one.feedback_from,
            escalated=one.escalated,
            themes=tuple(one.themes),
            answers=answers.get(one.pk, {}),
            grades={section: first for section, (first, _) in grades.get(one.pk, {}).items() if first}
            | agreed.get(one.pk, {}),
            first_grades={section: first for section, (first, _) in grades.get(one.pk, {}).items() if first},
            previous={section: before for section, (_, before) in grades.get(one.pk, {}).items() if before},
        )
        for one in held
    ]


def _answers(audits: QuerySet[Audit]) -> dict[int, dict[tuple[str, str], str]]:
    """Return the answers of audits by their keys. Of a question that is asked of each item of a plan one answer: the worst."""
    found: dict[int, dict[tuple[str, str], str]] = defaultdict(dict)
    rows = Answer.objects.filter(audit__in=audits).exclude(answer="")
    for audit, section, question, answer in rows.values_list("audit_id", "section", "question", "answer"):
        held = found[audit]
        held[section, question] = worst(held.get((section, question)), answer)
    return found


WORST_FIRST = ("no", "yes", "na")


def worst(one: str | None, other: str) -> str:
    """Return the answer that holds for all of several items: no where one is no, yes where one is yes and none is no."""
    return other if one is None else min(one, other, key=WORST_FIRST.index)


def _grades(audits: QuerySet[Audit]) -> dict[int, dict[str, tuple[str, str]]]:
    found: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    rows = Grade.objects.filter(audit__in=audits)
    for audit, section, grade, before in rows.values_list("audit_id", "section", "grade", "previous_grade"):
        found[audit][section] = (grade, before)
    return found


def _agreed(audits: QuerySet[Audit]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for audit, section, after in AgreedGrade.objects.filter(audit__in=audits).values_list(
        "audit_id", "section", "after"
    ):
        found[audit][section] = after
    return found


def readings_for_figures(*, start: date, end: date) -> list[TwoReadings]:
    """Return the sections that two readers graded, of second readings finished on days from `start` to `end`."""
    with request_transaction(COUNTER):
        seconds = list(
            Audit.objects.filter(
                kind=AuditKind.SECOND,
                state=AuditState.FINISHED,
                reads__state=AuditState.FINISHED,
                audited_on__gte=start,
                audited_on__lte=end,
            )
            .select_related("reads")
            .order_by("audited_on", "pk")
        )
        firsts = Audit.objects.filter(pk__in=[one.reads_id for one in seconds])
        own = _grades(Audit.objects.filter(pk__in=[one.pk for one in seconds]))
        theirs, agreed = _grades(firsts), _agreed(firsts)
    return list(_pairs(seconds, own, theirs, agreed))


def _pairs(
    seconds: Iterable[Audit],
    own: Mapping[int, Mapping[str, tuple[str, str]]],
    theirs: Mapping[int, Mapping[str, tuple[str, str]]],
    agreed: Mapping[int, Mapping[str, str]],
) -> Iterable[TwoReadings]:
    for one in seconds:
        first = one.reads
        assert first is not None and one.audited_on is not None
        graded = theirs.get(first.pk, {})
        for section, (second, _) in sorted(own.get(one.pk, {}).items()):
            given = graded.get(section, ("", ""))[0]
            if given and second:
                holds = agreed.get(first.pk, {}).get(section, "")
                yield TwoReadings(
                    first.reference,
                    first.auditor_name,
                    section,
                    given,
                    second,
                    holds or (given if given == second else ""),
                    one.audited_on,
                    first.auditor_id,
                    first.toolkit,
                )


def agreement_of_readings(readings: Iterable[TwoReadings], *, today: date) -> Agreement:
    """Return how far two readers agree over sections that both graded; no kappa below what the pack asks for."""
    pairs = [(one.first, one.second) for one in readings]
    return agreement_of(pairs, fewest=agencies.pack_in_force(today).auditing.fewest_for_agreement)


def escalations_for_figures(*, start: date, end: date) -> list[CountedEscalation]:
    """Return what was escalated from audits made on days from `start` to `end`."""
    with request_transaction(COUNTER):
        rows = Escalation.objects.filter(audit__audited_on__gte=start, audit__audited_on__lte=end).order_by("raised_at")
        return [CountedEscalation(*row) for row in rows.values_list("immediate", "raised_at", "due_at", "answered_at")]
