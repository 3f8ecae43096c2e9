"""Every read of links: what one opens, who acts by it, and what is written into a message when it goes."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from openmash.base.actors import BY_LINK, Actor
from openmash.base.errors import NotFound
from openmash.links import rules
from openmash.links.models import AnswerLink

# What a message says where link and code stand once it goes, and under which kind of source it is kept.
LINK_STANDS_HERE, CODE_STANDS_HERE = "[link]", "[code]"
SOURCE = "answer_link"


@dataclass(frozen=True)
class Held:
    """What somebody with a link may know before the code: what it is for is not among it."""

    reference: str
    may_renew: bool
    trouble: str


def token_of(link: AnswerLink) -> str:
    """Return the token of a link: made anew each time, 43 letters, digits, - and _."""
    mark = salted_hmac("openmash.links.link", f"{link.reference}:{link.salt}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(mark).rstrip(b"=").decode()


def code_of(link: AnswerLink) -> str:
    """Return the code that was sent last for a link: six digits; empty where none was sent or it was used."""
    if not link.code_salt:
        return ""
    mark = salted_hmac("openmash.links.code", f"{link.reference}:{link.code_salt}", algorithm="sha256").digest()
    return f"{int.from_bytes(mark[:8]) % 1_000_000:06d}"


def is_code_of(link: AnswerLink, entered: str) -> bool:
    """Whether a code is the one that was sent last for a link."""
    code = code_of(link)
    return bool(code) and hmac.compare_digest(code.encode(), entered.encode())


def hash_of(token: str) -> str:
    """Return the hash by which a link is known."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(link: AnswerLink) -> str:
    """Return the whole address that a link opens."""
    return f"{settings.PUBLIC_ADDRESS}{reverse('links:open_link', kwargs={'token': token_of(link)})}"


def words_at_the_door(source: str) -> dict[str, str]:
    """Return what is written into a message about a link when it goes, by what stands in its place until then."""
    link = AnswerLink.objects.get(reference=source)
    code = code_of(link)
    return {LINK_STANDS_HERE: address_of(link)} | ({CODE_STANDS_HERE: code} if code else {})


def link_by_token(token: str) -> AnswerLink:
    """Return a link, locked for the transaction. For machines. Raises NotFound with a sentence for none."""
    rows = AnswerLink.objects.select_for_update(of=("self",)).select_related("agency")
    link = rows.filter(token_hash=hash_of(token)).first()
    if link is None:
        raise NotFound(rules.NO_LINK)
    return link


def trouble_of(link: AnswerLink, now: datetime) -> str:
    """Return why a link opens nothing, as a sentence; empty where it may be used."""
    return rules.trouble_with_link(over=link.over, used=link.used_at is not None, expires_at=link.expires_at, now=now)


def held_by(token: str, now: datetime) -> Held:
    """Return what the holder of a link may know. Raises NotFound with a sentence, unless a new link can be sent. For machines."""
    link = link_by_token(token)
    trouble = trouble_of(link, now)
    may_renew = trouble == rules.USED
    if trouble and not may_renew:
        raise NotFound(trouble)
    return Held(link.reference, may_renew, trouble)


def is_for(token: str, actor: Actor) -> bool:
    """Whether a token is the one of the link that somebody came by. For machines."""
    return AnswerLink.objects.filter(token_hash=hash_of(token), reference=actor.link).exists()


def actor_by_link(reference: str, now: datetime) -> Actor | None:
    """Return who acts by a link that was opened with its code, while it lives: for its one record and nothing else."""
    rows = AnswerLink.objects.select_related("agency")
    link = rows.filter(reference=reference, used_at__isnull=False, over="", expires_at__gt=now).first()
    return _actor(link) if link else None


def writer_by_link(reference: str) -> tuple[Actor, str] | None:
    """Return who acted by a link, and its token, though it is over: so that what was typed is not lost."""
    link = AnswerLink.objects.select_related("agency").filter(reference=reference, used_at__isnull=False).first()
    return (_actor(link), token_of(link)) if link else None


def _actor(link: AnswerLink) -> Actor:
    agency = link.agency
    return Actor(
        link=link.reference,
        link_kind=link.kind,
        link_record=link.record,
        name=f"An e-mailed link, {link.recipient_name}"[:120],
        agency_id=agency.pk if agency else None,
        agency_code=agency.code if agency else "",
        agency_kind=agency.kind if agency else "",
        roles=frozenset({BY_LINK}),
        purpose="Answering by an e-mailed link",
    )


def has_live_link(*, kind: str, record: str, now: datetime) -> bool:
    """Whether a record can be opened by a link that was sent for it. For rooms above, as a machine."""
    return AnswerLink.objects.filter(kind=kind, record=record, over="", expires_at__gt=now).exists()
