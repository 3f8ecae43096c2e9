"""What follows from a warning: it is written down, and the owner of the agreement is asked to review it, once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import worktime
from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.sharing import permissions
from openmash.sharing.choices import ShareAnswer, VersionState
from openmash.sharing.models import Document, DocumentVersion, FootingWarning
from openmash.sharing.queries.footing import Footing
from openmash.sharing.rules import register as rules
from openmash.trail import services as trail
from openmash.work import queries as work_queries
from openmash.work import services as work
from openmash.work.choices import WorkAct

REGISTER = Actor.machine("register", purpose="keep the register of sharing")
REVIEW_RULE = "review-date"


def register_team() -> Any:
    """Return the team that looks after the register, as the pack says. Raises RuleBroken when it names none."""
    code = agencies.pack_in_force().door.register_team
    if not code:
        raise RuleBroken("The practice pack names no team that looks after the register. Add register_team to it.")
    return agencies.team_by_code(code)


@transaction.atomic
def record_warnings(
    *, actor: Actor, footings: Sequence[Footing], subject_kind: str, subject: str, now: datetime
) -> list[FootingWarning]:
    """Write down what was shared with a warning, for which record, and ask for a review of each agreement.

    A review is asked for once: while it is open, more warnings add to it and not to the work. Where there is no
    agreement at all, the work is to make one with that agency. Returns nothing where nothing was warned about.
    Raises RuleBroken when a footing stops it: then it must not be shared.
    """
    if stopped := [one for one in footings if one.answer is ShareAnswer.STOPPED]:
        raise RuleBroken(" ".join(stopped[0].sentences))
    warned = [one for one in footings if one.answer is not ShareAnswer.ALLOWED and one.review]
    if not warned:
        return []
    with request_transaction(REGISTER):
        kept = FootingWarning.objects.bulk_create(
            FootingWarning(
                version=footing.version,
                from_agency=footing.from_agency,
                to_agency=footing.to_agency,
                kind=footing.kind,
                purpose=footing.purpose,
                bases=list(footing.bases),
                sentences=list(footing.sentences),
                subject_kind=subject_kind,
                subject=subject,
                warned_at=now,
                warned_by=actor.reference,
            )
            for footing in warned
        )
        trail.record(
            actor=actor,
            kind="sharing.warned",
            subject=f"{subject_kind} {subject}",
            at=now,
            agreements=[one.agreement_version for one in warned],
            bases=list(warned[0].bases),
            to=[one.to_agency.code for one in warned],
        )
        _ask_for_reviews(warned, now)
    return kept


def _ask_for_reviews(warned: Sequence[Footing], now: datetime) -> None:
    """Open what is not open yet: a review of each agreement, and the making of one with each agency that has none."""
    clock = agencies.pack_in_force().door.agreement_review_clock
    if not clock:
        return
    about = [_concerned(one) for one in warned]
    open_already = work_queries.held_open(
        REGISTER, acts=(WorkAct.REVIEW_DOCUMENT, WorkAct.MAKE_AGREEMENT), subjects=[one.subject for one in about]
    )
    for one in dict.fromkeys(about):
        if (one.act, one.kind, one.subject) in open_already:
            continue
        due = agencies.due_by(clock, now)
        if one.document is not None:
            _review(one.document, due, now)
        else:
            subject = (one.kind, one.subject)
            _open(act=one.act, subject=subject, team=register_team(), due=due, note=one.name, now=now)


class _Concerned(NamedTuple):
    """What a warning asks somebody to see to."""

    act: str
    kind: str
    subject: str
    name: str
    document: Document | None


def _concerned(footing: Footing) -> _Concerned:
    if footing.version is not None:
        document = footing.version.document
        return _Concerned(WorkAct.REVIEW_DOCUMENT, "document", document.reference, document.title, document)
    other = footing.to_agency if footing.from_agency.is_authority else footing.from_agency
    return _Concerned(WorkAct.MAKE_AGREEMENT, "agency", other.code, other.name, None)


def _review(document: Document, due: agencies.DueBy, now: datetime) -> None:
    subject = ("document", document.reference)
    _open(act=WorkAct.REVIEW_DOCUMENT, subject=subject, team=document.team, due=due, note=document.title, now=now)


def _open(*, act: str, subject: tuple[str, str], team: Any, due: agencies.DueBy, note: str, now: datetime) -> None:
    work.open_work(
        actor=REGISTER,
        act=act,
        subject_kind=subject[0],
        subject=subject[1],
        team=team,
        due=due,
        rag="",
        arrived_at=now,
        note=note,
        now=now,
    )


@transaction.atomic
def raise_reviews(*, actor: Actor, now: datetime) -> int:
    """Open work for every version in force whose last day is near or has passed, due on that day. Returns how many are due.

    Once per document while the work is open. Raises Denied.
    """
    permissions.check_can_keep_register(actor)
    today, found = london_day(now), 0
    notice = agencies.pack_in_force().door.agreement_review_notice_days
    held = DocumentVersion.objects.filter(state__in=(VersionState.IN_FORCE, VersionState.LAPSED))
    for version in held.select_related("document__team").order_by("document_id", "-number").distinct("document_id"):
        last = rules.last_day(review_on=version.review_on, ends_on=version.ends_on)
        if last is None or not rules.review_is_near(
            review_on=version.review_on, ends_on=version.ends_on, notice_days=notice, on=today
        ):
            continue
        due = agencies.DueBy(worktime.end_of(last), "the last day of the version in force", REVIEW_RULE)
        _review(version.document, due, now)
        found += 1
    return found
