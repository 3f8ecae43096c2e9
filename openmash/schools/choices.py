"""The vocabulary of schools and of what they are told."""

from enum import StrEnum


class SchoolStatus(StrEnum):
    """Whether a school of the national list is open."""

    OPEN = "open"
    CLOSING = "closing"
    PROPOSED = "proposed"
    CLOSED = "closed"


SCHOOL_STATUS_WORDS: dict[str, str] = {
    SchoolStatus.OPEN: "Open",
    SchoolStatus.CLOSING: "Open, but proposed to close",
    SchoolStatus.PROPOSED: "Proposed to open",
    SchoolStatus.CLOSED: "Closed",
}
TAKES_PUPILS = (SchoolStatus.OPEN, SchoolStatus.CLOSING)


class DatesKind(StrEnum):
    """What a line of a school calendar says."""

    TERM = "term"
    HOLIDAY = "holiday"
    INSET = "inset"


DATES_WORDS: dict[str, str] = {
    DatesKind.TERM: "Term, or half of one",
    DatesKind.HOLIDAY: "Holiday, or closed",
    DatesKind.INSET: "Training (INSET) day",
}


class Present(StrEnum):
    """Whether the child was there. A school is told either way."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


PRESENT_WORDS: dict[str, str] = {
    Present.YES: "Yes, the child was there",
    Present.NO: "No, the child was not there",
    Present.NOT_KNOWN: "Not known",
}


class WithoutSchool(StrEnum):
    """Why a child is in no school: then the council's own team is told."""

    HOME_EDUCATED = "home_educated"
    NOT_ON_ROLL = "not_on_roll"


WITHOUT_SCHOOL_WORDS: dict[str, str] = {
    WithoutSchool.HOME_EDUCATED: "Educated at home",
    WithoutSchool.NOT_ON_ROLL: "On the roll of no school",
}


class NoticeState(StrEnum):
    """How far a notice about one child has come."""

    TO_PREPARE = "to_prepare"
    AT_THE_GATE = "at_the_gate"
    RELEASED = "released"
    READ = "read"
    ACKNOWLEDGED = "acknowledged"
    TOLD_OTHERWISE = "told_otherwise"
    WITH_COUNCIL = "with_council"
    WITHDRAWN = "withdrawn"


STATE_WORDS: dict[str, str] = {
    NoticeState.TO_PREPARE: "To be prepared",
    NoticeState.AT_THE_GATE: "To be checked and released",
    NoticeState.RELEASED: "Sent, not read yet",
    NoticeState.READ: "Read, not acknowledged yet",
    NoticeState.ACKNOWLEDGED: "Acknowledged",
    NoticeState.TOLD_OTHERWISE: "Told in another way",
    NoticeState.WITH_COUNCIL: "With the council’s own team",
    NoticeState.WITHDRAWN: "Not needed",
}


class ToldHow(StrEnum):
    """How a school was told where not by a notice that is read here."""

    POLICE = "police"
    TELEPHONE = "telephone"
    IN_PERSON = "in_person"


TOLD_HOW_WORDS: dict[str, str] = {
    ToldHow.POLICE: "The police told the school themselves",
    ToldHow.TELEPHONE: "We told the school by telephone",
    ToldHow.IN_PERSON: "We told the school in person",
}


class EventKind(StrEnum):
    """What happened to a notice."""

    OPENED = "opened"
    PREPARED = "prepared"
    REFUSED = "refused"
    RELEASED = "released"
    SENT = "sent"
    NOT_SENT = "not_sent"
    READ = "read"
    ACKNOWLEDGED = "acknowledged"
    RAISED = "raised"
    TOLD_OTHERWISE = "told_otherwise"
    WITH_COUNCIL = "with_council"
    WITHDRAWN = "withdrawn"


EVENT_WORDS: dict[str, str] = {
    EventKind.OPENED: "The notice is due",
    EventKind.PREPARED: "Prepared, to be checked",
    EventKind.REFUSED: "Not released by the second person",
    EventKind.RELEASED: "Released",
    EventKind.SENT: "The e-mail went to the key adult",
    EventKind.NOT_SENT: "The e-mail did not go, or nobody can tell",
    EventKind.READ: "Read by the key adult",
    EventKind.ACKNOWLEDGED: "Acknowledged by the key adult",
    EventKind.RAISED: "Not acknowledged in time: raised",
    EventKind.TOLD_OTHERWISE: "Told in another way",
    EventKind.WITH_COUNCIL: "Given to the council’s own team: the child is in no school",
    EventKind.WITHDRAWN: "Not needed",
}
