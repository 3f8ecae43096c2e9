"""What a screening worker sets down for each child. Nothing is overwritten: every opinion is a row of its own."""

from datetime import date, datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import Conflict, RuleBroken
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import ContactStatus, FactorColumn
from openmash.frontdoor.models import Contact, ContactChild, Factor, LevelOpinion, PromptAnswer, RagRating
from openmash.frontdoor.rules import contacts as contact_rules
from openmash.frontdoor.rules import screening as rules
from openmash.frontdoor.services.shared import change_status, lock_contact, open_contact_work, reload_children
from openmash.sharing import services as sharing
from openmash.sharing.services import PositionGiven
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import RAG_RANK, WorkAct

LEVELS = {"referrer": "referrer_level", "recommended": "recommended_level"}
WORDS = ("analysis", "lived_impact", "not_known")


def _begin(actor: Actor, children: list[ContactChild], now: datetime) -> tuple[Contact, list[ContactChild]]:
    """Check and lock; the first thing set down begins the screening."""
    contact = lock_contact(children[0].contact)
    permissions.check_can_screen(actor, contact)
    contact_rules.check_open(contact.status)
    if contact.status == ContactStatus.RECEIVED:
        _begin_screening(actor=actor, contact=contact, now=now)
    return contact, reload_children(contact, children)


def _begin_screening(*, actor: Actor, contact: Contact, now: datetime) -> None:
    change_status(actor=actor, contact=contact, after=ContactStatus.SCREENING, now=now)
    done = work.finish_work(
        actor=actor, act=WorkAct.SCREEN, subject_kind="contact", subject=contact.reference, reason="begun", now=now
    )
    if done:
        due = decision_due(contact, now=now)
        open_contact_work(actor=actor, contact=contact, act=WorkAct.DECIDE, due=due, now=now)


def decision_due(contact: Contact, *, now: datetime) -> agencies.DueBy:
    """Return when the contact has to be decided: by the front door's clock, or by its colour's when that is sooner."""
    pack = agencies.pack_of(contact.pack)
    due = agencies.due_by(pack.door.decision_clock, contact.received_at, team=contact.team, pack=contact.pack)
    by_colour = _due_by_colour(contact, now=now)
    return due if by_colour is None else min(due, by_colour, key=lambda one: one.due_at)


def _due_by_colour(contact: Contact, *, now: datetime) -> agencies.DueBy | None:
    """Return when a contact has to be decided by the hours of its colour alone; None without colour or hours."""
    pack = agencies.pack_of(contact.pack)
    colour = pack.rag_policy(clock.london_day(now)).colour(contact.rag) if contact.rag else None
    if colour is None or colour.clock is None:
        return None
    begins = contact_rules.clock_start(
        starts_with=pack.clock(colour.clock).start, received_at=contact.received_at, now=now
    )
    return agencies.due_by(colour.clock, begins, team=contact.team, pack=contact.pack)


@transaction.atomic
def rate_rag(*, actor: Actor, children: list[ContactChild], rag: str, reason: str, now: datetime) -> Contact:
    """Set the colour of children, and with it the contact's and its work's. Every earlier one is kept.

    Raises Denied; RuleBroken for a colour that is not the pack's, or a changed one without a reason.
    """
    contact, children = _begin(actor, children, now)
    policy = agencies.pack_of(contact.pack).rag_policy(clock.london_day(now))
    if rag not in RAG_RANK or rag not in {colour.code for colour in policy.colours}:
        raise RuleBroken("Choose one of the colours.", field="rag")
    for child in children:
        rules.check_rating(before=child.rag, after=rag, reason=reason, needs_reason=policy.re_rating_needs_reason)
    for child in children:
        RagRating.objects.create(child=child, rag=rag, reason=reason, rated_at=now, rated_by=actor.reference)
        child.rag = rag
        child.save(update_fields=["rag"])
    before = contact.rag
    contact.rag = contact_rules.most_urgent(contact.children.values_list("rag", flat=True))
    contact.rag_rank = RAG_RANK[contact.rag]
    due = decision_due(contact, now=now)
    contact.decide_due_at = due.due_at
    if contact.first_decided_at is None:
        by_colour = _due_by_colour(contact, now=now)
        contact.rag_due_at = by_colour.due_at if by_colour else None
    contact.save(update_fields=["rag", "rag_rank", "decide_due_at", "rag_due_at"])
    if contact.rag != before:
        work.rerate_work(
            actor=actor,
            subject_kind="contact",
            subject=contact.reference,
            rag=contact.rag,
            act=WorkAct.DECIDE,
            due=due,
            now=now,
        )
    trail.record(actor=actor, kind="contact.rated", subject=contact, at=now, rag=rag, children=_references(children))
    return contact


def _references(children: list[ContactChild]) -> list[str]:
    return [child.person.reference for child in children]


@transaction.atomic
def give_level(
    *, actor: Actor, children: list[ContactChild], whose: str, level: int, reason: str, now: datetime
) -> Contact:
    """Record a Continuum of Need level: the referrer's or the recommended one. The decided one comes with the decision.

    Raises Denied; RuleBroken for a level the scheme does not have, or a recommendation without a reason.
    """
    contact, children = _begin(actor, children, now)
    scheme = agencies.pack_of(contact.pack).need_scheme(clock.london_day(now))
    if whose not in LEVELS:
        raise RuleBroken("Choose whose level this is.", field="whose")
    if level not in {one.level for one in scheme.levels}:
        raise RuleBroken("Choose one of the levels.", field="level")
    if whose == "recommended" and not reason.strip():
        raise RuleBroken("Say why you recommend this level.", field="reason")
    for child in children:
        LevelOpinion.objects.create(
            child=child,
            whose=whose,
            scheme=scheme.code,
            level=level,
            reason=reason,
            given_at=now,
            given_by=actor.reference,
        )
        setattr(child, LEVELS[whose], level)
        child.save(update_fields=[LEVELS[whose]])
    trail.record(
        actor=actor,
        kind="level.given",
        subject=contact,
        at=now,
        whose=whose,
        level=level,
        children=_references(children),
    )
    return contact


