"""The audit itself: section by section, with the social worker, with the family's words, and finished once it is whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.base import clock, worktime
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.references import next_reference
from openmash.base.transactions import request_transaction
from openmash.caseaudits import permissions, rules
from openmash.caseaudits.choices import (
    ANSWER_WORDS,
    COMPLIANCE,
    IMPACT,
    OVERALL,
    AuditKind,
    AuditState,
    Source,
)
from openmash.caseaudits.choices import Grade as FourGrades
from openmash.caseaudits.models import AgreedGrade, Answer, Audit, Draw, Grade
from openmash.caseaudits.queries import case_of, earlier_audit, names_in, readers_at_work, toolkit_of
from openmash.caseaudits.services.giving import AUDIT, GIVER, finish_case_work, give, locked, wait_for_auditor
from openmash.caseaudits.services.moderating import ask_to_agree
from openmash.trail import services as trail


@dataclass(frozen=True)
class AnswerGiven:
    """One answer: to which question, of which item of a plan, what, on which day, with which words."""

    question: str
    answer: str
    item: str = ""
    on: date | None = None
    words: str = ""


@dataclass(frozen=True)
class GradeGiven:
    """A grade, and what is said of it. All may be empty while the audit is being written."""

    grade: str = ""
    why: str = ""
    evidence: str = ""
    strengths: str = ""
    difference: str = ""


@dataclass(frozen=True)
class PartGiven:
    """What is said of one section: compliance has no grade."""

    answers: Sequence[AnswerGiven] = ()
    grade: GradeGiven | None = None


@dataclass(frozen=True)
class MeetingGiven:
    """Whether the auditor met the social worker, when, and what the worker thinks of it."""

    met: bool | None
    met_on: date | None = None
    reflection: str = ""


@dataclass(frozen=True)
class FeedbackGiven:
    """Whose feedback was heard, how, and what they said."""

    who: str = ""
    how: str = ""
    words: str = ""


@dataclass(frozen=True)
class WholeGiven:
    """The whole and its impact, what can be learned, and what is worth telling."""

    overall: GradeGiven = field(default_factory=GradeGiven)
    impact: GradeGiven = field(default_factory=GradeGiven)
    themes: Sequence[str] = ()
    good_practice: str = ""


def _begun(actor: Actor, audit: Audit, now: datetime) -> Audit:
    """Return the audit, locked and started. Raises Denied unless it is with the actor."""
    held = locked(audit)
    permissions.check_can_audit(actor, held)
    if held.state == AuditState.ALLOCATED:
        held.state, held.started_at = AuditState.STARTED, now
        held.save(update_fields=["state", "started_at"])
        trail.record(actor=actor, kind="case_audit.started", subject=f"{AUDIT} {held.reference}", at=now)
    return held


def _saved(actor: Actor, audit: Audit, part: str, now: datetime) -> Audit:
    audit.version += 1
    audit.save(update_fields=["version"])
    trail.record(actor=actor, kind="case_audit.written", subject=f"{AUDIT} {audit.reference}", at=now, part=part)
    return audit


@transaction.atomic
def save_part(*, actor: Actor, audit: Audit, part: str, given: PartGiven, now: datetime) -> Audit:
    """Keep what is said of compliance, or of a section of the toolkit: what is sent again replaces what was said.

    Raises Denied; RuleBroken for a section, a question or an answer that the toolkit does not know, and a day that lies ahead.
    """
    held = _begun(actor, audit, now)
    toolkit, today = toolkit_of(held), clock.london_day(now)
    questions = _questions(toolkit, part, held.cohort)
    for one in given.answers:
        if one.question not in questions or (one.answer and one.answer not in ANSWER_WORDS):
            raise RuleBroken("This audit does not ask that.", field=one.question)
        if one.on is not None and one.on > today:
            raise RuleBroken("This day lies ahead.", field=f"{one.question}_on")
    Answer.objects.filter(audit=held, section=part).delete()
    Answer.objects.bulk_create(
        Answer(
            audit=held,
            section=part,
            question=one.question,
            item=one.item,
            answer=one.answer,
            on=one.on,
            words=one.words.strip(),
        )
        for one in given.answers
    )
    if given.grade is not None and part != COMPLIANCE:
        _grade(held, part, given.grade)
    return _saved(actor, held, part, now)


def _questions(toolkit: object, part: str, cohort: str) -> set[str]:
    """Return the questions of a part that are asked of a cohort. Raises RuleBroken for a part that is not read of it."""
    if part == COMPLIANCE:
        asked = toolkit.compliance  # type: ignore[attr-defined]
    else:
        sections = {one.code: one for one in toolkit.sections if one.asked_of(cohort)}  # type: ignore[attr-defined]
        if part not in sections:
            raise RuleBroken("This audit has no such section.")
        asked = sections[part].questions
    return {one.code for one in asked if one.asked_of(cohort)}


def _grade(audit: Audit, section: str, given: GradeGiven) -> None:
    if given.grade:
        rules.check_gradeable(given.grade)
    said = {name: words.strip() for name, words in vars(given).items()}
    Grade.objects.update_or_create(audit=audit, section=section, defaults=said)


@transaction.atomic
def save_meeting(*, actor: Actor, audit: Audit, given: MeetingGiven, now: datetime) -> Audit:
    """Keep whether the auditor met the social worker. Raises Denied; RuleBroken without the day they met, or one ahead."""
    held = _begun(actor, audit, now)
    if given.met and given.met_on is None:
        raise RuleBroken("Say when you met.", field="met_on")
    if given.met_on is not None and given.met_on > clock.london_day(now):
        raise RuleBroken("This day lies ahead.", field="met_on")
    held.social_worker_met, held.met_on = given.met, given.met_on if given.met else None
    held.reflection = given.reflection.strip()
    held.save(update_fields=["social_worker_met", "met_on", "reflection"])
    return _saved(actor, held, "worker", now)


@transaction.atomic
def save_feedback(*, actor: Actor, audit: Audit, given: FeedbackGiven, now: datetime) -> Audit:
    """Keep whose feedback was heard, how, and what they said. Raises Denied; RuleBroken for words of nobody, and nobody's words."""
    held = _begun(actor, audit, now)
    if (given.how.strip() or given.words.strip()) and not given.who.strip():
        raise RuleBroken("Say whose feedback it is: the child, the mother, a carer.", field="who")
    if given.who.strip() and not given.words.strip():
        raise RuleBroken("Write what they said. Where nobody was asked, name nobody.", field="words")
    held.feedback_from, held.feedback_how = given.who.strip(), given.how.strip()
    held.feedback_words = given.words.strip()
    held.save(update_fields=["feedback_from", "feedback_how", "feedback_words"])
    return _saved(actor, held, "feedback", now)


