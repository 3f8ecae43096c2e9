"""Tell others of an incident, in one act: a branch for each of them about each person, none of them twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from openmash.adults import permissions, rules
from openmash.adults.choices import KIND_WORDS, BranchKind, Shown
from openmash.adults.models import Branch, BranchPerson
from openmash.adults.queries import branch_entry
from openmash.adults.rules import Member
from openmash.adults.services.shared import (
    BRANCH,
    disclose_to_team,
    not_to_be_told,
    open_work_on,
    put_on_footing,
    team_for,
)
from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.references import next_reference
from openmash.people import queries as people
from openmash.release import queries as gate
from openmash.release import services as release
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

ADULT_DUTY = ("adult_duty_worker",)


@dataclass(frozen=True)
class PersonHere:
    """Somebody of the household, or of the incident."""

    person: Any
    is_child: bool
    relationship: str = ""


@dataclass(frozen=True)
class Incident:
    """What happened, to whom, as the record has it; `known` and `not_to_be_named` are for the gate."""

    household: Sequence[PersonHere]
    story: str
    happened_at: datetime | None = None
    category: str = ""
    category_words: str = ""
    rag: str = ""
    lawful_bases: Sequence[str] = ()
    safe_contact: str = ""
    must_not_be_told: str = ""
    known: Sequence[gate.Known] = ()
    not_to_be_named: Sequence[str] = ()


@dataclass(frozen=True)
class Wanted:
    """One branch about somebody (a person's reference); `agency` is the code of whom outside it tells, if anybody."""

    kind: str
    person: str
    agency: str = ""


@dataclass(frozen=True)
class Told:
    """What came of telling others: branches that were opened, and those that were there already."""

    made: list[Branch] = field(default_factory=list)
    there_already: list[Branch] = field(default_factory=list)


@transaction.atomic
def tell_others(
    *,
    actor: Actor,
    subject_kind: str,
    subject: str,
    team: Any,
    wanted: Sequence[Wanted],
    incident: Incident,
    restricted: bool = False,
    locality: str = "",
    now: datetime,
) -> Told:
    """Open a branch of an incident for each that is wanted. One that is there already is left as it stands.

    `team` is the front door's, which asks. The caller holds the record locked, so that two at once make no second one.

    Raises Denied; RuleBroken without words, without a basis, or for somebody who is not of the incident.
    """
    permissions.check_can_tell_others(actor)
    _check(wanted, incident)
    told = Told()
    for one in dict.fromkeys(wanted):
        here = _about(one, incident, clock.london_day(now))
        held = Branch.objects.filter(
            subject_kind=subject_kind, subject=subject, kind=one.kind, person=here.person
        ).first()
        if held is not None:
            told.there_already.append(held)
            continue
        branch = _begin(actor, one, here, incident, team=team, locality=locality, now=now)
        branch.subject_kind, branch.subject, branch.restricted = subject_kind, subject, restricted
        told.made.append(_open(actor, branch, incident, now))
    trail.record(
        actor=actor,
        kind="others.told",
        subject=f"{subject_kind} {subject}",
        at=now,
        branches=[one.reference for one in told.made],
        kinds=[one.kind for one in told.made],
        there_already=[one.reference for one in told.there_already],
    )
    return told


def _check(wanted: Sequence[Wanted], incident: Incident) -> None:
    if not wanted:
        raise RuleBroken("Choose at least one, or go back.", field="branches")
    if not incident.story.strip():
        raise RuleBroken("Write what happened, for those who are told.", field="story")
    if not incident.lawful_bases:
        raise RuleBroken("Choose the lawful basis on which you share this.", field="lawful_bases")


def _about(one: Wanted, incident: Incident, today: date) -> PersonHere:
    if one.kind not in set(BranchKind):
        raise RuleBroken("Choose from the list.", field="branches")
    here = next((here for here in incident.household if here.person.reference == one.person), None)
    if here is None:
        raise RuleBroken("This is about somebody of the incident. Add them to it first.", field="branches")
    if not rules.may_be_about(one.kind, is_child=here.is_child, age=here.person.age_on(today)):
        least = rules.FROM_AGE.get(one.kind, rules.GROWN_UP)
        raise RuleBroken(
            f"{KIND_WORDS[one.kind]}: only about somebody of {least} or over, whose age is known.", field="branches"
        )
    return here


def _begin(
    actor: Actor, one: Wanted, here: PersonHere, incident: Incident, *, team: Any, locality: str, now: datetime
) -> Branch:
    entry = branch_entry(one.kind, now)
    if entry is None:
        raise RuleBroken(f"This area has no way to tell: {KIND_WORDS[one.kind]}.", field="branches")
    due = agencies.due_by(entry.clock, now)
    decides = one.kind == BranchKind.ADULT
    return Branch(
        reference=next_reference("B-", "ref_branch"),
        kind=one.kind,
        person=here.person,
        person_reference=here.person.reference,
        state=rules.FIRST[one.kind],
        happened_at=incident.happened_at,
        category=incident.category,
        story=incident.story if Shown.STORY in rules.MAY_SEE[one.kind] else "",
        safe_contact=incident.safe_contact if Shown.STORY in rules.MAY_SEE[one.kind] else "",
        must_not_be_told=incident.must_not_be_told,
        lawful_bases=list(incident.lawful_bases),
        rag=incident.rag,
        locality=locality,
        team=team_for(entry, locality, now) if decides else team,
        asked_by_team=team,
        agency=agencies.agency_by_code(one.agency) if one.agency else None,
        due_at=due.due_at,
        due_rule=due.rule,
        pack=agencies.current_pack_version(),
        opened_at=now,
        opened_by=actor.reference,
        opened_by_name=actor.name,
    )


def _open(actor: Actor, branch: Branch, incident: Incident, now: datetime) -> Branch:
    """Keep a branch with what its recipient is shown, prepare what leaves for it, and put it into its queue."""
    branch.save(force_insert=True)
    seen = _keep_people(branch, incident, clock.london_day(now))
    entry = branch_entry(branch.kind, now)
    if entry.agency_kinds:
        _prepare(actor, branch, seen, incident, purpose=entry.purpose, now=now)
    due = agencies.DueBy(branch.due_at, "", branch.due_rule)
    decides = branch.kind == BranchKind.ADULT
    open_work_on(actor=actor, branch=branch, due=due, roles=ADULT_DUTY if decides else (), now=now)
    if decides:
        disclose_to_team(actor=actor, branch=branch, purpose=entry.purpose, now=now)
    if branch.kind == BranchKind.ADVISER:
        work.finish_work(
            actor=actor,
            act=WorkAct.TELL_OTHERS,
            subject_kind=branch.subject_kind,
            subject=branch.subject,
            child=branch.person_reference,
            reason="adviser",
            now=now,
        )
    trail.record(
        actor=actor,
        kind="branch.opened",
        subject=f"{BRANCH} {branch.reference}",
        at=now,
        branch=branch.kind,
        about=branch.subject,
        person=branch.person_reference,
    )
    return branch


def member_of(here: PersonHere, today: date, *, protected: bool) -> Member:
    """Return somebody of an incident in words, as their record has them. `protected`: the home where they live is."""
    person = here.person
    return Member(
        reference=person.reference,
        name=person.full_name,
        is_child=here.is_child,
        relationship=here.relationship,
        born=f"{person.date_of_birth.day} {person.date_of_birth:%B %Y}" if person.date_of_birth else "",
        age=person.age_in_words(today),
        address=person.address,
        postcode=person.postcode,
        address_protected=protected,
    )


def _keep_people(branch: Branch, incident: Incident, today: date) -> list[Member]:
    """Keep the copy of what the recipient of a branch is shown of the household."""
    keys = {here.person.reference: here.person.pk for here in incident.household}
    hidden = people.living_where_protected(here.person for here in incident.household)
    household = [member_of(here, today, protected=here.person.pk in hidden) for here in incident.household]
    seen = rules.seen_by(branch.kind, about=branch.person_reference, household=household)
    BranchPerson.objects.bulk_create(
        BranchPerson(
            branch=branch,
            person_id=keys[one.reference],
            person_reference=one.reference,
            is_child=one.is_child,
            is_subject=one.reference == branch.person_reference,
            relationship=one.relationship[:60],
            name=one.name,
            born=one.born,
            age=one.age,
            address=one.place,
            address_kept_back=one.address_kept_back,
            address_protected=one.address_protected,
        )
        for one in seen
    )
    return seen


def _prepare(
    actor: Actor, branch: Branch, seen: Sequence[Member], incident: Incident, *, purpose: str, now: datetime
) -> None:
    """Prepare what somebody outside is told: it waits at the gate to be read, and nothing leaves by it."""
    agency = branch.agency
    if agency is None:
        raise RuleBroken(f"Choose who is told: {KIND_WORDS[branch.kind]}.", field=f"agency_{branch.kind}")
    pack, day = agencies.pack_in_force(), clock.london_day(now)
    package = release.prepare_package(
        actor=actor,
        given=release.PackageGiven(
            kind=branch.kind,
            subject_kind=branch.subject_kind,
            subject=branch.subject,
            recipient_kind=pack.recipient_of(agency.kind, day).code,
            recipient=f"agency {agency.code}",
            recipient_name=agency.name,
            title=KIND_WORDS[branch.kind],
            known=incident.known,
            people=[(one.person_id, one.person_reference) for one in branch.people.all()],
            facts=_facts(branch.kind, seen, incident),
            address=pack.one("agencies", agency.code, day).asked_at,
            purpose=purpose,
            lawful_bases=incident.lawful_bases,
            not_to_be_named=incident.not_to_be_named,
            must_not_be_told=not_to_be_told(incident.must_not_be_told),
            restricted=branch.restricted,
        ),
        now=now,
    )
    branch.package = package.reference
    branch.save(update_fields=["package"])
    put_on_footing(actor=actor, branch=branch, to=agency, now=now)


def _label(relationship: str) -> str:
    return agencies.relationship_words(relationship).capitalize() or "Adult"


def _facts(kind: str, seen: Sequence[Member], incident: Incident) -> list[gate.Fact]:
    """Return what could be told, within what the kind of recipient may see; the gate leaves out what its row does not name."""
    facts: list[gate.Fact] = []
    for one in seen:
        field_name = "names" if one.is_child else "adults"
        label = "Child" if one.is_child else _label(one.relationship)
        said = ", ".join(part for part in (one.born, one.age) if part)
        rows = (
            (field_name, label, one.name),
            ("born", f"{'Date of birth' if one.born else 'Age'} of {one.name}", said),
            ("address", f"Address of {one.name}", one.place),
        )
        facts += [
            gate.Fact(name, title, words, one.reference, also="" if name == field_name else field_name)
            for name, title, words in rows
            if words
        ]
    allowed = rules.MAY_SEE[kind]
    if Shown.CATEGORY in allowed and incident.category_words:
        facts.append(gate.Fact("category", "What it is about", incident.category_words))
    if Shown.STORY in allowed:
        said_by = (
            ("story", "What happened", incident.story),
            ("story", "How to reach them safely", incident.safe_contact),
        )
        facts += [gate.Fact(*row) for row in said_by if row[2]]
    if incident.must_not_be_told:
        facts.append(gate.Fact("family_knows", "Must not be told", incident.must_not_be_told))
    return facts
