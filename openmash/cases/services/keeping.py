"""Record what happened in a case, correct it, and withdraw what was wrong: each keeps what was said before."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import Conflict, RuleBroken
from openmash.base.references import next_reference
from openmash.cases import permissions, rules
from openmash.cases.choices import FactKind, Source
from openmash.cases.models import Correction, Fact
from openmash.cases.queries import answers_of, days_of
from openmash.cases.services.checking import DATES, Checking, FactGiven, plain
from openmash.trail import services as trail

CASE_FACT = "case_fact"


@transaction.atomic
def record_fact(
    *,
    actor: Actor,
    person: Any,
    kind: str,
    given: FactGiven,
    part_of: Fact | None = None,
    source: Source = Source.ENTERED,
    source_id: str = "",
    source_at: datetime | None = None,
    now: datetime,
) -> Fact:
    """Record something that happened in a person's case, with the clock that it starts. Raises Denied, RuleBroken."""
    permissions.check_can_keep_facts(actor)
    shape = rules.kind_of(kind)
    rules.check_part(shape, of=part_of.kind if part_of is not None and part_of.person_id == person.pk else "")
    checking = Checking(now)
    values = checking.checked(kind, person, given)
    due_at, due_rule = checking.due_of(kind, given, referrals=_referrals(actor, shape, person))
    fact = Fact.objects.create(
        reference=next_reference("CF-", "ref_case_fact"),
        kind=kind,
        person=person,
        part_of=part_of,
        due_at=due_at,
        due_rule=due_rule,
        pack=agencies.current_pack_version(),
        source=source,
        source_id=source_id,
        source_at=source_at or now,
        recorded_at=now,
        recorded_by=actor.reference,
        recorded_by_name=actor.name,
        **values,
    )
    trail.record(
        actor=actor,
        kind="case_fact.recorded",
        subject=f"{CASE_FACT} {fact.reference}",
        at=now,
        about=person.reference,
        fact=kind,
    )
    return fact


@transaction.atomic
def correct_fact(
    *, actor: Actor, fact: Fact, given: FactGiven, reason: str, expected_version: int, now: datetime
) -> list[Correction]:
    """Correct what a fact says, and keep what it said before. Returns what changed.

    Raises Denied; Conflict where somebody else changed it meanwhile; RuleBroken without a reason, or where nothing changes.
    """
    permissions.check_can_keep_facts(actor)
    fact = _locked(fact)
    if not reason.strip():
        raise RuleBroken("Say why it is corrected.", field="because")
    shape = rules.kind_of(fact.kind)
    before = answers_of(fact) | {name: getattr(fact, name) for name in DATES}
    _check_version(fact, before, given, expected_version)
    checking = Checking(now)
    values = checking.checked(fact.kind, fact.person, given)
    for name, value in values.items():
        setattr(fact, name, value)
    after = answers_of(fact) | {name: getattr(fact, name) for name in DATES}
    changed = sorted(name for name in before if before[name] != after[name])
    if not changed:
        raise RuleBroken("Nothing is different. Change what is wrong, or go back.", field="because")
    fact.due_at, fact.due_rule = checking.due_of(fact.kind, given, referrals=_referrals(actor, shape, fact.person))
    fact.version += 1
    fact.save()
    rows = [
        Correction(
            fact=fact,
            field=name,
            before=plain(before[name]),
            after=plain(after[name]),
            reason=reason.strip(),
            source=Source.ENTERED,
            corrected_at=now,
            corrected_by=actor.reference,
            corrected_by_name=actor.name,
        )
        for name in changed
    ]
    trail.record(
        actor=actor, kind="case_fact.corrected", subject=f"{CASE_FACT} {fact.reference}", at=now, changed=changed
    )
    return list(Correction.objects.bulk_create(rows))


@transaction.atomic
def withdraw_fact(*, actor: Actor, fact: Fact, reason: str, expected_version: int, now: datetime) -> Fact:
    """Say that a fact was wrong altogether: it counts for nothing from now on, and is kept. Raises Denied, RuleBroken."""
    permissions.check_can_keep_facts(actor)
    fact = _locked(fact)
    if not reason.strip():
        raise RuleBroken("Say why it is withdrawn.", field="because")
    if fact.version != expected_version:
        raise RuleBroken(
            "It was corrected while you were writing. Open it again to see what it says now.", field="because"
        )
    fact.withdrawn_at, fact.withdrawn_by, fact.withdrawn_because = now, actor.reference, reason.strip()
    fact.version += 1
    fact.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because", "version"])
    trail.record(actor=actor, kind="case_fact.withdrawn", subject=f"{CASE_FACT} {fact.reference}", at=now)
    return fact


def _locked(fact: Fact) -> Fact:
    """Return the fact as it is now, locked. Raises RuleBroken where it was withdrawn."""
    Fact.objects.select_for_update(of=("self",)).values_list("pk").get(pk=fact.pk)
    held = Fact.objects.select_related("person").get(pk=fact.pk)
    rules.check_stands(withdrawn=held.withdrawn_at is not None)
    return held


def _check_version(fact: Fact, before: Mapping[str, Any], given: FactGiven, expected_version: int) -> None:
    """Refuse to write over what somebody else corrected meanwhile. Raises Conflict with both."""
    if fact.version == expected_version:
        return
    last = fact.corrections.order_by("-corrected_at", "-pk").first()
    yours = {"began_on": given.began_on, "ended_on": given.ended_on, "variety": given.variety, **given.answers}
    raise Conflict(
        current={name: _words(value) for name, value in before.items()},
        yours={name: _words(value) for name, value in yours.items()},
        changed_by=last.corrected_by_name if last else "Somebody else",
        current_version=fact.version,
    )


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(plain(value))


def _referrals(actor: Actor, shape: rules.KindOfFact, person: Any) -> list[date]:
    """Return the days of a person's referrals where the clock of a kind is counted from one."""
    if shape.kind != FactKind.ASSESSMENT:
        return []
    return days_of(actor, person, FactKind.REFERRAL)
