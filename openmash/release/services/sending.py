"""Messages on their way: begun, gone, refused, uncertain, posted. Each step is a transaction of its own.

That sending has begun is kept before anything is sent. So a message whose sender died in between is known to be uncertain:
it may have arrived, and only a person who has looked sends it again.
"""

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openmash.base import jobs
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.references import next_references
from openmash.base.transactions import request_transaction
from openmash.release import permissions
from openmash.release.choices import BY_A_JOB, DispatchState, Way
from openmash.release.models import Dispatch
from openmash.release.rules import dispatches as rules
from openmash.release.services.following import tell
from openmash.trail import services as trail

SEND_JOB = "release.send"
POSTMAN = Actor.machine("postman")
NOT_ANSWERED = "The sending was interrupted. The message may have gone or not."
CHANGED = "The message is not the one that was looked at. It was not sent."


@dataclass(frozen=True)
class Outgoing:
    """A message that is to leave: what it is about, whom it goes to, and its words.

    `address` is the one that the recipient's record holds; `source` names the record it was made from, `subject` the one that
    it is about. `carries_detail`: more about a case than its reference.
    """

    kind: str
    subject_kind: str
    subject: str
    source_kind: str
    source: str
    recipient_kind: str
    recipient: str
    address: str
    body: str
    subject_line: str = ""
    template: str = ""
    recipient_name: str = ""
    way: str = Way.EMAIL
    carries_detail: bool = False
    restricted: bool = False


def _as(actor: Actor, *, restricted: bool) -> AbstractContextManager[None]:
    """What somebody sets off who sees no outbox, or no restricted record, is kept by the postman."""
    kept_by_actor = actor.is_authority and (actor.cleared or not restricted)
    return nullcontext() if kept_by_actor else request_transaction(POSTMAN)


@transaction.atomic
def enqueue_dispatch(*, actor: Actor, outgoing: Outgoing, now: datetime) -> Dispatch:
    """Keep a message that is to leave. An e-mail or a file goes by a job once this act is committed; a letter waits to be posted.

    Raises Denied; RuleBroken where the recipient's record holds no address.
    """
    return enqueue_dispatches(actor=actor, outgoing=[outgoing], now=now)[0]


@transaction.atomic
def enqueue_dispatches(*, actor: Actor, outgoing: Sequence[Outgoing], now: datetime) -> list[Dispatch]:
    """Keep several messages that are to leave, as one is, with as few statements. Raises as `enqueue_dispatch`."""
    permissions.check_can_enqueue(actor)
    if not outgoing:
        return []
    if not all(one.address.strip() for one in outgoing):
        raise RuleBroken("The record of the recipient holds no address, so nothing can be sent.")
    with _as(actor, restricted=any(one.restricted for one in outgoing)):
        references = next_references("D-", "ref_dispatch", len(outgoing))
        dispatches = Dispatch.objects.bulk_create(
            _waiting(actor, one, reference, now) for one, reference in zip(outgoing, references, strict=True)
        )
    for one in dispatches:
        trail.record(actor=actor, kind="dispatch.waiting", subject=one, at=now, what=one.kind, source=one.source)
    _send_later([one for one in dispatches if one.way in BY_A_JOB], now)
    return dispatches


def _waiting(actor: Actor, outgoing: Outgoing, reference: str, now: datetime) -> Dispatch:
    return Dispatch(
        reference=reference,
        document_hash=rules.mark_of(address=outgoing.address, subject=outgoing.subject_line, body=outgoing.body),
        state=DispatchState.WAITING,
        prepared_at=now,
        prepared_by=actor.reference,
        **vars(outgoing),
    )


def _send_later(dispatches: Iterable[Dispatch], now: datetime) -> None:
    wanted = [(f"send:{one.reference}", {"reference": one.reference}) for one in dispatches]
    jobs.enqueue_many(SEND_JOB, wanted, now=now)


def _locked(reference: str) -> Dispatch:
    return Dispatch.objects.select_for_update(of=("self",)).get(reference=reference)


def _move(*, actor: Actor, dispatch: Dispatch, state: DispatchState, problem: str = "", now: datetime) -> Dispatch:
    if not rules.may_move(dispatch.state, state):
        raise RuleBroken("This message has moved on. Open it again to see where it stands.")
    dispatch.state, dispatch.problem = state, problem[:200]
    if state == DispatchState.SENT:
        dispatch.sent_at = now
    dispatch.save(
        update_fields=["state", "problem", "sent_at", "tries", "tried_at", "sent_through", "provider_reference"]
    )
    trail.record(actor=actor, kind=f"dispatch.{state}", subject=dispatch, at=now, tries=dispatch.tries)
    tell(actor=actor, dispatch=dispatch, now=now)
    return dispatch


