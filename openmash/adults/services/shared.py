"""What several services of branches do alike: lock one, close one, open and finish its work, keep what it disclosed."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from openmash.adults import rules
from openmash.adults.choices import KIND_WORDS, BranchKind, BranchState, Shown
from openmash.adults.models import Branch
from openmash.adults.queries import footings_of
from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.release import services as release
from openmash.release.choices import RecipientKind
from openmash.sharing import services as sharing
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

BRANCH = "branch"
# What is to be done on a branch while it is in a state. A concern is work on the branch itself, which opens nothing else of
# the record; everything else is work on the record that it is about.
ACTS: dict[str, str] = {
    BranchState.TO_DECIDE: WorkAct.DECIDE_CONCERN,
    BranchState.TO_WEIGH: WorkAct.WEIGH_DANGER,
    BranchState.REFERRED: WorkAct.HEAR_CONFERENCE,
    BranchState.TO_TELL: WorkAct.TELL_BRANCH,
}


NOT_BEFORE_SOMEBODY_DECIDES = "It is about danger to an adult of the household."
# Does the work on a branch of a restricted family for whoever may decide on it and see no other of its records.
DESK = Actor.machine("adults")


def _doer(actor: Actor, branch: Branch) -> Actor:
    return actor if actor.cleared or not branch.restricted else DESK


def team_for(entry: Any, locality: str, now: datetime) -> Any:
    """Return the team of the council that has a branch. Raises RuleBroken where the area has none."""
    held = agencies.teams_of_kind(entry.team_kind, locality=locality, on=clock.london_day(now))
    if not held:
        raise RuleBroken(f"No team takes this just now: {entry.title}. Ring them.", field="branches")
    return held[0]


def lock_branch(branch: Branch) -> Branch:
    """Return the branch as it is now, locked until the end of the transaction."""
    Branch.objects.select_for_update(of=("self",)).values_list("pk").get(pk=branch.pk)
    return Branch.objects.select_related("team", "asked_by_team", "agency").get(pk=branch.pk)


def move_branch(
    *, actor: Actor, branch: Branch, after: BranchState, outcome: str = "", fields: Collection[str] = (), now: datetime
) -> Branch:
    """Move a branch to another state; into one from which nothing follows it is closed. Ends its work. Raises RuleBroken."""
    rules.check_move(branch.state, after)
    finish_work_on(actor=actor, branch=branch, reason=str(after), now=now)
    branch.state, branch.version = after, branch.version + 1
    if outcome:
        branch.outcome = outcome
    if after not in rules.OPEN:
        branch.closed_at, branch.closed_by, branch.closed_by_name = now, actor.reference, actor.name
    branch.save()
    trail.record(
        actor=actor, kind=f"branch.{after}", subject=f"{BRANCH} {branch.reference}", at=now, about=branch.subject
    )
    return branch


def _where(branch: Branch) -> dict[str, Any]:
    """Return by what record, and which part of it, the work on a branch is named."""
    if branch.kind == BranchKind.ADULT:
        return {"subject_kind": BRANCH, "subject": branch.reference, "child": ""}
    return {"subject_kind": branch.subject_kind, "subject": branch.subject, "child": branch.reference}


def open_work_on(
    *, actor: Actor, branch: Branch, due: agencies.DueBy, roles: Collection[str] = (), now: datetime
) -> None:
    """Put what is to be done on a branch into its team's queue."""
    work.open_work(
        actor=_doer(actor, branch),
        act=ACTS[branch.state],
        **_where(branch),
        team=branch.team,
        due=due,
        rag=branch.rag,
        arrived_at=branch.opened_at,
        locality=branch.locality,
        restricted=branch.restricted,
        roles=roles,
        note=KIND_WORDS[branch.kind],
        now=now,
    )


def finish_work_on(*, actor: Actor, branch: Branch, reason: str, now: datetime) -> None:
    """End what was to be done on a branch in its state."""
    if branch.state in ACTS:
        work.finish_work(actor=_doer(actor, branch), act=ACTS[branch.state], **_where(branch), reason=reason, now=now)


def not_to_be_told(words: str) -> str:
    """Return what the family is not to learn of a telling: where nobody said so, somebody decides before anybody learns it.

    A paper about one of them that named the conference would tell whoever is the danger.
    """
    return words or NOT_BEFORE_SOMEBODY_DECIDES


def disclose_to_team(*, actor: Actor, branch: Branch, purpose: str, team: Any = None, now: datetime) -> None:
    """Keep what another service of the council (the branch's team, or `team`) is told: about whom, and which kinds of fact."""
    team = team or branch.team
    agency: Any = team.agency
    put_on_footing(actor=actor, branch=branch, to=agency, now=now)
    told = rules.MAY_SEE[branch.kind] - {Shown.ABOUT}
    release.record_disclosure(
        actor=actor,
        given=release.DisclosureGiven(
            what=branch.kind,
            subject_kind=branch.subject_kind,
            subject=branch.subject,
            source_kind=BRANCH,
            source=branch.reference,
            recipient_kind=RecipientKind.AGENCY,
            recipient=agency.code,
            recipient_name=f"{agency.name}: {team.name}",
            people=[(one.person_id, one.person_reference) for one in branch.people.all()],
            purpose=purpose,
            lawful_bases=branch.lawful_bases,
            fields=sorted("names" if one == Shown.CHILDREN else str(one) for one in told),
            must_not_be_told=not_to_be_told(branch.must_not_be_told),
            restricted=branch.restricted,
        ),
        now=now,
    )


def put_on_footing(*, actor: Actor, branch: Branch, to: Any, now: datetime) -> None:
    """Name on a branch the agreement under which an agency is told, or what there is instead, and ask for a review where one is due.

    Sharing about one child or adult never waits for an agreement: it goes ahead on its recorded basis, with a warning.
    """
    about_a_child = branch.people.filter(is_subject=True, is_child=True).exists()
    found = footings_of(
        actor,
        branch.kind,
        to_agencies=[to.code],
        from_agency=branch.asked_by_team.agency.code,
        bases=branch.lawful_bases,
        about_a_child=about_a_child,
        now=now,
    )
    footing = found[to.code]
    sharing.record_warnings(
        actor=actor, footings=[footing], subject_kind=branch.subject_kind, subject=branch.subject, now=now
    )
    branch.agreement, branch.footing, branch.footing_warned = footing.agreement_version, footing.kept, footing.warned
    branch.save(update_fields=["agreement", "footing", "footing_warned"])
