"""The vocabulary of the front door."""

from enum import StrEnum


class WayIn(StrEnum):
    """How a worry reached us."""

    TELEPHONE = "telephone"
    POLICE_NOTICE = "police_notice"
    STEP_UP = "step_up"
    FILE = "file"


class ContactStatus(StrEnum):
    """Where a contact stands."""

    RECEIVED = "received"
    SCREENING = "screening"
    DECIDED = "decided"
    PASSED = "passed"
    CLOSED = "closed"


STATUS_WORDS: dict[str, str] = {
    ContactStatus.RECEIVED: "Received, not screened yet",
    ContactStatus.SCREENING: "Being screened",
    ContactStatus.DECIDED: "Decided",
    ContactStatus.PASSED: "Passed to the worker of an open case",
    ContactStatus.CLOSED: "Closed",
}


class FactorColumn(StrEnum):
    """The three columns of a Risk Sensible table."""

    HIGH_RISK = "high_risk"
    UNDERLYING = "underlying"
    STRENGTH = "strength"


class CheckResult(StrEnum):
    """What an early-help check found."""

    FOUND = "found"
    NO_RECORD = "no_record"
    NOT_POSSIBLE = "not_possible"


CHECK_WORDS: dict[str, str] = {
    CheckResult.FOUND: "Found: early help is or was involved",
    CheckResult.NO_RECORD: "No record visible to you",
    CheckResult.NOT_POSSIBLE: "Not possible",
}


class DecisionState(StrEnum):
    """How far a decision has come. Nothing is deleted: a reopened one stays and says so."""

    AWAITING = "awaiting"
    MADE = "made"
    RETURNED = "returned"
    REOPENED = "reopened"


class TransferState(StrEnum):
    """How far a transfer has come."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


class AnswerKind(StrEnum):
    """What is said to the person who raised the worry."""

    ACKNOWLEDGEMENT = "acknowledgement"
    OUTCOME = "outcome"
    DISAGREEMENT_RECEIVED = "disagreement_received"
    DISAGREEMENT_ANSWER = "disagreement_answer"


KIND_WORDS: dict[str, str] = {
    AnswerKind.ACKNOWLEDGEMENT: "Receipt",
    AnswerKind.OUTCOME: "Outcome",
    AnswerKind.DISAGREEMENT_RECEIVED: "Receipt of a disagreement",
    AnswerKind.DISAGREEMENT_ANSWER: "Answer to a disagreement",
}


class Channel(StrEnum):
    """How it was said."""

    IN_PRODUCT = "in_product"
    TELEPHONE = "telephone"
    EMAIL = "email"
    LETTER = "letter"
    NOT_POSSIBLE = "not_possible"


CHANNEL_WORDS: dict[str, str] = {
    Channel.IN_PRODUCT: "In OpenMASH",
    Channel.TELEPHONE: "By telephone",
    Channel.EMAIL: "By e-mail",
    Channel.LETTER: "By letter",
    Channel.NOT_POSSIBLE: "Not possible",
}


class AnswerState(StrEnum):
    """How far a message has come. An uncertain one may have arrived: a person looks before it goes again."""

    WAITING = "waiting"
    SENDING = "sending"
    SAID = "said"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    DROPPED = "dropped"
    HELD = "held"
    STOPPED = "stopped"


STATE_WORDS: dict[str, str] = {
    AnswerState.WAITING: "Waiting to go",
    AnswerState.SENDING: "Being sent",
    AnswerState.SAID: "Said",
    AnswerState.UNCERTAIN: "Not certain that it went",
    AnswerState.FAILED: "Could not be sent",
    AnswerState.DROPPED: "Answered in another way",
    AnswerState.HELD: "At the gate: a second person reads it before it goes",
    AnswerState.STOPPED: "Stopped at the gate, and not sent",
}
ON_THE_WAY = (
    AnswerState.HELD,
    AnswerState.WAITING,
    AnswerState.SENDING,
    AnswerState.UNCERTAIN,
    AnswerState.FAILED,
)
HAS_ENDED = (AnswerState.SAID, AnswerState.DROPPED, AnswerState.STOPPED)
