"""The person who raised the worry: acknowledged at once, and told the outcome, once somebody has read what goes."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.references import next_reference
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import ON_THE_WAY, AnswerKind, AnswerState, Channel
from openmash.frontdoor.models import Answer, Contact
from openmash.frontdoor.queries import leaving, messages
from openmash.frontdoor.rules import answers as rules
from openmash.frontdoor.services.shared import lock_contact, open_contact_work
from openmash.release import services as release
from openmash.release.choices import RecipientKind, Way
from openmash.sharing import queries as sharing
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

# What a message is called where it leaves; whoever sends it follows there what becomes of it.
SOURCE = "answer"
# Fixed messages hold no more than a reference. These say what was decided, some in the decider's own words.
WITH_DETAIL = frozenset({AnswerKind.OUTCOME, AnswerKind.DISAGREEMENT_ANSWER})
# Sends the receipt for what an agency does, which sends nothing itself.
RECEIPTS = Actor.machine("receipts")
STAYED_ANONYMOUS = "The caller stayed anonymous."


class LookFirst(RuleBroken):
    """A message leaves the house only as somebody has read it: here it is, word for word, to be read and sent."""

    def __init__(self, *, to: str, message: rules.Message) -> None:
        super().__init__("Read the message as it will go, then send it.")
        self.to, self.message, self.look = to, message, messages.look_of(to, message)


@dataclass(frozen=True)
class Sending:
    """Whom a message goes to, and how."""

    channel: str
    to: str = ""


def sending_to(contact: Contact, *, channel: str) -> Sending:
    """Return whom a message goes to in a way: the address that the contact's record holds for it, never a typed one."""
    if channel == Channel.LETTER:
        held = leaving.caller_address(contact)
        return Sending(channel, held.words if held else "")
    email = "" if contact.anonymous else contact.caller_email
    return Sending(channel, email if channel == Channel.EMAIL else "")


def check_reaches(
    contact: Contact, *, sending: Sending, words: str, reason: str, takes_words: bool, now: datetime
) -> None:
    """Raise RuleBroken for a way that cannot reach the person, or a message that says nothing."""
    rules.check_channel(
        channel=sending.channel,
        words=words,
        reason=reason,
        to=sending.to,
        sees_it_here=messages.sees_it_here(contact, now=now),
        takes_words=takes_words,
    )


def check_read(*, sending: Sending, message: rules.Message, look: str) -> None:
    """Raise LookFirst for a message that leaves the house and was not read exactly as it goes."""
    if sending.channel in rules.IN_WRITING and look != messages.look_of(sending.to, message):
        raise LookFirst(to=sending.to, message=message)


def keep_answer(
    *, actor: Actor, contact: Contact, kind: AnswerKind, sending: Sending, message: rules.Message, now: datetime
) -> Answer:
    """Keep a message as it is said. E-mails and letters leave through the one door: an e-mail once this act is committed."""
    waits = sending.channel in rules.IN_WRITING
    answer = Answer.objects.create(
        reference=next_reference("A-", "ref_answer"),
        contact=contact,
        kind=kind,
        channel=sending.channel,
        audience=messages.audience_of(contact),
        to=sending.to,
        template=message.template,
        subject=message.subject,
        words=message.body,
        prepared_at=now,
        prepared_by=actor.reference,
        sent_at=None if waits else now,
        state=AnswerState.WAITING if waits else AnswerState.SAID,
    )
    if waits and kind in WITH_DETAIL:
        _through_the_gate(actor=actor, answer=answer, now=now)
    elif waits:
        let_leave(actor=actor, answer=answer, now=now)
    return answer


def _through_the_gate(*, actor: Actor, answer: Answer, now: datetime) -> None:
    """Bring a message with words about a case to the gate, signed by whoever has read it word for word.

    It leaves at once, or is held until a second person has read it.
    """
    contact, public = answer.contact, answer.audience == "public"
    position = sharing.position_of(actor, subject_kind="contact", subject=contact.reference)
    package = release.prepare_package(
        actor=actor,
        given=release.PackageGiven(
            kind=answer.kind,
            subject_kind="contact",
            subject=contact.reference,
            source_kind=SOURCE,
            source=answer.reference,
            recipient_kind="public-referrer" if public else "professional-referrer",
            recipient=f"contact {contact.reference}",
            recipient_name="Whoever raised the worry",
            title=answer.subject,
            known=leaving.known_to(contact),
            people=leaving.people_of(contact),
            words=answer.words,
            address=answer.to,
            lawful_bases=position.lawful_bases,
            restricted=contact.restricted,
        ),
        now=now,
    )
    answer.state = AnswerState.HELD
    answer.save(update_fields=["state"])
    release.sign_package(
        actor=actor, package=package, look=package.document_hash, seen=True, queue=leaving_queue(contact), now=now
    )
    answer.refresh_from_db()


