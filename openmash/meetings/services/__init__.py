"""Every change to meetings, to what came of them, and to disagreements."""

from openmash.meetings.services.acting import ActionGiven, agree_action, finish_action
from openmash.meetings.services.calling import (
    AboutGiven,
    InviteGiven,
    MeetingGiven,
    call_meeting,
    call_off_meeting,
    reply_to_invitation,
)
from openmash.meetings.services.deciding import FindingGiven, record_dissent, record_findings
from openmash.meetings.services.escalating import (
    EscalationGiven,
    accept_answer,
    answer_escalation,
    raise_escalation,
    raise_further,
)
from openmash.meetings.services.holding import CameGiven, hold_meeting

__all__ = [
    "AboutGiven",
    "ActionGiven",
    "CameGiven",
    "EscalationGiven",
    "FindingGiven",
    "InviteGiven",
    "MeetingGiven",
    "accept_answer",
    "agree_action",
    "answer_escalation",
    "call_meeting",
    "call_off_meeting",
    "finish_action",
    "hold_meeting",
    "raise_escalation",
    "raise_further",
    "record_dissent",
    "record_findings",
    "reply_to_invitation",
]
