"""Account to a family: decide what of what was told they are told, and make the statement, which leaves through the gate."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from openmash.agencies import queries as agencies
from openmash.base import clock, worktime
from openmash.base.actors import Actor
from openmash.base.errors import Conflict, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.people import queries as people
from openmash.release import permissions
from openmash.release.choices import Standing
from openmash.release.models import Package, Withholding
from openmash.release.queries.accounting import (
    PERSON,
    STATEMENT,
    address_now,
    address_of,
    known_around,
    latest_decisions,
    ledger_of,
    receivers_of,
    statement_words,
)
from openmash.release.services.disclosing import RECORDER
from openmash.release.services.packages import (
    PackageGiven,
    WorkGiven,
    prepare_package,
    refuse_package,
    release_package,
    sign_package,
)
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

FAMILY = "family"
# A decision as the form has it, by whether something is held back.
ANSWERS = {True: "hold", False: "tell"}
REVIEW_RULE = "review-date"
NO_TEAM = "You are in no team, so nobody would be asked to look again. Ask a manager to do this."


@dataclass(frozen=True)
class WithholdingGiven:
    """What is decided: about which tellings (their references), or about all; held back under which rule, or told."""

    withheld: bool
    disclosures: Collection[str] = ()
    everything: bool = False
    rule: str = ""
    reason: str = ""
    review_on: date | None = None


@transaction.atomic
def decide_withholding(
    *, actor: Actor, reference: str, given: WithholdingGiven, expected_version: int | None = None, now: datetime
) -> list[Withholding]:
    """Decide what of what was told about a person they are told themselves. What is held back is looked at again on a day.

    `expected_version`: how many decisions there were when somebody looked; None: nobody did. Raises Denied; NotFound;
    RuleBroken without a choice, a rule, a reason or a day to come; Conflict where somebody decided meanwhile.
    """
    permissions.check_can_withhold(actor)
    _one_at_a_time(people.person_by_reference(actor, reference))
    ledger = ledger_of(actor, reference)
    _check(given, now)
    _check_nobody_decided(ledger.person, given, expected_version)
    chosen = [row for row in ledger.rows if row.reference in set(given.disclosures)]
    about = [None] if given.everything else [row.key for row in chosen]
    if not about:
        raise RuleBroken("Choose what this is about.", field="disclosures")
    made = Withholding.objects.bulk_create(
        Withholding(
            person=ledger.person,
            person_reference=ledger.person.reference,
            disclosure_id=key,
            withheld=given.withheld,
            rule=given.rule if given.withheld else "",
            reason=given.reason.strip(),
            review_on=given.review_on if given.withheld else None,
            decided_at=now,
            decided_by=actor.reference,
            decided_by_name=actor.name,
        )
        for key in about
    )
    team = _team(actor)
    for restricted in sorted({not given.everything and row.restricted for row in chosen} or {False}):
        _look_again(ledger.person, team, restricted=restricted, now=now)
    trail.record(
        actor=actor,
        kind="withholding.decided",
        subject=ledger.person,
        at=now,
        withheld=given.withheld,
        everything=given.everything,
        disclosures=sorted(given.disclosures) if not given.everything else [],
        rule=given.rule,
    )
    return made


def _one_at_a_time(person: Any) -> None:
    """Wait until nobody else decides about the same person, until the end of the transaction: one review is to come of it."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(7203005, %s)", [person.pk])


def _check(given: WithholdingGiven, now: datetime) -> None:
    if not given.reason.strip():
        raise RuleBroken("Write why.", field="reason")
    if not given.withheld:
        return
    if not given.rule:
        raise RuleBroken("Choose the rule under which this is held back.", field="rule")
    if given.review_on is None or given.review_on <= clock.london_day(now):
        raise RuleBroken("Give the day on which this is looked at again. It must be to come.", field="review_on")


def _check_nobody_decided(person: Any, given: WithholdingGiven, expected_version: int | None) -> None:
    held = list(Withholding.objects.filter(person_id=person.pk).order_by("decided_at", "pk"))
    if expected_version is None or len(held) == expected_version:
        return
    raise Conflict(
        current={"answer": ANSWERS[held[-1].withheld] if held else "", "reason": held[-1].reason if held else ""},
        yours={"answer": ANSWERS[given.withheld], "reason": given.reason},
        changed_by=held[-1].decided_by_name if held else "A colleague",
        current_version=len(held),
    )


