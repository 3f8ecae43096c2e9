"""Warnings for workers' safety, about a person or an address."""

from datetime import datetime

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.errors import NotFound, RuleBroken
from openmash.people import permissions
from openmash.people.models import Household, Person, SafetyWarning
from openmash.trail import services as trail

LONGEST = 300


@transaction.atomic
def set_warning(
    *,
    actor: Actor,
    person: Person | None = None,
    household: Household | None = None,
    kind: str,
    words: str,
    now: datetime,
) -> SafetyWarning:
    """Warn workers about a person, or about the address of a household. Raises Denied, NotFound, RuleBroken."""
    permissions.check_can_change_people(actor)
    words = words.strip()
    if person is None and household is None:
        raise RuleBroken("Say whom or which address the warning is about.")
    if not kind:
        raise RuleBroken("Choose what kind of warning it is.", field="kind")
    if not words or len(words) > LONGEST:
        raise RuleBroken(f"Say in up to {LONGEST} characters what a worker must know.", field="words")
    if person is not None and not Person.objects.visible_to(actor).filter(pk=person.pk).exists():
        raise NotFound
    warning = SafetyWarning.objects.create(
        person=person, household=household, kind=kind, words=words, set_at=now, set_by=actor.reference
    )
    trail.record(actor=actor, kind="warning.set", subject=_subject(warning), at=now, warning=kind)
    return warning


@transaction.atomic
def end_warning(*, actor: Actor, warning: SafetyWarning, now: datetime) -> SafetyWarning:
    """End a warning that no longer holds. Raises Denied, NotFound, and RuleBroken when it has ended already."""
    permissions.check_can_change_people(actor)
    held = SafetyWarning.objects.select_for_update(of=("self",)).filter(pk=warning.pk).first()
    if held is None or (held.person and held.person.restricted and not actor.cleared):
        raise NotFound
    if held.ended_at:
        raise RuleBroken("This warning has ended already.")
    held.ended_at, held.ended_by = now, actor.reference
    held.save(update_fields=["ended_at", "ended_by"])
    trail.record(actor=actor, kind="warning.ended", subject=_subject(held), at=now, warning=held.kind)
    return held


def _subject(warning: SafetyWarning) -> Person | Household:
    about = warning.person or warning.household
    assert about is not None
    return about
