"""A round: planned, drawn so that it can be repeated, given out with independence, closed."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.references import next_reference, next_references
from openmash.base.transactions import request_transaction
from openmash.caseaudits import permissions
from openmash.caseaudits.choices import (
    COHORT_WORDS,
    SAMPLING_WORDS,
    STRATUM_WORDS,
    AuditKind,
    AuditState,
    RoundState,
    Sampling,
    Source,
)
from openmash.caseaudits.models import Audit, Draw, Round
from openmash.caseaudits.queries import Member, cases_of, population_of, readers_at_work
from openmash.caseaudits.queries.population import CHOOSER, candidates
from openmash.caseaudits.rules import draw, fairest
from openmash.caseaudits.services.giving import give, wait_for_auditor
from openmash.trail import services as trail

MOST = 200
ROUND = "audit_round"


@dataclass(frozen=True)
class RoundGiven:
    """What a round is: its month (any day of it), theme, whom it is about, where, and how it is drawn."""

    month: date
    theme: str
    cohorts: Sequence[str]
    sampling: str
    size: int
    places: Sequence[str] = ()
    stratum: str = ""
    reason: str = ""


@transaction.atomic
def plan_round(*, actor: Actor, given: RoundGiven, now: datetime) -> Round:
    """Plan a round. Raises Denied; RuleBroken with the field where it could not be drawn as it stands."""
    permissions.check_can_run_rounds(actor)
    _check(given)
    held = Round.objects.create(
        reference=next_reference("RD-", "ref_audit_round"),
        month=given.month.replace(day=1),
        theme=given.theme.strip(),
        cohorts=[code for code in COHORT_WORDS if code in given.cohorts],
        places=sorted(given.places),
        sampling=given.sampling,
        stratum=given.stratum if given.sampling == Sampling.STRATIFIED else "",
        size=given.size,
        reason=given.reason.strip(),
        state=RoundState.PLANNED,
        pack=agencies.current_pack_version(),
        planned_at=now,
        planned_by=actor.reference,
        planned_by_name=actor.name,
    )
    trail.record(actor=actor, kind="audit_round.planned", subject=f"{ROUND} {held.reference}", at=now)
    return held


def _check(given: RoundGiven) -> None:
    if not given.theme.strip():
        raise RuleBroken("Say what the round is about.", field="theme")
    if not given.cohorts or any(code not in COHORT_WORDS for code in given.cohorts):
        raise RuleBroken("Choose whom the round is about.", field="cohorts")
    if given.sampling not in SAMPLING_WORDS:
        raise RuleBroken("Choose how the audits are drawn.", field="sampling")
    if given.sampling == Sampling.STRATIFIED and given.stratum not in STRATUM_WORDS:
        raise RuleBroken("Choose by what the groups are made.", field="stratum")
    if given.sampling == Sampling.TARGETED and not given.reason.strip():
        raise RuleBroken("Say why these are chosen: a targeted sample is shown apart, with its reason.", field="reason")
    if not 1 <= given.size <= MOST:
        raise RuleBroken(f"Draw between 1 and {MOST} audits.", field="size")


@transaction.atomic
def draw_round(
    *, actor: Actor, audit_round: Round, chosen: Sequence[str] = (), seed: str = "", now: datetime
) -> list[Audit]:
    """Draw the audits of a planned round, keep how, and give each to an auditor who is independent of it.

    What no auditor may have, or is for cleared eyes, waits for somebody to give it out. A seed is made unless one is given.
    Raises Denied; RuleBroken when it was drawn before, when nobody can be drawn, or for a reference that is not among them.
    """
    permissions.check_can_run_rounds(actor)
    held = _locked(audit_round)
    if held.state != RoundState.PLANNED:
        raise RuleBroken("This round has been drawn already.")
    members = _who_can_be_drawn(actor, held, chosen, now)
    seed, stratified = seed or secrets.token_hex(8), held.sampling == Sampling.STRATIFIED
    drawn = draw(candidates(members, held.stratum), size=held.size, seed=seed, stratified=stratified)
    held.state, held.drawn_at, held.drawn_by = RoundState.DRAWN, now, actor.reference
    due = agencies.due_by(agencies.pack_of(held.pack_id).auditing.finish_clock, now, pack=held.pack)
    held.due_at, held.due_rule = due.due_at, due.rule
    held.save(update_fields=["state", "drawn_at", "drawn_by", "due_at", "due_rule"])
    with request_transaction(CHOOSER):
        Draw.objects.create(
            round=held,
            seed=seed,
            population=[[one.reference, one.group(held.stratum)] for one in members],
            chosen=drawn,
        )
        audits = _made(actor, held, {one.reference: one for one in members}, drawn, now)
        _give_out(actor, held, audits, now)
    trail.record(
        actor=actor,
        kind="audit_round.drawn",
        subject=f"{ROUND} {held.reference}",
        at=now,
        population=len(members),
        drawn=len(audits),
    )
    return audits


def _locked(audit_round: Round) -> Round:
    Round.objects.select_for_update(of=("self",)).values_list("pk").get(pk=audit_round.pk)
    return Round.objects.get(pk=audit_round.pk)


def _who_can_be_drawn(actor: Actor, held: Round, chosen: Sequence[str], now: datetime) -> list[Member]:
    """Return everybody who can be drawn into a round, or those who were named for it. Raises RuleBroken where nobody can."""
    members = population_of(held, on=clock.london_day(now))
    if held.sampling == Sampling.TARGETED:
        members = _targeted(actor, members, chosen)
    if not members:
        raise RuleBroken("There is nobody to draw: nobody in these groups, or everybody is being audited already.")
    return members


def _targeted(actor: Actor, members: Sequence[Member], chosen: Sequence[str]) -> list[Member]:
    """Return those who were named. A restricted one is named by cleared eyes alone: for others there is no such record."""
    held = {one.reference: one for one in members if actor.cleared or not one.restricted}
    wanted = list(dict.fromkeys(one.strip().upper() for one in chosen if one.strip()))
    if not wanted:
        raise RuleBroken("Name the people or contacts that are audited, by their references.", field="chosen")
    if strange := [one for one in wanted if one not in held]:
        raise RuleBroken(
            f"{', '.join(strange)}: there is no record visible to you that this round could draw.", field="chosen"
        )
    return [held[one] for one in wanted]


def _made(actor: Actor, held: Round, members: dict[str, Member], drawn: Sequence[str], now: datetime) -> list[Audit]:
    """Make the audits of those who were drawn, each with the toolkit of its group."""
    pack, day = agencies.pack_of(held.pack_id), clock.london_day(now)
    references = next_references("AU-", "ref_case_audit", len(drawn))
    rows = [
        Audit(
            reference=reference,
            round=held,
            kind=AuditKind.FIRST,
            person_id=one.person_id,
            contact_id=one.contact_id,
            cohort=one.cohort,
            locality=one.locality,
            team=one.team,
            worker=one.worker,
            worker_user_id=one.worker_id,
            sample=held.sampling,
            toolkit=pack.audit_toolkit(one.cohort, day).code,
            pack_id=held.pack_id,
            source=Source.OWN,
            state=AuditState.DRAWN,
            made_at=now,
            made_by=actor.reference,
        )
        for reference, one in zip(references, (members[name] for name in drawn), strict=True)
    ]
    made = Audit.objects.bulk_create(rows)
    return list(
        Audit.objects.filter(pk__in=[one.pk for one in made]).select_related("person", "contact").order_by("pk")
    )


def _give_out(actor: Actor, held: Round, audits: Sequence[Audit], now: datetime) -> None:
    readers = readers_at_work(on=clock.london_day(now), roles=(Role.AUDITOR,))
    cases = cases_of(audits)
    given: list[int] = []
    for audit in audits:
        reader = fairest(readers, cases[audit.pk], given=given)
        if reader is None:
            wait_for_auditor(actor=actor, audit=audit, now=now)
            continue
        given.append(reader.user_id)
        give(actor=actor, audit=audit, reader=reader, reason="", now=now)


@transaction.atomic
def close_round(*, actor: Actor, audit_round: Round, words: str, now: datetime) -> Round:
    """Close a round with what its consistency meeting said. Raises Denied; RuleBroken before it is drawn, or twice."""
    permissions.check_can_run_rounds(actor)
    held = _locked(audit_round)
    if held.state != RoundState.DRAWN:
        raise RuleBroken("Only a round that has been drawn, and is not closed yet, can be closed.")
    held.state, held.closed_at, held.closed_by, held.meeting_words = (
        RoundState.CLOSED,
        now,
        actor.reference,
        words.strip(),
    )
    held.save(update_fields=["state", "closed_at", "closed_by", "meeting_words"])
    trail.record(actor=actor, kind="audit_round.closed", subject=f"{ROUND} {held.reference}", at=now)
    return held
