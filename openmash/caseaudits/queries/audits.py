"""Rounds, audits and what hangs on them, as the actor may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from openmash.agencies import queries as agencies
from openmash.agencies.choices import ROLE_PURPOSES, Role
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.transactions import request_transaction
from openmash.caseaudits.choices import IN_HAND, AuditKind, AuditState
from openmash.caseaudits.models import Audit, Escalation, Round
from openmash.work import queries as work

LOOKER = Actor.machine("audits")
ANSWERED_FOR = timedelta(days=14)
MOST = 200


@dataclass(frozen=True)
class Hand:
    """What of audits concerns somebody now: what is with them, what they escalated or are asked, and their own cases' audits."""

    to_do: list[Audit]
    own_cases: list[Audit]
    asked: list[Escalation]
    answered: list[Escalation]


def rounds(*, limit: int = 24) -> list[Round]:
    """Return the rounds, the latest first, each with `done` and `number`, its audits finished and all: those seen by everyone."""
    with request_transaction(LOOKER):
        first = Q(audits__reads__isnull=True) & ~Q(audits__state=AuditState.WITHDRAWN)
        counted = Round.objects.annotate(
            number=Count("audits", filter=first),
            done=Count("audits", filter=first & Q(audits__state=AuditState.FINISHED)),
        )
        return list(counted.order_by("-month", "-pk")[:limit])


def round_by_reference(actor: Actor, reference: str) -> Round:
    """Return a round. Raises NotFound."""
    held = Round.objects.filter(reference=reference).first() if actor.is_authority else None
    if held is None:
        raise NotFound
    return held


def _audits(actor: Actor) -> QuerySet[Audit]:
    return Audit.objects.visible_to(actor).select_related("person", "contact", "auditor", "round")


def audits_of_round(actor: Actor, held: Round) -> list[Audit]:
    """Return the audits of a round that the actor may see, those without an auditor first, then as they are due."""
    rows = _audits(actor).filter(round=held).order_by("due_at", "pk")
    return sorted(rows, key=lambda one: (one.state != AuditState.DRAWN, one.state == AuditState.FINISHED))


def audit_by_reference(actor: Actor, reference: str) -> Audit:
    """Return an audit with its person, contact and auditor. Raises NotFound for one that the actor may not see."""
    audit = _audits(actor).filter(reference=reference).first()
    if audit is None:
        raise NotFound
    return audit


def audit_locked(actor: Actor, reference: str) -> Audit:
    """Return an audit as it stands now, locked until the transaction ends: nobody else writes it meanwhile. Raises NotFound."""
    seen = audit_by_reference(actor, reference)
    Audit.objects.select_for_update(of=("self",)).values_list("pk").get(pk=seen.pk)
    return audit_by_reference(actor, reference)


def sees_audit(actor: Actor, audit: Audit) -> bool:
    """Whether the actor may open an audit."""
    return Audit.objects.visible_to(actor).filter(pk=audit.pk).exists()


def hand_of(actor: Actor, now: datetime) -> Hand:
    """Return what of audits concerns the actor now. Four queries."""
    seen = _audits(actor)
    asked = Escalation.objects.filter(answered_at__isnull=True).exclude(raised_by=actor.reference)
    own = Escalation.objects.filter(raised_by=actor.reference)
    own = own.filter(Q(answered_at__isnull=True) | Q(answered_at__gte=now - ANSWERED_FOR))
    joined = ("audit__person", "audit__contact", "team")
    answers = actor.has(Role.MASH_MANAGER, Role.LOCALITY_MANAGER, Role.PRINCIPAL_SOCIAL_WORKER)
    return Hand(
        to_do=list(seen.filter(auditor_id=actor.user_id, state__in=IN_HAND).order_by("due_at", "pk")),
        own_cases=list(
            seen.filter(worker_user_id=actor.user_id, state=AuditState.FINISHED).order_by("-finished_at")[:MOST]
        ),
        asked=_seen(actor, asked.select_related(*joined).order_by("due_at")) if answers else [],
        answered=_seen(actor, own.select_related(*joined).order_by("-raised_at")),
    )


def _seen(actor: Actor, rows: QuerySet[Escalation]) -> list[Escalation]:
    """Return escalations without those about somebody restricted, for whoever is not cleared."""
    if not actor.cleared:
        rows = rows.exclude(audit__person__restricted=True).exclude(audit__contact__restricted=True)
    return list(rows[:MOST])


