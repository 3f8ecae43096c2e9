"""Record a worry about a worker, and decide on it. Nothing is written anywhere that the person concerned might see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openmash.accounts import queries as accounts
from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.allegations import permissions, queries, rules
from openmash.allegations.choices import AllegationState
from openmash.allegations.models import Allegation, AllegationDecision
from openmash.allegations.queries import KEEPER
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import Conflict, RuleBroken
from openmash.base.references import drawn_reference
from openmash.base.transactions import request_transaction
from openmash.trail import services as trail

CLOCK = "lado-contact"


@dataclass(frozen=True)
class WorryGiven:
    """What is said about a worker: who they are in words, what happened, to whom, and what makes the child safe now."""

    who_name: str
    words: str
    who_role: str = ""
    who_employer: str = ""
    children: str = ""
    safe_now: str = ""
    own_complaint: bool = False
    contact: str = ""


@transaction.atomic
def raise_allegation(*, actor: Actor, given: WorryGiven, now: datetime) -> Allegation:
    """Record a worry about a worker for the designated officer, whoever records it. Whom the name may mean never sees it.

    Kept by a machine: whoever records it may not read who is told. Raises Denied; RuleBroken without a name or words.
    """
    permissions.check_can_raise(actor)
    assert actor.user_id is not None
    if not given.who_name.strip():
        raise RuleBroken(
            "Write who the worry is about. Where nobody knows the name, write what they do.", field="who_name"
        )
    if not given.words.strip():
        raise RuleBroken("Write what happened, or what worries you.", field="words")
    due, today = agencies.due_by(CLOCK, now), clock.london_day(now)
    with request_transaction(KEEPER):
        concerned = rules.concerned_in(given.who_name, accounts.all_names())
        made = Allegation.objects.create(
            reference=drawn_reference("A-"),
            who_name=given.who_name.strip(),
            who_role=given.who_role,
            who_employer=given.who_employer,
            children=given.children,
            words=given.words,
            safe_now=given.safe_now,
            own_complaint=given.own_complaint,
            contact=given.contact,
            concerned=rules.keys_kept(concerned),
            told=rules.keys_kept(_told(concerned, today)),
            recorded_at=now,
            recorded_by_id=actor.user_id,
            recorded_by_name=actor.name,
            due_at=due.due_at,
            due_rule=due.rule,
            pack=agencies.current_pack_version(),
            state=AllegationState.RAISED,
        )
        trail.record(actor=actor, kind="allegation.raised", subject=f"allegation {made.reference}", at=now)
    return made


@transaction.atomic
def find_readers(*, actor: Actor, now: datetime) -> int:
    """Have the managers stand in who can, for every worry that waits and that nobody can read any more. Returns how many found one.

    People leave, and names become known: whoever held the role when a worry was recorded may not hold it now. What still has
    no reader stands before the administrators until it has. Raises Denied for a person.
    """
    permissions.check_can_find_readers(actor)
    found = 0
    for one in queries.unread(now):
        told = _told(rules.keys_of(one.concerned), clock.london_day(now))
        if told:
            one.told = rules.keys_kept(told)
            one.save(update_fields=["told"])
            trail.record(actor=actor, kind="allegation.handed_on", subject=f"allegation {one.reference}", at=now)
            found += 1
    return found


def _told(concerned: Collection[int], today: date) -> tuple[int, ...]:
    return rules.who_is_told(
        officers=agencies.holders_of(Role.DESIGNATED_OFFICER, on=today),
        managers=agencies.holders_of(Role.MASH_MANAGER, on=today),
        concerned=concerned,
    )


@dataclass(frozen=True)
class DecisionGiven:
    """What the designated officer decides, and why; which thresholds are met; the address of the person concerned."""

    decision: str
    words: str
    thresholds: Collection[str] = ()
    concerned_email: str = ""


@transaction.atomic
def decide_allegation(
    *, actor: Actor, allegation: Allegation, given: DecisionGiven, expected_version: int, now: datetime
) -> Allegation:
    """Decide on a worry, or decide anew; what was decided before stays readable.

    An e-mail address says whose sign-in the person concerned has: from then on it is nothing to them either.

    Raises NotFound, RuleBroken for what is missing, Conflict when a colleague decided meanwhile.
    """
    held = queries.allegation_by_reference(actor, allegation.reference)
    permissions.check_can_decide(actor, held)
    assert actor.user_id is not None
    held = Allegation.objects.select_for_update(of=("self",)).get(pk=held.pk)
    missing = rules.problem_with(given.decision, thresholds=given.thresholds, words=given.words)
    if missing:
        raise RuleBroken(missing[1], field=missing[0])
    if held.version != expected_version:
        latest = held.decisions.order_by("-pk").first()
        raise Conflict(
            current={"words": latest.words if latest else ""},
            yours={"words": given.words},
            changed_by="A colleague",
            current_version=held.version,
        )
    AllegationDecision.objects.create(
        allegation=held,
        decision=given.decision,
        thresholds=sorted(given.thresholds) if given.decision == AllegationState.MET else [],
        words=given.words,
        decided_at=now,
        decided_by_id=actor.user_id,
    )
    held.state, held.version = given.decision, held.version + 1
    held.concerned = _also_concerned(actor, held, given.concerned_email)
    held.save(update_fields=["state", "version", "concerned"])
    trail.record(
        actor=actor,
        kind="allegation.decided",
        subject=f"allegation {held.reference}",
        at=now,
        decision=given.decision,
    )
    return held


def _also_concerned(actor: Actor, held: Allegation, email: str) -> str:
    if not email.strip():
        return held.concerned
    user = accounts.user_by_email(email)
    if user is None:
        raise RuleBroken(
            "Nobody signs in here with this address. Leave it empty if they do not.", field="concerned_email"
        )
    if user.pk == actor.user_id:
        raise RuleBroken("This is your own address.", field="concerned_email")
    return rules.keys_kept(rules.keys_of(held.concerned) | {user.pk})
