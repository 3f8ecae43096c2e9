"""A key adult reads a notice and says that they have it: receipts that stand on the record."""

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.release import services as release
from openmash.release.choices import RecipientKind
from openmash.schools import queries
from openmash.schools.choices import EventKind, NoticeState
from openmash.schools.models import SchoolNotice
from openmash.schools.services.shared import SCHOOLS, finish, lock_notice, move, note_event
from openmash.trail import services as trail
from openmash.work.choices import WorkAct


@transaction.atomic
def read_notice(*, actor: Actor, reference: str, now: datetime) -> SchoolNotice:
    """Keep that somebody of the school has opened a notice, and what they were told by that; the first time alone counts.

    Raises NotFound for a notice that is not the actor's to read.
    """
    with _as(actor):
        return _read(actor, reference, now)


def _as(actor: Actor) -> AbstractContextManager[None]:
    """Whoever came by a link sees no row of the database: what they may read is asked, and a machine keeps it for them."""
    return request_transaction(SCHOOLS) if actor.link else nullcontext()


def _read(actor: Actor, reference: str, now: datetime) -> SchoolNotice:
    notice = lock_notice(queries.own_notice(actor, reference, now=now))
    if notice.read_at is None:
        notice.read_at, notice.read_by, notice.read_by_name = now, actor.reference, actor.name
        if notice.state == NoticeState.RELEASED:
            move(notice, NoticeState.READ)
        notice.save(update_fields=["read_at", "read_by", "read_by_name", "state", "version"])
        note_event(actor=actor, notice=notice, kind=EventKind.READ, now=now)
        _disclose(actor, notice, now)
    trail.record(
        actor=actor,
        kind="school_notice.opened_by_school",
        subject=f"school_notice {notice.reference}",
        at=now,
        person=notice.person_reference,
    )
    return notice


def _disclose(actor: Actor, notice: SchoolNotice, now: datetime) -> None:
    release.record_disclosure(
        actor=actor,
        given=release.DisclosureGiven(
            what="school_notice_read",
            subject_kind=notice.about_kind,
            subject=notice.about,
            source_kind="school_notice",
            source=notice.reference,
            recipient_kind=RecipientKind.KEY_ADULT,
            recipient=_recipient(actor, notice),
            recipient_name=notice.school_name,
            people=[(notice.person_id, notice.person_reference)],
            purpose="supporting-pupil",
            lawful_bases=_bases(notice),
            fields=notice.fields_told,
            restricted=notice.restricted,
        ),
        now=now,
    )


def _recipient(actor: Actor, notice: SchoolNotice) -> str:
    if actor.link:
        return f"school {notice.school.urn}" if notice.school else ""
    return f"agency {actor.agency_code}"


def _bases(notice: SchoolNotice) -> list[str]:
    return list(agencies.pack_of(notice.pack_id).telling_schools.lawful_bases)


@transaction.atomic
def acknowledge_notice(*, actor: Actor, reference: str, now: datetime) -> SchoolNotice:
    """Say, as the key adult, that one has the notice. Raises NotFound; RuleBroken where it was said before."""
    with _as(actor):
        return _acknowledge(actor, reference, now)


def _acknowledge(actor: Actor, reference: str, now: datetime) -> SchoolNotice:
    notice = _read(actor, reference, now)
    if notice.acknowledged_at is not None:
        raise RuleBroken("Your school has said already that it has this notice.")
    move(notice, NoticeState.ACKNOWLEDGED)
    notice.acknowledged_at, notice.acknowledged_by = now, actor.reference
    notice.save(update_fields=["state", "acknowledged_at", "acknowledged_by", "version"])
    note_event(actor=actor, notice=notice, kind=EventKind.ACKNOWLEDGED, now=now)
    finish(
        actor=SCHOOLS, notice=notice, acts=(WorkAct.SEE_TO_SCHOOL_NOTICE,), reason="acknowledged by the school", now=now
    )
    return notice
