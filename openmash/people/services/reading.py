"""Open a record for a reason: four hours for one person, whoever holds the record told at once, and a manager's review."""

from datetime import datetime, timedelta

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.errors import NotFound, RuleBroken
from openmash.base.references import next_reference
from openmash.people import permissions, queries
from openmash.people.choices import OPENING_FINDING_WORDS, OpeningFinding
from openmash.people.models import BreakGlass, Person
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

LONGEST, LONGEST_FINDING = 500, 1000
SUBJECT = "opening"


@transaction.atomic
def break_glass(*, actor: Actor, person: Person, reason: str, words: str, now: datetime) -> BreakGlass:
    """Open a person's record for a reason, for the hours that the pack gives. Who gave one that still holds keeps it.

    Whoever holds the record is told in their work at once, and a manager who is not the actor reviews it.

    Raises Denied, NotFound; RuleBroken without a reason of the pack, or without words.
    """
    permissions.check_can_give_reason(actor)
    if not Person.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=person.pk).exists():
        raise NotFound
    words = words.strip()
    if reason not in queries.opening_reasons(now):
        raise RuleBroken("Choose why you need to see this record.", field="reason")
    if not words or len(words) > LONGEST:
        raise RuleBroken(f"Say in up to {LONGEST} characters what you need to know, and what for.", field="words")
    assert actor.user_id is not None
    live = BreakGlass.objects.filter(user_id=actor.user_id, person=person, until__gt=now).first()
    if live is not None:
        return live
    reading, holder = agencies.pack_in_force().record_reading, queries.holder_of(person)
    opening = BreakGlass.objects.create(
        reference=next_reference("G-", "ref_break_glass"),
        person=person,
        user_id=actor.user_id,
        user_name=actor.name,
        reason=reason,
        words=words,
        opened_at=now,
        until=now + timedelta(hours=reading.hours),
        told_team=holder.team if holder else None,
        told_person_id=holder.owner_id if holder else None,
        told_about=holder.record if holder else "",
        pack=agencies.current_pack_version(),
    )
    trail.record(
        actor=actor, kind="person.opened_for_reason", subject=person, at=now, opening=opening.reference, reason=reason
    )
    _tell_holder(actor=actor, opening=opening, holder=holder, now=now)
    _ask_for_review(actor=actor, opening=opening, now=now)
    return opening


def _tell_holder(*, actor: Actor, opening: BreakGlass, holder: queries.Holder | None, now: datetime) -> None:
    """Put it into the work of whoever holds the record. Where nobody does, the review itself tells the managers."""
    if holder is None:
        return
    reading = agencies.pack_of(opening.pack_id).record_reading
    work.open_work(
        actor=actor,
        act=WorkAct.READ_OPENING,
        subject_kind=SUBJECT,
        subject=opening.reference,
        team=holder.team,
        owner_id=holder.owner_id,
        locality=holder.locality,
        restricted=opening.person.restricted,
        due=agencies.due_by(reading.notice_clock, now),
        rag="",
        arrived_at=now,
        note=f"{opening.person.full_name}, opened by {opening.user_name}",
        now=now,
    )


def _ask_for_review(*, actor: Actor, opening: BreakGlass, now: datetime) -> None:
    reading = agencies.pack_of(opening.pack_id).record_reading
    work.open_work(
        actor=actor,
        act=WorkAct.REVIEW_OPENING,
        subject_kind=SUBJECT,
        subject=opening.reference,
        team=agencies.team_by_code(reading.review_team),
        restricted=opening.person.restricted,
        due=agencies.due_by(reading.review_clock, now),
        rag="",
        arrived_at=now,
        note=f"{opening.person.full_name}, opened by {opening.user_name}",
        roles=(Role.MASH_MANAGER, Role.LOCALITY_MANAGER),
        not_by=actor.reference,
        now=now,
    )


@transaction.atomic
def read_opening(*, actor: Actor, opening: BreakGlass, now: datetime) -> BreakGlass:
    """Say that whoever holds the record has read who opened it.

    Raises Denied for whoever opened it; NotFound for an opening that the actor was not told of.
    """
    held = queries.opening_by_reference(actor, opening.reference)
    permissions.check_can_read_opening(actor, held)
    trail.record(actor=actor, kind="opening.read", subject=f"{SUBJECT} {held.reference}", at=now)
    work.finish_work(
        actor=actor, act=WorkAct.READ_OPENING, subject_kind=SUBJECT, subject=held.reference, reason="read", now=now
    )
    return held


@transaction.atomic
def review_opening(*, actor: Actor, opening: BreakGlass, finding: str, words: str, now: datetime) -> BreakGlass:
    """Keep what a manager found of an opening, once. Words are needed unless it was justified.

    Raises Denied, NotFound; RuleBroken without a finding or its words, and when it was reviewed already.
    """
    held = queries.opening_by_reference(actor, opening.reference)
    permissions.check_can_review_opening(actor, held)
    held = BreakGlass.objects.select_for_update(of=("self",)).get(pk=held.pk)
    words = words.strip()
    if held.reviewed_at is not None:
        raise RuleBroken("This opening has been reviewed already.")
    if finding not in OPENING_FINDING_WORDS:
        raise RuleBroken("Choose what you found.", field="finding")
    if finding != OpeningFinding.JUSTIFIED and not words:
        raise RuleBroken("Say what happens next, and who sees to it.", field="words")
    held.finding, held.finding_words, held.reviewed_at, held.reviewed_by_id = (
        finding,
        words[:LONGEST_FINDING],
        now,
        actor.user_id,
    )
    held.save(update_fields=["finding", "finding_words", "reviewed_at", "reviewed_by"])
    trail.record(actor=actor, kind="opening.reviewed", subject=f"{SUBJECT} {held.reference}", at=now, finding=finding)
    work.finish_work(
        actor=actor,
        act=WorkAct.REVIEW_OPENING,
        subject_kind=SUBJECT,
        subject=held.reference,
        reason=str(OPENING_FINDING_WORDS[finding]).lower(),
        now=now,
    )
    return held
