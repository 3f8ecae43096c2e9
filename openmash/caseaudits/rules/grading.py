"""Grades: whether an audit is whole, what its grades prompt, the plan item by item, and better or worse than before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from openmash.base.errors import RuleBroken
from openmash.caseaudits.choices import IMPACT, OVERALL, Answered, Grade

ORDER: tuple[str, ...] = tuple(Grade)
WORST_FIRST = (Answered.NO, Answered.YES, Answered.NOT_APPLICABLE)


class Steps(StrEnum):
    """How a grade stands against an earlier one."""

    IMPROVED = "improved"
    SAME = "same"
    WORSE = "worse"


class Rule(Protocol):
    """A prompt of a toolkit (`AuditPrompt`)."""

    @property
    def section(self) -> str: ...
    @property
    def graded(self) -> str: ...
    @property
    def whole_at_best(self) -> str: ...
    @property
    def words(self) -> str: ...


@dataclass(frozen=True)
class Prompted:
    """A rule of thumb that speaks against the grade of the whole: on which section, in its words."""

    section: str
    words: str


def check_gradeable(grade: str) -> None:
    """Refuse what is none of the four grades. Raises RuleBroken."""
    if grade not in ORDER:
        raise RuleBroken("Choose one of the four grades.", field="grade")


def prompts_for(grades: Mapping[str, str], rules: Iterable[Rule]) -> list[Prompted]:
    """Return the prompts that speak against the grade of the whole. They ask for a reason, and change nothing."""
    whole = grades.get(OVERALL, "")
    if not whole:
        return []
    return [
        Prompted(one.section, one.words)
        for one in rules
        if _at_or_below(grades.get(one.section, ""), one.graded) and ORDER.index(whole) < ORDER.index(one.whole_at_best)
    ]


def _at_or_below(grade: str, limit: str) -> bool:
    return bool(grade) and ORDER.index(grade) >= ORDER.index(limit)


def missing_parts(grades: Mapping[str, str], whys: Mapping[str, str], sections: Sequence[str]) -> list[str]:
    """Return the sections that are not graded, or not said why, among those of the toolkit, the whole and its impact."""
    return [one for one in (*sections, OVERALL, IMPACT) if not (grades.get(one) and whys.get(one, "").strip())]


def worst(answers: Iterable[str]) -> str:
    """Return the answer that holds for all: no where one is no, yes where one is yes and none no; empty for none at all."""
    return min((one for one in answers if one), key=lambda one: WORST_FIRST.index(Answered(one)), default="")


def whole_plan(items: Mapping[str, Mapping[str, str]], questions: Sequence[str]) -> str:
    """Return whether a plan is SMART: yes only where each of its items is in every respect; empty while one is not answered.

    `items`: by item, the answer to each question.
    """
    answers = [held.get(question, "") for held in items.values() for question in questions]
    return worst(answers) if answers and all(answers) else ""


def steps_between(before: str, now: str) -> int:
    """Return how many grades better (above 0) or worse (below 0) it is than before."""
    return ORDER.index(before) - ORDER.index(now)


def direction(before: str, now: str) -> Steps | None:
    """Return improved, same or worse against the earlier audit; None where one of the two grades is missing."""
    if not before or not now:
        return None
    steps = steps_between(before, now)
    return Steps.IMPROVED if steps > 0 else Steps.WORSE if steps < 0 else Steps.SAME
