"""Look once more, with cleared eyes, for what somebody who is not cleared looked for; tell a cleared manager; complete it.

Whoever looks notices nothing: every look-up of theirs leaves one row, whatever it found, and a job looks later.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.errors import NotFound, RuleBroken
from openmash.base.references import next_reference
from openmash.people import permissions, queries
from openmash.people.choices import CHECK_FINDING_WORDS, CheckFinding
from openmash.people.models import LookUp, Person, RestrictedCheck
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

BATCH, LONGEST, LONGEST_WORDS, LONGEST_FINDING = 500, 100, 300, 1000
# The probability of a pair that agrees in both names, or has names alike and something beside them: rather one too many.
LIKELY = 0.015
SUBJECT = "check"
# The same look-up within so many hours of a check that was completed is the one that was checked.
SAME_FOR = timedelta(hours=24)
ASKED = ("text", "given", "family", "dob", "age", "sex", "address", "postcode", "nhs", "upn", "reference")


def note_look_up(*, actor: Actor, looked_for: Iterable[dict[str, Any]], subject: str = "", now: datetime) -> None:
    """Keep what somebody who is not cleared looked for, until it is looked for once more. One statement, whatever was found.

    Each says what went into the look-up, by the names that `find` takes, and perhaps a `reference`.
    """
    if actor.cleared or actor.system or actor.user_id is None or not actor.is_authority:
        return
    rows = [
        LookUp(user_id=actor.user_id, user_name=actor.name, asked=_kept(asked), subject=subject, asked_at=now)
        for asked in looked_for
    ]
    LookUp.objects.bulk_create([row for row in rows if row.asked])


def _kept(asked: dict[str, Any]) -> dict[str, Any]:
    kept = {name: asked[name] for name in ASKED if asked.get(name)}
    return {
        name: value.isoformat()
        if isinstance(value, date)
        else value
        if isinstance(value, int)
        else str(value)[:LONGEST]
        for name, value in kept.items()
    }


@transaction.atomic
def look_again(*, actor: Actor, now: datetime) -> int:
    """Look among restricted records for what was looked for since, and put what it met before the cleared managers.

    Returns how many look-ups were gone through; what was asked is forgotten with it. For a machine.
    """
    waiting = list(LookUp.objects.select_for_update(skip_locked=True).order_by("pk")[:BATCH])
    for look_up in waiting:
        for person in _met(actor, look_up.asked, today=london_day(now)):
            _tell_managers(actor=actor, look_up=look_up, person=person, now=now)
    LookUp.objects.filter(pk__in=[row.pk for row in waiting]).delete()
    if waiting:
        trail.record(actor=actor, kind="restricted.looked_again", subject="look-ups all", at=now, number=len(waiting))
    return len(waiting)


def _met(actor: Actor, asked: dict[str, Any], *, today: date) -> list[Person]:
    """Return the restricted people whom a look-up would have shown to somebody cleared, where they are likely meant."""
    if not Person.objects.filter(restricted=True).exists():
        return []
    found = {str(asked.get("text", "")).strip().upper(), asked.get("reference", "")} - {""}
    question = {name: value for name, value in asked.items() if name != "reference"}
    if "dob" in question:
        question["dob"] = date.fromisoformat(question["dob"])
    for one in queries.find(actor, today=today, top=10, grouped=True, **question):
        if one.probability >= LIKELY and one.reference:
            found.add(one.reference)
    return list(Person.objects.filter(restricted=True, reference__in=found).order_by("pk"))


def _tell_managers(*, actor: Actor, look_up: LookUp, person: Person, now: datetime) -> None:
    same = RestrictedCheck.objects.filter(person=person, asked_by_id=look_up.user_id, subject=look_up.subject)
    held = same.filter(completed_at__isnull=True).first() or same.filter(completed_at__gte=now - SAME_FOR).first()
    if held is not None:
        held.times, held.last_at = held.times + 1, look_up.asked_at
        held.save(update_fields=["times", "last_at"])
        return
    check = RestrictedCheck.objects.create(
        reference=next_reference("K-", "ref_restricted_check"),
        person=person,
        asked_by_id=look_up.user_id,
        asked_by_name=look_up.user_name,
        asked_words=_words(look_up.asked),
        subject=look_up.subject,
        first_at=look_up.asked_at,
        last_at=look_up.asked_at,
    )
    reading = agencies.pack_in_force().record_reading
    work.open_work(
        actor=actor,
        act=WorkAct.COMPLETE_CHECK,
        subject_kind=SUBJECT,
        subject=check.reference,
        team=agencies.team_by_code(reading.review_team),
        restricted=True,
        due=agencies.due_by(reading.check_clock, now),
        rag="",
        arrived_at=now,
        note=f"A look-up by {look_up.user_name} met a restricted record",
        roles=(Role.MASH_MANAGER,),
        now=now,
    )
    trail.record(actor=actor, kind="restricted.met", subject=f"{SUBJECT} {check.reference}", at=now)


def _words(asked: dict[str, Any]) -> str:
    return ", ".join(str(value) for value in asked.values())[:LONGEST_WORDS]


@transaction.atomic
def complete_check(*, actor: Actor, check: RestrictedCheck, finding: str, words: str, now: datetime) -> RestrictedCheck:
    """Keep what a cleared manager found, once. The words say what was done for the child, or why nothing is needed.

    Raises Denied, NotFound; RuleBroken without a finding or words, and when it was completed already.
    """
    permissions.check_can_complete_check(actor)
    held = RestrictedCheck.objects.select_for_update(of=("self",)).filter(pk=check.pk).first()
    if held is None:
        raise NotFound
    if held.completed_at is not None:
        raise RuleBroken("This check has been completed already.")
    if finding not in CHECK_FINDING_WORDS:
        raise RuleBroken("Choose whether it is this person.", field="finding")
    words = words.strip()
    if not words and finding != CheckFinding.NOT_SAME:
        raise RuleBroken("Say what you did, and whom you told.", field="words")
    held.finding, held.finding_words = finding, words[:LONGEST_FINDING]
    held.completed_at, held.completed_by_id = now, actor.user_id
    held.save(update_fields=["finding", "finding_words", "completed_at", "completed_by"])
    trail.record(
        actor=actor, kind="restricted.completed", subject=f"{SUBJECT} {held.reference}", at=now, finding=finding
    )
    work.finish_work(
        actor=actor,
        act=WorkAct.COMPLETE_CHECK,
        subject_kind=SUBJECT,
        subject=held.reference,
        reason="completed",
        now=now,
    )
    return held
