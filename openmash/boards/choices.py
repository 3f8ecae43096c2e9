"""The vocabulary of boards: in what capacity somebody sits there, and under which law its papers may be asked for."""

from enum import StrEnum


class Capacity(StrEnum):
    """As what somebody sits on a body."""

    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy_chair"
    SECRETARY = "secretary"
    MEMBER = "member"
    ADVISER = "adviser"


CAPACITY_WORDS: dict[str, str] = {
    Capacity.CHAIR: "Chair",
    Capacity.DEPUTY_CHAIR: "Deputy chair",
    Capacity.SECRETARY: "Secretary",
    Capacity.MEMBER: "Member",
    Capacity.ADVISER: "Adviser",
}
# Who counts towards the quorum: an adviser and a secretary are heard, and do not vote.
VOTING = frozenset({Capacity.CHAIR, Capacity.DEPUTY_CHAIR, Capacity.MEMBER})


class Regime(StrEnum):
    """The law under which somebody outside may ask for a body's papers."""

    COMMITTEE = "committee"
    OTHER = "other"


REGIME_WORDS: dict[str, str] = {
    Regime.COMMITTEE: "A committee of the council: Local Government Act 1972, schedule 12A",
    Regime.OTHER: "Another board or group: Freedom of Information Act 2000",
}
