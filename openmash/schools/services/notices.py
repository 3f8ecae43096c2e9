"""A notice is due: kept once for a child and an incident, with its clock. And hidden with the record that it is about."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound, RuleBroken
from openmash.base.references import next_reference
from openmash.people import queries as people
from openmash.schools import permissions, queries
from openmash.schools.choices import EventKind, NoticeState
from openmash.schools.models import SchoolNotice
from openmash.schools.rules.notices import what_was_given
from openmash.schools.services.shared import note_event, open_telling
from openmash.trail import services as trail


@transaction.atomic
def open_notice(
    *,
    actor: Actor,
    about_kind: str,
    about: str,
    person_id: int,
    incident_at: datetime,
    police_reference: str = "",
    facts: Mapping[str, str] | None = None,
    team: Any = None,
    locality: str = "",
    rag: str = "",
    restricted: bool = False,
    now: datetime,
) -> SchoolNotice:
    """Have a child's school told of an incident before its next school day. Nobody has to agree to it, and nothing leaves yet.

    Once for a record and a child: the same again returns the notice as it stands. `person_id` is the child's key; `facts` may
    hold `present` (yes, no, not_known), `place`, `whereabouts`, `child_said`, `circumstances`. Without a `team` that of the
    pack has the work. Raises Denied; NotFound for a child whom the actor may not see; RuleBroken for a child who is not of
    school age, or an incident that lies ahead.
    """
    permissions.check_can_open(actor)
    named = {"about_kind": about_kind, "about": about, "person_id": person_id}
    held = SchoolNotice.objects.filter(**named).first()
    if held is not None:
        return held
    person = people.person_by_key(actor, person_id)
    _check(person, incident_at, now)
    notice = SchoolNotice(
        **named,
        incident_at=incident_at,
        police_reference=police_reference[:60],
        facts=what_was_given(facts or {}),
        team=team or agencies.team_by_code(agencies.pack_in_force().telling_schools.team),
        locality=locality,
        rag=rag,
        restricted=restricted or person.restricted,
        opened_at=now,
        opened_by=actor.reference,
    )
    return _open(actor, notice, person, now)


def _open(actor: Actor, notice: SchoolNotice, person: Any, now: datetime) -> SchoolNotice:
    """Keep a notice with its clock, and put the telling into its team's queue; where somebody else has just done so, theirs."""
    school = queries.last_schools_of([person.pk]).get(person.pk)
    due = queries.due_for(school, notice.incident_at)
    notice.reference, notice.state = next_reference("SN-", "ref_school_notice"), NoticeState.TO_PREPARE
    notice.person_reference, notice.child_name = person.reference, person.full_name
    notice.school, notice.school_name = school, school.name if school else ""
    notice.due_at, notice.due_caveat = due.begins_at, due.caveat
    notice.due_rule, notice.pack = agencies.pack_in_force().telling_schools.clock, agencies.current_pack_version()
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
    except IntegrityError:
        held = SchoolNotice.objects.filter(
            about_kind=notice.about_kind, about=notice.about, person_id=notice.person_id
        ).first()
        if held is None:
            raise NotFound from None
        return held
    note_event(actor=actor, notice=notice, kind=EventKind.OPENED, now=now)
    open_telling(actor=actor, notice=notice, now=now)
    return notice


def _check(person: Any, incident_at: datetime, now: datetime) -> None:
    if incident_at > now:
        raise RuleBroken("The incident lies ahead. Check its day and time.", field="incident_at")
    highest = agencies.pack_in_force().telling_schools.highest_age
    if not queries.of_age(person, clock.london_day(incident_at)):
        raise RuleBroken(f"{person.full_name} is not of school age (reception to {highest}): no school is told.")


@transaction.atomic
def restrict_notices(*, actor: Actor, about_kind: str, about: str, restricted: bool, now: datetime) -> int:
    """Hide or show the notices about a record with the record itself. Returns how many. The school reads its own as before."""
    permissions.check_can_open(actor)
    changed = SchoolNotice.objects.filter(about_kind=about_kind, about=about).update(restricted=restricted)
    if changed:
        trail.record(
            actor=actor,
            kind="school_notices.restricted",
            subject=f"{about_kind} {about}",
            at=now,
            restricted=restricted,
        )
    return changed
