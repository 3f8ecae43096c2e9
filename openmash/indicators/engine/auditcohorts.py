"""Whom measures of case-file audit look at, and what they count: audits drawn at random, and what was escalated.

Audits that were chosen for a reason, or as many from each group, speak for nobody but themselves: they are in no measure, and the
report "What is audit telling us" shows them apart. A second reading of the same file is not a second audit.
"""

from typing import Any

from openmash.caseaudits.choices import IMPACT, OVERALL, Answered, Grade, Sampling
from openmash.indicators.engine.cohorts import Cohort
from openmash.indicators.engine.data import Data
from openmash.indicators.engine.expressions import Expression, Rule, by_then, done_or_due, is_true, said

RANDOM, YES, NO = Sampling.RANDOM.value, Answered.YES.value, Answered.NO.value
GOOD_OR_BETTER = (Grade.OUTSTANDING.value, Grade.GOOD.value)
ON_FILE = (
    "basic_details", "school", "gp", "court_documents", "identity_documents", "chronology", "case_summary",
    "assessment_up_to_date", "smart_plan",
)  # fmt: skip
VOICE = ("voice_heard", "voice_recorded", "voice_acted_on")
QUESTIONS = (*ON_FILE, *VOICE, "risk_sensible")
AUDIT = ("audit", "")
GROUPS = {"locality": "locality", "team": "team"}


def random_audits(data: Data) -> Any:
    """Finished audits drawn at random by the day they were made, each with its grades that hold and its answers."""
    held = data.audits.filter(data.audits["sample"] == RANDOM)
    for section in (OVERALL, IMPACT):
        held = _graded(held, section, data)
    held = _answered(held, data)
    return held.mutate(day=held.audited_on, about=held.id)


def _graded(held: Any, section: str, data: Data) -> Any:
    """Add the grade of a section, that which two readers agreed before that which one gave, and the earlier audit's."""
    given = data.graded.filter(data.graded.section == section)
    given = given.select(given_of="audit_id", given="grade", **{f"{section}_before": "previous_grade"})
    settled = data.agreed.filter(data.agreed.section == section).select(agreed_of="audit_id", after="after")
    joined = held.left_join(given, held.id == given.given_of)
    joined = joined.left_join(settled, joined.id == settled.agreed_of)
    holds = joined.after.coalesce(joined.given).fill_null("")
    joined = joined.mutate(**{section: holds, f"{section}_before": joined[f"{section}_before"].fill_null("")})
    return joined.drop("given_of", "given", "agreed_of", "after")


def _answered(held: Any, data: Data) -> Any:
    """Add for each question how often it was answered yes and no: of several items of a plan one no is no."""
    marks = data.marks
    counted = {}
    for question in QUESTIONS:
        asked = marks.question == question
        counted[f"yes_{question}"] = marks.count(where=asked & (marks.answer == YES))
        counted[f"no_{question}"] = marks.count(where=asked & (marks.answer == NO))
    by_audit = marks.group_by(marked_of=marks.audit_id).agg(**counted)
    return held.left_join(by_audit, held.id == by_audit.marked_of).drop("marked_of")


def escalations(data: Data) -> Any:
    """What auditors escalated by the day they did, from audits however chosen: it tells of answers, and of no case."""
    held = data.escalations
    return held.mutate(day=held.raised_on, about=held.id)


def is_asked(question: str) -> Rule:
    """Answered yes or no: what does not apply is not measured."""
    return lambda rows, data: (rows[f"yes_{question}"] + rows[f"no_{question}"]) > 0


def is_yes(question: str) -> Rule:
    return lambda rows, data: rows[f"no_{question}"] == 0


def good(section: str) -> Rule:
    return lambda rows, data: rows[section].isin(GOOD_OR_BETTER)


def graded(section: str) -> Rule:
    return lambda rows, data: rows[section] != ""


def graded_twice(rows: Any, data: Data) -> Any:
    return (rows[OVERALL] != "") & (rows[f"{OVERALL}_before"] != "")


def place(grade: Any) -> Any:
    """Return the place of a grade, the best first."""
    import ibis

    return ibis.cases(*((grade == code.value, number) for number, code in enumerate(Grade)), else_=len(Grade))


def steps(rows: Any) -> Any:
    """Return by how many grades it is better than in the earlier audit of the same child."""
    return place(rows[f"{OVERALL}_before"]) - place(rows[OVERALL])


RANDOM_AUDITS = "random audits"
AUDIT_COHORTS: dict[str, Cohort] = {
    RANDOM_AUDITS: Cohort(random_audits, "", GROUPS, kept=AUDIT),
    "escalations": Cohort(escalations, "", GROUPS, kept=AUDIT),
}
AUDITS: dict[str, Expression] = {
    "audits_finished": Expression(RANDOM_AUDITS),
    "audits_good_or_better": Expression(RANDOM_AUDITS, good(OVERALL), graded(OVERALL)),
    "audits_impact_good_or_better": Expression(RANDOM_AUDITS, good(IMPACT), graded(IMPACT)),
    "audits_improved": Expression(RANDOM_AUDITS, lambda rows, data: steps(rows) > 0, graded_twice),
    "audits_same": Expression(RANDOM_AUDITS, lambda rows, data: steps(rows) == 0, graded_twice),
    "audits_worse": Expression(RANDOM_AUDITS, lambda rows, data: steps(rows) < 0, graded_twice),
    **{f"audits_{one}": Expression(RANDOM_AUDITS, is_yes(one), is_asked(one)) for one in QUESTIONS},
    "audits_worker_met": Expression(RANDOM_AUDITS, is_true("social_worker_met"), said("social_worker_met")),
    "audits_family_heard": Expression(RANDOM_AUDITS, is_true("fed_back")),
    "audit_escalations_in_time": Expression(
        "escalations", by_then("answered_at", "due_at"), done_or_due("answered_at", "due_at")
    ),
}
