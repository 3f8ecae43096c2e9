"""The workbook in which audits made elsewhere are written down: its columns, its lists, what each question is called."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openmash.caseaudits.choices import COHORT_WORDS, COMPLIANCE, GRADE_WORDS, Answered, Sampling
from openmash.caseaudits.rules.elsewhere import OWN_SECTIONS, Toolkit

SHEET = "Audits"
HOW = (
    "One row an answer or a grade; all rows with one audit_id are one audit, taken whole or not at all.",
    "A row with a grade names its section and leaves the question empty. A row with an answer names its question.",
    "audited_on is written as YYYY-MM-DD. It and the cohort are needed once for each audit; more rows may repeat them.",
    "sample says how the audit was chosen: random, stratified or targeted. Leave it empty where that is not known.",
    "Write no name of a child. audit_id is a number of your own by which you find the file again.",
    "Leave empty what is not known: it stays not given, and counts in nothing.",
)


@dataclass(frozen=True)
class Question:
    """A question as the workbook lists it: whom it is asked of, under which section, its id and its words."""

    cohorts: str
    section: str
    code: str
    words: str


def lists_of(toolkits: Iterable[Toolkit]) -> dict[str, Sequence[str]]:
    """Return what each column can hold, for those that have a list."""
    held = list(toolkits)
    sections = [*OWN_SECTIONS, *(one.code for toolkit in held for one in toolkit.sections)]
    yes_no = ("yes", "no")
    grades = [words.lower() for words in GRADE_WORDS.values()]
    return {
        "sample": tuple(Sampling),
        "cohort": tuple(COHORT_WORDS),
        "social_worker_met": yes_no,
        "escalated": yes_no,
        "section": tuple(dict.fromkeys(sections)),
        "question": tuple(dict.fromkeys(one.code for one in questions_of(held))),
        "answer": tuple(Answered),
        "grade": grades,
        "previous_grade": grades,
    }


def questions_of(toolkits: Iterable[Toolkit]) -> list[Question]:
    """Return every question of every toolkit, in order."""
    return [
        Question(", ".join(toolkit.cohorts), section, one.code, one.words)
        for toolkit in toolkits
        for section, asked in [
            (COMPLIANCE, toolkit.compliance),
            *((part.code, part.questions) for part in toolkit.sections),
        ]
        for one in asked
    ]
