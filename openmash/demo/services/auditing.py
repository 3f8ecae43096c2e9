"""Case files audited in the demonstration: rounds of past months, one escalated and answered, one read twice and settled."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from openmash.base.clock import london_day
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.caseaudits import queries, services
from openmash.caseaudits.services import AnswerGiven, AuditAction, GradeGiven, PartGiven, RoundGiven
from openmash.demo.models import Built
from openmash.demo.services.cast import SETUP, Cast
from openmash.demo.services.story import Story

# How long ago each was drawn, what it is about, and how.
ROUNDS: tuple[tuple[int, str, tuple[str, ...], str, str, int], ...] = (
    (126, "Plans that a family would understand", ("CIN", "CP", "CLA"), "random", "", 5),
    (92, "The child’s voice", ("CIN", "CP", "CLA"), "random", "", 5),
    (61, "Contacts: was history read first?", ("CONTACT",), "stratified", "locality", 6),
    (31, "Supervision and oversight", ("CIN", "CP", "CLA"), "stratified", "team", 5),
    (4, "Plans, three months on", ("CIN", "CP", "CLA"), "random", "", 5),
)
OPEN_ROUND = len(ROUNDS) - 1
GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
WEIGHTS = ((4, 38, 46, 12), (4, 40, 46, 10), (6, 44, 42, 8), (5, 46, 42, 7), (6, 50, 40, 4))
SAYS = {
    "outstanding": "What is written is what the child would say of it, and it has changed things.",
    "good": "Clear, up to date, and one sees what is different for the child.",
    "requires_improvement": "The work is there; what it was for is not always said.",
    "inadequate": "Nobody could tell from this what is being done for the child, or why.",
}
STRENGTHS = ("The worker knows the child well.", "The school and the nurse are part of it.", "Visits are regular.")
DIFFERENCE = ("School is steadier since.", "Mum rings before it gets too much.", "Not to be seen yet.")
REFLECTION = "I see the child often; I want to write down what they say in their own words."
THEMES = ("smart-planning", "voice-acted-on", "fathers", "oversight", "history", "drift")
TOLD = (
    "The worker drew the plan with the child as a road with stations, and the child keeps a copy.",
    "Father, who lives away, was rung before each meeting and is quoted in the assessment.",
    "The supervision notes ask each time what has changed for the child since the last one.",
)
AGAIN_AFTER = timedelta(weeks=4)
SETTLED = "The plan says what is done, and not until when: the second reader is right."


def build_audits(story: Story, cast: Cast) -> None:
    """Plan, draw and make the rounds, as the principal social worker and the auditors did month by month. A second time changes nothing."""
    if Built.objects.filter(kind="audits", key="all").exists():
        return
    by_key = {user.pk: key for key, user in cast.users.items()}
    principal = cast.with_role("principal_social_worker")[0]
    finished: list[Any] = []
    for number, (ago, theme, cohorts, sampling, stratum, size) in enumerate(ROUNDS):
        at = story.now - timedelta(days=ago)
        given = RoundGiven(at.date(), theme, cohorts, sampling, size, stratum=stratum)
        _make_again(cast, principal, number, at)
        drawn = _draw(cast, principal, given, number, at)
        for place, audit in enumerate(one for one in drawn if one.auditor_id in by_key):
            if number == OPEN_ROUND and place > 1:
                continue
            auditor = cast.actor(by_key[audit.auditor_id], at)
            done_at = min(at + timedelta(days=3 + place), story.now - timedelta(hours=2))
            _write(auditor, audit, number, done_at)
            finished.append((auditor, audit, done_at))
        if number < OPEN_ROUND:
            _read_again(cast, by_key, principal, at + timedelta(days=9), number)
    _follow(cast, story, finished)
    with request_transaction(SETUP):
        Built.objects.create(kind="audits", key="all")


def _draw(cast: Cast, principal: str, given: RoundGiven, number: int, at: datetime) -> Sequence[Any]:
    """Plan and draw a round. Where there is nobody to draw yet, nothing of it stays."""
    actor = cast.actor(principal, at)
    try:
        with request_transaction(actor):
            held = services.plan_round(actor=actor, given=given, now=at)
            services.draw_round(actor=actor, audit_round=held, seed=f"{number:08x}", now=at)
            return queries.audits_of_round(actor, held)
    except RuleBroken:
        return ()


def _grade(chance: Random, number: int) -> str:
    return chance.choices(GRADES, WEIGHTS[number])[0]


def _write(actor: Any, audit: Any, number: int, at: datetime, *, overall: str = "") -> None:
    """Write a whole audit, and finish it."""
    same = (audit.reads or audit).reference  # both readers see the same file, and mostly the same in it
    chance, day = Random(f"{same}:{number}"), london_day(at)  # noqa: S311 - the same audit every time
    with request_transaction(actor):
        toolkit = queries.toolkit_of(audit)
        asked = [one for one in toolkit.compliance if one.asked_of(audit.cohort)]
        answers = [AnswerGiven(one.code, chance.choices(("yes", "no", "na"), (78, 16, 6))[0]) for one in asked]
        services.save_part(actor=actor, audit=audit, part="compliance", given=PartGiven(answers), now=at)
        for section in (one for one in toolkit.sections if one.asked_of(audit.cohort)):
            grade, items = _grade(chance, number), [one.reference for one in queries.plan_items_of(audit)]
            said = [
                AnswerGiven(one.code, chance.choices(("yes", "no"), (70, 30))[0], item)
                for item in (items if section.each_plan_item and items else [""])
                for one in section.questions
                if one.asked_of(audit.cohort)
            ]
            words = GradeGiven(
                grade, SAYS[grade], strengths=chance.choice(STRENGTHS), difference=chance.choice(DIFFERENCE)
            )
            services.save_part(actor=actor, audit=audit, part=section.code, given=PartGiven(said, words), now=at)
        _write_rest(actor, audit, chance, overall or _grade(chance, number), at)
        prompted = {one.section: "The new plan, of last week, is much better." for one in toolkit.prompts}
        services.finish_audit(actor=actor, audit=audit, whys=prompted, now=at)
        audit.audited_on = day


def _write_rest(actor: Any, audit: Any, chance: Random, overall: str, at: datetime) -> None:
    met = chance.random() < 0.8
    services.save_meeting(
        actor=actor,
        audit=audit,
        given=services.MeetingGiven(met, london_day(at) if met else None, REFLECTION if met else ""),
        now=at,
    )
    if chance.random() < 0.5:
        heard = services.FeedbackGiven("Mother", "By telephone", "She listens, and she comes when she says.")
        services.save_feedback(actor=actor, audit=audit, given=heard, now=at)
    impact = overall if overall != "outstanding" else "good"
    whole = services.WholeGiven(
        GradeGiven(overall, SAYS[overall]),
        GradeGiven(impact, SAYS[impact]),
        tuple(chance.sample(THEMES, 2)),
        chance.choice(TOLD) if overall in ("outstanding", "good") and chance.random() < 0.4 else "",
    )
    services.save_whole(actor=actor, audit=audit, given=whole, now=at)


def _make_again(cast: Cast, principal: str, number: int, at: datetime) -> None:
    """Have what was inadequate some weeks ago audited again, by the first auditor whom no rule forbids it: it has got better."""
    overseer = cast.actor(principal, at)
    for audit in queries.audits_waiting(before=at - AGAIN_AFTER):
        for key in cast.with_role("auditor"):
            auditor = cast.actor(key, at)
            try:
                with request_transaction(overseer):
                    services.allocate_audit(actor=overseer, audit=audit, auditor_id=auditor.user_id or 0, now=at)
            except RuleBroken:
                continue
            _write(auditor, audit, number, at + timedelta(days=1), overall="good")
            break


def _read_again(cast: Cast, by_key: dict[int, str], principal: str, at: datetime, number: int) -> None:
    """Have second readings made, the whole graded as the reader sees it; what differs is settled but in the last of them."""
    overseer = cast.actor(principal, at)
    for second in queries.second_readings_open():
        first = second.reads
        if first is None or second.auditor_id is None:
            continue
        reader = cast.actor(by_key[second.auditor_id], at)
        _write(reader, second, number, at, overall="requires_improvement")
        if number == OPEN_ROUND - 1:
            continue
        with request_transaction(overseer):
            first = queries.audit_by_reference(overseer, first.reference)
            theirs = queries.grades_held(queries.audit_by_reference(overseer, second.reference))
            given = [services.AgreedGiven(code, one.grade, SETTLED) for code, one in theirs.items() if one.grade]
            try:
                services.agree_grades(actor=overseer, audit=first, given=given, now=at + timedelta(days=1))
            except RuleBroken:
                continue  # both readers graded everything alike


def _follow(cast: Cast, story: Story, finished: Sequence[tuple[Any, Any, datetime]]) -> None:
    """Ask for two things after audits, one done and looked at again; and let one auditor escalate, and be answered."""
    manager = cast.actor(cast.with_role("mash_manager")[0], story.now)
    for number, (_, audit, at) in enumerate(finished[-8:-6]):
        with request_transaction(manager):
            given = AuditAction(
                "Write the plan anew with days and names, and go through it with the child",
                "central-social-work",
                london_day(at) + timedelta(days=14),
                themes=("smart-planning",),
            )
            action = services.act_on_audit(actor=manager, audit=audit, given=given, now=at + timedelta(hours=1))
            if number:
                continue
        worker = cast.actor(cast.with_role("social_worker", "central-social-work")[0], story.now)
        with request_transaction(worker):
            said = "The plan was written anew on Tuesday, with the child."
            services.finish_audit_action(actor=worker, action=action, words=said, now=at + timedelta(days=6))
        with request_transaction(manager):
            seen = "Each item has a day and a name; the child's drawing is on the file."
            services.look_at_action(actor=manager, action=action, holds=True, words=seen, now=at + timedelta(days=9))
    _escalate(cast, story, manager)


def _escalate(cast: Cast, story: Story, manager: Any) -> None:
    for auditor in cast.with_role("auditor"):
        actor, at = cast.actor(auditor, story.now), story.now - timedelta(days=2)
        with request_transaction(actor):
            held = queries.hand_of(actor, story.now).to_do
            if not held:
                continue
            words = "No visit is recorded for seven weeks, and the last one says that nobody came to the door."
            made = services.escalate_audit(actor=actor, audit=held[0], immediate=False, words=words, now=at)
        with request_transaction(manager):
            answer = "Visited this morning: both children seen, alone. The team manager looks at visits on Fridays from now on."
            services.answer_escalation(actor=manager, escalation=made, answer=answer, now=at + timedelta(hours=5))
        return
