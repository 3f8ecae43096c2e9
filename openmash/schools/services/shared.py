"""What several services of notices do alike."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import connection

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.schools import queries
from openmash.schools.models import NoticeEvent, SchoolNotice
from openmash.schools.rules.notices import may_move
from openmash.sharing import services as sharing
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

SOURCE = "school_notice"
REGISTER, CALENDARS = 1, 2
# Ends the council's work inside the act of somebody of a school, who has no work here.
SCHOOLS = Actor.machine("schools")


def one_at_a_time(what: int) -> None:
    """Wait until nobody else loads or changes the same until the end of the transaction: `REGISTER` or `CALENDARS`."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(7203004, %s)", [what])


def lock_notice(notice: SchoolNotice) -> SchoolNotice:
    """Return the notice as it is now, locked until the end of the transaction. Its person is not read: a school sees none."""
    return SchoolNotice.objects.select_for_update(of=("self",)).get(pk=notice.pk)


def move(notice: SchoolNotice, after: str) -> None:
    """Put a notice into another state. Raises RuleBroken for a move that is none."""
    if not may_move(notice.state, after):
        raise RuleBroken("This notice has moved on. Open it again to see where it stands.")
    notice.state = after
    notice.version += 1


def note_event(*, actor: Actor, notice: SchoolNotice, kind: str, words: str = "", now: datetime) -> None:
    """Keep what happened to a notice, and record it."""
    NoticeEvent.objects.create(notice=notice, kind=kind, words=words, at=now, by=actor.reference, by_name=actor.name)
    trail.record(
        actor=actor,
        kind=f"school_notice.{kind}",
        subject=f"{notice.about_kind} {notice.about}",
        at=now,
        notice=notice.reference,
        person=notice.person_reference,
    )


def open_work(
    *, actor: Actor, notice: SchoolNotice, act: str, due: agencies.DueBy, note: str, team: object = None, now: datetime
) -> None:
    """Put a thing to do about a notice into the queue of its team, or of another."""
    work.open_work(
        actor=actor,
        act=act,
        subject_kind=notice.about_kind,
        subject=notice.about,
        child=notice.person_reference,
        team=team or notice.team,
        due=due,
        rag=notice.rag,
        locality=notice.locality,
        restricted=notice.restricted,
        arrived_at=notice.opened_at,
        note=note,
        now=now,
    )


def finish(*, actor: Actor, notice: SchoolNotice, acts: Iterable[str], reason: str, now: datetime) -> None:
    """End the work on a notice."""
    for act in acts:
        work.finish_work(
            actor=actor,
            act=act,
            subject_kind=notice.about_kind,
            subject=notice.about,
            child=notice.person_reference,
            reason=reason,
            now=now,
        )


def telling_due(notice: SchoolNotice) -> agencies.DueBy:
    """Return when the school is to be told, as work takes it."""
    return agencies.DueBy(notice.due_at, notice.due_caveat, notice.due_rule)


def open_telling(*, actor: Actor, notice: SchoolNotice, now: datetime) -> None:
    """Put the telling into the queue, by when the school day begins."""
    note = notice.due_caveat or "before the next school day begins"
    open_work(actor=actor, notice=notice, act=WorkAct.TELL_SCHOOL, due=telling_due(notice), note=note, now=now)


def see_to(*, actor: Actor, notice: SchoolNotice, note: str, now: datetime) -> None:
    """Ask a person to see to it that the school knows."""
    due = agencies.due_by(agencies.pack_in_force().telling_schools.raise_clock, now)
    open_work(actor=actor, notice=notice, act=WorkAct.SEE_TO_SCHOOL_NOTICE, due=due, note=note, now=now)


def put_on_footing(*, actor: Actor, notice: SchoolNotice, items: Collection[str], now: datetime) -> None:
    """Name on a notice the agreement under which its school is told, or what there is instead; a review is asked for where due.

    Telling a school about one child never waits for an agreement. The caller saves the notice.
    """
    footing = queries.footing_with(actor, notice.school, team=notice.team, items=items, now=now)
    if footing is None:
        notice.agreement, notice.footing_warned = "", True
        notice.footing = queries.NOT_OURS.format(school=notice.school_name)
        return
    sharing.record_warnings(
        actor=actor, footings=[footing], subject_kind=notice.about_kind, subject=notice.about, now=now
    )
    notice.agreement, notice.footing, notice.footing_warned = footing.agreement_version, footing.kept, footing.warned
