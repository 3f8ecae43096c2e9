"""Decisions for each child: proposed, countersigned or returned, made, sampled."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.references import next_reference
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import ContactStatus, DecisionState
from openmash.frontdoor.models import Contact, ContactChild, Decision, DipSample, LevelOpinion, PromptAnswer, Referral
from openmash.frontdoor.queries import facts as facts_queries
from openmash.frontdoor.rules import contacts as contact_rules
from openmash.frontdoor.rules import decisions as rules
from openmash.frontdoor.rules import earlyhelp as check_rules
from openmash.frontdoor.rules import screening as screening_rules
from openmash.frontdoor.rules.screening import Facts
from openmash.frontdoor.services.answers import ask_for_answer
from openmash.frontdoor.services.earlyhelp_checks import check_follows
from openmash.frontdoor.services.screening import decision_due
from openmash.frontdoor.services.shared import (
    change_status,
    countersign_done,
    lock_contact,
    open_contact_work,
    reload_children,
)
from openmash.sharing import queries as sharing
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


@transaction.atomic
def propose_decision(
    *,
    actor: Actor,
    children: list[ContactChild],
    outcome: str,
    level: int | None,
    rationale: str,
    answers: Mapping[str, str] | None = None,
    now: datetime,
) -> list[Decision]:
    """Decide what happens for children, and say why. Where the pack asks for another person first, it waits for them.

    `answers` are those to the pack's questions that this very decision raises, by the question's code.
    Raises Denied; RuleBroken naming what is missing: colour, history, early-help check, answers, agreement, reasons.
    """
    contact = lock_contact(children[0].contact)
    permissions.check_can_screen(actor, contact)
    contact_rules.check_open(contact.status)
    held = reload_children(contact, children)
    entry = _outcome(contact, outcome, now)
    rules.check_rationale(rationale=rationale, required=entry.rationale_required)
    _check_level(contact, level, now)
    _check_history(contact)
    _check_family(actor, contact, entry)
    if contact.status == ContactStatus.RECEIVED:
        change_status(actor=actor, contact=contact, after=ContactStatus.SCREENING, now=now)
    made = []
    for child in held:
        _check_child(actor, child, entry, level, now)
        facts = facts_queries.facts_for(actor, child, outcome=entry.code, level=level, now=now)
        _answer_questions(actor=actor, child=child, entry=entry, facts=facts, answers=answers or {}, now=now)
        made.append(
            _propose(actor=actor, child=child, entry=entry, level=level, facts=facts, rationale=rationale, now=now)
        )
    _rest_when_others_are_asked(actor=actor, contact=contact, now=now)
    _close_when_all_decided(actor=actor, contact=contact, now=now)
    return made


def _outcome(contact: Contact, outcome: str, now: datetime) -> Any:
    for entry in agencies.pack_of(contact.pack).in_force("outcomes", clock.london_day(now)):
        if entry.code == outcome:
            return entry
    raise RuleBroken("Choose an outcome.", field="outcome")


def _check_level(contact: Contact, level: int | None, now: datetime) -> None:
    scheme = agencies.pack_of(contact.pack).need_scheme(clock.london_day(now))
    if level is None or level not in {one.level for one in scheme.levels}:
        raise RuleBroken("Choose the level you decide on.", field="level")


def _check_history(contact: Contact) -> None:
    if contact.history_opened_at is None:
        raise RuleBroken("Open the history first. Earlier contacts can change what this one means.")


def _check_family(actor: Actor, contact: Contact, entry: Any) -> None:
    """Three facts, not one: where harm is likely nothing waits for agreement; the reason is recorded."""
    position = sharing.position_of(actor, subject_kind="contact", subject=contact.reference)
    if entry.closes:
        return
    door = agencies.pack_of(contact.pack).door
    sharing.check_going_ahead(
        position=position,
        harm_likely=facts_queries.harm_likely(entry),
        agreement_rule=str(entry.agreement),
        manager_needed=door.without_telling_needs_manager,
    )


def _check_child(actor: Actor, child: ContactChild, entry: Any, level: int | None, now: datetime) -> None:
    contact = child.contact
    if child.decisions.filter(state__in=(DecisionState.AWAITING, DecisionState.MADE)).exists():
        raise RuleBroken(f"{child.person.full_name} has a decision already. Reopen it first, with a reason.")
    rules.check_rated(rag=child.rag)
    required = entry.needs_early_help_check or agencies.pack_of(contact.pack).door.early_help_check_required
    check_rules.check_checked(result=child.check_result, rag=child.rag, required=required)
    rules.check_not_malicious_alone(
        closes=entry.closes,
        believed_malicious=contact.believed_malicious,
        other_evidence=child.factors.filter(withdrawn_at__isnull=True).exclude(source_words="").exists(),
    )


def _answer_questions(
    *, actor: Actor, child: ContactChild, entry: Any, facts: Facts, answers: Mapping[str, str], now: datetime
) -> None:
    asked = facts_queries.asked_by_a_decision(child, facts, now=now)
    for prompt in asked:
        words = answers.get(prompt.code, "").strip()
        if words:
            PromptAnswer.objects.create(
                child=child, prompt=prompt.code, words=words, answered_at=now, answered_by=actor.reference
            )
            trail.record(actor=actor, kind="prompt.answered", subject=child.contact, at=now, prompt=prompt.code)
        elif prompt.requires_answer or (prompt.blocks_closing and entry.closes):
            raise RuleBroken(
                f"Answer this for {child.person.full_name} first: {prompt.question}", field=f"q_{prompt.code}"
            )


def _propose(
    *,
    actor: Actor,
    child: ContactChild,
    entry: Any,
    level: int | None,
    facts: Facts,
    rationale: str,
    now: datetime,
) -> Decision:
    contact, pack = child.contact, agencies.pack_of(child.contact.pack)
    applying = screening_rules.oversight_that_applies(
        pack.in_force("oversight", clock.london_day(now)), outcome=entry.code, colour=child.rag, facts=facts
    )
    people = [one for one in applying if str(one.needs) != DIP_SAMPLE]
    first = people[0] if people else None
    waits = bool(first and first.before_effect)
    decision = Decision.objects.create(
        child=child,
        state=DecisionState.AWAITING if waits else DecisionState.MADE,
        outcome=entry.code,
        level=level,
        rationale=rationale,
        oversight=first.code if first else "",
        proposed_at=now,
        proposed_by=actor.reference,
        made_at=None if waits else now,
    )
    trail.record(
        actor=actor,
        kind="decision.proposed" if waits else "decision.made",
        subject=contact,
        at=now,
        child=child.person.reference,
        outcome=entry.code,
        level=level,
        oversight=decision.oversight,
    )
    if first:
        _ask_another(actor=actor, decision=decision, rule=first, now=now)
    if not waits:
        _take_effect(actor=actor, decision=decision, entry=entry, now=now)
        _draw_samples(actor=actor, decision=decision, applying=applying, now=now)
    return decision


def _ask_another(*, actor: Actor, decision: Decision, rule: Any, now: datetime) -> None:
    """Put the reading by another person into the queue of those who may, never of the one who decided."""
    child = decision.child
    contact = child.contact
    due = (
        agencies.due_by(rule.clock, now, team=contact.team, pack=contact.pack)
        if rule.clock
        else decision_due(contact, now=now)
    )
    open_contact_work(
        actor=actor,
        contact=contact,
        act=WorkAct.COUNTERSIGN,
        due=due,
        child=child,
        note=rule.title,
        roles=rule.by,
        not_by=decision.proposed_by,
        now=now,
    )


def _take_effect(*, actor: Actor, decision: Decision, entry: Any, now: datetime) -> None:
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


def _draw_samples(*, actor: Actor, decision: Decision, applying: list[Any], now: datetime) -> None:
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


def _rest_when_others_are_asked(*, actor: Actor, contact: Contact, now: datetime) -> None:
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


def _close_when_all_decided(*, actor: Actor, contact: Contact, now: datetime) -> None:
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


def _overseen(actor: Actor, decision: Decision) -> tuple[Decision, Any]:
    """Return the locked decision and the pack's rule for it, once the actor may answer it."""
    contact = lock_contact(decision.child.contact)
    decision = Decision.objects.select_for_update(of=("self",)).select_related("child__person").get(pk=decision.pk)
    decision.child.contact = contact
    entry = agencies.pack_of(contact.pack).one("oversight", decision.oversight) if decision.oversight else None
    permissions.check_can_oversee(actor, contact, entry.by if entry else ())
    rules.check_not_own(proposed_by=decision.proposed_by, actor=actor.reference)
    if decision.countersigned_at is not None:
        raise RuleBroken("This decision was countersigned already.")
    return decision, entry