@transaction.atomic
def save_whole(*, actor: Actor, audit: Audit, given: WholeGiven, now: datetime) -> Audit:
    """Keep the grade of the whole and of its impact, the themes and what is worth telling. Raises Denied; RuleBroken."""
    held = _begun(actor, audit, now)
    assert held.pack_id is not None
    known = {one.code for one in agencies.pack_of(held.pack_id).audit_themes}
    if set(given.themes) - known:
        raise RuleBroken("Choose from the list.", field="themes")
    if (name := rules.named_in(given.good_practice, names_in(held))) is not None:
        raise RuleBroken(f"Everybody reads this. Tell it without the name {name}.", field="good_practice")
    _grade(held, OVERALL, given.overall)
    _grade(held, IMPACT, given.impact)
    held.themes, held.good_practice = sorted(set(given.themes)), given.good_practice.strip()
    held.save(update_fields=["themes", "good_practice"])
    return _saved(actor, held, "whole", now)


@transaction.atomic
def finish_audit(*, actor: Actor, audit: Audit, whys: Mapping[str, str] | None = None, now: datetime) -> Audit:
    """Finish an audit that is whole. `whys`: by section, why the grade of the whole stands beside what its prompt asks.

    The plan's answer is made of its items; the earlier audit's grades are put beside; one in so many is read a second time, and
    what is inadequate is audited again. Raises Denied; RuleBroken where something is missing, or a prompt has no answer.
    """
    held = locked(audit)
    permissions.check_can_audit(actor, held)
    toolkit, today = toolkit_of(held), clock.london_day(now)
    _answer_plans(held, toolkit)
    grades = {one.section: one for one in held.grades.all()}
    given = {section: one.grade for section, one in grades.items()}
    _check_whole(held, toolkit, given, {section: one.why for section, one in grades.items()})
    held.why_beside_prompts = _answered_prompts(rules.prompts_for(given, toolkit.prompts), whys or {})
    assert held.pack_id is not None
    auditing = agencies.pack_of(held.pack_id).auditing
    before = (
        held.follows
        if held.kind == AuditKind.AGAIN
        else earlier_audit(held, days=auditing.compared_after_days, on=today)
    )
    held.follows = before
    held.state, held.audited_on = AuditState.FINISHED, today
    held.finished_at, held.finished_by = now, actor.reference
    held.escalated = held.escalations.exists()
    held.save()
    _put_beside(before, grades)
    finish_case_work(actor=actor, audit=held, now=now)
    trail.record(
        actor=actor, kind="case_audit.finished", subject=f"{AUDIT} {held.reference}", at=now, overall=given[OVERALL]
    )
    _follow_up(actor, held, given, now)
    return held


