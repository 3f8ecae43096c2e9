"""What schools are told: for the council what is due, for a school its own notices and nothing else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.transactions import request_transaction
from openmash.schools.choices import NoticeState
from openmash.schools.models import School, SchoolNotice
from openmash.schools.rules.notices import NOT_ACKNOWLEDGED, NOT_TOLD_YET, WAITING

MOST = 50
# What a link to a notice opens, and who reads it for somebody of whom nothing is known but the link.
LINK_TO = "school_notice"
BY_LINK = Actor.machine("school-notices-by-link")


@dataclass(frozen=True)
class Waiting:
    """How many notices wait: to be told, not acknowledged, and of both the late ones; when the first is due."""

    to_tell: int
    not_acknowledged: int
    late: int
    first_due_at: datetime | None


def notices_about(actor: Actor, *, about_kind: str, about: str) -> list[SchoolNotice]:
    """Return every notice about a record, in the order in which they were opened: for a room that has checked the record."""
    rows = SchoolNotice.objects.visible_to(actor).filter(about_kind=about_kind, about=about)
    return list(rows.select_related("school", "key_adult", "team", "person").order_by("pk"))


def states_about(actor: Actor, *, about_kind: str, about: str) -> list[tuple[str, datetime]]:
    """Return where each notice about a record stands, and when it is due: for a room that has checked the record. One query."""
    rows = SchoolNotice.objects.visible_to(actor).filter(about_kind=about_kind, about=about)
    return list(rows.order_by("pk").values_list("state", "due_at"))


def notice_about(actor: Actor, reference: str, *, about_kind: str, about: str) -> SchoolNotice:
    """Return one notice about a record. Raises NotFound."""
    for notice in notices_about(actor, about_kind=about_kind, about=about):
        if notice.reference == reference:
            return notice
    raise NotFound


def is_told_about(category: str) -> bool:
    """Whether the pack in force has schools told of a worry of this category."""
    telling = agencies.pack_in_force().schools
    return telling is not None and category in telling.categories


def notices_waiting(actor: Actor, *, most: int = 100) -> list[SchoolNotice]:
    """Return the notices that a school has not acknowledged, the first due first."""
    rows = SchoolNotice.objects.visible_to(actor).filter(state__in=sorted(WAITING))
    return list(rows.select_related("school", "team").order_by("due_at", "pk")[:most])


def notices_done(actor: Actor, *, most: int = MOST) -> list[SchoolNotice]:
    """Return the notices that wait for nobody any more, the latest first."""
    rows = SchoolNotice.objects.visible_to(actor).exclude(state__in=sorted(WAITING))
    return list(rows.select_related("school", "team").order_by("-opened_at", "-pk")[:most])


def waiting_now(actor: Actor, now: datetime) -> Waiting:
    """Return how many notices wait and when the first is due. One query."""
    rows = SchoolNotice.objects.visible_to(actor).filter(state__in=sorted(WAITING))
    held = list(rows.order_by("due_at").values_list("state", "due_at", "raised_at"))
    return Waiting(
        to_tell=sum(state in NOT_TOLD_YET for state, _, _ in held),
        not_acknowledged=sum(state in NOT_ACKNOWLEDGED for state, _, _ in held),
        late=sum(raised is not None or (state in NOT_TOLD_YET and due_at < now) for state, due_at, raised in held),
        first_due_at=next((due_at for state, due_at, _ in held if state in NOT_TOLD_YET), None),
    )


def late_notices(now: datetime) -> list[SchoolNotice]:
    """Return the notices whose school day has begun, that wait, and that nobody has been asked to see to. For the job."""
    rows = SchoolNotice.objects.filter(state__in=sorted(WAITING), raised_at__isnull=True, due_at__lt=now)
    return list(rows.order_by("due_at", "pk"))


def last_schools_of(people: Collection[int]) -> dict[int, School]:
    """Return the school that each of several people (keys) was last known to go to, from what schools were told before."""
    rows = SchoolNotice.objects.filter(person__in=people, school__isnull=False).select_related("school__calendar")
    return {one.person_id: one.school for one in rows.order_by("pk") if one.school is not None}


def address_on_record(package: Any) -> str:
    """Return the e-mail that the record of a notice's key adult holds now."""
    notice = SchoolNotice.objects.select_related("key_adult").filter(reference=package.source).first()
    return notice.key_adult.email if notice is not None and notice.key_adult is not None else ""


# -- of a school ---------------------------------------------------------------------------------------------------


def notices_sent_to(actor: Actor, *, most: int = MOST) -> list[SchoolNotice]:
    """Return what the actor's own school was told and they may read: what is not acknowledged first, then the latest."""
    rows = list(SchoolNotice.objects.sent_to(actor).order_by("-released_at", "-pk")[:most])
    return sorted(rows, key=lambda one: one.state in (NoticeState.ACKNOWLEDGED, NoticeState.TOLD_OTHERWISE))


def own_notice(actor: Actor, reference: str, *, now: datetime) -> SchoolNotice:
    """Return one notice to the actor's own school, or the one that they came for by a link while its key adult is one.

    Raises NotFound for every other, as if there were none.
    """
    if actor.link:
        return _by_link(actor, reference, now)
    notice = SchoolNotice.objects.sent_to(actor).select_related("team").filter(reference=reference).first()
    if notice is None:
        raise NotFound
    return notice


def _by_link(actor: Actor, reference: str, now: datetime) -> SchoolNotice:
    if not actor.came_for(LINK_TO, reference):
        raise NotFound
    with request_transaction(BY_LINK):
        rows = SchoolNotice.objects.select_related("team", "key_adult", "school")
        notice = rows.filter(reference=reference).first()
        if notice is None or not may_read_by_link(notice, now):
            raise NotFound
    return notice


def may_read_by_link(notice: SchoolNotice, now: datetime) -> bool:
    """Whether a notice was released to somebody who reads it by a link, and who is still a key adult at that address."""
    one = notice.key_adult
    if one is None or not notice.by_link or notice.released_at is None:
        return False
    return one.in_force(clock.london_day(now)) and one.email == notice.told_email
