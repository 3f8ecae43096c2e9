"""Make a link, send a code for it, use it up, end it, and have a new one sent.

Whoever comes with a link is nobody yet: what happens to links is done by a machine of the council. Who only has the link
learns nothing by it: the code goes to the address that the recipient's record held.
"""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound, RuleBroken
from openmash.base.references import next_reference
from openmash.base.transactions import request_transaction
from openmash.links import permissions, queries, rules
from openmash.links.choices import Over
from openmash.links.models import AnswerLink
from openmash.links.queries import SOURCE
from openmash.release import services as release
from openmash.release.choices import RecipientKind
from openmash.trail import services as trail

LINKS = Actor.machine("links")
CODE = "link_code"


@dataclass(frozen=True)
class Opened:
    """What a room above says of a kind of record that links open.

    `lands(record)` is the address of its one page; `again(actor=…, record=…, now=…)` sends a fresh link to the address that
    the record names; `gone(actor=…, record=…, dispatch=…, now=…)`, where there is one, is told what becomes of a message with
    a link. `recipient_kind` is who gets them.
    """

    lands: Callable[[str], str]
    again: Callable[..., None]
    gone: Callable[..., None] | None = None
    recipient_kind: str = RecipientKind.AGENCY


_kinds: dict[str, Opened] = {}


def open_by_links(kind: str, opened: Opened) -> None:
    """Have links open a kind of record. For rooms above, from their `apps.py`."""
    _kinds[kind] = opened


def opened_by_links() -> tuple[Callable[..., None], ...]:
    """Return what sends a fresh link, for the manual."""
    return tuple(opened.again for opened in _kinds.values())


def follow_dispatch(*, actor: Actor, dispatch: Any, now: datetime) -> None:
    """Tell the room above what becomes of a message with a link to its record; of one with a code nobody is told."""
    if dispatch.kind == CODE:
        return
    with request_transaction(LINKS):
        link = AnswerLink.objects.filter(reference=dispatch.source).first()
    gone = _kinds[link.kind].gone if link is not None and link.kind in _kinds else None
    if link is not None and gone is not None:
        gone(actor=actor, record=link.record, dispatch=dispatch, now=now)


def landing_of(kind: str, record: str) -> str:
    """Return the address of the one page that a link to a record leads to; the start for a kind that is opened no more."""
    return _kinds[kind].lands(record) if kind in _kinds else reverse("web:home")


@dataclass(frozen=True)
class LinkGiven:
    """What a link is to open, and for whom. `address` is the one that the recipient's own record holds, never a typed one.

    `kind` and `record` name what it opens, `about_kind` and `about` the case behind it, `recipient` whose address it is.
    """

    kind: str
    record: str
    about_kind: str
    about: str
    recipient: str
    recipient_name: str
    address: str
    agency: Any | None = None
    restricted: bool = False


@dataclass(frozen=True)
class Tried:
    """What came of a code: the link that is open now and what it opens, or a sentence."""

    link: str = ""
    kind: str = ""
    record: str = ""
    trouble: str = ""


@transaction.atomic
def make_link(*, actor: Actor, given: LinkGiven, now: datetime) -> AnswerLink:
    """Make a link to one record; earlier ones that nobody used open nothing any more. The room that calls sends it, in a
    message whose source is `queries.SOURCE` and this link, with `queries.LINK_STANDS_HERE` where the link belongs.

    Raises Denied; RuleBroken where the recipient's record holds no address.
    """
    permissions.check_can_make(actor)
    if not given.address.strip():
        raise RuleBroken(f"The record of {given.recipient_name} holds no address for questions. Ring them.")
    with request_transaction(LINKS):
        unused = AnswerLink.objects.filter(kind=given.kind, record=given.record, used_at__isnull=True, over="")
        _end(unused, Over.REPLACED, now)
        link = AnswerLink(
            reference=next_reference("L-", "ref_answer_link"),
            salt=secrets.token_hex(16),
            made_at=now,
            made_by=actor.reference,
            expires_at=now + timedelta(days=agencies.pack_in_force().asking.link_days),
            **vars(given),
        )
        link.token_hash = queries.hash_of(queries.token_of(link))
        link.save(force_insert=True)
    _record(actor, link, "made", now)
    return link


@transaction.atomic
def end_links(*, actor: Actor, kind: str, record: str, now: datetime) -> int:
    """End every link to a record that was taken back; one that has not gone yet does not go. Returns how many."""
    permissions.check_can_make(actor)
    with request_transaction(LINKS):
        ended = _end(AnswerLink.objects.filter(kind=kind, record=record, over=""), Over.TAKEN_BACK, now)
    if ended:
        trail.record(actor=actor, kind="links.ended", subject=f"{kind} {record}", at=now, links=ended)
    return len(ended)


def _end(links: Iterable[AnswerLink], over: Over, now: datetime) -> list[str]:
    """End links, and take back the messages with them that have not gone."""
    held = list(links)
    for link in held:
        link.over, link.code_salt = over, ""
        link.save(update_fields=["over", "code_salt"])
    references = [link.reference for link in held]
    release.drop_dispatches(actor=LINKS, source_kind=SOURCE, sources=references, now=now)
    return references