def escalation_by_reference(actor: Actor, reference: str) -> Escalation:
    """Return an escalation that the actor raised, or may answer or read with its audit. Raises NotFound."""
    rows = Escalation.objects.filter(reference=reference).select_related("audit__person", "audit__contact", "team")
    if not actor.has(Role.MASH_MANAGER, Role.LOCALITY_MANAGER, Role.PRINCIPAL_SOCIAL_WORKER):
        rows = rows.filter(Q(raised_by=actor.reference) | Q(audit__in=Audit.objects.visible_to(actor)))
    found = next(iter(_seen(actor, rows)), None)
    if found is None or not actor.is_authority:
        raise NotFound
    return found


def escalations_open(audit: Audit) -> list[Escalation]:
    """Return what was escalated from an audit, the latest first."""
    return list(audit.escalations.select_related("team").order_by("-raised_at"))


def answered_for(audit: Audit) -> dict[tuple[str, str, str], Any]:
    """Return the answers of an audit by section, question and item."""
    return {(one.section, one.question, one.item): one for one in audit.answers.all()}


def grades_held(audit: Audit) -> dict[str, Any]:
    """Return the grades of an audit by section, with what is said of each."""
    return {one.section: one for one in audit.grades.all()}


def toolkit_of(audit: Audit) -> Any:
    """Return what an audit asks: the toolkit of the version that it began with. Raises NotFound for one made elsewhere."""
    if audit.pack_id is None:
        raise NotFound("This audit was made elsewhere. What it asked is not held here.")
    return agencies.pack_of(audit.pack_id).one("audit_toolkits", audit.toolkit)


def earlier_audit(audit: Audit, *, days: int, on: date) -> Audit | None:
    """Return the audit of the same child that this one is compared with: the last finished, so many days before. None for contacts."""
    if audit.person_id is None:
        return None
    before = on - timedelta(days=days)
    rows = Audit.objects.counted().filter(person_id=audit.person_id, contact__isnull=True, audited_on__lte=before)
    with request_transaction(LOOKER):
        return rows.exclude(pk=audit.pk).order_by("-audited_on", "-pk").first()


def restricted_audit(audit: Audit) -> bool:
    """Whether an audit is about somebody whose record is restricted."""
    return any(one.restricted for one in (audit.person, audit.contact) if one is not None)


def purpose_of(actor: Actor, audit: Audit) -> str:
    """Return for what the actor opens an audit, as the trail keeps it: what ties them to it, and its reference."""
    if audit.auditor_id is not None and audit.auditor_id == actor.user_id:
        words = ROLE_PURPOSES[Role.AUDITOR]
    elif audit.worker_user_id is not None and audit.worker_user_id == actor.user_id:
        words = "Reading an audit of my own case"
    elif actor.has(Role.PRINCIPAL_SOCIAL_WORKER, Role.MASH_MANAGER):
        words = ROLE_PURPOSES[Role.PRINCIPAL_SOCIAL_WORKER]
    else:
        words = "Reading an audit of my locality"
    return f"{words}: {audit.reference}"


def action_audit(actor: Actor, action: Any) -> Audit | None:
    """Return the audit that an action came from, for those who may see it; None for those who were given the action alone."""
    return _audits(actor).filter(reference=action.origin).first()


def actions_by_audit(actor: Actor, audits: Sequence[Audit]) -> Mapping[str, list[Any]]:
    """Return the actions of audits that the actor may see, by the audit's reference."""
    found: dict[str, list[Any]] = {one.reference: [] for one in audits}
    for action in work.actions_of(actor, origin_kind="audit", origins=list(found)):
        found[action.origin].append(action)
    return found


def second_reading(actor: Actor, audit: Audit) -> Audit | None:
    """Return the second reading of an audit that the actor may see, once both have finished; None before."""
    if audit.state != AuditState.FINISHED:
        return None
    rows = Audit.objects.visible_to(actor).filter(reads_id=audit.pk, state=AuditState.FINISHED)
    return rows.order_by("-pk").first()


def second_readings_open() -> list[Audit]:
    """Return the second readings that are with a reader now, as a machine sees them, with what each reads."""
    with request_transaction(LOOKER):
        rows = Audit.objects.filter(reads__isnull=False, state__in=IN_HAND).select_related("reads", "person", "contact")
        return list(rows.order_by("pk"))


def audits_waiting(*, before: datetime) -> list[Audit]:
    """Return the audits that are made once more and that no auditor has yet, asked for before a moment, as a machine sees them."""
    with request_transaction(LOOKER):
        rows = Audit.objects.filter(state=AuditState.DRAWN, kind=AuditKind.AGAIN, made_at__lt=before)
        return list(rows.select_related("person", "contact").order_by("pk"))
