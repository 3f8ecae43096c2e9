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
    FILE = "file"


WAY_WORDS: dict[str, str] = {Way.EMAIL: "E-mail", Way.LETTER: "Letter", Way.FILE: "File for the secure transfer"}
# What a job carries out; a letter is posted by somebody.
BY_A_JOB = frozenset({Way.EMAIL, Way.FILE})


class RecipientKind(StrEnum):
    """From which record the address was taken."""

    AGENCY = "agency"
    AGENCY_LEAD = "agency_lead"
    REFERRER = "referrer"
    KEY_ADULT = "key_adult"


RECIPIENT_WORDS: dict[str, str] = {
    RecipientKind.AGENCY: "An agency that is asked",
    RecipientKind.AGENCY_LEAD: "The lead of an agency",
    RecipientKind.REFERRER: "Whoever raised a worry",
    RecipientKind.KEY_ADULT: "The key adult of a school",
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


class Standing(StrEnum):
    """Whether one telling stands in the statement."""

    TOLD = "told"
    TO_DECIDE = "to_decide"
    WITHHELD = "withheld"


STANDING_WORDS: dict[str, str] = {
    Standing.TOLD: "In the statement",
    Standing.TO_DECIDE: "Kept out until somebody decides",
    Standing.WITHHELD: "Kept out",
}


# What each kind of telling is called where the council reads of it. Its sentence for a family stands in `rules/accounting.py`.
TELLING_WORDS: dict[str, str] = {
    "request_opened": "Asked what they know",
    "hub_release": "Told what another agency answered",
    "answer_package": "A document about the case",
    "standing_feed": "Told regularly, under an agreement",
    "adult_safeguarding": "Told of an adult safeguarding concern",
    "marac": "Told for the domestic abuse conference",
    "adviser": "Told so that an adviser helps",
    "housing": "Told so that a home is safe",
    "school_notice_read": "Notice to a school, read",
    "school_told": "A school, told in another way",
    "outcome": "Told what became of their worry",
    "disagreement_answer": "Answered a disagreement",
    "disclosure_statement": "Given a paper like this",
}


MESSAGE_WORDS: dict[str, str] = {
    "request_asked": "Question to an agency",
    "request_reminded": "Reminder of a question",
    "request_raised": "Question not answered, to the agency’s lead",
    "request_withdrawn": "Question taken back",
    "request_time_given": "More time for an answer",
    "request_time_refused": "No more time for an answer",
    "link_code": "Code for a link",
    "school_told": "Notice to a school",
    "school_reminded": "Reminder of a notice to a school",
    "acknowledgement": "Receipt",
    "disagreement_received": "Receipt of a disagreement",
    "disagreement_answer": "Answer to a disagreement",
}


FIELD_WORDS: dict[str, str] = {
    "name": "the name",
    "names": "the names of the children",
    "also_known_as": "other names",
    "born": "the date of birth",
    "date_of_birth": "the date of birth",
    "age": "the age",
    "address": "where they live",
    "protected_address": "where they live",
    "postcode": "the postcode",
    "adults": "the names of adults in the family",
    "relationship": "who is who in the family",
    "category": "what the worry is about",
    "story": "what we were told",
    "words": "what we wanted to know and why",
    "told": "whether the family knew",
    "must_not_be_told": "what the family was not to be told",
    "outcome": "what was decided",
    "rationale": "why it was decided",
    "family_knows": "what the family knew",
    "facts": "what was known, and when it happened",
    "involved": "which workers know the family",
    "files": "papers that were sent with it",
    "incident": "when the police were called, and their reference",
    "presence": "whether the child was there",
    "whereabouts": "where the child was then",
    "incident_place": "where it happened",
    "child_voice": "what the child said",
    "circumstances": "what happened",
    "reference": "our reference",
    "sex": "whether a boy or a girl",
    "nhs_number": "the NHS number",
    "upn": "the school's pupil number",
    "open_since": "since when we have looked into it",
    "team": "which team works on it",
    "team_telephone": "how that team is reached",
}
