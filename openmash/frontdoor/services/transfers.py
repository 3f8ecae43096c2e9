"""Routing and transfers: offer, accept, reject, settle; pass to the worker of an open case; settle an address."""

from datetime import datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import ContactStatus, TransferState
from openmash.frontdoor.models import Contact, ContactChild, OpenCaseHandover, StatusChange, Transfer
from openmash.frontdoor.rules import transfers as rules
from openmash.frontdoor.services.answers import ask_for_answer
from openmash.frontdoor.services.shared import lock_contact
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

DEFAULT_REJECTIONS = 1


def rejections_allowed(contact: Contact, *, on: datetime) -> int:
    """Return how often a contact of this colour may be rejected, by the pack's operating model."""
    model = agencies.operating_model_for(contact.locality, on=on)
    if model is None:
        return 0 if contact.rag == "red" else DEFAULT_REJECTIONS
    by_colour = {rule.colour: rule.rejections for rule in model.transfer_rules}
    return int(by_colour.get(contact.rag, 0 if contact.rag == "red" else DEFAULT_REJECTIONS))


def _transfer_clock(contact: Contact, *, on: datetime) -> str:
    model = agencies.operating_model_for(contact.locality, on=on)
    if model is None:
        return "transfer-acceptance"
    own = next((rule.clock for rule in model.transfer_rules if rule.colour == contact.rag), None)
    return str(own or model.transfer_clock or "transfer-acceptance")


def _rejections(contact: Contact) -> int:
    """Return how often the contact was rejected since it last found a team."""
    settled = (
        contact.transfers.filter(state__in=[TransferState.ACCEPTED, TransferState.SETTLED]).order_by("-pk").first()
    )
    rejected = contact.transfers.filter(state=TransferState.REJECTED)
    return int((rejected.filter(pk__gt=settled.pk) if settled else rejected).count())


@transaction.atomic
def offer_transfer(*, actor: Actor, contact: Contact, to_team_code: str, reason: str, now: datetime) -> Transfer:
    """Offer a contact to another team. It stays with its team until that team accepts; both see the clock.

    Raises Denied, or RuleBroken when it is on offer, closed, awaits settlement, or with that team already.
    """
    contact = lock_contact(contact)
    permissions.check_can_transfer(actor, contact)
    to_team = agencies.team_by_code(to_team_code)
    rejections = _rejections(contact)
    rules.check_can_be_offered(
        status=contact.status,
        already_offered=contact.transfers.filter(state=TransferState.OFFERED).exists(),
        same_team=to_team.pk == contact.team_id,
        awaits_settlement=rejections > 0
        and rules.goes_to_settlement(rejections=rejections, allowed=rejections_allowed(contact, on=now)),
    )
    due = agencies.due_by(_transfer_clock(contact, on=now), now)
    transfer = Transfer.objects.create(
        contact=contact,
        from_team=contact.team,
        to_team=to_team,
        state=TransferState.OFFERED,
        reason=reason,
        rag=contact.rag,
        offered_at=now,
        offered_by=actor.reference,
        due_at=due.due_at,
    )
    work.open_work(
        actor=actor,
        act=WorkAct.ACCEPT_TRANSFER,
        subject_kind="contact",
        subject=contact.reference,
        team=to_team,
        due=due,
        rag=contact.rag,
        arrived_at=contact.received_at,
        locality=contact.locality,
        restricted=contact.restricted,
        now=now,
    )
    trail.record(actor=actor, kind="transfer.offered", subject=contact, at=now, to=to_team.code)
    return transfer


def _answered(*, actor: Actor, transfer: Transfer, state: TransferState, reason: str, now: datetime) -> Transfer:
    transfer.state, transfer.answered_at, transfer.answered_by, transfer.answer_reason = (
        state,
        now,
        actor.reference,
        reason,
    )
    transfer.save(update_fields=["state", "answered_at", "answered_by", "answer_reason"])
    work.finish_work(
        actor=actor,
        act=WorkAct.ACCEPT_TRANSFER,
        subject_kind="contact",
        subject=transfer.contact.reference,
        reason=state,
        now=now,
    )
    return transfer


def _give_to(*, actor: Actor, contact: Contact, team_code: str, reason: str, now: datetime) -> None:
    before, team = contact.team, agencies.team_by_code(team_code)
    contact.team, contact.owner = team, None
    contact.version += 1
    contact.save(update_fields=["team", "owner", "version"])
    work.move_subject(
        actor=actor,
        subject_kind="contact",
        subject=contact.reference,
        from_team=before,
        to_team=team,
        reason=reason,
        now=now,
    )