@transaction.atomic
def countersign_decision(*, actor: Actor, decision: Decision, words: str, now: datetime) -> Decision:
    """Agree to a colleague's decision; one that waited for it takes effect now.

    Raises Denied; RuleBroken for one's own decision, or one that waits for nobody.
    """
    decision, entry = _overseen(actor, decision)
    if entry is None or decision.state not in (DecisionState.AWAITING, DecisionState.MADE):
        raise RuleBroken("This decision waits for nobody.")
    waited = decision.state == DecisionState.AWAITING
    decision.countersigned_at, decision.countersigned_by, decision.countersign_words = now, actor.reference, words
    if waited:
        rules.check_move(decision.state, DecisionState.MADE)
        decision.state, decision.made_at = DecisionState.MADE, now
    decision.save(update_fields=["countersigned_at", "countersigned_by", "countersign_words", "state", "made_at"])
    contact = decision.child.contact
    countersign_done(actor=actor, decision=decision, reason="countersigned", now=now)
    trail.record(
        actor=actor, kind="decision.countersigned", subject=contact, at=now, child=decision.child.person.reference
    )
    if waited:
        outcome = agencies.pack_of(contact.pack).outcome(decision.outcome)
        _take_effect(actor=actor, decision=decision, entry=outcome, now=now)
        _close_when_all_decided(actor=actor, contact=contact, now=now)
    return decision


