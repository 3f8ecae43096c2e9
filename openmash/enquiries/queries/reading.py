"""Reading together what agencies said about one record: for a room that has checked that the actor may see the record."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import QuerySet

from openmash.base.actors import Actor
from openmash.enquiries import rules
from openmash.enquiries.choices import RequestState, ReturnKind
from openmash.enquiries.models import AgencyRequest
from openmash.work import queries as work
from openmash.work.choices import WorkAct


@dataclass(frozen=True)
class Standing:
    """How the asking about one record stands, in counts."""

    asked: int = 0
    answered: int = 0
    late: int = 0
    unread: int = 0
    waiting: tuple[str, ...] = field(default_factory=tuple)


def _about(actor: Actor, subject_kind: str, subject: str) -> QuerySet[AgencyRequest]:
    rows = AgencyRequest.objects.visible_to(actor) if actor.is_authority else AgencyRequest.objects.none()
    return rows.filter(enquiry__subject_kind=subject_kind, enquiry__subject=subject)


def requests_about(actor: Actor, *, subject_kind: str, subject: str) -> list[AgencyRequest]:
    """Return every request on a record with its people, answers and events, the oldest first. Seven queries."""
    rows = _about(actor, subject_kind, subject)
    rows = rows.select_related("agency", "enquiry").prefetch_related(
        "enquiry__people", "returns__involved", "returns__facts", "returns__files__file", "events"
    )
    return list(rows.order_by("asked_at", "pk"))


def standing_of(actor: Actor, *, subject_kind: str, subject: str, now: datetime) -> Standing:
    """Return how the asking about a record stands: one query."""
    rows = _about(actor, subject_kind, subject).exclude(state=RequestState.WITHDRAWN).order_by("due_at", "pk")
    held = list(rows.values_list("state", "due_at", "agency__name"))
    waiting = [(due_at, agency) for state, due_at, agency in held if state == RequestState.ASKED]
    return Standing(
        asked=len(held),
        answered=len(held) - len(waiting),
        late=sum(due_at < now for due_at, _ in waiting),
        waiting=tuple(agency for _, agency in waiting),
    )


def has_unread_returns(actor: Actor, *, subject_kind: str, subject: str) -> bool:
    """Whether answers on a record wait for somebody to read them."""
    items = work.open_work_on(actor, subject_kind=subject_kind, subject=subject)
    return any(item.act == WorkAct.READ_RETURNS for item in items)


def questions_about(requests: Iterable[AgencyRequest]) -> list[rules.OpenQuestion]:
    """Return where the agencies' answers contradict each other, and what is missing, as questions."""
    held = [one for one in requests if one.state != RequestState.WITHDRAWN]
    said = [
        rules.Said(
            agency=one.agency.name,
            handling=given.handling,
            answers=given.answers,
            nothing=given.kind in (ReturnKind.NOTHING, ReturnKind.DECLINED),
        )
        for one in held
        for given in one.returns.all()
    ]
    return rules.open_questions(said, not_answered=[one.agency.name for one in held if one.state == RequestState.ASKED])


def late_requests(now: datetime, *, raise_after: timedelta) -> list[AgencyRequest]:
    """Return the unanswered requests whose time is over and that are still to be reminded or raised. For the job."""
    rows = AgencyRequest.objects.filter(state=RequestState.ASKED, due_at__lt=now)
    rows = rows.select_related("agency", "enquiry__team").prefetch_related("enquiry__people").order_by("due_at", "pk")
    return [
        one
        for one in rows
        if (
            due := rules.chase(
                state=one.state,
                due_at=one.due_at,
                reminded=one.reminded_at is not None,
                raised=one.raised_at is not None,
                raise_after=raise_after,
                now=now,
            )
        ).remind
        or due.raise_to_lead
    ]