@transaction.atomic
def restrict_links(*, actor: Actor, about_kind: str, about: str, restricted: bool, now: datetime) -> None:
    """Keep what links about a case send out of the outbox of those who may not know of it, with the case itself."""
    with request_transaction(LINKS):
        AnswerLink.objects.filter(about_kind=about_kind, about=about).update(restricted=restricted)
    trail.record(actor=actor, kind="links.restricted", subject=f"{about_kind} {about}", at=now, restricted=restricted)


@transaction.atomic
def send_code(*, actor: Actor, token: str, now: datetime) -> None:
    """Send a fresh code to the address of a link. Raises NotFound with a sentence for a link that opens nothing."""
    with request_transaction(LINKS):
        link = _usable(token, now)
        if link.codes_sent >= rules.MOST_CODES:
            raise NotFound(rules.TOO_MANY_CODES)
        minutes = agencies.pack_in_force().asking.code_minutes
        link.code_salt, link.code_expires_at = secrets.token_hex(16), now + timedelta(minutes=minutes)
        link.codes_sent += 1
        link.save(update_fields=["code_salt", "code_expires_at", "codes_sent"])
        _mail_code(link, minutes, now)
        _record(LINKS, link, "code_sent", now)


def _mail_code(link: AnswerLink, minutes: int, now: datetime) -> None:
    pack = agencies.pack_in_force()
    notice = pack.notice(agencies.notice_use(CODE), clock.london_day(now))
    values = {
        "reference": link.record,
        "code": queries.CODE_STANDS_HERE,
        "minutes": str(minutes),
        "authority": pack.home.name,
    }
    release.enqueue_dispatch(
        actor=LINKS,
        outgoing=release.Outgoing(
            kind=CODE,
            subject_kind=link.about_kind,
            subject=link.about,
            source_kind=SOURCE,
            source=link.reference,
            recipient_kind=_kinds[link.kind].recipient_kind if link.kind in _kinds else RecipientKind.AGENCY,
            recipient=link.recipient,
            recipient_name=link.recipient_name,
            address=link.address,
            template=notice.code,
            subject_line=notice.subject.format(**values),
            body=notice.body.format(**values),
            restricted=link.restricted,
        ),
        now=now,
    )


@transaction.atomic
def try_code(*, actor: Actor, token: str, code: str, now: datetime) -> Tried:
    """Use a link up with the code that was sent for it, or count a wrong one; after the last try the link is locked.

    It returns the sentence for a wrong code, so that the try counts whatever the page then does.
    Raises NotFound with a sentence for a link that opens nothing.
    """
    with request_transaction(LINKS):
        link = _usable(token, now)
        trouble = rules.trouble_with_code(
            expires_at=link.code_expires_at, right=queries.is_code_of(link, code), tries=link.tries, now=now
        )
        if trouble:
            _count_try(link, trouble, now)
            return Tried(trouble=trouble)
        _end(
            AnswerLink.objects.filter(kind=link.kind, record=link.record, over="").exclude(pk=link.pk),
            Over.REPLACED,
            now,
        )
        link.used_at, link.code_salt = now, ""
        link.save(update_fields=["used_at", "code_salt"])
        _record(LINKS, link, "used", now)
    return Tried(link=link.reference, kind=link.kind, record=link.record)


def _count_try(link: AnswerLink, trouble: str, now: datetime) -> None:
    if trouble != rules.CODE_RUN_OUT:
        link.tries += 1
    if trouble == rules.LOCKED:
        link.over, link.code_salt = Over.LOCKED, ""
    link.save(update_fields=["tries", "over", "code_salt"])
    _record(LINKS, link, "code_refused", now, tries=link.tries)


@transaction.atomic
def renew_link(*, actor: Actor, token: str, now: datetime) -> None:
    """Send a fresh link to the same record, for one that was used: to the address of the record, a few times a day.

    Raises NotFound with a sentence for every other link, or after too many.
    """
    with request_transaction(LINKS):
        link = queries.link_by_token(token)
        trouble = queries.trouble_of(link, now)
        if trouble != rules.USED:
            raise NotFound(trouble or rules.NO_LINK)
        asked = AnswerLink.objects.filter(
            kind=link.kind, record=link.record, made_by=LINKS.reference, made_at__gt=now - timedelta(days=1)
        )
        if asked.count() >= rules.MOST_RENEWALS:
            raise NotFound(rules.TOO_MANY_LINKS)
        _record(LINKS, link, "renewed", now)
        _kinds[link.kind].again(actor=LINKS, record=link.record, now=now)


def _usable(token: str, now: datetime) -> AnswerLink:
    """Return the link of a token, locked for the transaction. Raises NotFound with a sentence for one that opens nothing."""
    link = queries.link_by_token(token)
    if trouble := queries.trouble_of(link, now):
        raise NotFound(trouble)
    return link


def _record(actor: Actor, link: AnswerLink, what: str, now: datetime, **more: Any) -> None:
    trail.record(
        actor=actor, kind=f"link.{what}", subject=f"{link.kind} {link.record}", at=now, link=link.reference, **more
    )
