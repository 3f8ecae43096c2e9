"""The plan and its actions; minutes that were read."""

from openmash.improvement.models.minutes import Minutes, ProposedAction
from openmash.improvement.models.plan import Cycle, Outcome, Priority
from openmash.improvement.models.planned import BoardAction, EndMove, Entry, Owner, Placement, Rating, Waiting

__all__ = [
    "BoardAction",
    "Cycle",
    "EndMove",
    "Entry",
    "Minutes",
    "Outcome",
    "Owner",
    "Placement",
    "Priority",
    "ProposedAction",
    "Rating",
    "Waiting",
]
