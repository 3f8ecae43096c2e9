"""Dip samples: decided contacts that a manager reads afterwards."""

from datetime import datetime

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.frontdoor import permissions
from openmash.frontdoor.models import DipSample
from openmash.frontdoor.rules import decisions as rules
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct


@transaction.atomic
def read_dip_sample(*, actor: Actor, sample: DipSample, agrees: bool, words: str, now: datetime) -> DipSample:
    """Say whether one agrees with a sampled decision. It changes nothing by itself: reopening is an act of its own.

    Raises Denied; RuleBroken for one's own decision, a sample read before, or a disagreement without words.
    """
    contact = sample.decision.child.contact
    permissions.check_can_oversee(actor, contact)
    sample = (
        DipSample.objects.select_for_update(of=("self",)).select_related("decision__child__person").get(pk=sample.pk)
    )
    rules.check_not_own(proposed_by=sample.decision.proposed_by, actor=actor.reference)
    if sample.read_at is not None:
        raise RuleBroken("This sample was read already.")
    if not agrees and not words.strip():
        raise RuleBroken("Say what you would have decided, and why.", field="words")
    sample.read_at, sample.read_by, sample.agrees, sample.words = now, actor.reference, agrees, words
    sample.save(update_fields=["read_at", "read_by", "agrees", "words"])
    work.finish_work(
        actor=actor,
        act=WorkAct.DIP_SAMPLE,
        subject_kind="contact",
        subject=contact.reference,
        child=sample.decision.child.person.reference,
        reason="agrees" if agrees else "disagrees",
        now=now,
    )
    trail.record(actor=actor, kind="dip_sample.read", subject=contact, at=now, agrees=agrees)
    return sample
