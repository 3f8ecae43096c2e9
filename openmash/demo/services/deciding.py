"""Acts of deciding and of what follows: the second pair of eyes, the answer, disagreement, opening again, follow-up."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.demo.rules.contacts import events
from openmash.demo.rules.words.prompts import ANSWERS
from openmash.demo.services.screening import play
from openmash.demo.services.stage import Stage, hash_of
from openmash.frontdoor.queries.earlyhelp import offer_rows
from openmash.frontdoor.services import (
    answers,
    countersigning,
    decisions,
    dipsamples,
    disagreements,
    earlyhelp,
    followups,
    reopening,
    transfers,
)
from openmash.frontdoor.services import earlyhelp_checks as checks
from openmash.release import queries as leaving
from openmash.release import services as release
from openmash.work import queries as work

POSTMAN = Actor.machine("postman")
DESK = Actor.machine("partner-desk", purpose="take up what came to another agency's desk")
"""The desks of other agencies, which have nobody of their own in the story."""
FOLLOW_UPS = ("adult_duty", "start_assessment", "follow_up")
AGREED = "Read with the history, and agreed."
SAMPLED = "Read: the reasons carry the outcome."


@play.register
def _decide(event: events.Decided, stage: Stage) -> None:
    actor = stage.worker(event.by, event.at)
    groups: dict[tuple[str, int, str], list[str]] = {}
    for answer in event.answers:
        groups.setdefault((answer.outcome, answer.level, answer.rationale), []).append(answer.child)
    for (outcome, level, rationale), keys in groups.items():
        children = stage.child_rows(keys)
        if not children:
            continue
        made = stage.act(actor, event.act, _decider(stage, children, (outcome, level, rationale), event.at))
        stage.waiting_decisions += [one for one in made or () if one.oversight]
    planned = stage.planned.events
    if not any(isinstance(one, events.Countersigned) and one.at >= event.at for one in planned):
        countersign_waiting(stage, stage.later(event.at, 20 + hash_of(stage.planned.key, 260)), AGREED)
    _read_samples(stage, event.at)


def _decider(stage: Stage, children: list[Any], decided: tuple[str, int, str], at: datetime) -> Any:
    outcome, level, rationale = decided
    said = {code: words[hash_of(stage.planned.key + code, len(words))] for code, words in ANSWERS.items()}
    said |= stage.thought
    return lambda actor: decisions.propose_decision(
        actor=actor, children=children, outcome=outcome, level=level, rationale=rationale, answers=said, now=at
    )


def countersign_waiting(stage: Stage, at: datetime, words: str, by: str = "") -> None:
    """Countersign every decision of the contact that waits for it, by somebody who did not make it."""
    if not stage.has_come(at):
        return
    for decision in stage.waiting_decisions:
        key = by or stage.manager_key(besides=[decision.proposed_by])
        if f"user:{stage.cast.users[key].pk}" == decision.proposed_by:
            key = stage.manager_key(besides=[decision.proposed_by])
        stage.act(stage.cast.actor(key, at), "countersign_decision", _signer(decision, words, at))
    stage.waiting_decisions = []


def _signer(decision: Any, words: str, at: datetime) -> Any:
    return lambda actor: countersigning.countersign_decision(actor=actor, decision=decision, words=words, now=at)


def _read_samples(stage: Stage, at: datetime) -> None:
    """Read the dip samples that were drawn of this contact, some days later."""
    at = stage.later(at, 900 + hash_of(stage.planned.key, 1200))
    if not stage.has_come(at):
        return
    for child in stage.child_rows():
        for decision in child.decisions.filter(dip_samples__read_at__isnull=True, dip_samples__isnull=False):
            actor = stage.cast.actor(stage.manager_key(besides=[decision.proposed_by]), at)
            for sample in decision.dip_samples.filter(read_at__isnull=True):
                stage.act(actor, "read_dip_sample", _reader(sample, at))


def _reader(sample: Any, at: datetime) -> Any:
    return lambda actor: dipsamples.read_dip_sample(actor=actor, sample=sample, agrees=True, words=SAMPLED, now=at)


@play.register
def _countersign(event: events.Countersigned, stage: Stage) -> None:
    countersign_waiting(stage, event.at, event.words, event.by)


@play.register
def _answer_referrer(event: events.ReferrerAnswered, stage: Stage) -> None:
    channel = event.channel
    if channel == "not_possible" and stage.contact.anonymous:
        return  # kept already, with the decision
    if (channel == "in_product" and not stage.contact.sent_by_agency_id) or channel == "email":
        channel = "telephone"
    actor = stage.worker(event.by, event.at)
    stage.act(
        actor,
        event.act,
        lambda actor: answers.answer_referrer(
            actor=actor, contact=stage.contact, channel=channel, words=event.words, reason=event.reason, now=event.at
        ),
    )


@play.register
def _disagree(event: events.Disagreed, stage: Stage) -> None:
    sent = stage.contact.sent_by_agency_id
    own = event.by and sent and stage.cast.actor(event.by, event.at).agency_id == sent
    actor = stage.cast.actor(event.by, event.at) if own else stage.worker(stage.manager_key(), event.at)
    stage.disagreement = stage.act(
        actor,
        event.act,
        lambda actor: disagreements.raise_disagreement(
            actor=actor, contact=stage.contact, words=event.words, now=event.at
        ),
    )


@play.register
def _answer_disagreement(event: events.DisagreementAnswered, stage: Stage) -> None:
    if stage.disagreement is None:
        return
    actor = stage.cast.actor(event.by, event.at)
    stage.act(
        actor,
        event.act,
        lambda actor: disagreements.answer_disagreement(
            actor=actor, disagreement=stage.disagreement, words=event.words, upheld=event.upheld, now=event.at
        ),
    )


@play.register
def _reopen(event: events.Reopened, stage: Stage) -> None:
    stage.act(
        stage.worker(event.by, event.at),
        event.act,
        lambda actor: reopening.reopen_contact(
            actor=actor,
            contact=stage.contact,
            children=stage.child_rows(event.children),
            reason=event.words,
            now=event.at,
        ),
    )
    stage.waiting_decisions = []


@play.register
def _take_up(event: events.WorkTakenUp, stage: Stage) -> None:
    actor = stage.cast.actor(event.by, event.at)
    if actor.has("early_help_officer"):
        _offer_help(stage, event, actor)
    else:
        stage.act(
            actor,
            event.act,
            lambda actor: followups.finish_follow_up(
                actor=actor, contact=stage.contact, words=event.words, now=event.at
            ),
        )


def _offer_help(stage: Stage, event: events.WorkTakenUp, actor: Actor) -> None:
    """Offer each child who is to have early help a place, and take it up some days later where there is one."""
    for child in stage.child_rows(fresh=True):
        if child.outcome != "EH":
            continue
        service = _with_room(stage, actor, event.at)
        if service is None:
            stage.tally.refused["offer_early_help: no service of the district has room"] += 1
            continue
        place = stage.act(actor, "offer_early_help", _offerer(child, service, actor.name, event.at))
        at = stage.later(event.at, 600 + hash_of(stage.planned.key, 3000))
        if place is not None and stage.has_come(at):
            stage.act(stage.cast.actor(event.by, at), "take_up_place", _taker(place, at))
            ends = stage.later(at, 20000 + hash_of(stage.planned.key, 30000))
            if stage.has_come(ends):
                stage.act(stage.cast.actor(event.by, ends), "end_place", _ender(place, ends))


def _with_room(stage: Stage, actor: Actor, at: datetime) -> str | None:
    """Return a service that has a free place, beginning with another one for each contact."""
    near = [stage.contact.district] if stage.contact.district else []
    rows = [row for row in offer_rows(actor, at, districts=near) if row["free"]]
    return rows[hash_of(stage.planned.key, len(rows))]["code"] if rows else None


def _offerer(child: Any, service: str, lead: str, at: datetime) -> Any:
    return lambda actor: earlyhelp.offer_early_help(
        actor=actor, child=child, service=service, lead_professional=lead, now=at
    )


def _taker(place: Any, at: datetime) -> Any:
    return lambda actor: earlyhelp.take_up_place(actor=actor, place=place, now=at)


def _ender(place: Any, at: datetime) -> Any:
    return lambda actor: earlyhelp.end_place(actor=actor, place=place, reason="The plan has come to its end.", now=at)


def post_what_waits(stage: Stage) -> None:
    """Say that the e-mails of the story went when they were written: nobody's worker sends them years later."""
    with request_transaction(POSTMAN):
        waiting = leaving.waiting_emails(POSTMAN, subject_kind="contact", subject=stage.contact.reference)
        for reference, at in waiting:
            release.begin_sending(actor=POSTMAN, reference=reference, now=at)
            release.record_sent(actor=POSTMAN, reference=reference, through="mail", now=at)


