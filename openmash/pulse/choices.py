"""The vocabulary of the pulse."""

from enum import StrEnum


class Side(StrEnum):
    """From where somebody answers."""

    STAFF = "staff"
    PARTNER = "partner"


SIDE_WORDS: dict[str, str] = {Side.STAFF: "The council’s staff", Side.PARTNER: "Partner agencies"}


class Feeling(StrEnum):
    """How far somebody agrees with a sentence."""

    STRONGLY_AGREE = "strongly_agree"
    AGREE = "agree"
    NEITHER = "neither"
    DISAGREE = "disagree"
    STRONGLY_DISAGREE = "strongly_disagree"
    CANNOT_SAY = "cannot_say"


FEELING_WORDS: dict[str, str] = {
    Feeling.STRONGLY_AGREE: "I agree strongly",
    Feeling.AGREE: "I agree",
    Feeling.NEITHER: "Neither",
    Feeling.DISAGREE: "I disagree",
    Feeling.STRONGLY_DISAGREE: "I disagree strongly",
    Feeling.CANNOT_SAY: "I cannot say",
}
AGREES = frozenset({Feeling.STRONGLY_AGREE, Feeling.AGREE})
# Who cannot say is not counted: neither for nor against.
COUNTS = frozenset(Feeling) - {Feeling.CANNOT_SAY}