@transaction.atomic
def begin_sending(*, actor: Actor, reference: str, now: datetime) -> Dispatch | None:
    """Keep that a waiting e-mail or file is being sent, and return it. None: there is nothing to send any more.

    One that was being sent when its sender stopped becomes uncertain: it is shown, and never sent again blindly. One whose
    words or address are not those that were looked at is refused.
    """
    dispatch = _locked(reference)
    if dispatch.state == DispatchState.SENDING:
        _move(actor=actor, dispatch=dispatch, state=DispatchState.UNCERTAIN, problem=NOT_ANSWERED, now=now)
        return None
    if dispatch.state != DispatchState.WAITING or dispatch.way not in BY_A_JOB:
        return None
    dispatch.tries, dispatch.tried_at = dispatch.tries + 1, now
    _move(actor=actor, dispatch=dispatch, state=DispatchState.SENDING, now=now)
    mark = rules.mark_of(address=dispatch.address, subject=dispatch.subject_line, body=dispatch.body)
    if mark != dispatch.document_hash:
        _move(actor=actor, dispatch=dispatch, state=DispatchState.REFUSED, problem=CHANGED, now=now)
        return None
    return dispatch


@transaction.atomic
def record_sent(*, actor: Actor, reference: str, through: str, provider_reference: str = "", now: datetime) -> Dispatch:
    """Keep that an e-mail has gone, and through which door."""
    dispatch = _locked(reference)
    dispatch.sent_through, dispatch.provider_reference = through, provider_reference[:80]
    return _move(actor=actor, dispatch=dispatch, state=DispatchState.SENT, now=now)


@transaction.atomic
def record_not_sent(*, actor: Actor, reference: str, problem: str, again: bool, now: datetime) -> Dispatch:
    """Keep that an e-mail certainly did not go, and why. It waits for another try, or for a person after the last one."""
    dispatch = _locked(reference)
    waits = again and dispatch.tries < jobs.MOST_TRIES
    state = DispatchState.WAITING if waits else DispatchState.REFUSED
    return _move(actor=actor, dispatch=dispatch, state=state, problem=problem, now=now)


@transaction.atomic
def record_uncertain(*, actor: Actor, reference: str, problem: str, now: datetime) -> Dispatch:
    """Keep that nobody can tell whether an e-mail went."""
    return _move(actor=actor, dispatch=_locked(reference), state=DispatchState.UNCERTAIN, problem=problem, now=now)


@transaction.atomic
def settle_dispatch(*, actor: Actor, reference: str, went: bool, now: datetime) -> Dispatch:
    """Say that a message has gone (a letter was posted, an uncertain e-mail did arrive), or have an e-mail sent again.

    Of words about a case, the room that the record is of asks whether the actor may; of notices, the outbox does.
    Raises Denied; RuleBroken for a message that waits for nobody, or a letter that is to be sent again.
    """
    permissions.check_can_enqueue(actor)
    dispatch = _locked(reference)
    to_post = dispatch.state == DispatchState.WAITING and dispatch.way == Way.LETTER
    if not (dispatch.state in rules.STUCK or to_post):
        raise RuleBroken("This message waits for nobody. Open it again to see where it stands.")
    if went:
        return _move(actor=actor, dispatch=dispatch, state=DispatchState.SENT, now=now)
    if dispatch.way not in BY_A_JOB:
        raise RuleBroken("A letter is sent again by posting it.")
    dispatch.tries = 0
    _move(actor=actor, dispatch=dispatch, state=DispatchState.WAITING, now=now)
    _send_later([dispatch], now)
    return dispatch


@transaction.atomic
def drop_dispatches(*, actor: Actor, source_kind: str, sources: Collection[str], now: datetime) -> int:
    """Take back what has not gone yet: it was told in another way, or does not hold any more. Returns how many.

    What is being sent this very moment goes on its way.
    """
    permissions.check_can_enqueue(actor)
    rows = Dispatch.objects.select_for_update(of=("self",)).filter(source_kind=source_kind, source__in=list(sources))
    dropped = 0
    for dispatch in rows.order_by("pk"):
        if rules.may_move(dispatch.state, DispatchState.DROPPED):
            _move(actor=actor, dispatch=dispatch, state=DispatchState.DROPPED, now=now)
            dropped += 1
    return dropped
