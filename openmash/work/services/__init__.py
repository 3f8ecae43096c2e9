"""Every change of work: items in queues, and actions that were agreed."""

from openmash.work.services.actions import (
    ActionGiven,
    agree_action,
    finish_action,
    look_again,
    move_action,
    restrict_actions,
)
from openmash.work.services.items import (
    finish_all,
    finish_superseded,
    finish_work,
    hand_over_work,
    move_subject,
    move_work,
    note_work,
    open_work,
    rerate_work,
    restrict_work,
    take_work,
)

__all__ = [
    "ActionGiven",
    "agree_action",
    "finish_action",
    "finish_all",
    "finish_superseded",
    "finish_work",
    "hand_over_work",
    "look_again",
    "move_action",
    "move_subject",
    "move_work",
    "note_work",
    "open_work",
    "rerate_work",
    "restrict_actions",
    "restrict_work",
    "take_work",
]
