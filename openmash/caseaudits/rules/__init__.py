"""Rules of case-file audit: the draw, who may not audit what, grades and what they prompt, how far two readers agree."""

from openmash.caseaudits.rules.agreement import Agreement, agreement_of
from openmash.caseaudits.rules.drawing import Candidate, draw, read_twice
from openmash.caseaudits.rules.grading import (
    Prompted,
    Steps,
    check_gradeable,
    direction,
    missing_parts,
    prompts_for,
    steps_between,
    whole_plan,
    worst,
)
from openmash.caseaudits.rules.independence import Case, Reader, fairest, why_not
from openmash.caseaudits.rules.naming import named_in

__all__ = [
    "Agreement",
    "Candidate",
    "Case",
    "Prompted",
    "Reader",
    "Steps",
    "agreement_of",
    "check_gradeable",
    "direction",
    "draw",
    "fairest",
    "missing_parts",
    "named_in",
    "prompts_for",
    "read_twice",
    "steps_between",
    "whole_plan",
    "why_not",
    "worst",
]