def finish_what_is_left(stage: Stage, last: datetime) -> None:
    """Have what a decision left behind finished some days later: checks forgotten, handovers unread, work nobody took up."""
    at = stage.later(last, 500 + hash_of(stage.planned.key, 900))
    if not stage.has_come(at):
        return
    _check_at_last(stage, at)
    _read_at_last(stage, at)
    watcher = stage.cast.actor(stage.cast.with_role("mash_manager")[0], at)
    left = work.open_work_on(watcher, subject_kind="contact", subject=stage.contact.reference)
    for team in _teams(left):
        key = next((key for key in stage.cast.users if team in stage.cast.actor(key, at).team_ids), None)
        stage.act(
            stage.cast.actor(key, at) if key else DESK,
            "finish_follow_up",
            lambda actor: followups.finish_follow_up(
                actor=actor, contact=stage.contact, words="Received and taken up.", now=at
            ),
        )


def _check_at_last(stage: Stage, at: datetime) -> None:
    """Make the early-help check that was forgotten: late, but made."""
    unchecked = [child for child in stage.child_rows(fresh=True) if child.decided_at and not child.check_result]
    if unchecked:
        decided = stage.planned.decision()
        key = decided.by if decided else stage.manager_key()
        stage.act(
            stage.worker(key, at),
            "check_early_help_later",
            lambda actor: checks.record_early_help_check(actor=actor, children=unchecked, result="no_record", now=at),
        )


def _read_at_last(stage: Stage, at: datetime) -> None:
    """Have the worker of an open case read what came in while they were away."""
    handed = next((event for event in stage.planned.events if isinstance(event, events.HandedOver)), None)
    read = any(isinstance(event, events.HandoverReceived) for event in stage.planned.events)
    if stage.handover is not None and handed is not None and not read:
        stage.act(
            stage.cast.actor(handed.worker_user, at),
            "receive_handover",
            lambda actor: transfers.receive_handover(actor=actor, handover=stage.handover, now=at),
        )


def _teams(left: Iterable[Any]) -> list[int]:
    return sorted({item.team_id for item in left if item.act in FOLLOW_UPS})
