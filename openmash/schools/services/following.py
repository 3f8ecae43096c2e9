"""What becomes of a notice at the gate, and of the e-mail that says that it waits: each step is told, and the notice follows."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound, RuleBroken
from openmash.links import queries as link_queries
from openmash.links import services as links
from openmash.release import services as release
from openmash.release.choices import DispatchState, PackageState, RecipientKind
from openmash.release.queries import told_of
from openmash.schools import queries
from openmash.schools.choices import EventKind, NoticeState
from openmash.schools.models import SchoolNotice
from openmash.schools.services.shared import SCHOOLS, SOURCE, finish, move, note_event, see_to
from openmash.work.choices import WorkAct

# What is said otherwise to a key adult who does not sign in here.
BY_LINK = {"school_told": "school_told_by_link", "school_reminded": "school_reminded_by_link"}
NOT_SENT_AGAIN = "No new link can be sent for this one. Ring the front door."
GONE = "{name} is not a key adult of this school any more, or cannot read it here any longer. Prepare the notice anew."


def follow_package(*, actor: Actor, package: Any, now: datetime) -> None:
    """Let a notice be read by its school once the gate releases it; bring it back to be prepared where the gate stops it."""
    notice = _followed(package.source)
    if notice is None or notice.package != package.reference:
        return
    if package.state == PackageState.RELEASED:
        _release(actor, notice, package, now)
    elif notice.state == NoticeState.AT_THE_GATE:
        move(notice, NoticeState.TO_PREPARE)
        notice.problem, notice.package = f"Not released. {package.reason}".strip()[:200], ""
        notice.save()
        note_event(actor=actor, notice=notice, kind=EventKind.REFUSED, words=package.reason, now=now)


def _followed(reference: str) -> SchoolNotice | None:
    return SchoolNotice.objects.select_for_update(of=("self",)).filter(reference=reference).first()


def _release(actor: Actor, notice: SchoolNotice, package: Any, now: datetime) -> None:
    move(notice, NoticeState.RELEASED)
    readers = _who_still_may(notice, now)
    notice.readers = readers
    notice.released_at, notice.released_by, notice.told_at = now, actor.reference, now
    notice.document = package.document
    notice.fields_told = sorted({row.fact.field for row in told_of(package, now) if row.shown})
    notice.save()
    note_event(actor=actor, notice=notice, kind=EventKind.RELEASED, words=f"To {package.recipient_name}", now=now)
    finish(actor=actor, notice=notice, acts=(WorkAct.TELL_SCHOOL, WorkAct.SEE_TO_SCHOOL_NOTICE), reason="told", now=now)
    send_word(actor=actor, notice=notice, use="school_told", now=now)


def _who_still_may(notice: SchoolNotice, now: datetime) -> list[int]:
    """Return the accounts that may read it, of those who might when it was prepared. Raises RuleBroken where its key adult may not."""
    held = queries.adults_of(notice.school, on=clock.london_day(now)) if notice.school else []
    still = {one.user_id for one in held if one.reference not in notice.not_to}
    readers = [one for one in notice.readers if one in still]
    reference = notice.key_adult.reference if notice.key_adult else ""
    told = next((one for one in held if one.reference == reference), None)
    if (
        told is None
        or told.email != notice.told_email
        or not (told.by_link if notice.by_link else told.user_id in readers)
    ):
        raise RuleBroken(GONE.format(name=notice.told_name))
    return readers


def send_word(*, actor: Actor, notice: SchoolNotice, use: str, now: datetime) -> None:
    """Have one of the pack's fixed notices go to the key adult: that something waits, by its reference, and nothing of the child.

    A key adult who does not sign in here gets a fresh link with it, which goes in when the message goes and is kept nowhere.
    """
    pack = agencies.pack_in_force()
    template = pack.notice(agencies.notice_use(BY_LINK[use] if notice.by_link else use), clock.london_day(now))
    path = reverse("schools:own_notice", kwargs={"reference": notice.reference})
    source, where = (SOURCE, notice.reference), f"{settings.PUBLIC_ADDRESS}{path}"
    if notice.by_link:
        source, where = (link_queries.SOURCE, _fresh_link(actor, notice, now)), link_queries.LINK_STANDS_HERE
    values = {
        "reference": notice.reference,
        "answer_by": _moment(notice.due_at),
        "where": where,
        "authority": pack.home.name,
        "team": notice.team.name,
        "telephone": notice.team.telephone,
    }
    release.enqueue_dispatch(
        actor=actor,
        outgoing=release.Outgoing(
            kind=use,
            subject_kind=notice.about_kind,
            subject=notice.about,
            source_kind=source[0],
            source=source[1],
            recipient_kind=RecipientKind.KEY_ADULT,
            recipient=f"school {notice.school.urn}" if notice.school else "",
            recipient_name=f"{notice.told_name}, {notice.school_name}"[:200],
            address=notice.told_email,
            template=template.code,
            subject_line=template.subject.format(**values),
            body=template.body.format(**values),
            restricted=notice.restricted,
        ),
        now=now,
    )


def _fresh_link(actor: Actor, notice: SchoolNotice, now: datetime) -> str:
    """Make a link to a notice for the key adult whom it was released to, and return its reference."""
    link = links.make_link(
        actor=actor,
        given=links.LinkGiven(
            kind=SOURCE,
            record=notice.reference,
            about_kind=notice.about_kind,
            about=notice.about,
            recipient=f"school {notice.school.urn}" if notice.school else "",
            recipient_name=f"{notice.told_name}, {notice.school_name}"[:200],
            address=notice.told_email,
            restricted=notice.restricted,
        ),
        now=now,
    )
    return link.reference


def send_again(*, actor: Actor, record: str, now: datetime) -> None:
    """Send a key adult a fresh link to a notice, for one that was used: to the address that it was released to.

    Raises NotFound where they are not to read it any more.
    """
    notice = _followed(record)
    if notice is None or not queries.may_read_by_link(notice, now):
        raise NotFound(NOT_SENT_AGAIN)
    send_word(actor=actor, notice=notice, use="school_told", now=now)


def _moment(at: datetime) -> str:
    """Return a moment as it is read days later, somewhere else."""
    local = at.astimezone(clock.LONDON)
    return f"{local:%H:%M} on {local:%A} {local.day} {local:%B %Y}"


def follow_dispatch(*, actor: Actor, dispatch: Any, now: datetime) -> None:
    """Keep that the e-mail about a notice has gone; ask a person to ring the school where it did not, or nobody can tell."""
    follow_link(actor=actor, record=dispatch.source, dispatch=dispatch, now=now)


def follow_link(*, actor: Actor, record: str, dispatch: Any, now: datetime) -> None:
    """Keep the same of an e-mail with a link to a notice."""
    notice = _followed(record)
    if notice is None:
        return
    if dispatch.state == DispatchState.SENT:
        notice.sent_at, notice.problem = notice.sent_at or now, ""
        notice.save(update_fields=["sent_at", "problem"])
        note_event(actor=actor, notice=notice, kind=EventKind.SENT, words=f"To {notice.told_email}", now=now)
    elif dispatch.state in (DispatchState.REFUSED, DispatchState.UNCERTAIN):
        notice.problem = f"The e-mail to {notice.told_name} may not have arrived. {dispatch.problem}"[:200]
        notice.save(update_fields=["problem"])
        note_event(actor=actor, notice=notice, kind=EventKind.NOT_SENT, words=dispatch.problem, now=now)
        if notice.state in (NoticeState.RELEASED, NoticeState.READ):
            see_to(actor=SCHOOLS, notice=notice, note="The e-mail may not have arrived: ring the school", now=now)