def _lock_transfer(transfer: Transfer) -> Transfer:
    locked = Transfer.objects.select_for_update(of=("self",)).select_related("to_team", "from_team").get(pk=transfer.pk)
    locked.contact = lock_contact(locked.contact)
    return locked


@transaction.atomic
def accept_transfer(*, actor: Actor, transfer: Transfer, now: datetime) -> Transfer:
    """Take a contact on: from now on it belongs to the team it was offered to. Raises Denied or RuleBroken."""
    transfer = _lock_transfer(transfer)
    permissions.check_can_answer_transfer(actor, transfer)
    rules.check_move(transfer.state, TransferState.ACCEPTED)
    _answered(actor=actor, transfer=transfer, state=TransferState.ACCEPTED, reason="", now=now)
    _give_to(
        actor=actor, contact=transfer.contact, team_code=transfer.to_team.code, reason="transfer accepted", now=now
    )
    trail.record(actor=actor, kind="transfer.accepted", subject=transfer.contact, at=now, by=transfer.to_team.code)
    return transfer


@transaction.atomic
def reject_transfer(*, actor: Actor, transfer: Transfer, reason: str, now: datetime) -> Transfer:
    """Say no, with a reason. The contact stays with the team that offered it; one rejection too many goes to a manager.

    Raises Denied; RuleBroken for a red contact, or without a reason.
    """
    transfer = _lock_transfer(transfer)
    contact = transfer.contact
    permissions.check_can_answer_transfer(actor, transfer)
    rules.check_move(transfer.state, TransferState.REJECTED)
    if not reason.strip():
        raise RuleBroken("Say why your team cannot take it, so that the other team knows what to do.", field="reason")
    before, allowed = _rejections(contact), rejections_allowed(contact, on=now)
    rules.check_can_be_rejected(rag=contact.rag, rejections=before, allowed=allowed)
    _answered(actor=actor, transfer=transfer, state=TransferState.REJECTED, reason=reason, now=now)
    if rules.goes_to_settlement(rejections=before + 1, allowed=allowed):
        model = agencies.operating_model_for(contact.locality, on=now)
        team_code = (model.settled_in if model else None) or contact.team.code
        clock = (model.settle_clock if model else None) or "transfer-settlement"
        work.open_work(
            actor=actor,
            act=WorkAct.SETTLE_TRANSFER,
            subject_kind="contact",
            subject=contact.reference,
            team=agencies.team_by_code(team_code),
            due=agencies.due_by(clock, now),
            rag=contact.rag,
            arrived_at=contact.received_at,
            locality=contact.locality,
            restricted=contact.restricted,
            now=now,
        )
    trail.record(
        actor=actor, kind="transfer.rejected", subject=contact, at=now, by=transfer.to_team.code, count=before + 1
    )
    return transfer


@transaction.atomic
def withdraw_transfer(*, actor: Actor, transfer: Transfer, reason: str, now: datetime) -> Transfer:
    """Take an offer back that nobody has answered yet; the contact stays where it is.

    Raises Denied, or RuleBroken without a reason, or when the other team has answered.
    """
    transfer = _lock_transfer(transfer)
    permissions.check_can_transfer(actor, transfer.contact)
    rules.check_move(transfer.state, TransferState.WITHDRAWN)
    if not reason.strip():
        raise RuleBroken("Say why you take the offer back. The other team reads it.", field="reason")
    _answered(actor=actor, transfer=transfer, state=TransferState.WITHDRAWN, reason=reason, now=now)
    trail.record(actor=actor, kind="transfer.withdrawn", subject=transfer.contact, at=now, to=transfer.to_team.code)
    return transfer


@transaction.atomic
def settle_transfer(*, actor: Actor, contact: Contact, team_code: str, reason: str, now: datetime) -> Transfer:
    """Decide which team takes a contact that was rejected twice. Nobody can reject it after that.

    Raises Denied, or RuleBroken when there is nothing to settle.
    """
    permissions.check_can_settle(actor)
    contact = lock_contact(contact)
    last = contact.transfers.filter(state=TransferState.REJECTED).order_by("-pk").first()
    if last is None or not rules.goes_to_settlement(
        rejections=_rejections(contact), allowed=rejections_allowed(contact, on=now)
    ):
        raise RuleBroken("There is nothing to settle here: the teams can still sort this out between themselves.")
    settled = Transfer.objects.create(
        contact=contact,
        from_team=contact.team,
        to_team=agencies.team_by_code(team_code),
        state=TransferState.SETTLED,
        reason=reason,
        rag=contact.rag,
        offered_at=now,
        offered_by=actor.reference,
        due_at=now,
        answered_at=now,
        answered_by=actor.reference,
        settles=last,
    )
    _give_to(actor=actor, contact=contact, team_code=team_code, reason="settled by a manager", now=now)
    work.finish_work(
        actor=actor,
        act=WorkAct.SETTLE_TRANSFER,
        subject_kind="contact",
        subject=contact.reference,
        reason="settled",
        now=now,
    )
    trail.record(actor=actor, kind="transfer.settled", subject=contact, at=now, to=team_code)
    return settled


