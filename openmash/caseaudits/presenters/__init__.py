"""Rounds and audits in words: rows for pages, one audit as a sheet, the sheet as a Word document. Plain values in and out."""

from openmash.caseaudits.presenters.sheet import part_titles, sheet_of, tasks_of
from openmash.caseaudits.presenters.word import as_word
from openmash.caseaudits.presenters.words import (
    action_row,
    agreement_words,
    audit_row,
    child_card,
    day_words,
    escalation_rows,
    grade_tag,
    grade_words,
    known_cards,
    month_words,
    round_row,
    who_words,
)

__all__ = [
    "action_row",
    "agreement_words",
    "as_word",
    "audit_row",
    "child_card",
    "day_words",
    "escalation_rows",
    "grade_tag",
    "grade_words",
    "known_cards",
    "month_words",
    "part_titles",
    "round_row",
    "sheet_of",
    "tasks_of",
    "who_words",
]