def _who_proposed(decision: Decision, contact: Contact, now: datetime) -> int | None:
    """Return the key of the one who proposed a decision, while they are in the team that has the contact."""
    members = [key for key, _ in agencies.members_of(contact.team, on=clock.london_day(now))]
    return next((key for key in members if f"user:{key}" == decision.proposed_by), None)


@transaction.atomic
def return_decision(*, actor: Actor, decision: Decision, words: str, now: datetime) -> Decision:
    """Send a proposed decision back with words; the child is undecided again.

    Raises Denied; RuleBroken without words, for one's own decision, or one that took effect already.
    """
    decision, _ = _overseen(actor, decision)
    if not words.strip():
        raise RuleBroken("Say what is missing, so that the worker knows what to do.", field="words")
    if decision.state == DecisionState.MADE:
        raise RuleBroken("This decision has taken effect. Reopen the contact instead, with a reason.")
    rules.check_move(decision.state, DecisionState.RETURNED)
    decision.state = DecisionState.RETURNED
    decision.countersigned_at, decision.countersigned_by, decision.countersign_words = now, actor.reference, words
    decision.save(update_fields=["state", "countersigned_at", "countersigned_by", "countersign_words"])
    contact = decision.child.contact
    countersign_done(actor=actor, decision=decision, reason="returned", now=now)
    open_contact_work(
        actor=actor,
        contact=contact,
        act=WorkAct.DECIDE,
        due=decision_due(contact, now=now),
        owner_id=_who_proposed(decision, contact, now),
        note="Returned",
        now=now,
    )
    trail.record(actor=actor, kind="decision.returned", subject=contact, at=now, child=decision.child.person.reference)
    return decision
