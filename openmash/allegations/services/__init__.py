"""Every change to worries about workers: recorded, decided on, met about."""

from openmash.allegations.services.meeting import (
    agree_action,
    call_meeting,
    call_off_meeting,
    finish_action,
    hold_meeting,
)
from openmash.allegations.services.recording import (
    DecisionGiven,
    WorryGiven,
    decide_allegation,
    find_readers,
    raise_allegation,
)

__all__ = [
    "DecisionGiven",
    "WorryGiven",
    "agree_action",
    "call_meeting",
    "call_off_meeting",
    "decide_allegation",
    "find_readers",
    "finish_action",
    "hold_meeting",
    "raise_allegation",
]