def leaving_queue(contact: Contact) -> release.WorkGiven:
    """Return in whose queue a second person finds what leaves about a contact."""
    return release.WorkGiven(
        team=contact.team, rag=contact.rag, locality=contact.locality, arrived_at=contact.received_at
    )


def let_leave(*, actor: Actor, answer: Answer, now: datetime) -> None:
    """Hand a message to the door through which everything leaves."""
    contact = answer.contact
    release.enqueue_dispatch(
        actor=actor if actor.is_authority or actor.system else RECEIPTS,
        outgoing=release.Outgoing(
            kind=answer.kind,
            way=Way.LETTER if answer.channel == Channel.LETTER else Way.EMAIL,
            subject_kind="contact",
            subject=contact.reference,
            source_kind=SOURCE,
            source=answer.reference,
            recipient_kind=RecipientKind.REFERRER,
            recipient=f"contact {contact.reference}",
            address=answer.to,
            template=answer.template,
            subject_line=answer.subject,
            body=answer.words,
            carries_detail=answer.kind in WITH_DETAIL,
            restricted=contact.restricted,
        ),
        now=now,
    )


def send_fixed(
    *, actor: Actor, contact: Contact, kind: AnswerKind, use: str, values: dict[str, str] | None = None, now: datetime
) -> Answer:
    """Send one of the pack's fixed messages, looked at once when it was approved: it says nothing about the case.

    It goes to the agency's own page, else to the e-mail address given for it; else it was said on the telephone.
    """
    message = messages.fixed_message(contact, use, now=now, **(values or {}))
    if messages.sees_it_here(contact, now=now):
        sending = Sending(Channel.IN_PRODUCT)
    elif contact.caller_email and not contact.anonymous:
        sending = Sending(Channel.EMAIL, contact.caller_email)
    else:
        sending = Sending(Channel.TELEPHONE)
    return keep_answer(actor=actor, contact=contact, kind=kind, sending=sending, message=message, now=now)


@transaction.atomic
def acknowledge(*, actor: Actor, contact: Contact, now: datetime) -> Answer:
    """Acknowledge a contact at once with its reference, by the pack's fixed template."""
    due = agencies.due_by(
        agencies.pack_of(contact.pack).door.acknowledgement_clock, contact.received_at, pack=contact.pack
    )
    answer = send_fixed(
        actor=actor,
        contact=contact,
        kind=AnswerKind.ACKNOWLEDGEMENT,
        use=f"acknowledgement_{messages.audience_of(contact)}",
        values={"answer_by": messages.plain_day(contact.referrer_due_at)},
        now=now,
    )
    contact.acknowledge_due_at, contact.acknowledged_at = due.due_at, answer.sent_at
    contact.save(update_fields=["acknowledge_due_at", "acknowledged_at"])
    trail.record(
        actor=actor,
        kind="referrer.acknowledged",
        subject=contact,
        at=now,
        channel=answer.channel,
        message=answer.reference,
    )
    return answer


@transaction.atomic
def answer_referrer(
    *,
    actor: Actor,
    contact: Contact,
    channel: str,
    words: str,
    reason: str,
    look: str = "",
    now: datetime,
) -> Answer:
    """Tell the person who raised the worry what was decided, in the decider's words, or why that is not possible.

    An e-mail or letter carries the pack's message with those words in it, and is sent only with the `look` of exactly that
    message; without it LookFirst brings the message to be read. What goes on its way is said when it has gone.
    Raises Denied; RuleBroken before the decision, without words, for a channel that cannot reach them, for a message
    that names somebody of the family, or while an earlier message has not gone yet.
    """
    contact = lock_contact(contact)
    permissions.check_can_answer_referrer(actor, contact)
    if contact.decided_at is None:
        raise RuleBroken("Decide the contact first. Until then only its receipt can be acknowledged.")
    sending = sending_to(contact, channel=channel)
    takes_words = channel == Channel.TELEPHONE or messages.takes_own_words(contact, now=now)
    check_reaches(contact, sending=sending, words=words, reason=reason, takes_words=takes_words, now=now)
    _check_nothing_under_way(actor, contact, channel, now)
    message = _outcome_as_said(contact, channel=channel, words=words, now=now)
    check_read(sending=sending, message=message, look=look)
    answer = keep_answer(
        actor=actor, contact=contact, kind=AnswerKind.OUTCOME, sending=sending, message=message, now=now
    )
    answer.reason = reason.strip()
    answer.save(update_fields=["reason"])
    trail.record(
        actor=actor, kind="referrer.answered", subject=contact, at=now, channel=channel, message=answer.reference
    )
    if answer.state == AnswerState.SAID:
        when_said(actor=actor, answer=answer, now=now)
    return answer


