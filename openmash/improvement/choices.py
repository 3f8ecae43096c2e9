"""The vocabulary of the plan: states of a cycle, where an action came from, its colours, what it aims at."""

from enum import StrEnum


class CycleState(StrEnum):
    """How far a cycle is: being planned, agreed by the board, over."""

    DRAFT = "draft"
    AGREED = "agreed"
    CLOSED = "closed"


CYCLE_WORDS: dict[str, str] = {
    CycleState.DRAFT: "Being planned",
    CycleState.AGREED: "Agreed by the board",
    CycleState.CLOSED: "Over",
}


class Origin(StrEnum):
    """What an action came from."""

    MINUTE = "minute"
    AUDIT_THEME = "audit_theme"
    MEASURE = "measure"
    INSPECTION = "inspection"
    COMPLAINT = "complaint"
    REVIEW = "review"
    SERVICE_PLAN = "service_plan"


ORIGIN_WORDS: dict[str, str] = {
    Origin.MINUTE: "Minutes of a meeting",
    Origin.AUDIT_THEME: "A theme of case-file audit",
    Origin.MEASURE: "A measure",
    Origin.INSPECTION: "An inspection",
    Origin.COMPLAINT: "A complaint",
    Origin.REVIEW: "A review of practice",
    Origin.SERVICE_PLAN: "An area of a service plan",
}


class Colour(StrEnum):
    """How an action stands. Blue is more than done: evidenced, and somebody looked again."""

    BLUE = "blue"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


COLOUR_WORDS: dict[str, str] = {
    Colour.BLUE: "Done, evidenced and looked at again",
    Colour.GREEN: "On course",
    Colour.AMBER: "In doubt",
    Colour.RED: "Off course",
}
COLOUR_LETTERS: dict[str, str] = {Colour.BLUE: "B", Colour.GREEN: "G", Colour.AMBER: "A", Colour.RED: "R"}


class TargetKind(StrEnum):
    """What a target is read from."""

    MEASURE = "measure"
    AUDIT_THEME = "audit_theme"


class EntryKind(StrEnum):
    """What is written about an action while it is under way."""

    NOTE = "note"
    EVIDENCE = "evidence"


ENTRY_WORDS: dict[str, str] = {EntryKind.NOTE: "Progress", EntryKind.EVIDENCE: "Evidence"}


class ProposalState(StrEnum):
    """What a person said of an action that was read in minutes."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


PROPOSAL_WORDS: dict[str, str] = {
    ProposalState.PROPOSED: "Waits for a person",
    ProposalState.CONFIRMED: "Confirmed",
    ProposalState.DECLINED: "Declined",
}
