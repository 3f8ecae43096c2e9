"""The person who raised the worry disagrees: received at once, a manager's work with its own clock, and answered."""

from datetime import datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import AnswerKind, AnswerState, Channel
from openmash.frontdoor.models import Contact, Disagreement
from openmash.frontdoor.queries import messages
from openmash.frontdoor.rules import answers as rules
from openmash.frontdoor.services.answers import (
    Sending,
    check_reaches,
    check_read,
    keep_answer,
    send_fixed,
    sending_to,
    when_said,
)
from openmash.frontdoor.services.shared import open_contact_work
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

# One sentence for a wrong reference and a wrong code: neither tells that a contact exists.
NOT_FOUND = "We do not know this reference and code together. Check both in the message you had from us, or ring us."


@transaction.atomic
def raise_disagreement(
    *, actor: Actor, contact: Contact, words: str, reply_to: str = "", now: datetime
) -> Disagreement:
    """Record that the person who raised the worry disagrees. It becomes a manager's work with its own clock.

    Raises Denied; RuleBroken before the decision, without words, or while an earlier disagreement is open.
    """
    permissions.check_can_disagree(actor, contact)
    if contact.decided_at is None:
        raise RuleBroken("This contact has not been decided yet. Ring us if something has changed.")
    if not words.strip():
        raise RuleBroken("Write what you disagree with, and what you know that we may not.", field="words")
    if contact.disagreements.filter(answered_at__isnull=True).exists():
        raise RuleBroken("A disagreement is with a manager already. You will get an answer to that one first.")
    due = agencies.due_by(agencies.pack_in_force().door.disagreement_clock, now)
    disagreement = Disagreement.objects.create(
        contact=contact, words=words, reply_to=reply_to, raised_at=now, raised_by=actor.reference, due_at=due.due_at
    )
    open_contact_work(
        actor=Actor.machine("disagreement"),
        contact=contact,
        act=WorkAct.ANSWER_DISAGREEMENT,
        due=due,
        roles=(Role.MASH_MANAGER,),
        now=now,
    )
    send_fixed(
        actor=actor,
        contact=contact,
        kind=AnswerKind.DISAGREEMENT_RECEIVED,
        use="disagreement_received",
        values={"answer_by": messages.plain_day(due.due_at)},
        now=now,
    )
    trail.record(actor=actor, kind="disagreement.raised", subject=contact, at=now)
    return disagreement


@transaction.atomic
def raise_disagreement_by_code(
    *, actor: Actor, reference: str, code: str, words: str, reply_to: str, now: datetime
) -> Disagreement:
    """Record the disagreement of somebody without a sign-in, who gives the reference and code of our message.

    Raises RuleBroken as above, and with one and the same sentence for a reference or a code that is not known.
    """
    contact = Contact.objects.select_related("team", "pack").filter(reference=reference.strip().upper()).first()
    if contact is None or not messages.is_disagree_code(contact, code):
        raise RuleBroken(NOT_FOUND, field="code")
    return raise_disagreement(actor=actor, contact=contact, words=words, reply_to=reply_to, now=now)


@transaction.atomic
def answer_disagreement(
    *,
    actor: Actor,
    disagreement: Disagreement,
    words: str,
    upheld: bool,
    channel: str = "",
    look: str = "",
    now: datetime,
) -> Disagreement:
    """Answer a disagreement. When it is upheld, the contact is reopened by its own act.

    Without a channel the answer goes to the agency's own page, else it was said on the telephone. An e-mail or letter goes
    as somebody has read it, like an outcome.
    Raises Denied; RuleBroken without words, when answered before, or when the answerer made the decision.
    """
    disagreement = Disagreement.objects.select_for_update(of=("self",)).get(pk=disagreement.pk)
    permissions.check_can_answer_disagreement(actor)
    contact = disagreement.contact
    if disagreement.answered_at is not None:
        raise RuleBroken("This disagreement has been answered already.")
    if not words.strip():
        raise RuleBroken("Write what you are telling them.", field="words")
    if contact.children.filter(decisions__proposed_by=actor.reference).exists():
        raise RuleBroken("You made this decision yourself. Another manager answers the disagreement.")
    here = Channel.IN_PRODUCT if messages.sees_it_here(contact, now=now) else Channel.TELEPHONE
    sending = sending_to(contact, channel=channel or here)
    check_reaches(contact, sending=sending, words=words, reason=words, takes_words=True, now=now)
    message = _as_said(contact, sending=sending, words=words, now=now)
    check_read(sending=sending, message=message, look=look)
    disagreement.answered_at, disagreement.answered_by = now, actor.reference
    disagreement.answer_words, disagreement.upheld = words, upheld
    disagreement.save(update_fields=["answered_at", "answered_by", "answer_words", "upheld"])
    kind = AnswerKind.DISAGREEMENT_ANSWER
    answer = keep_answer(actor=actor, contact=contact, kind=kind, sending=sending, message=message, now=now)
    if answer.state == AnswerState.SAID:
        when_said(actor=actor, answer=answer, now=now)
    work.finish_work(
        actor=actor,
        act=WorkAct.ANSWER_DISAGREEMENT,
        subject_kind="contact",
        subject=contact.reference,
        reason="upheld" if upheld else "not upheld",
        now=now,
    )
    trail.record(
        actor=actor, kind="disagreement.answered", subject=contact, at=now, upheld=upheld, message=answer.reference
    )
    return disagreement


def reopen_disagreement(*, actor: Actor, contact: Contact, now: datetime) -> None:
    """Have a disagreement answered anew: the answer was stopped at the gate, and nobody was told it."""
    row = contact.disagreements.filter(answered_at__isnull=False).order_by("-pk").first()
    if row is None:
        return
    row.answered_at, row.answered_by, row.answer_words, row.upheld = None, "", "", None
    row.save(update_fields=["answered_at", "answered_by", "answer_words", "upheld"])
    due = agencies.due_by(agencies.pack_in_force().door.disagreement_clock, row.raised_at)
    open_contact_work(
        actor=actor, contact=contact, act=WorkAct.ANSWER_DISAGREEMENT, due=due, roles=(Role.MASH_MANAGER,), now=now
    )
    trail.record(actor=actor, kind="disagreement.reopened", subject=contact, at=now)


def _as_said(contact: Contact, *, sending: Sending, words: str, now: datetime) -> rules.Message:
    """Return the answer as it is said: on the telephone in the words one used, else the pack's message with them."""
    if sending.channel == Channel.TELEPHONE:
        return rules.Message("", "", words)
    if sending.channel in rules.IN_WRITING:
        messages.check_gives_nothing_away(contact, words)
    return messages.fixed_message(contact, "disagreement_answered", now=now, answer=words.strip())
