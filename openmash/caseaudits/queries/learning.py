"""What can be learned: themes, practice worth telling, and how two readers graded, for those who may know of whom."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.caseaudits.choices import AuditState
from openmash.caseaudits.models import AgreedGrade, Audit
from openmash.caseaudits.permissions import can_see_every_auditor
from openmash.caseaudits.queries.figures import COUNTER, TwoReadings, audits_for_figures, readings_for_figures


@dataclass(frozen=True)
class Learned:
    """A theme, by its code, and in how many of so many audits it was found."""

    theme: str
    number: int
    of: int


@dataclass(frozen=True)
class Practice:
    """Practice worth telling, marked by an auditor: where and when, without the child."""

    reference: str
    audited_on: date
    locality: str
    team: str
    words: str


@dataclass(frozen=True)
class Reading(TwoReadings):
    """Two readings of a section, with why the grade was changed where it was."""

    reason: str = ""


@dataclass(frozen=True)
class OwnAudit:
    """A finished audit as its auditor remembers it: no child, no words of the file; which grades held."""

    reference: str
    audited_on: date
    cohort: str
    overall: str
    holds: str


def themes_learned(*, start: date, end: date) -> list[Learned]:
    """Return in how many of the audits of a period each theme was found, the most frequent first. Counts everyone."""
    held = audits_for_figures(start=start, end=end)
    counted = Counter(theme for one in held for theme in set(one.themes))
    return [
        Learned(theme, number, len(held))
        for theme, number in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def good_practice(actor: Actor, *, start: date, end: date) -> list[Practice]:
    """Return what auditors marked as worth telling in a period, of audits that the actor may see, the latest first."""
    rows = Audit.objects.unrestricted_for(actor).counted().filter(audited_on__gte=start, audited_on__lte=end)
    columns = ("reference", "audited_on", "locality", "team", "good_practice")
    return [
        Practice(*row) for row in rows.exclude(good_practice="").order_by("-audited_on", "-pk").values_list(*columns)
    ]


def readings_seen_by(actor: Actor, *, start: date, end: date) -> list[Reading]:
    """Return the pairs of grades of a period with why any was changed: all for the principal social worker, own for an auditor."""
    pairs = readings_for_figures(start=start, end=end)
    if not can_see_every_auditor(actor):
        pairs = [one for one in pairs if one.auditor_id is not None and one.auditor_id == actor.user_id]
    reasons = _reasons([one.reference for one in pairs])
    return [Reading(**vars(one), reason=reasons.get((one.reference, one.section), "")) for one in pairs]


def _reasons(references: Sequence[str]) -> dict[tuple[str, str], str]:
    with request_transaction(COUNTER):
        rows = AgreedGrade.objects.filter(audit__reference__in=references)
        return {(one[0], one[1]): one[2] for one in rows.values_list("audit__reference", "section", "reason")}


def own_finished(actor: Actor, *, limit: int = 50) -> list[OwnAudit]:
    """Return the audits that the actor has finished, the latest first: the case itself is not theirs to see any longer."""
    rows = Audit.objects.unrestricted_for(actor).filter(auditor_id=actor.user_id, state=AuditState.FINISHED)
    found = []
    for audit in rows.prefetch_related("grades", "agreed_grades").order_by("-audited_on", "-pk")[:limit]:
        overall = next((one.grade for one in audit.grades.all() if one.section == "overall"), "")
        agreed = next((one.after for one in audit.agreed_grades.all() if one.section == "overall"), "")
        assert audit.audited_on is not None
        found.append(OwnAudit(audit.reference, audit.audited_on, audit.cohort, overall, agreed or overall))
    return found