def _answer_plans(audit: Audit, toolkit: object) -> None:
    """Answer the questions of compliance that are made of the items of a plan."""
    for section in toolkit.sections:  # type: ignore[attr-defined]
        if not (section.answers and section.asked_of(audit.cohort)):
            continue
        items: dict[str, dict[str, str]] = {}
        for one in audit.answers.filter(section=section.code):
            items.setdefault(one.item, {})[one.question] = one.answer
        answer = rules.whole_plan(items, [one.code for one in section.questions])
        Answer.objects.update_or_create(
            audit=audit, section=COMPLIANCE, question=section.answers, item="", defaults={"answer": answer}
        )


def _check_whole(audit: Audit, toolkit: object, grades: Mapping[str, str], whys: Mapping[str, str]) -> None:
    """Refuse to finish what has a part missing. Raises RuleBroken with what is missing, in words."""
    sections = {one.code: one.title for one in toolkit.sections if one.asked_of(audit.cohort)}  # type: ignore[attr-defined]
    titles = sections | {OVERALL: "The whole", IMPACT: "Impact"}
    missing = [titles[code] for code in rules.missing_parts(grades, whys, list(sections))]
    answered = {one.question for one in audit.answers.filter(section=COMPLIANCE).exclude(answer="")}
    unanswered = _questions(toolkit, COMPLIANCE, audit.cohort) - answered
    by_items = {one.answers: one.title for one in toolkit.sections if one.answers}  # type: ignore[attr-defined]
    missing += [f"{by_items[code]}, item by item" for code in sorted(unanswered & set(by_items))]
    if unanswered - set(by_items):
        missing.insert(0, "Compliance")
    if audit.social_worker_met is None:
        missing.append("With the social worker")
    if missing:
        raise RuleBroken(
            f"Still missing: {', '.join(missing)}. A section is complete once it has a grade and says why."
        )


def _answered_prompts(prompts: Sequence[rules.Prompted], whys: Mapping[str, str]) -> dict[str, str]:
    """Return why the whole stands beside what each prompt asks. Raises RuleBroken with the field of one without a reason."""
    for one in prompts:
        if not whys.get(one.section, "").strip():
            raise RuleBroken(f"{one.words} Say why, or change a grade.", field=f"why_{one.section}")
    return {one.section: whys[one.section].strip() for one in prompts}


