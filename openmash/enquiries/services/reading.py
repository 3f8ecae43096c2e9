"""Say that answers have been read, take a file of one away, and hide what was asked about a restricted record."""

from datetime import datetime

from django.db import transaction

from openmash.base.actors import Actor
from openmash.enquiries import permissions
from openmash.enquiries.models import AgencyRequest, Enquiry, HubPlace, ReturnFile
from openmash.links import services as links
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct


@transaction.atomic
def read_returns(*, actor: Actor, subject_kind: str, subject: str, now: datetime) -> int:
    """Finish the work of reading what agencies answered on a record. Returns how many items were open. Raises Denied."""
    permissions.check_can_ask(actor)
    done = work.finish_work(
        actor=actor, act=WorkAct.READ_RETURNS, subject_kind=subject_kind, subject=subject, reason="read", now=now
    )
    trail.record(actor=actor, kind="returns.read", subject=f"{subject_kind} {subject}", at=now)
    return done


@transaction.atomic
def take_file_away(*, actor: Actor, file: ReturnFile, now: datetime) -> ReturnFile:
    """Keep that somebody took a file of an answer away. Which files the actor may see was asked by who read it."""
    trail.record(
        actor=actor,
        kind="file.taken_away",
        subject=f"request {file.given_in.request.reference}",
        at=now,
        answer=file.given_in.reference,
        file=file.reference,
    )
    return file


@transaction.atomic
def restrict_enquiries(*, actor: Actor, subject_kind: str, subject: str, restricted: bool, now: datetime) -> int:
    """Hide or show what was asked about a record with the record itself, and the work on it. Returns how many enquiries.

    The agencies that were asked see their own requests as before; the hub sees nothing of it.
    The room that calls has checked the act.
    """
    rows = Enquiry.objects.filter(subject_kind=subject_kind, subject=subject)
    keys = list(rows.values_list("pk", flat=True))
    changed = rows.update(restricted=restricted)
    HubPlace.objects.filter(subject_kind=subject_kind, subject=subject).update(restricted=restricted)
    for reference in AgencyRequest.objects.filter(enquiry__in=keys).values_list("reference", flat=True):
        work.restrict_work(actor=actor, subject_kind="request", subject=reference, restricted=restricted, now=now)
    links.restrict_links(actor=actor, about_kind=subject_kind, about=subject, restricted=restricted, now=now)
    if changed:
        trail.record(
            actor=actor, kind="enquiries.restricted", subject=f"{subject_kind} {subject}", at=now, restricted=restricted
        )
    return changed
