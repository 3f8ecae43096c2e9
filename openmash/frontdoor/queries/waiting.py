"""Everything that waits at the gate: documents, letters and messages, notices to agencies, standing feeds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openmash.adults import queries as adults
from openmash.base import access
from openmash.base.actors import Actor
from openmash.frontdoor import permissions
from openmash.frontdoor.models import Answer, Contact
from openmash.frontdoor.queries.outbox import outbox_of
from openmash.release import queries as release
from openmash.release.choices import Way
from openmash.sharing import queries as sharing
from openmash.sharing.choices import FeedState, ShareAnswer


@dataclass(frozen=True)
class WaitingAtTheGate:
    """What somebody has to do so that it leaves, by kind; the longest wait first.

    `packages` with whether the actor may read each as its second person; `refused` is what the actor prepared and must not leave;
    `feeds` were stopped, `files` are not handed over.
    """

    packages: tuple[tuple[Any, bool], ...]
    refused: tuple[Any, ...]
    messages: tuple[Answer, ...]
    notices: tuple[Any, ...]
    feeds: tuple[Any, ...]
    files: tuple[Any, ...]


def waiting_at_the_gate(actor: Actor, now: datetime) -> WaitingAtTheGate:
    """Return what waits to be released of the contacts the actor may answer for. Notices and feeds are for those
    who look after them.
    """
    held = release.packages_waiting(actor, subject_kind="contact")
    refused = release.packages_refused(actor, subject_kind="contact", now=now)
    mine = _answered_for(actor, {one.subject for one in (*held, *refused)})
    held = [one for one in held if one.subject in mine] + _statements(actor)
    done_with = adults.packages_of_closed([one.reference for one in refused])
    refused = [one for one in refused if one.subject in mine and one.reference not in done_with]
    if access.may_use(actor, "frontdoor:statement"):
        refused += release.packages_refused(actor, subject_kind="person", now=now)
    return WaitingAtTheGate(
        packages=tuple((one, release.may_be_second(actor, one)) for one in held),
        refused=tuple(refused),
        messages=outbox_of(actor).needs_somebody,
        notices=_notices(actor),
        feeds=_feeds(actor),
        files=tuple(release.files_not_handed_over(actor)) if access.may_use(actor, "sharing:feed") else (),
    )


def _answered_for(actor: Actor, references: set[str]) -> set[str]:
    """Return the contacts among some references from which the actor may let something leave."""
    contacts = Contact.objects.visible_to(actor).filter(reference__in=references).select_related("team")
    return {one.reference for one in contacts if permissions.can_answer_referrer(actor, one)}


def _statements(actor: Actor) -> list[Any]:
    """Return the papers for families that wait."""
    return (
        release.packages_waiting(actor, subject_kind="person") if access.may_use(actor, "frontdoor:statement") else []
    )


def _feeds(actor: Actor) -> tuple[Any, ...]:
    if not access.may_use(actor, "sharing:feed"):
        return ()
    stopped = (one for one in sharing.feed_rows(actor) if one.latest and one.latest.answer == ShareAnswer.STOPPED)
    return tuple(one for one in stopped if one.state == FeedState.RUNNING)


def _notices(actor: Actor) -> tuple[Any, ...]:
    if not access.may_use(actor, "release:outbox"):
        return ()
    stuck = release.outbox(actor).needs_somebody
    return tuple(one for one in stuck if not one.carries_detail and one.way == Way.EMAIL)
