"""Branches of an incident. Who may see the record that it is about is asked by the room that shows it."""

from collections.abc import Iterable
from datetime import datetime

from openmash.adults.choices import BranchKind, BranchState
from openmash.adults.models import Branch
from openmash.base.actors import Actor
from openmash.base.errors import NotFound

SHOWN = 200


def branches_about(actor: Actor, *, subject_kind: str, subject: str) -> list[Branch]:
    """Return every branch of an incident, in the order in which they were opened. Two queries."""
    rows = Branch.objects.visible_to(actor).filter(subject_kind=subject_kind, subject=subject)
    rows = rows.select_related("team", "agency", "person", "decision", "danger")
    return list(rows.prefetch_related("people").order_by("opened_at", "pk"))


def closings_about(actor: Actor, *, subject_kind: str, subject: str) -> list[datetime | None]:
    """Return when each branch of an incident was closed, None for one that is open. One query."""
    rows = Branch.objects.visible_to(actor).filter(subject_kind=subject_kind, subject=subject)
    return list(rows.order_by("opened_at", "pk").values_list("closed_at", flat=True))


def branch_about(actor: Actor, reference: str, *, subject_kind: str, subject: str) -> Branch:
    """Return one branch of an incident. Raises NotFound."""
    for branch in branches_about(actor, subject_kind=subject_kind, subject=subject):
        if branch.reference == reference:
            return branch
    raise NotFound


def packages_of_closed(references: Iterable[str]) -> set[str]:
    """Return those of some packages that were for branches which are closed: nobody makes them anew. For pages of their preparers."""
    held = Branch.objects.filter(package__in=set(references) - {""}, closed_at__isnull=False)
    return set(held.values_list("package", flat=True))


def conference_referrals(actor: Actor) -> list[Branch]:
    """Return what goes to the conference, or may: what waits first, by its clock, then what was heard, the latest first."""
    rows = Branch.objects.visible_to(actor).filter(kind=BranchKind.CONFERENCE)
    rows = rows.select_related("person", "team", "danger").prefetch_related("people")
    waiting = rows.filter(closed_at__isnull=True).order_by("due_at", "pk")[:SHOWN]
    done = rows.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")[:SHOWN]
    return [*waiting, *done]


def earlier_referrals(branch: Branch) -> list[tuple[str, datetime]]:
    """Return reference and moment of every earlier referral of the same person to the conference, the latest first.

    For the services, and for pages of those who may see the branch: it says no more than that there was one.
    """
    rows = Branch.objects.filter(kind=BranchKind.CONFERENCE, person_id=branch.person_id, danger__refers=True)
    rows = rows.exclude(pk=branch.pk).exclude(state=BranchState.WITHDRAWN)
    return list(rows.order_by("-danger__weighed_at").values_list("reference", "danger__weighed_at"))


def names_in_words(actor: Actor, references: Iterable[str]) -> dict[str, tuple[str, str, bool]]:
    """Return, by the reference of a branch, whom it is about, the record it is about, and whether it is the actor's own."""
    rows = Branch.objects.visible_to(actor).filter(reference__in=list(references)).prefetch_related("people")
    return {
        one.reference: (
            next((person.name for person in one.people.all() if person.is_subject), one.person_reference),
            one.subject,
            one.team_id in actor.team_ids,
        )
        for one in rows
    }
