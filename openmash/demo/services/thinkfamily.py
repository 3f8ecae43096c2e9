"""Others told of the incident of a contact of the story, and what they do: each through the services, at its own moment."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from openmash.adults import queries as adults
from openmash.adults import services
from openmash.adults.choices import BranchState, ToldBy
from openmash.adults.services import ConcernDecision, DangerGiven
from openmash.base.clock import london_day
from openmash.demo.rules import thinkfamily as plans
from openmash.demo.rules.thinkfamily import PlannedTelling, plan_telling
from openmash.demo.services.asking import Waiting
from openmash.demo.services.schools import told_by_the_police
from openmash.demo.services.stage import Stage
from openmash.frontdoor.queries.schools import children_to_tell
from openmash.frontdoor.services.packages import answer_package
from openmash.frontdoor.services.thinkfamily import (
    SCHOOL,
    OthersGiven,
    close_branch_in,
    hear_conference_in,
    tell_others_about,
    weigh_danger_in,
)
from openmash.release import queries as release
from openmash.release.choices import PackageState

RECENT = timedelta(hours=20)


def tell_others(stage: Stage, waiting: Waiting, *, by: str, at: datetime) -> None:
    """Plan who is told of the incident of a contact that is being screened, where the story does, and what they do."""
    planned = plan_telling(
        stage.story.area.settings.seed,
        stage.planned.key,
        category=stage.contact.category,
        named=bool(stage.planned.named),
    )
    if planned is None or stage.contact.restricted or not stage.contact.adults.exists():
        return
    told_at = stage.later(at, planned.after)
    moments = (
        (told_at, _tell),
        (stage.later(told_at, planned.weighed_after), _weigh),
        (stage.later(told_at, planned.decided_after), _decide),
        (stage.later(told_at, planned.read_after), _leave),
        (stage.later(told_at, planned.settled_after), _settle),
        (stage.later(told_at, planned.heard_after), _hear),
        (stage.later(told_at, planned.ended_after), _end),
    )
    for moment, doing in moments:
        waiting.acts.append((moment, _at(doing, stage, planned, by, moment)))


def _at(doing: Any, stage: Stage, planned: PlannedTelling, by: str, moment: datetime) -> Any:
    return lambda: doing(stage, planned, by, moment)


def _adult(stage: Stage) -> Any:
    """Return whom it is about: the mother where there is one."""
    rows = list(stage.contact.adults.select_related("person").order_by("pk"))
    return next((row for row in rows if "mother" in row.relationship), rows[0]).person


def _tell(stage: Stage, planned: PlannedTelling, by: str, at: datetime) -> None:
    person = _adult(stage)
    given = OthersGiven(
        branches=[*((kind, person.reference) for kind in planned.kinds), *_schools(stage, at)],
        story=planned.story,
        lawful_bases=("public-task",),
        agencies=plans.AGENCIES,
        safe_contact=planned.safe_contact,
    )
    stage.act(
        stage.worker(by, at),
        "tell_others",
        lambda actor: tell_others_about(actor=actor, contact=stage.contact, given=given, now=at),
    )
    told_by_the_police(stage, by=by, at=at)


def _schools(stage: Stage, at: datetime) -> list[tuple[str, str]]:
    """Return the children whose schools are told: of what happened in these days, of which nothing is late yet."""
    if stage.story.now - at > RECENT:
        return []
    return [(SCHOOL, one.person.reference) for one in children_to_tell(stage.contact, at)]


def _branch(stage: Stage, actor: Any, kind: str) -> Any:
    """Return the branch of a kind, where it was opened; else nothing."""
    held = adults.branches_about(actor, subject_kind="contact", subject=stage.contact.reference)
    return next((one for one in held if one.kind == kind), None)


def _weigh(stage: Stage, planned: PlannedTelling, by: str, at: datetime) -> None:
    def weigh(actor: Any) -> None:
        branch = _branch(stage, actor, plans.CONFERENCE)
        if branch is None:
            return
        codes = [question.code for question in adults.checklist(at).questions]
        answers = {code: "yes" if number < planned.yes else "no" for number, code in enumerate(codes)}
        why = "She says little, and looks to him before each answer." if planned.judged else ""
        given = DangerGiven(answers, "yes", "refer" if planned.judged else "as_band", why)
        weigh_danger_in(actor=actor, contact=stage.contact, branch=branch, given=given, now=at)

    stage.act(stage.worker(by, at), "weigh_danger", weigh)


def _decide(stage: Stage, planned: PlannedTelling, by: str, at: datetime) -> None:
    def decide(actor: Any) -> None:
        held = adults.concerns(actor).to_decide
        branch = next((one for one in held if one.subject == stage.contact.reference), None)
        if branch is not None:
            services.decide_concern(actor=actor, branch=branch, given=_decision(planned), now=at)

    stage.act(stage.cast.actor(stage.cast.with_role("adult_duty_worker")[0], at), "decide_concern", decide)


def _decision(planned: PlannedTelling) -> ConcernDecision:
    said = "yes" if planned.has_needs else "no"
    return ConcernDecision(
        answers={"needs": said, "at_risk": "yes", "cannot_protect": said},
        asked=planned.asked,
        wishes=plans.WISHES if planned.asked else "",
        why_not_asked="" if planned.asked else plans.NOT_ASKED,
        difficulty="no",
        decision="enquiry" if planned.has_needs else "not_met",
        instead="" if planned.has_needs else "adviser",
        reason=plans.REASON if planned.has_needs else plans.NO_NEEDS,
    )


def _leave(stage: Stage, planned: PlannedTelling, by: str, at: datetime) -> None:
    """Read what an adviser is told and let it go; a manager reads it too where the gate asks for a second person."""
    worker = stage.worker(by, at)
    for kind in plans.BY_DOCUMENT:
        signed = stage.act(worker, "sign_package", partial(_answer, stage, kind, "sign", at))
        if signed is not None and signed.state == PackageState.WAITING:
            second = stage.cast.actor(stage.manager_key(besides=[worker.reference]), at)
            stage.act(second, "release_package", partial(_answer, stage, kind, "release", at))


def _answer(stage: Stage, kind: str, answer: str, at: datetime, actor: Any) -> Any:
    """Answer at the gate about what a branch is told. Returns the package, or nothing where there is none or something stops it."""
    branch = _branch(stage, actor, kind)
    if branch is None:
        return None
    package = release.package_about(actor, branch.package, subject_kind="contact", subject=stage.contact.reference)
    if release.asks_for(package)[0]:
        return None
    return answer_package(
        actor=actor,
        contact=stage.contact,
        package=package,
        answer=answer,
        look=package.document_hash,
        seen=True,
        reason="",
        now=at,
    )


def _settle(stage: Stage, planned: PlannedTelling, by: str, at: datetime) -> None:
    def settle(actor: Any) -> None:
        for kind, words in plans.THEY_DO.items():
            branch = _branch(stage, actor, kind)
            if branch is not None:
                told = "" if release.was_released(branch.package) else str(ToldBy.WORD)
                close_branch_in(
                    actor=actor, contact=stage.contact, branch=branch, settled=True, words=words, told=told, now=at
                )

    stage.act(stage.worker(by, at), "settle_branch", settle)


def _hear(stage: Stage, planned: PlannedTelling, by: str, at: datetime) -> None:
    def hear(actor: Any) -> None:
        branch = _branch(stage, actor, plans.CONFERENCE)
        if branch is not None and branch.state == BranchState.REFERRED:
            day = london_day(at)
            hear_conference_in(
                actor=actor, contact=stage.contact, branch=branch, heard_on=day, words=plans.AGREED, now=at
            )

    stage.act(stage.worker(by, at), "hear_conference", hear)


def _end(stage: Stage, planned: PlannedTelling, by: str, at: datetime) -> None:
    def end(actor: Any) -> None:
        held = adults.concerns(actor).enquiries
        branch = next((one for one in held if one.subject == stage.contact.reference), None)
        if branch is not None:
            services.end_enquiry(actor=actor, branch=branch, words=plans.ENDED, now=at)

    stage.act(stage.cast.actor(stage.cast.with_role("adult_duty_worker")[0], at), "end_enquiry", end)
