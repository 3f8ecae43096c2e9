"""What a decision sets going once it is made: a referral, the next work, a sample; the contact closed when all are decided."""

from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.references import next_reference
from openmash.frontdoor.choices import ContactStatus, DecisionState
from openmash.frontdoor.models import Contact, ContactChild, Decision, DipSample, LevelOpinion, Referral
from openmash.frontdoor.rules import decisions as rules
from openmash.frontdoor.services.answers import ask_for_answer
from openmash.frontdoor.services.earlyhelp_checks import check_follows
from openmash.frontdoor.services.shared import (
    change_status,
    open_contact_work,
)
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

DIP_SAMPLE = "dip_sample"
NEXT_ACTS: dict[str, str] = {
    "pass_to_allocated_worker": WorkAct.FOLLOW_UP,
    "allocate_assessment": WorkAct.START_ASSESSMENT,
    "hold_strategy_discussion": WorkAct.START_ASSESSMENT,
    "protect_now": WorkAct.START_ASSESSMENT,
    "offer_early_help": WorkAct.EARLY_HELP,
    "take_up": WorkAct.FOLLOW_UP,
    "pass_to_other_authority": WorkAct.FOLLOW_UP,
}
# What a decision sets going for a child. Reopening leaves it standing, so that nothing urgent waits; deciding anew ends it.
FOLLOW_ON = frozenset({*NEXT_ACTS.values(), WorkAct.ADULT_DUTY})


def take_effect(*, actor: Actor, decision: Decision, entry: Any, now: datetime) -> None:
    """What a decision does once it is made: the child's outcome, a referral, the next work, a red child's check."""
    child = decision.child
    contact, pack = child.contact, agencies.pack_of(child.contact.pack)
    child.outcome, child.decided_level, child.decided_at = decision.outcome, decision.level, now
    child.save(update_fields=["outcome", "decided_level", "decided_at"])
    if decision.level is not None:
        LevelOpinion.objects.create(
            child=child,
            whose="decided",
            scheme=pack.need_scheme(clock.london_day(now)).code,
            level=decision.level,
            reason=decision.rationale,
            given_at=now,
            given_by=decision.proposed_by,
        )
    if not child.check_result:
        check_follows(actor=actor, contact=contact, child=child, now=now)
    if entry.is_referral:
        _begin_referral(actor=actor, decision=decision, now=now)
    _open_next(actor=actor, child=child, entry=entry, act=NEXT_ACTS.get(str(entry.next_work.act)), now=now)


def _begin_referral(*, actor: Actor, decision: Decision, now: datetime) -> None:
    """The decision makes the contact a referral: from here the 45 working days of the assessment count."""
    contact = decision.child.contact
    clock_code = agencies.pack_of(contact.pack).door.referral_clock
    due = agencies.due_by(clock_code, now, team=contact.team, pack=contact.pack)
    referral = Referral.objects.create(
        reference=next_reference("R-", "ref_referral"),
        child=decision.child,
        decision=decision,
        began_at=now,
        assessment_due_at=due.due_at,
    )
    trail.record(actor=actor, kind="referral.begun", subject=referral, at=now, contact=contact.reference)


def _open_next(*, actor: Actor, child: ContactChild, entry: Any, act: str | None, now: datetime) -> None:
    """Open what the outcome asks for, and end what an earlier decision asked for and this one does not."""
    contact, pack = child.contact, agencies.pack_of(child.contact.pack)
    kind = entry.next_work.team_kind
    teams = agencies.teams_of_kind(kind, locality=contact.locality, on=clock.london_day(now)) if kind else []
    team = teams[0] if teams else contact.team
    if act and kind and "adult" in kind:
        act = WorkAct.ADULT_DUTY
    named = {"subject_kind": "contact", "subject": contact.reference, "child": child.person.reference}
    work.finish_superseded(
        actor=actor,
        acts=FOLLOW_ON,
        **named,
        but=(act, team) if act else None,
        reason="decided anew",
        now=now,
    )
    if not act:
        return
    work.note_work(actor=actor, acts=(act,), **named, note=entry.title, now=now)
    due = (
        agencies.due_by(entry.next_work.clock, now, team=contact.team, pack=contact.pack)
        if entry.next_work.clock
        else agencies.due_by(pack.door.decision_clock, now, team=contact.team, pack=contact.pack)
    )
    open_contact_work(
        actor=actor,
        contact=contact,
        act=act,
        due=due,
        team=team,
        child=child,
        note=entry.title,
        now=now,
    )


def draw_samples(*, actor: Actor, decision: Decision, applying: list[Any], now: datetime) -> None:
    """Draw a made decision for dip sampling where a rule of the pack that applies says so."""
    contact = decision.child.contact
    for rule in applying:
        if str(rule.needs) == DIP_SAMPLE and rules.drawn_for_sample(decision.pk, one_in=rule.one_in):
            DipSample.objects.create(decision=decision, drawn_at=now)
            due = agencies.due_by(rule.clock, now, team=contact.team, pack=contact.pack)
            open_contact_work(
                actor=actor,
                contact=contact,
                act=WorkAct.DIP_SAMPLE,
                due=due,
                child=decision.child,
                note=rule.title,
                roles=rule.by,
                not_by=decision.proposed_by,
                now=now,
            )
            return


def rest_when_others_are_asked(*, actor: Actor, contact: Contact, now: datetime) -> None:
    """End the deciding when every child is decided or waits for another person; what is returned comes back as work."""
    waiting = contact.children.filter(decisions__state=DecisionState.AWAITING)
    if contact.children.filter(decided_at__isnull=True).exclude(pk__in=waiting.values("pk")).exists():
        return
    for act in (WorkAct.SCREEN, WorkAct.DECIDE):
        work.finish_work(
            actor=actor,
            act=act,
            subject_kind="contact",
            subject=contact.reference,
            reason="waits for another person",
            now=now,
        )


def close_when_all_decided(*, actor: Actor, contact: Contact, now: datetime) -> None:
    """Close a contact once every child is decided, and ask for its answer."""
    if contact.children.filter(decided_at__isnull=True).exists():
        return
    change_status(actor=actor, contact=contact, after=ContactStatus.DECIDED, now=now)
    pack = agencies.pack_of(contact.pack)
    due = agencies.due_by(pack.door.answer_clock, now, team=contact.team, pack=contact.pack)
    contact.decided_at, contact.first_decided_at = now, contact.first_decided_at or now
    contact.referrer_due_at = due.due_at
    contact.version += 1
    contact.save(update_fields=["decided_at", "first_decided_at", "referrer_due_at", "version"])
    for act in (WorkAct.SCREEN, WorkAct.DECIDE, WorkAct.RESOLVE_ADDRESS):
        work.finish_work(
            actor=actor, act=act, subject_kind="contact", subject=contact.reference, reason="decided", now=now
        )
    ask_for_answer(actor=actor, contact=contact, due=due, now=now)
    trail.record(actor=actor, kind="contact.decided", subject=contact, at=now)
