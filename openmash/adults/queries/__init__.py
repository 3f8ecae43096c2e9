"""Every read of branches."""

from openmash.adults.queries.branches import (
    branch_about,
    branches_about,
    closings_about,
    conference_referrals,
    earlier_referrals,
    names_in_words,
    packages_of_closed,
)
from openmash.adults.queries.concerns import Concerns, concern_by_reference, concerns
from openmash.adults.queries.footing import footings_of
from openmash.adults.queries.packed import (
    Suggested,
    bands_in_words,
    branch_entry,
    checklist,
    checklist_of,
    is_old_enough,
    suggestions,
)
from openmash.adults.queries.words import (
    branch_words,
    clock_of,
    danger_words,
    decision_words,
    repeats_in_words,
    state_tag,
)

__all__ = [
    "Concerns",
    "Suggested",
    "bands_in_words",
    "branch_about",
    "branch_entry",
    "branch_words",
    "branches_about",
    "checklist",
    "checklist_of",
    "clock_of",
    "closings_about",
    "concern_by_reference",
    "concerns",
    "conference_referrals",
    "danger_words",
    "decision_words",
    "earlier_referrals",
    "footings_of",
    "is_old_enough",
    "names_in_words",
    "packages_of_closed",
    "repeats_in_words",
    "state_tag",
    "suggestions",
]
