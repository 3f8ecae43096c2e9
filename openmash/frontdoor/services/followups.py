"""Work that an outcome made for another team: done, with a word on what was done."""

from datetime import datetime

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.frontdoor.models import Contact, StatusChange
from openmash.frontdoor.queries.standing import asked_of
from openmash.trail import services as trail
from openmash.work import services as work


@transaction.atomic
def finish_follow_up(*, actor: Actor, contact: Contact, words: str, now: datetime) -> None:
    """Finish the actor's team's follow-up work on a contact, and keep what was done on the contact.

    Raises Denied (from work) for another team's work; RuleBroken without words or when nothing is open.
    """
    if not words.strip():
        raise RuleBroken("Write what you did.", field="words")
    mine = asked_of(actor, contact)
    if not mine:
        raise RuleBroken("Nothing on this contact is waiting for your team. It may have been done already.")
    for item in mine:
        work.finish_work(
            actor=actor,
            act=item.act,
            subject_kind="contact",
            subject=contact.reference,
            child=item.child,
            reason="done",
            now=now,
        )
    StatusChange.objects.create(
        contact=contact,
        before=contact.status,
        after=contact.status,
        reason=words,
        changed_at=now,
        changed_by=actor.reference,
    )
    trail.record(actor=actor, kind="contact.followed_up", subject=contact, at=now, count=len(mine))
