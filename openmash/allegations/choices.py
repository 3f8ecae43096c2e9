"""The vocabulary of worries about workers and carers."""

from enum import StrEnum


class AllegationState(StrEnum):
    """Where a worry about a worker stands, and what the designated officer decided."""

    RAISED = "raised"
    ADVICE = "advice"
    MET = "met"
    NOT_MET = "not_met"
    COMPLAINT = "complaint"
    ADVOCACY = "advocacy"


class Reader(StrEnum):
    """Who can read a worry now."""

    OFFICER = "officer"
    STAND_IN = "stand_in"
    NOBODY = "nobody"


STATE_WORDS: dict[str, str] = {
    AllegationState.RAISED: "Waits for the designated officer",
    AllegationState.ADVICE: "Advice given to the employer",
    AllegationState.MET: "The threshold is met: allegation meeting",
    AllegationState.NOT_MET: "The threshold is not met",
    AllegationState.COMPLAINT: "A complaint: goes to the complaints team",
    AllegationState.ADVOCACY: "A child’s own complaint: goes to an advocate",
}
# What the designated officer can decide, as the question words it, with a sentence each.
DECISIONS: dict[str, str] = {
    AllegationState.MET: "The threshold is met: hold an allegation meeting",
    AllegationState.ADVICE: "The threshold is not met: give advice to the employer",
    AllegationState.NOT_MET: "The threshold is not met, and nothing more is needed",
    AllegationState.ADVOCACY: "It is a child’s own complaint: an advocate helps the child make it",
    AllegationState.COMPLAINT: "It is a complaint about a service: it goes to the complaints team",
}
