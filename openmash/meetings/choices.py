"""The vocabulary of meetings."""

from enum import StrEnum

# Kinds of record with an access of their own: whoever may read the record may read its meetings, and to everybody else there
# is none, in no list and no count. Their meetings name people in words and invite no agency here.
APART = frozenset({"allegation"})


class MeetingState(StrEnum):
    """Where a meeting stands."""

    CALLED = "called"
    HELD = "held"
    CALLED_OFF = "called_off"


STATE_WORDS: dict[str, str] = {
    MeetingState.CALLED: "Called",
    MeetingState.HELD: "Held",
    MeetingState.CALLED_OFF: "Called off",
}


class Means(StrEnum):
    """How a meeting is held."""

    TELEPHONE = "telephone"
    VIDEO = "video"
    ROOM = "room"


MEANS_WORDS: dict[str, str] = {
    Means.TELEPHONE: "By telephone",
    Means.VIDEO: "By video",
    Means.ROOM: "In a room",
}


class Attendance(StrEnum):
    """How somebody took part. Empty until the meeting has been held."""

    ROOM = "room"
    TELEPHONE = "telephone"
    VIDEO = "video"
    WROTE = "wrote"
    ABSENT = "absent"


ATTENDANCE_WORDS: dict[str, str] = {
    Attendance.ROOM: "In the room",
    Attendance.TELEPHONE: "By telephone",
    Attendance.VIDEO: "By video",
    Attendance.WROTE: "Sent words, was not there",
    Attendance.ABSENT: "Did not take part",
}
# Who took part in the talk itself. Words that were sent do not fill a seat.
PRESENT = frozenset({Attendance.ROOM, Attendance.TELEPHONE, Attendance.VIDEO})


class Reply(StrEnum):
    """What an agency that is invited says."""

    COMES = "comes"
    CANNOT = "cannot"


REPLY_WORDS: dict[str, str] = {Reply.COMES: "Comes", Reply.CANNOT: "Cannot come"}


class Decider(StrEnum):
    """Whose decision an answer is."""

    COUNCIL_MANAGER = "council_manager"
    AGENCY = "agency"
    MEETING = "meeting"


DECIDER_WORDS: dict[str, str] = {
    Decider.COUNCIL_MANAGER: "The council decides",
    Decider.AGENCY: "The agency decides",
    Decider.MEETING: "Decided together",
}


class EscalationState(StrEnum):
    """Where a professional disagreement stands."""

    OPEN = "open"
    ANSWERED = "answered"
    SETTLED = "settled"
    NOT_SETTLED = "not_settled"


ESCALATION_WORDS: dict[str, str] = {
    EscalationState.OPEN: "Waits for an answer",
    EscalationState.ANSWERED: "Answered: does it settle it?",
    EscalationState.SETTLED: "Settled",
    EscalationState.NOT_SETTLED: "Not settled at the last stage",
}