def _outcome_as_said(contact: Contact, *, channel: str, words: str, now: datetime) -> rules.Message:
    """Return the outcome as it is said: on the telephone in the words one used, else the pack's message with them."""
    if channel in (Channel.TELEPHONE, Channel.NOT_POSSIBLE):
        return rules.Message("", "", words if channel == Channel.TELEPHONE else "")
    if channel in rules.IN_WRITING and messages.takes_own_words(contact, now=now):
        messages.check_gives_nothing_away(contact, words)
    return messages.outcome_message(contact, channel=channel, words=words, now=now)


def _check_nothing_under_way(actor: Actor, contact: Contact, channel: str, now: datetime) -> None:
    """Raise RuleBroken while a written answer is on its way: two would go. Another way of telling takes its place."""
    waiting = contact.answers.filter(kind=AnswerKind.OUTCOME, state__in=ON_THE_WAY)
    if channel in rules.IN_WRITING and (first := waiting.first()):
        raise RuleBroken(
            f"A message about this is on its way already ({first.reference}). See under Messages what became of it."
        )
    drop_waiting(actor=actor, contact=contact, now=now)


def drop_waiting(*, actor: Actor, contact: Contact, now: datetime) -> None:
    """Take back what waits to tell an outcome: it was told in another way, or is no longer the outcome."""
    waiting = contact.answers.filter(kind=AnswerKind.OUTCOME, state__in=ON_THE_WAY)
    sources = list(waiting.values_list("reference", flat=True))
    if sources:
        release.withdraw_packages(actor=actor, source_kind=SOURCE, sources=sources, now=now)
        release.drop_dispatches(actor=actor, source_kind=SOURCE, sources=sources, now=now)


def ask_for_answer(*, actor: Actor, contact: Contact, due: agencies.DueBy, now: datetime) -> None:
    """Have the person who raised the worry told the outcome; of who stayed anonymous it is kept that nobody can."""
    if not contact.anonymous:
        open_contact_work(actor=actor, contact=contact, act=WorkAct.ANSWER_REFERRER, due=due, now=now)
        return
    answer = keep_answer(
        actor=actor,
        contact=contact,
        kind=AnswerKind.OUTCOME,
        sending=Sending(Channel.NOT_POSSIBLE),
        message=rules.Message("", "", ""),
        now=now,
    )
    answer.reason = STAYED_ANONYMOUS
    answer.save(update_fields=["reason"])


def when_said(*, actor: Actor, answer: Answer, now: datetime) -> None:
    """What follows once somebody has been told: the contact keeps when, and the work of telling them is done."""
    contact = answer.contact
    if answer.kind in WITH_DETAIL and answer.channel != Channel.NOT_POSSIBLE:
        _disclose(actor=actor, answer=answer, now=now)
    if answer.kind == AnswerKind.ACKNOWLEDGEMENT and contact.acknowledged_at is None:
        contact.acknowledged_at = now
        contact.save(update_fields=["acknowledged_at"])
    if answer.kind != AnswerKind.OUTCOME:
        return
    if contact.answered_at is None and answer.channel != Channel.NOT_POSSIBLE:
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


def _disclose(*, actor: Actor, answer: Answer, now: datetime) -> None:
    """Keep that an outcome was told: to whoever raised the worry, about the children of the contact, in whichever way."""
    contact = answer.contact
    position = sharing.position_of(actor, subject_kind="contact", subject=contact.reference)
    release.record_disclosure(
        actor=actor,
        given=release.DisclosureGiven(
            what=answer.kind,
            subject_kind="contact",
            subject=contact.reference,
            source_kind=SOURCE,
            source=answer.reference,
            recipient_kind=RecipientKind.REFERRER,
            recipient=f"contact {contact.reference}",
            recipient_name=f"Whoever raised the worry, a {'member of the public' if answer.audience == 'public' else 'professional'}",
            people=leaving.children_of(contact),
            lawful_bases=position.lawful_bases,
            fields=("outcome",),
            must_not_be_told=position.must_not_be_told,
            restricted=contact.restricted,
        ),
        now=now,
    )
