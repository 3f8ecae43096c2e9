"""Every change to branches of an incident."""

from openmash.adults.rules import ConcernDecision
from openmash.adults.services.conference import DangerGiven, hear_conference, weigh_danger
from openmash.adults.services.deciding import decide_concern, end_enquiry
from openmash.adults.services.settling import restrict_branches, settle_branch, withdraw_branch
from openmash.adults.services.telling import Incident, PersonHere, Told, Wanted, tell_others

__all__ = [
    "ConcernDecision",
    "DangerGiven",
    "Incident",
    "PersonHere",
    "Told",
    "Wanted",
    "decide_concern",
    "end_enquiry",
    "hear_conference",
    "restrict_branches",
    "settle_branch",
    "tell_others",
    "weigh_danger",
    "withdraw_branch",
]
