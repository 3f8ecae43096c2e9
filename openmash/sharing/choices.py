"""The vocabulary of telling, agreeing and sharing: three separate facts."""

from enum import StrEnum


class Told(StrEnum):
    """Whether the family knows that this worry was raised."""

    NOT_KNOWN = "not_known"
    TOLD = "told"
    NOT_TOLD = "not_told"
    MUST_NOT = "must_not"


TOLD_WORDS: dict[str, str] = {
    Told.TOLD: "The family has been told",
    Told.NOT_TOLD: "Not told yet",
    Told.MUST_NOT: "Must not be told",
    Told.NOT_KNOWN: "Not known yet",
}


class Agreement(StrEnum):
    """Whether the family agrees to support."""

    NOT_KNOWN = "not_known"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NOT_SOUGHT = "not_sought"


AGREEMENT_WORDS: dict[str, str] = {
    Agreement.AGREED: "They agree",
    Agreement.REFUSED: "They do not agree",
    Agreement.WITHDRAWN: "They agreed and changed their mind",
    Agreement.NOT_SOUGHT: "Not asked",
    Agreement.NOT_KNOWN: "Not known yet",
}
