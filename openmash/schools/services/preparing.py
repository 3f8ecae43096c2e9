"""Prepare a notice for the gate: which school, which key adult, what it says. A child in no school goes to the council's own team."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.people import queries as people
from openmash.release import services as release
from openmash.release.queries import Fact
from openmash.schools import permissions, queries
from openmash.schools.choices import (
    PRESENT_WORDS,
    TAKES_PUPILS,
    WITHOUT_SCHOOL_WORDS,
    EventKind,
    NoticeState,
)
from openmash.schools.models import School, SchoolNotice
from openmash.schools.queries.people import Everybody, OfRecord
from openmash.schools.queries.words import RELAY
from openmash.schools.rules.notices import Adult, Told, first_to_tell, lines_of, what_was_given
from openmash.schools.services.shared import (
    SOURCE,
    finish,
    lock_notice,
    move,
    note_event,
    open_telling,
    open_work,
    put_on_footing,
    see_to,
)
from openmash.work.choices import WorkAct

TITLE = "Notice to a school"
POLICE_TELL = "Here the police tell schools themselves. Keep that they did, on this page."


@dataclass(frozen=True)
class NoticeGiven:
    """To which school (its number), what happened, and which of its key adults (references) belong to the family.

    `facts` as of `open_notice`; `present` is needed. `when_known` is False where nobody told us when it happened: the notice then
    says so, with `facts["when"]` in the words of whoever knows more, and never gives the time at which we heard of it as the time.
    """

    urn: str
    facts: Mapping[str, str] = field(default_factory=dict)
    police_reference: str = ""
    not_to: Collection[str] = ()
    when_known: bool = True


@transaction.atomic
def prepare_notice(
    *,
    actor: Actor,
    notice: SchoolNotice,
    given: NoticeGiven,
    others: Sequence[OfRecord] = (),
    not_to_be_named: Sequence[str] = (),
    now: datetime,
) -> SchoolNotice:
    """Prepare what the key adult of a school is told, for the gate: it is read there and released, and nothing leaves before.

    `others` are those of the record besides the child. A key adult who belongs to the family is passed over, and the next one is
    told. Where nobody is left who may be told and can read it here, the notice stays, says why, and a person is asked to see to it.
    Raises Denied; NotFound for a school that is not in the register; RuleBroken for one that is closed, without saying whether
    the child was there, where the police tell schools, or for what has moved on.
    """
    permissions.check_can_tell(actor)
    if queries.telling_mode() != RELAY:
        raise RuleBroken(POLICE_TELL)
    notice, school = lock_notice(notice), queries.school_by_urn(given.urn)
    _check(school, given)
    person = people.person_by_key(actor, notice.person_id)
    everybody = queries.everybody_of(actor, person, others)
    told = queries.may_be_told(school, everybody.involved, not_to=given.not_to, now=now)
    _keep_given(actor=actor, notice=notice, given=given, school=school, told=told, now=now)
    adult = first_to_tell(told)
    if adult is None:
        return _nobody_to_tell(actor, notice, school, told, now)
    move(notice, NoticeState.AT_THE_GATE)
    _withdraw_former(actor, notice, now)
    notice.problem = ""
    notice.key_adult = queries.key_adult_of(school, adult.reference)
    notice.told_name, notice.told_email, notice.by_link = adult.name, adult.email, adult.user_id is None
    put_on_footing(actor=actor, notice=notice, items=queries.IN_A_NOTICE, now=now)
    notice.readers = [one.adult.user_id for one in told if not one.why_not and one.adult.user_id is not None]
    notice.package = _package(
        actor=actor,
        notice=notice,
        person=person,
        adult=adult,
        everybody=everybody,
        not_to_be_named=not_to_be_named,
        when=_when(notice, given),
        now=now,
    ).reference
    notice.save()
    note_event(actor=actor, notice=notice, kind=EventKind.PREPARED, words=f"For {adult.name}, {school.name}", now=now)
    return notice


def _check(school: School, given: NoticeGiven) -> None:
    if school.status not in TAKES_PUPILS:
        raise RuleBroken(
            f"{school.name} takes no pupils: the register says it is closed or not open yet.", field="school"
        )
    if given.facts.get("present") not in PRESENT_WORDS:
        raise RuleBroken("Say whether the child was there. The school is told either way.", field="present")


def _keep_given(
    *, actor: Actor, notice: SchoolNotice, given: NoticeGiven, school: School, told: Sequence[Told], now: datetime
) -> None:
    """Keep what was given, and count the time anew where the school has other days than was thought."""
    notice.facts = what_was_given(given.facts)
    notice.police_reference = given.police_reference.strip()[:60]
    notice.school, notice.school_name, notice.agency_id = school, school.name, school.agency_id
    notice.without_school, notice.key_adult, notice.told_at = "", None, None
    notice.not_to = [one.adult.reference for one in told if one.why_not]
    due = queries.due_for(school, notice.incident_at)
    if due.begins_at != notice.due_at:
        finish(actor=actor, notice=notice, acts=(WorkAct.TELL_SCHOOL,), reason="another time", now=now)
    notice.due_at, notice.due_caveat = due.begins_at, due.caveat
    open_telling(actor=actor, notice=notice, now=now)


def _when(notice: SchoolNotice, given: NoticeGiven) -> str:
    if given.when_known:
        return _in_full(notice.incident_at)
    return notice.facts.get("when") or f"Not known. We were told on {_in_full(notice.incident_at)}"


def _nobody_to_tell(
    actor: Actor, notice: SchoolNotice, school: School, told: Sequence[Told], now: datetime
) -> SchoolNotice:
    if notice.state == NoticeState.AT_THE_GATE:
        move(notice, NoticeState.TO_PREPARE)
        _withdraw_former(actor, notice, now)
    why = "; ".join(f"{one.adult.name}: {(one.why_not or 'does not sign in here').lower()}" for one in told)
    notice.problem = f"Nobody of {school.name} can be told here ({why or 'it has no key adult'}). Ring the school."[
        :200
    ]
    notice.save()
    see_to(actor=actor, notice=notice, note="Nobody of the school can be told here: ring it", now=now)
    note_event(actor=actor, notice=notice, kind=EventKind.RAISED, words=notice.problem, now=now)
    return notice


def _withdraw_former(actor: Actor, notice: SchoolNotice, now: datetime) -> None:
    """Take back what was prepared before: it does not hold any more."""
    if notice.package:
        notice.package = ""
        notice.save(update_fields=["package"])
        release.withdraw_packages(actor=actor, source_kind=SOURCE, sources=[notice.reference], now=now)


def _package(
    *,
    actor: Actor,
    notice: SchoolNotice,
    person: Any,
    adult: Adult,
    everybody: Everybody,
    not_to_be_named: Sequence[str],
    when: str,
    now: datetime,
) -> Any:
    telling = agencies.pack_in_force().telling_schools
    born = f"{person.date_of_birth.day} {person.date_of_birth:%B %Y}" if person.date_of_birth else ""
    lines = lines_of(
        reference=person.reference,
        name=person.full_name,
        born=born,
        police_reference=notice.police_reference,
        when=when,
        facts=notice.facts | {"present": PRESENT_WORDS[notice.facts["present"]]},
        protected=everybody.protected,
    )
    return release.prepare_package(
        actor=actor,
        given=release.PackageGiven(
            kind=SOURCE,
            subject_kind=notice.about_kind,
            subject=notice.about,
            recipient_kind=telling.recipient,
            recipient=f"school {notice.school.urn}" if notice.school else "",
            recipient_name=f"{adult.name}, {notice.school_name}"[:200],
            title=TITLE,
            known=everybody.known,
            people=[(person.pk, person.reference)],
            facts=[Fact(line.field, line.label, line.words, line.about) for line in lines],
            address=adult.email,
            purpose="supporting-pupil",
            lawful_bases=telling.lawful_bases,
            not_to_be_named=not_to_be_named,
            source_kind=SOURCE,
            source=notice.reference,
            restricted=notice.restricted,
        ),
        now=now,
    )


def _in_full(at: datetime) -> str:
    local = at.astimezone(clock.LONDON)
    return f"{local:%A} {local.day} {local:%B %Y}, {local:%H:%M}"


@transaction.atomic
def hand_to_council(
    *, actor: Actor, notice: SchoolNotice, why: str, facts: Mapping[str, str] | None = None, now: datetime
) -> SchoolNotice:
    """Give a child who is in no school to the council's own team, as work on the record. Nothing leaves the council.

    Raises Denied; RuleBroken without saying why the child is in no school, or for what has moved on.
    """
    permissions.check_can_tell(actor)
    notice = lock_notice(notice)
    if why not in WITHOUT_SCHOOL_WORDS:
        raise RuleBroken("Say why the child is in no school.", field="without_school")
    move(notice, NoticeState.WITH_COUNCIL)
    _withdraw_former(actor, notice, now)
    telling = agencies.pack_in_force().telling_schools
    notice.without_school, notice.told_at, notice.problem = why, now, ""
    notice.school, notice.school_name, notice.agency, notice.key_adult, notice.readers = None, "", None, None, []
    if facts:
        notice.facts = what_was_given(facts)
    notice.save()
    finish(
        actor=actor,
        notice=notice,
        acts=(WorkAct.TELL_SCHOOL, WorkAct.SEE_TO_SCHOOL_NOTICE),
        reason="in no school",
        now=now,
    )
    open_work(
        actor=actor,
        notice=notice,
        act=WorkAct.PUPIL_WITHOUT_SCHOOL,
        due=agencies.due_by(telling.no_school_clock, now),
        note=WITHOUT_SCHOOL_WORDS[why],
        team=agencies.team_by_code(telling.no_school_team),
        now=now,
    )
    note_event(actor=actor, notice=notice, kind=EventKind.WITH_COUNCIL, words=WITHOUT_SCHOOL_WORDS[why], now=now)
    return notice
