"""One audit as a sheet: its parts with what was said of each, and which of them are still to be written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openmash.caseaudits.choices import ANSWER_WORDS, COMPLIANCE, GRADE_WORDS, IMPACT, OVERALL
from openmash.caseaudits.presenters.words import day_words, grade_tag
from openmash.caseaudits.rules import Steps, direction

OWN = {
    "worker": "With the social worker",
    "feedback": "What the child and the family say",
    "whole": "The whole, and its impact",
}
WORDS = {"evidence": "Evidence", "strengths": "Done well", "difference": "Difference for the child", "why": "Why"}
DIRECTIONS = {Steps.IMPROVED: "Improved", Steps.SAME: "The same", Steps.WORSE: "Worse"}
Answers = Mapping[tuple[str, str, str], Any]


def part_titles(toolkit: Any, cohort: str) -> dict[str, str]:
    """Return the parts of an audit in their order, by code: compliance, the sections, and those that every toolkit has."""
    sections = {one.code: one.title for one in toolkit.sections if one.asked_of(cohort)}
    return {COMPLIANCE: "Compliance: is it there?"} | sections | OWN


def tasks_of(
    audit: Any,
    toolkit: Any,
    answers: Answers,
    grades: Mapping[str, Any],
    hrefs: Mapping[str, str],
    *,
    drafted: Collection[str] = (),
) -> list[dict[str, Any]]:
    """Return the parts as a task list: done, started or still to be written. `drafted`: the parts of which a draft is kept."""
    titles = part_titles(toolkit, audit.cohort)
    done = {code: _is_done(code, audit, toolkit, answers, grades) for code in titles}
    begun = {key[0] for key, one in answers.items() if one.answer} | {
        code for code, one in grades.items() if any(getattr(one, name) for name in ("grade", *WORDS))
    }
    begun |= {"whole"} if {OVERALL, IMPACT} & begun else set()
    return [
        {
            "text": title,
            "href": hrefs[code],
            "status": "Done" if done[code] else "",
            "tag": None if done[code] else _unfinished(code in begun or code in drafted),
        }
        for code, title in titles.items()
    ]


def _unfinished(begun: bool) -> dict[str, str]:
    return {"text": "Started", "tone": "light-blue"} if begun else {"text": "To be written", "tone": "blue"}


def _is_done(code: str, audit: Any, toolkit: Any, answers: Answers, grades: Mapping[str, Any]) -> bool:
    if code == COMPLIANCE:
        derived = {one.answers for one in toolkit.sections}
        asked = [one.code for one in toolkit.compliance if one.asked_of(audit.cohort) and one.code not in derived]
        return all((held := answers.get((COMPLIANCE, one, ""))) is not None and held.answer for one in asked)
    if code == "worker":
        return audit.social_worker_met is not None
    if code == "feedback":
        return bool(audit.feedback_from)
    sections = (OVERALL, IMPACT) if code == "whole" else (code,)
    return all((grade := grades.get(one)) is not None and grade.grade and grade.why for one in sections)


def sheet_of(
    audit: Any,
    toolkit: Any,
    answers: Answers,
    grades: Mapping[str, Any],
    *,
    items: Sequence[Any],
    agreed: Mapping[str, Any],
    themes: Mapping[str, str],
    previous_on: str,
) -> list[dict[str, Any]]:
    """Return what was said of each part, in their order: heading, grade, rows. What was not said is left out.

    `agreed` are the grades that two readers agreed, `previous_on` the day of the audit that this one is compared with.
    """
    graded = _Graded(grades, agreed, previous_on)
    parts = [{"title": "Compliance", "rows": _compliance(audit, toolkit, answers)}]
    for section in (one for one in toolkit.sections if one.asked_of(audit.cohort)):
        rows = _answered(section, audit.cohort, answers, items)
        parts.append(_graded(section.title, section.code, graded, rows))
    parts.append({"title": OWN["worker"], "rows": _worker(audit)})
    parts.append({"title": OWN["feedback"], "rows": _feedback(audit)})
    parts.append(_graded("The whole", OVERALL, graded, _beside(audit, toolkit)))
    parts.append(_graded("Impact", IMPACT, graded, []))
    learned = ", ".join(themes.get(code, code) for code in audit.themes)
    told = [("Themes", learned), ("Practice worth telling", audit.good_practice)]
    parts.append({"title": "What can be learned", "rows": _rows(told)})
    return [part for part in parts if part["rows"] or part.get("tag")]


def _rows(pairs: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in pairs if value]


def _compliance(audit: Any, toolkit: Any, answers: Answers) -> list[dict[str, str]]:
    found = []
    for one in toolkit.compliance:
        held = answers.get((COMPLIANCE, one.code, ""))
        if one.asked_of(audit.cohort) and held is not None and held.answer:
            said = [ANSWER_WORDS[held.answer], day_words(held.on), held.words]
            found.append((one.words, ", ".join(part for part in said if part)))
    return _rows(found)


def _answered(section: Any, cohort: str, answers: Answers, items: Sequence[Any]) -> list[dict[str, str]]:
    asked = [one for one in section.questions if one.asked_of(cohort)]
    written = {key[2]: one.words for key, one in answers.items() if key[0] == section.code and key[2] and one.words}
    titles = written | {one.reference: one.words for one in items}
    found = []
    for item in sorted({key[2] for key in answers if key[0] == section.code and key[2]}):
        held = {one.words: answers.get((section.code, one.code, item)) for one in asked}
        not_so = [words for words, one in held.items() if one is not None and one.answer == "no"]
        said = f"Not {', not '.join(words.lower() for words in not_so)}" if not_so else "SMART"
        found.append((titles.get(item, "An item that has since ended"), said))
    for one in asked:
        answer = answers.get((section.code, one.code, ""))
        if answer is not None and answer.answer:
            found.append((one.words, ANSWER_WORDS[answer.answer]))
    return _rows(found)


@dataclass(frozen=True)
class _Graded:
    """The grades of an audit, those that two readers agreed, and the day of the audit that it is compared with."""

    grades: Mapping[str, Any]
    agreed: Mapping[str, Any]
    previous_on: str


def _graded(title: str, code: str, held_by: _Graded, rows: list[dict[str, str]]) -> dict[str, Any]:
    grade, agreed, previous_on = held_by.grades.get(code), held_by.agreed, held_by.previous_on
    if grade is None:
        return {"title": title, "rows": rows}
    held, changed = grade.grade, agreed.get(code)
    said = [(words, getattr(grade, name)) for name, words in WORDS.items()]
    if changed is not None:
        held = changed.after
        was = GRADE_WORDS[changed.before]
        said.append(("Agreed by two readers", f"First graded {was[0].lower()}{was[1:]}. {changed.reason}"))
    if (steps := direction(grade.previous_grade, held)) is not None:
        before = GRADE_WORDS[grade.previous_grade]
        said.append(
            (f"Against the audit of {previous_on}", f"{DIRECTIONS[steps]}: it was {before[0].lower()}{before[1:]}")
        )
    return {"title": title, "tag": grade_tag(held), "rows": [*rows, *_rows(said)]}


def _worker(audit: Any) -> list[dict[str, str]]:
    if audit.social_worker_met is None:
        return []
    met = f"Yes, {day_words(audit.met_on)}" if audit.social_worker_met else "No"
    return _rows([("Met", met), ("What the worker thinks of it", audit.reflection)])


def _feedback(audit: Any) -> list[dict[str, str]]:
    told = [("From", audit.feedback_from), ("How", audit.feedback_how), ("What they said", audit.feedback_words)]
    return _rows(told)


def _beside(audit: Any, toolkit: Any) -> list[dict[str, str]]:
    """Return why the whole stands beside what a prompt asked."""
    words = {one.section: one.words for one in toolkit.prompts}
    return _rows([(words.get(code, code), why) for code, why in audit.why_beside_prompts.items()])
