"""The person who raised the worry: acknowledged at once, told the outcome, heard when they disagree."""

from datetime import datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.frontdoor import permissions_transfers as permissions
from openmash.frontdoor.choices import AnswerKind, Channel
from openmash.frontdoor.models import Answer, Contact, Disagreement
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

SAID = "said"
WAITING = "waiting"


def _audience(contact: Contact) -> str:
    return "professional" if contact.caller_is_professional else "public"


def _plain_day(moment: datetime) -> str:
    day = clock.london_day(moment)
    return f"{day.day} {day:%B %Y}"


@transaction.atomic
def acknowledge(*, actor: Actor, contact: Contact, now: datetime) -> Answer:
    """Acknowledge a contact with its reference, by the pack's fixed template. It says nothing about the case.

    A professional with an account sees it in the product; a caller is told the reference on the telephone.
    """
    pack = agencies.pack_in_force()
    audience = _audience(contact)
    template = pack.template(agencies.template_use(f"acknowledgement_{audience}"), clock.london_day(now))
    words = template.body.format(
        reference=contact.reference,
        received_on=_plain_day(contact.received_at),
        authority=pack.home.name,
        team=contact.team.name,
        telephone=contact.team.telephone,
        answer_by=_plain_day(contact.referrer_due_at),
    )
    channel = Channel.IN_PRODUCT if contact.sent_by_agency_id else Channel.TELEPHONE
    answer = Answer.objects.create(
        contact=contact,
        kind=AnswerKind.ACKNOWLEDGEMENT,
        channel=channel,
        audience=audience,
        template=template.code,
        words=words,
        prepared_at=now,
        prepared_by=actor.reference,
        sent_at=now,
        state=SAID,
    )
    trail.record(actor=actor, kind="referrer.acknowledged", subject=contact, at=now, channel=channel)
    return answer


@transaction.atomic
def answer_referrer(*, actor: Actor, contact: Contact, channel: str, words: str, reason: str, now: datetime) -> Answer:
    """Tell the person who raised the worry what was decided, in the decider's words, or why that is not possible.

    Raises Denied; RuleBroken before the decision, without words, for a channel that cannot reach them.
    """
    contact = Contact.objects.select_for_update(of=("self",)).select_related("team").get(pk=contact.pk)
    permissions.check_can_answer_referrer(actor, contact)
    if contact.decided_at is None:
        raise RuleBroken("Decide the contact first. Until then only its receipt can be acknowledged.")
    if channel == Channel.NOT_POSSIBLE:
        if not reason.strip():
            raise RuleBroken(
                "Say why the person cannot be answered, for instance that they stayed anonymous.", field="reason"
            )
    elif not words.strip():
        raise RuleBroken("Write what you are telling them.", field="words")
    if channel == Channel.EMAIL and not contact.caller_email:
        raise RuleBroken(
            "No e-mail address is recorded for this person. Ring them, or add the address first.", field="channel"
        )
    if channel == Channel.IN_PRODUCT and not contact.sent_by_agency_id:
        raise RuleBroken("This person has no account here. Ring them or write to them.", field="channel")
    said_now = channel != Channel.EMAIL
    answer = Answer.objects.create(
        contact=contact,
        kind=AnswerKind.OUTCOME,
        channel=channel,
        audience=_audience(contact),
        to=contact.caller_email if channel == Channel.EMAIL else "",
        words=words,
        reason=reason,
        prepared_at=now,
        prepared_by=actor.reference,
        sent_at=now if said_now else None,
        state=SAID if said_now else WAITING,
    )
    if contact.answered_at is None:
        contact.answered_at = now
        contact.save(update_fields=["answered_at"])
    work.finish_work(
        actor=actor,
        act=WorkAct.ANSWER_REFERRER,
        subject_kind="contact",
        subject=contact.reference,
        reason="answered",
        now=now,
    )
    trail.record(actor=actor, kind="referrer.answered", subject=contact, at=now, channel=channel)
    return answer


@transaction.atomic
def raise_disagreement(*, actor: Actor, contact: Contact, words: str, now: datetime) -> Disagreement:
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
        contact=contact, words=words, raised_at=now, raised_by=actor.reference, due_at=due.due_at
    )
    machine = Actor.machine("disagreement")
    work.open_work(
        actor=machine,
        act=WorkAct.ANSWER_DISAGREEMENT,
        subject_kind="contact",
        subject=contact.reference,
        roles=(Role.MASH_MANAGER,),
        team=contact.team,
        due=due,
        rag=contact.rag,
        arrived_at=contact.received_at,
        locality=contact.locality,
        restricted=contact.restricted,
        now=now,
    )
    trail.record(actor=actor, kind="disagreement.raised", subject=contact, at=now)
    return disagreement


@transaction.atomic
def answer_disagreement(
    *, actor: Actor, disagreement: Disagreement, words: str, upheld: bool, now: datetime
) -> Disagreement:
    """Answer a disagreement. When it is upheld, the contact is reopened by its own act.

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
    disagreement.answered_at, disagreement.answered_by = now, actor.reference
    disagreement.answer_words, disagreement.upheld = words, upheld
    disagreement.save(update_fields=["answered_at", "answered_by", "answer_words", "upheld"])
    Answer.objects.create(
        contact=contact,
        kind=AnswerKind.DISAGREEMENT_ANSWER,
        channel=Channel.IN_PRODUCT if contact.sent_by_agency_id else Channel.TELEPHONE,
        audience=_audience(contact),
        words=words,
        prepared_at=now,
        prepared_by=actor.reference,
        sent_at=now,
        state=SAID,
    )
    work.finish_work(
        actor=actor,
        act=WorkAct.ANSWER_DISAGREEMENT,
        subject_kind="contact",
        subject=contact.reference,
        reason="upheld" if upheld else "not upheld",
        now=now,
    )
    trail.record(actor=actor, kind="disagreement.answered", subject=contact, at=now, upheld=upheld)
    return disagreement
