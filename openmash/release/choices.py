"""The vocabulary of what leaves."""

from enum import StrEnum


class DispatchState(StrEnum):
    """How far a message has come. An uncertain one may have arrived: a person looks before it goes again."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    DROPPED = "dropped"


DISPATCH_WORDS: dict[str, str] = {
    DispatchState.WAITING: "Waiting to go",
    DispatchState.SENDING: "Being sent",
    DispatchState.SENT: "Sent",
    DispatchState.REFUSED: "Could not be sent",
    DispatchState.UNCERTAIN: "Not certain that it went",
    DispatchState.DROPPED: "Taken back before it went",
}


class Way(StrEnum):
    """How it leaves."""

    EMAIL = "email"
    LETTER = "letter"


WAY_WORDS: dict[str, str] = {Way.EMAIL: "E-mail", Way.LETTER: "Letter"}


class RecipientKind(StrEnum):
    """From which record the address was taken."""

    AGENCY = "agency"
    AGENCY_LEAD = "agency_lead"
    REFERRER = "referrer"


RECIPIENT_WORDS: dict[str, str] = {
    RecipientKind.AGENCY: "An agency that is asked",
    RecipientKind.AGENCY_LEAD: "The lead of an agency",
    RecipientKind.REFERRER: "Whoever raised a worry",
}


class PackageState(StrEnum):
    """How far a document with detail of a case has come."""

    PREPARED = "prepared"
    WAITING = "waiting"
    RELEASED = "released"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


PACKAGE_WORDS: dict[str, str] = {
    PackageState.PREPARED: "To be read",
    PackageState.WAITING: "Waits for a second person",
    PackageState.RELEASED: "Released",
    PackageState.REFUSED: "Refused",
    PackageState.WITHDRAWN: "Taken back",
}
