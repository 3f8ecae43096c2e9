"""Reads of the plan and of minutes, scoped to the actor."""

from openmash.improvement.queries.choosing import (
    measures_to_choose,
    origin_words,
    outcome_chosen,
    outcomes_to_choose,
    target_words,
    themes_to_choose,
)
from openmash.improvement.queries.minutes import minutes_by_reference, minutes_read, proposal_of
from openmash.improvement.queries.moved import moved_since
from openmash.improvement.queries.plan import (
    READER,
    Planned,
    action_in_full,
    actions_waiting_for,
    board_action,
    cycle_agreed,
    cycle_numbered,
    cycle_planned,
    cycles,
    not_placed,
    open_actions,
    plan_of,
    unfinished,
    unfinished_before,
)

__all__ = [
    "READER",
    "Planned",
    "action_in_full",
    "actions_waiting_for",
    "board_action",
    "cycle_agreed",
    "cycle_numbered",
    "cycle_planned",
    "cycles",
    "measures_to_choose",
    "minutes_by_reference",
    "minutes_read",
    "moved_since",
    "not_placed",
    "open_actions",
    "origin_words",
    "outcome_chosen",
    "outcomes_to_choose",
    "plan_of",
    "proposal_of",
    "target_words",
    "themes_to_choose",
    "unfinished",
    "unfinished_before",
]
