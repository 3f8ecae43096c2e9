"""A school that was told in another way, and a notice that is not needed."""

from datetime import datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.release import services as release
from openmash.release.choices import RecipientKind
from openmash.schools import permissions, queries
from openmash.schools.choices import TOLD_HOW_WORDS, EventKind, NoticeState, ToldHow
from openmash.schools.models import SchoolNotice
from openmash.schools.services.shared import SOURCE, finish, lock_notice, move, note_event, put_on_footing
from openmash.work.choices import WorkAct

ACTS = (WorkAct.TELL_SCHOOL, WorkAct.SEE_TO_SCHOOL_NOTICE)


@transaction.atomic
def tell_otherwise(
    *,
    actor: Actor,
    notice: SchoolNotice,
    how: str,
    told_at: datetime,
    words: str,
    urn: str = "",
    when_known: bool = True,
    now: datetime,
) -> SchoolNotice:
    """Keep that a school was told by the police, by telephone or in person: when, and whom one spoke to (`words`).

    `urn` names the school where the notice does not yet. `when_known` is False where nobody told us when it happened: the school may
    then have been told before we were. What waits at the gate is taken back. Raises Denied; NotFound; RuleBroken
    without a school, a way or a word, for a time that lies ahead or before the incident, or for what has moved on.
    """
    permissions.check_can_tell(actor)
    notice = lock_notice(notice)
    _check(notice if when_known else None, how, told_at, words, now)
    if urn:
        notice.school = queries.school_by_urn(urn)
        notice.school_name = notice.school.name
    if notice.school is None:
        raise RuleBroken("Choose the school that was told.", field="school")
    was_at_gate = notice.state == NoticeState.AT_THE_GATE
    move(notice, NoticeState.TOLD_OTHERWISE)
    notice.told_how, notice.told_words, notice.problem = how, words.strip(), ""
    notice.told_at = notice.told_at or told_at
    if how != ToldHow.POLICE:
        put_on_footing(actor=actor, notice=notice, items=queries.BY_WORD, now=now)
    notice.save()
    if was_at_gate:
        release.withdraw_packages(actor=actor, source_kind=SOURCE, sources=[notice.reference], now=now)
    said = f"{TOLD_HOW_WORDS[how]}. {notice.told_words}"
    note_event(actor=actor, notice=notice, kind=EventKind.TOLD_OTHERWISE, words=said, now=now)
    finish(actor=actor, notice=notice, acts=ACTS, reason="told in another way", now=now)
    if how != ToldHow.POLICE:
        _disclose(actor, notice, now)
    return notice


def _check(notice: SchoolNotice | None, how: str, told_at: datetime, words: str, now: datetime) -> None:
    if how not in TOLD_HOW_WORDS:
        raise RuleBroken("Choose how the school was told.", field="how")
    if not words.strip():
        raise RuleBroken("Write who at the school was told.", field="words")
    if told_at > now:
        raise RuleBroken("This lies ahead. Give the time at which the school was told.", field="told_at")
    if notice and told_at < notice.incident_at:
        raise RuleBroken("The school cannot have been told before it happened. Check the time.", field="told_at")


def _disclose(actor: Actor, notice: SchoolNotice, now: datetime) -> None:
    """Keep what we told ourselves: that there was an incident, about this child. The words that were said are not ours to list."""
    release.record_disclosure(
        actor=actor,
        given=release.DisclosureGiven(
            what="school_told",
            subject_kind=notice.about_kind,
            subject=notice.about,
            source_kind=SOURCE,
            source=notice.reference,
            recipient_kind=RecipientKind.KEY_ADULT,
            recipient=f"school {notice.school.urn}" if notice.school else "",
            recipient_name=notice.school_name,
            people=[(notice.person_id, notice.person_reference)],
            purpose="supporting-pupil",
            lawful_bases=agencies.pack_of(notice.pack_id).telling_schools.lawful_bases,
            fields=["names", "incident"],
            restricted=notice.restricted,
        ),
        now=now,
    )


@transaction.atomic
def withdraw_notice(*, actor: Actor, notice: SchoolNotice, reason: str, now: datetime) -> SchoolNotice:
    """Say that a school need not be told, and why. Raises Denied; RuleBroken without a reason, or once it was told."""
    permissions.check_can_tell(actor)
    notice = lock_notice(notice)
    if not reason.strip():
        raise RuleBroken("Write why the school need not be told.", field="reason")
    was_at_gate = notice.state == NoticeState.AT_THE_GATE
    move(notice, NoticeState.WITHDRAWN)
    notice.problem = ""
    notice.save()
    if was_at_gate:
        release.withdraw_packages(actor=actor, source_kind=SOURCE, sources=[notice.reference], now=now)
    note_event(actor=actor, notice=notice, kind=EventKind.WITHDRAWN, words=reason.strip(), now=now)
    finish(actor=actor, notice=notice, acts=ACTS, reason="not needed", now=now)
    return notice