def _put_beside(before: Audit | None, grades: Mapping[str, Grade]) -> None:
    """Keep the grades that held in the earlier audit beside those of this one."""
    if before is None:
        return
    with request_transaction(GIVER):
        held = {one.section: one.grade for one in Grade.objects.filter(audit=before)}
        held |= {one.section: one.after for one in AgreedGrade.objects.filter(audit=before)}
    for section, grade in grades.items():
        if held.get(section):
            grade.previous_grade = held[section]
            grade.save(update_fields=["previous_grade"])


def _follow_up(actor: Actor, audit: Audit, grades: Mapping[str, str], now: datetime) -> None:
    """Have one in so many read a second time, the two readers agree, and what is inadequate audited again."""
    if audit.kind == AuditKind.SECOND:
        ask_to_agree(actor=actor, second=audit, now=now)
        return
    with request_transaction(GIVER):
        if _is_read_twice(audit):
            _begin_second_reading(actor, audit, now)
        if grades[OVERALL] == FourGrades.INADEQUATE:
            _begin_again(actor, audit, now)


def _is_read_twice(audit: Audit) -> bool:
    """Whether the round's own seed chose this audit for a second reading."""
    draw = Draw.objects.filter(round_id=audit.round_id or 0).first()
    if draw is None or audit.kind != AuditKind.FIRST:
        return False
    rows = Audit.objects.filter(round=draw.round, kind=AuditKind.FIRST).exclude(state=AuditState.WITHDRAWN)
    assert audit.pack_id is not None
    one_in = agencies.pack_of(audit.pack_id).auditing.read_twice_one_in
    return audit.reference in rules.read_twice(rows.values_list("reference", flat=True), one_in=one_in, seed=draw.seed)


def _copy(actor: Actor, audit: Audit, now: datetime, **changed: object) -> Audit:
    """Make another audit of the same child or contact, with the toolkit that is in force now."""
    same = ("person", "contact", "cohort", "locality", "team", "worker", "worker_user", "sample")
    version = agencies.current_pack_version()
    toolkit = agencies.pack_of(version).audit_toolkit(audit.cohort, clock.london_day(now))
    return Audit.objects.create(
        reference=next_reference("AU-", "ref_case_audit"),
        source=Source.OWN,
        state=AuditState.DRAWN,
        made_at=now,
        made_by=actor.reference,
        **{"toolkit": toolkit.code, "pack": version} | {name: getattr(audit, name) for name in same} | changed,
    )


def _begin_second_reading(actor: Actor, audit: Audit, now: datetime) -> None:
    """Give the audit, without what its first reader wrote, to a second reader: with the toolkit of the first."""
    own = {"kind": AuditKind.SECOND, "reads": audit, "round": audit.round, "toolkit": audit.toolkit, "pack": audit.pack}
    second = _copy(actor, audit, now, **own)
    readers = readers_at_work(on=clock.london_day(now), roles=(Role.AUDITOR,))
    reader = rules.fairest(readers, case_of(second))
    if reader is None:
        wait_for_auditor(actor=actor, audit=second, now=now)
    else:
        give(actor=actor, audit=second, reader=reader, reason="", now=now)


def _begin_again(actor: Actor, audit: Audit, now: datetime) -> None:
    """Have what was inadequate audited again: given out once the first weeks are over, made before the last."""
    assert audit.pack_id is not None
    auditing, day = agencies.pack_of(audit.pack_id).auditing, clock.london_day(now)
    begins, ends = (
        worktime.end_of(day + timedelta(weeks=weeks))
        for weeks in (auditing.again_after_weeks, auditing.again_within_weeks)
    )
    again = _copy(actor, audit, now, kind=AuditKind.AGAIN, follows=audit, due_at=ends, due_rule="audit again")
    wait_for_auditor(actor=actor, audit=again, now=now, until=begins)
