"""Meetings, what came of them, and disagreement."""

from openmash.meetings.models.escalations import Escalation, EscalationStep
from openmash.meetings.models.meetings import Attendee, Contribution, Meeting, MeetingAbout
from openmash.meetings.models.results import Dissent, Finding, MeetingAction

__all__ = [
    "Attendee",
    "Contribution",
    "Dissent",
    "Escalation",
    "EscalationStep",
    "Finding",
    "Meeting",
    "MeetingAbout",
    "MeetingAction",
]