@transaction.atomic
def record_factor(
    *,
    actor: Actor,
    children: list[ContactChild],
    column: str,
    heading: str,
    evidence: str,
    source_words: str,
    seen_on: date | None,
    now: datetime,
) -> list[Factor]:
    """Record a high-risk indicator, an underlying factor or a strength, with its evidence, source and date.

    Raises Denied; RuleBroken without evidence or source, or for a heading the pack does not have.
    """
    contact, children = _begin(actor, children, now)
    if column not in set(FactorColumn):
        raise RuleBroken("Choose the column this belongs to.", field="column")
    headings = agencies.pack_of(contact.pack).in_force("risk_headings", clock.london_day(now))
    if heading not in {item.code for one in headings if one.column == column for item in one.items}:
        raise RuleBroken("Choose a heading that belongs to this column.", field="heading")
    rules.check_factor(evidence=evidence, source=source_words)
    made = [
        Factor.objects.create(
            child=child,
            column=column,
            heading=heading,
            evidence=evidence,
            source_words=source_words,
            seen_on=seen_on,
            recorded_at=now,
            recorded_by=actor.reference,
        )
        for child in children
    ]
    trail.record(
        actor=actor,
        kind="factor.recorded",
        subject=contact,
        at=now,
        column=column,
        heading=heading,
        children=_references(children),
    )
    return made


@transaction.atomic
def withdraw_factor(*, actor: Actor, factor: Factor, now: datetime) -> Factor:
    """Withdraw a factor that was recorded by mistake. It stays readable. Raises Denied or RuleBroken."""
    contact, _ = _begin(actor, [factor.child], now)
    factor = Factor.objects.select_for_update(of=("self",)).get(pk=factor.pk)
    if factor.withdrawn_at is not None:
        raise RuleBroken("This has been withdrawn already.")
    factor.withdrawn_at, factor.withdrawn_by = now, actor.reference
    factor.save(update_fields=["withdrawn_at", "withdrawn_by"])
    trail.record(actor=actor, kind="factor.withdrawn", subject=contact, at=now, heading=factor.heading)
    return factor


@transaction.atomic
def answer_prompt(*, actor: Actor, children: list[ContactChild], prompt: str, words: str, now: datetime) -> Contact:
    """Answer a question of the pack for children. Earlier answers are kept. Raises Denied or RuleBroken."""
    contact, children = _begin(actor, children, now)
    agencies.pack_of(contact.pack).one("prompts", prompt)
    if not words.strip():
        raise RuleBroken("Write your answer. “Not known yet” is one.", field="words")
    for child in children:
        PromptAnswer.objects.create(
            child=child, prompt=prompt, words=words, answered_at=now, answered_by=actor.reference
        )
    trail.record(
        actor=actor, kind="prompt.answered", subject=contact, at=now, prompt=prompt, children=_references(children)
    )
    return contact


@transaction.atomic
def record_analysis(
    *,
    actor: Actor,
    child: ContactChild,
    siblings: list[ContactChild],
    analysis: str,
    lived_impact: str,
    not_known: str,
    expected_version: int,
    now: datetime,
) -> Contact:
    """Write what it means for the child and what is not known yet; the same for siblings where asked.

    A sibling's own words stay: only what is empty there, or was the same before, takes the new words.
    Raises Denied, RuleBroken, and Conflict with both texts when somebody saved other words meanwhile.
    """
    contact, held = _begin(actor, [child, *siblings], now)
    mine = next(one for one in held if one.pk == child.pk)
    given = {"analysis": analysis, "lived_impact": lived_impact, "not_known": not_known}
    if mine.version != expected_version and any(getattr(mine, name) != given[name] for name in WORDS):
        raise Conflict(
            current={name: getattr(mine, name) for name in WORDS},
            yours=given,
            changed_by="A colleague",
            current_version=mine.version,
        )
    before = {name: getattr(mine, name) for name in WORDS}
    for one in held:
        for name in WORDS:
            if one is mine or getattr(one, name) in ("", before[name]):
                setattr(one, name, given[name])
        one.version += 1
        one.save(update_fields=[*WORDS, "version"])
    trail.record(actor=actor, kind="analysis.recorded", subject=contact, at=now, children=_references(held))
    return contact


@transaction.atomic
def record_family_position(*, actor: Actor, contact: Contact, given: PositionGiven, now: datetime) -> Contact:
    """Record what the family was told, whether they agree, and the lawful basis. Raises Denied or RuleBroken."""
    contact = lock_contact(contact)
    permissions.check_can_screen(actor, contact)
    contact_rules.check_open(contact.status)
    if contact.status == ContactStatus.RECEIVED:
        _begin_screening(actor=actor, contact=contact, now=now)
    sharing.record_family_position(actor=actor, subject_kind="contact", subject=contact.reference, given=given, now=now)
    return contact
