"""The vocabulary of work: acts as verbs, and the order of colours."""

from enum import StrEnum


class WorkAct(StrEnum):
    """What is to be done next."""

    SCREEN = "screen"
    DECIDE = "decide"
    COUNTERSIGN = "countersign"
    DIP_SAMPLE = "dip_sample"
    EARLY_HELP_CHECK = "early_help_check"
    ACCEPT_TRANSFER = "accept_transfer"
    SETTLE_TRANSFER = "settle_transfer"
    RESOLVE_ADDRESS = "resolve_address"
    ANSWER_REFERRER = "answer_referrer"
    ANSWER_DISAGREEMENT = "answer_disagreement"
    TAKE_OVER_OPEN_CASE = "take_over_open_case"
    EARLY_HELP = "early_help"
    ADULT_DUTY = "adult_duty"
    START_ASSESSMENT = "start_assessment"
    FOLLOW_UP = "follow_up"
    READ_RETURNS = "read_returns"
    CHASE_AGENCY = "chase_agency"
    GIVE_MORE_TIME = "give_more_time"
    REVIEW_DOCUMENT = "review_document"
    MAKE_AGREEMENT = "make_agreement"
    MEND_FEED = "mend_feed"
    ANSWER_REQUEST = "answer_request"
    RELEASE_PACKAGE = "release_package"
    HOLD_MEETING = "hold_meeting"
    DO_ACTION = "do_action"
    ANSWER_ESCALATION = "answer_escalation"
    READ_ESCALATION = "read_escalation"


ACT_WORDS: dict[str, str] = {
    WorkAct.SCREEN: "Screen",
    WorkAct.DECIDE: "Decide",
    WorkAct.COUNTERSIGN: "Countersign the decision",
    WorkAct.DIP_SAMPLE: "Read a dip sample",
    WorkAct.EARLY_HELP_CHECK: "Early-help check",
    WorkAct.ACCEPT_TRANSFER: "Accept or reject the transfer",
    WorkAct.SETTLE_TRANSFER: "Settle the transfer",
    WorkAct.RESOLVE_ADDRESS: "Find the address",
    WorkAct.ANSWER_REFERRER: "Answer the referrer",
    WorkAct.ANSWER_DISAGREEMENT: "Answer the disagreement",
    WorkAct.TAKE_OVER_OPEN_CASE: "Read what came in on your case",
    WorkAct.EARLY_HELP: "Offer early help",
    WorkAct.ADULT_DUTY: "Adult duty: read and act",
    WorkAct.START_ASSESSMENT: "Start the assessment",
    WorkAct.FOLLOW_UP: "Follow up",
    WorkAct.READ_RETURNS: "Read what agencies answered",
    WorkAct.CHASE_AGENCY: "Chase an agency",
    WorkAct.GIVE_MORE_TIME: "Decide on more time for an agency",
    WorkAct.REVIEW_DOCUMENT: "Review the document",
    WorkAct.MAKE_AGREEMENT: "Make an agreement",
    WorkAct.MEND_FEED: "See to the stopped feed",
    WorkAct.ANSWER_REQUEST: "Answer what the front door asks",
    WorkAct.RELEASE_PACKAGE: "Read what is to leave, as the second person",
    WorkAct.HOLD_MEETING: "Hold the meeting",
    WorkAct.DO_ACTION: "Do what a meeting agreed",
    WorkAct.ANSWER_ESCALATION: "Answer a professional disagreement",
    WorkAct.READ_ESCALATION: "Read the answer to your disagreement",
}


class Rag(StrEnum):
    """Colours in order of need. Set by a person; no colour is a state too."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    NONE = ""


RAG_RANK: dict[str, int] = {Rag.RED: 0, Rag.AMBER: 1, Rag.GREEN: 2, Rag.NONE: 1}
