"""The vocabulary of asking and answering."""

from enum import StrEnum


class RequestState(StrEnum):
    """Where a request to one agency stands."""

    ASKED = "asked"
    PARTLY = "partly_answered"
    ANSWERED = "answered"
    NOTHING = "no_information"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


STATE_WORDS: dict[str, str] = {
    RequestState.ASKED: "Asked",
    RequestState.PARTLY: "Answered in part",
    RequestState.ANSWERED: "Answered",
    RequestState.NOTHING: "No relevant information",
    RequestState.DECLINED: "Declined",
    RequestState.WITHDRAWN: "Withdrawn",
}


class ReturnKind(StrEnum):
    """What kind of answer an agency gives."""

    NOTHING = "no_information"
    PART = "part"
    WHOLE = "whole"
    DECLINED = "declined"


RETURN_WORDS: dict[str, str] = {
    ReturnKind.NOTHING: "No relevant information",
    ReturnKind.PART: "An answer in part; more is to come",
    ReturnKind.WHOLE: "An answer",
    ReturnKind.DECLINED: "Declined",
}


class Handling(StrEnum):
    """The owner's mark on an answer: may the family be shown it?"""

    YES = "yes"
    NO = "no"
    ASK = "ask"


HANDLING_WORDS: dict[str, str] = {
    Handling.YES: "May be shared with the family",
    Handling.NO: "Must not be shared with the family",
    Handling.ASK: "Ask us before you share it with the family",
}


# The same in a tag's few words.
HANDLING_SHORT: dict[str, str] = {
    Handling.YES: "Family may see",
    Handling.NO: "Not for the family",
    Handling.ASK: "Ask before sharing",
}


class Exactness(StrEnum):
    """How exactly the day of something that happened is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


EXACTNESS_WORDS: dict[str, str] = {
    Exactness.DAY: "The day is known",
    Exactness.MONTH: "The month is known",
    Exactness.YEAR: "The year is known",
}


class EventKind(StrEnum):
    """What happened to a request, beside its answers."""

    OPENED = "opened"
    PASSED_ON = "passed_on"
    MORE_TIME_ASKED = "more_time_asked"
    MORE_TIME_GIVEN = "more_time_given"
    MORE_TIME_REFUSED = "more_time_refused"
    CHASED = "chased"
    RAISED = "raised"
    WITHDRAWN = "withdrawn"
    READ = "read"
    LINK_SENT = "link_sent"


EVENT_WORDS: dict[str, str] = {
    EventKind.OPENED: "Opened by the agency",
    EventKind.PASSED_ON: "Passed to a colleague",
    EventKind.MORE_TIME_ASKED: "The agency asks for more time",
    EventKind.MORE_TIME_GIVEN: "More time given",
    EventKind.MORE_TIME_REFUSED: "More time not given",
    EventKind.CHASED: "Reminded",
    EventKind.RAISED: "Raised to the agency’s lead",
    EventKind.WITHDRAWN: "Withdrawn",
    EventKind.READ: "Read at the front door",
    EventKind.LINK_SENT: "A link to answer it was sent",
}

# The kind of record that a link to a request opens.
LINK_TO = "request"
