"""Every change of the plan, and of what minutes proposed."""

from openmash.improvement.services.actions import (
    ActionWanted,
    Target,
    amend_action,
    make_action,
    place_action,
    set_target,
)
from openmash.improvement.services.cycles import Carried, add_outcome, agree_cycle, plan_cycle
from openmash.improvement.services.minutes import confirm_proposal, decline_proposal, read_minutes_in
from openmash.improvement.services.progress import finish_board_action, look_again, move_end, rate_action, write_entry

__all__ = [
    "ActionWanted",
    "Carried",
    "Target",
    "add_outcome",
    "agree_cycle",
    "amend_action",
    "confirm_proposal",
    "decline_proposal",
    "finish_board_action",
    "look_again",
    "make_action",
    "move_end",
    "place_action",
    "plan_cycle",
    "rate_action",
    "read_minutes_in",
    "set_target",
    "write_entry",
]
