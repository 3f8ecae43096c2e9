"""Decisions for each child: checked, proposed, and made where nobody else has to read them first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import ContactStatus, DecisionState
from openmash.frontdoor.models import Contact, ContactChild, Decision, PromptAnswer
from openmash.frontdoor.queries import facts as facts_queries
from openmash.frontdoor.rules import contacts as contact_rules
from openmash.frontdoor.rules import decisions as rules
from openmash.frontdoor.rules import earlyhelp as check_rules
from openmash.frontdoor.rules import screening as screening_rules
from openmash.frontdoor.rules.screening import Facts
from openmash.frontdoor.services.effects import (
    DIP_SAMPLE,
    close_when_all_decided,
    draw_samples,
    rest_when_others_are_asked,
    take_effect,
)
from openmash.frontdoor.services.screening import decision_due
from openmash.frontdoor.services.shared import (
    change_status,
    lock_contact,
    open_contact_work,
    reload_children,
)
from openmash.sharing import queries as sharing
from openmash.trail import services as trail
from openmash.work.choices import WorkAct


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
    rest_when_others_are_asked(actor=actor, contact=contact, now=now)
    close_when_all_decided(actor=actor, contact=contact, now=now)
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
        take_effect(actor=actor, decision=decision, entry=entry, now=now)
        draw_samples(actor=actor, decision=decision, applying=applying, now=now)
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
