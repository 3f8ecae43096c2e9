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


class DocumentKind(StrEnum):
    """What kind of document of the register it is."""

    SHARING_AGREEMENT = "sharing_agreement"
    IMPACT_ASSESSMENT = "impact_assessment"
    PRIVACY_NOTICE = "privacy_notice"
    POLICY_DOCUMENT = "policy_document"


DOCUMENT_WORDS: dict[str, str] = {
    DocumentKind.SHARING_AGREEMENT: "Information-sharing agreement",
    DocumentKind.IMPACT_ASSESSMENT: "Impact assessment",
    DocumentKind.PRIVACY_NOTICE: "Privacy notice",
    DocumentKind.POLICY_DOCUMENT: "Appropriate policy document",
}


class VersionState(StrEnum):
    """Where one version of a document stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    LAPSED = "lapsed"


STATE_WORDS: dict[str, str] = {
    VersionState.DRAFT: "Draft",
    VersionState.APPROVED: "Approved, not in force yet",
    VersionState.IN_FORCE: "In force",
    VersionState.SUPERSEDED: "Superseded",
    VersionState.LAPSED: "Lapsed",
}


class SharingKind(StrEnum):
    """In which way information goes from one agency to another."""

    STANDING_FEED = "standing_feed"
    BULK_EXCHANGE = "bulk_exchange"
    ONE_CHILD = "one_child"
    ONE_ADULT = "one_adult"
    WITH_POLICE = "with_police"
    LOADING = "loading"


SHARING_WORDS: dict[str, str] = {
    SharingKind.STANDING_FEED: "A standing feed",
    SharingKind.BULK_EXCHANGE: "A bulk exchange",
    SharingKind.ONE_CHILD: "Sharing about one child",
    SharingKind.ONE_ADULT: "Sharing about one adult",
    SharingKind.WITH_POLICE: "Sharing with the police about one case",
    SharingKind.LOADING: "Loading what an agency sent",
}


class ShareAnswer(StrEnum):
    """Whether information may go."""

    ALLOWED = "allowed"
    WARNED = "warned"
    STOPPED = "stopped"


SHARE_ANSWER_WORDS: dict[str, str] = {
    ShareAnswer.ALLOWED: "Goes",
    ShareAnswer.WARNED: "Goes, with a warning",
    ShareAnswer.STOPPED: "Stopped",
}


class FeedState(StrEnum):
    """Whether a standing feed runs."""

    RUNNING = "running"
    ENDED = "ended"


FEED_STATE_WORDS: dict[str, str] = {FeedState.RUNNING: "Runs when it is due", FeedState.ENDED: "Ended"}