def _look_again(person: Any, team: Any, *, restricted: bool, now: datetime) -> None:
    """Have what is held back looked at again, on the earliest day that was given: one piece of work for each person.

    What was told about a restricted record is work of its own, for those who may know of it.
    """
    child = person.reference if restricted else ""
    named = {"subject_kind": PERSON, "subject": person.reference, "child": child}
    with request_transaction(RECORDER):
        held = [one for one in latest_decisions(person).values() if one.withheld]
        days = [one.review_on for one in held if bool(one.disclosure and one.disclosure.restricted) == restricted]
        work.finish_work(actor=RECORDER, act=WorkAct.REVIEW_WITHHOLDING, reason="decided anew", now=now, **named)
        if not days:
            return
        work.open_work(
            actor=RECORDER,
            act=WorkAct.REVIEW_WITHHOLDING,
            **named,
            team=team,
            due=agencies.DueBy(worktime.end_of(min(days)), "the day given when it was held back", REVIEW_RULE),
            rag="",
            restricted=restricted or person.restricted,
            arrived_at=now,
            note=person.full_name,
            now=now,
        )


def _team(actor: Actor) -> Any:
    team = agencies.team_of_actor(actor)
    if team is None:
        raise RuleBroken(NO_TEAM)
    return team


@transaction.atomic
def prepare_statement(*, actor: Actor, reference: str, to: str, now: datetime) -> Package:
    """Make the paper that tells what was told about a person, for them or somebody of their household (`to`: a reference).

    It goes to the address on the recipient's record. Nothing leaves by it: it is read first, by two people. Raises Denied;
    NotFound; RuleBroken while telling would endanger, and where something still waits for a decision.
    """
    permissions.check_can_prepare(actor)
    ledger = ledger_of(actor, reference)
    if ledger.suppressed:
        raise RuleBroken("Nothing is told to this person for now. Decide that anew first.")
    if any(row.standing is Standing.TO_DECIDE for row in ledger.rows):
        raise RuleBroken(
            "Decide first on what the family was not to be told: each is in the statement or kept out. "
            "Ask a manager or information governance to decide it, on the page before this one."
        )
    receiver = next((one for one in receivers_of(actor, ledger.person, now) if one.reference == to), None)
    if receiver is None:
        raise RuleBroken("Choose who gets the paper.", field="to")
    if not address_of(receiver):
        raise RuleBroken(f"The record of {receiver.full_name} holds no address. Write it there first.", field="to")
    restricted = ledger.person.restricted or any(row.restricted for row in ledger.told(restricted=True))
    title, words = statement_words(ledger, now, restricted=restricted)
    package = prepare_package(
        actor=actor,
        given=PackageGiven(
            kind=STATEMENT,
            subject_kind=PERSON,
            subject=ledger.person.reference,
            recipient_kind=FAMILY,
            recipient=f"person {receiver.reference}",
            recipient_name=receiver.full_name,
            title=title,
            known=known_around(actor, ledger.person),
            people=[(ledger.person.pk, ledger.person.reference)],
            words=words,
            address=address_of(receiver),
            restricted=restricted,
        ),
        now=now,
    )
    trail.record(
        actor=actor, kind="statement.prepared", subject=ledger.person, at=now, package=package.reference, to=to
    )
    return package


@transaction.atomic
def answer_statement(
    *, actor: Actor, package: Package, answer: str, look: str, seen: bool, reason: str, now: datetime
) -> Package:
    """Sign a statement, or as the second person release or refuse it: `answer` is sign, release or refuse.

    Raises Denied; RuleBroken as the gate does, where it no longer says what may be told, and where nothing was chosen.
    """
    permissions.check_can_prepare(actor)
    person = people.person_by_reference(actor, package.subject)
    trail.record(
        actor=actor, kind="statement.answered", subject=person, at=now, package=package.reference, answer=answer
    )
    if answer == "refuse":
        return refuse_package(actor=actor, package=package, reason=reason, now=now)
    if answer not in ("sign", "release"):
        raise RuleBroken("Choose what is to happen.", field="answer")
    ledger = ledger_of(actor, package.subject)
    if ledger.suppressed or statement_words(ledger, now, restricted=package.restricted)[1] != package.document:
        raise RuleBroken(
            "Since this was made, something was told or held back that it does not say. Make the statement anew."
        )
    if answer == "sign":
        queue = WorkGiven(team=_team(actor))
        return sign_package(actor=actor, package=package, look=look, seen=seen, queue=queue, now=now)
    return release_package(actor=actor, package=package, look=look, address=address_now(actor, package), now=now)