def _belongs_to_worker(
    *, actor: Actor, contact: Contact, worker_user_id: int | None, due: agencies.DueBy, now: datetime
) -> None:
    """Leave the front door: what was open there is finished, and the worker has it to read."""
    for offer in contact.transfers.select_for_update(of=("self",)).filter(state=TransferState.OFFERED):
        offer.contact = contact
        _answered(actor=actor, transfer=offer, state=TransferState.WITHDRAWN, reason="Passed to the worker", now=now)
    before, contact.status = contact.status, ContactStatus.PASSED
    answer = agencies.due_by(agencies.pack_of(contact.pack).door.answer_clock, now, team=contact.team)
    contact.owner_id, contact.decided_at, contact.first_decided_at = (
        worker_user_id,
        now,
        contact.first_decided_at or now,
    )
    contact.referrer_due_at = answer.due_at
    contact.version += 1
    contact.save(update_fields=["status", "owner", "decided_at", "first_decided_at", "referrer_due_at", "version"])
    StatusChange.objects.create(
        contact=contact,
        before=before,
        after=contact.status,
        reason="open case",
        changed_at=now,
        changed_by=actor.reference,
    )
    work.finish_all(actor=actor, subject_kind="contact", subject=contact.reference, reason="passed to worker", now=now)
    ask_for_answer(actor=actor, contact=contact, due=answer, now=now)
    work.open_work(
        actor=actor,
        act=WorkAct.TAKE_OVER_OPEN_CASE,
        subject_kind="contact",
        subject=contact.reference,
        team=contact.team,
        owner_id=worker_user_id,
        due=due,
        rag=contact.rag,
        arrived_at=contact.received_at,
        locality=contact.locality,
        restricted=contact.restricted,
        now=now,
    )


@transaction.atomic
def pass_to_worker(
    *,
    actor: Actor,
    contact: Contact,
    child: ContactChild | None,
    index_record_id: str,
    worker: str,
    worker_user_id: int | None,
    worker_team: str,
    worker_phone: str,
    warm: bool,
    words: str,
    now: datetime,
) -> OpenCaseHandover:
    """Pass a contact about an open case to its worker: by handing over the call (warm) or by message.

    Raises Denied, or RuleBroken when the contact was decided or passed before.
    """
    contact = lock_contact(contact)
    permissions.check_can_pass_to_worker(actor, contact)
    if contact.status not in (ContactStatus.RECEIVED, ContactStatus.SCREENING):
        raise RuleBroken("This contact has been decided or passed on already. Reopen it first.")
    due = agencies.due_by(agencies.pack_in_force().door.handover_clock, now)
    handover = OpenCaseHandover.objects.create(
        contact=contact,
        child=child,
        index_record_id=index_record_id,
        worker=worker,
        worker_user_id=worker_user_id,
        worker_team=worker_team,
        worker_phone=worker_phone,
        warm=warm,
        words=words,
        handed_at=now,
        handed_by=actor.reference,
        due_at=due.due_at,
    )
    _belongs_to_worker(actor=actor, contact=contact, worker_user_id=worker_user_id, due=due, now=now)
    trail.record(actor=actor, kind="contact.passed", subject=contact, at=now, warm=warm, case=index_record_id)
    return handover


@transaction.atomic
def receive_handover(*, actor: Actor, handover: OpenCaseHandover, now: datetime) -> OpenCaseHandover:
    """Say "I have it": the worker of the open case has read what came in. Raises Denied or RuleBroken."""
    handover = OpenCaseHandover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    permissions.check_can_receive_handover(actor, handover.worker_user_id)
    if handover.received_at is not None:
        raise RuleBroken("You have said already that you have this.")
    handover.received_at, handover.received_by = now, actor.reference
    handover.save(update_fields=["received_at", "received_by"])
    work.finish_work(
        actor=actor,
        act=WorkAct.TAKE_OVER_OPEN_CASE,
        subject_kind="contact",
        subject=handover.contact.reference,
        reason="received",
        now=now,
    )
    trail.record(actor=actor, kind="handover.received", subject=handover.contact, at=now)
    return handover
