"""Pages of the plan, its actions, and minutes that were read."""

from openmash.improvement.views.actions import (
    AmendAction,
    FinishAction,
    LookAgain,
    MakeAction,
    MoveEnd,
    PlaceAction,
    RateAction,
    SetTarget,
    ShowAction,
    WriteEntry,
)
from openmash.improvement.views.minutes import ConfirmProposal, DeclineProposal, MinutesIn, ReadMinutes, ShowMinutes
from openmash.improvement.views.plan import AddOutcome, AgreeCycle, Moved, OpenActions, Plan, PlanCycle

__all__ = [
    "AddOutcome",
    "AgreeCycle",
    "AmendAction",
    "ConfirmProposal",
    "DeclineProposal",
    "FinishAction",
    "LookAgain",
    "MakeAction",
    "MinutesIn",
    "MoveEnd",
    "Moved",
    "OpenActions",
    "PlaceAction",
    "Plan",
    "PlanCycle",
    "RateAction",
    "ReadMinutes",
    "SetTarget",
    "ShowAction",
    "ShowMinutes",
    "WriteEntry",
]
