"""Every read of what leaves."""

from dataclasses import dataclass
from datetime import datetime

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.release.choices import DispatchState, Way
from openmash.release.models import Dispatch
from openmash.release.permissions import check_can_see_outbox
from openmash.release.rules.dispatches import STUCK

SHOWN = 100


@dataclass(frozen=True)
class Outbox:
    """Messages by what they need: at most 100 of each."""

    needs_somebody: tuple[Dispatch, ...]
    on_their_way: tuple[Dispatch, ...]
    gone: tuple[Dispatch, ...]


def outbox(actor: Actor) -> Outbox:
    """Return what is to leave, the oldest first, and what has left, the latest first. Raises Denied. Two queries."""
    check_can_see_outbox(actor)
    seen = Dispatch.objects.visible_to(actor)
    waiting = list(
        seen.exclude(state__in=[DispatchState.SENT, DispatchState.DROPPED]).order_by("prepared_at", "pk")[: 2 * SHOWN]
    )
    gone = seen.filter(state=DispatchState.SENT).order_by("-sent_at", "-pk")[:SHOWN]
    return Outbox(
        needs_somebody=tuple(one for one in waiting if needs_somebody(one))[:SHOWN],
        on_their_way=tuple(one for one in waiting if not needs_somebody(one))[:SHOWN],
        gone=tuple(gone),
    )


def needs_somebody(dispatch: Dispatch) -> bool:
    """Whether a person has to look: a letter to post, or an e-mail that failed or of which nobody can tell."""
    return dispatch.state in STUCK or (dispatch.state == DispatchState.WAITING and dispatch.way == Way.LETTER)


def files_not_handed_over(actor: Actor) -> list[Dispatch]:
    """Return the files of standing feeds that have not been handed over, the longest wait first: for those of the council."""
    if not actor.is_authority:
        return []
    rows = Dispatch.objects.filter(way=Way.FILE, restricted=False)
    return list(
        rows.exclude(state__in=[DispatchState.SENT, DispatchState.DROPPED]).order_by("prepared_at", "pk")[:SHOWN]
    )


def dispatch_by_reference(actor: Actor, reference: str) -> Dispatch:
    """Return one message. Raises Denied; NotFound."""
    check_can_see_outbox(actor)
    dispatch = Dispatch.objects.visible_to(actor).filter(reference=reference).first()
    if dispatch is None:
        raise NotFound
    return dispatch


def waiting_emails(actor: Actor, *, subject_kind: str, subject: str) -> list[tuple[str, datetime]]:
    """Return reference and moment of preparing of every e-mail about a record that waits to go. For machines."""
    rows = Dispatch.objects.visible_to(actor).filter(
        subject_kind=subject_kind, subject=subject, state=DispatchState.WAITING, way=Way.EMAIL
    )
    return list(rows.order_by("pk").values_list("reference", "prepared_at"))


def dispatch_made_from(actor: Actor, *, source_kind: str, source: str) -> str:
    """Return the reference of the last message made from a record that the caller has checked the actor may see.

    Raises NotFound.
    """
    rows = Dispatch.objects.filter(source_kind=source_kind, source=source) if actor.is_authority else None
    dispatch = rows.order_by("-pk").first() if rows is not None else None
    if dispatch is None:
        raise NotFound("Nothing was prepared to leave from this record.")
    return dispatch.reference


def notice_to_settle(actor: Actor, reference: str) -> Dispatch:
    """Return an e-mail without detail of a case that needs somebody. Raises Denied; NotFound."""
    dispatch = dispatch_by_reference(actor, reference)
    if dispatch.carries_detail or not needs_somebody(dispatch):
        raise NotFound("This message waits for nobody here. Open it to see where it stands.")
    return dispatch
