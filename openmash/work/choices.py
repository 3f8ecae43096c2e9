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
    REVIEW_WITHHOLDING = "review_withholding"
    TELL_OTHERS = "tell_others"
    DECIDE_CONCERN = "decide_concern"
    WEIGH_DANGER = "weigh_danger"
    HEAR_CONFERENCE = "hear_conference"
    TELL_BRANCH = "tell_branch"
    READ_OPENING = "read_opening"
    REVIEW_OPENING = "review_opening"
    COMPLETE_CHECK = "complete_check"
    TELL_SCHOOL = "tell_school"
    SEE_TO_SCHOOL_NOTICE = "see_to_school_notice"
    PUPIL_WITHOUT_SCHOOL = "pupil_without_school"
    AUDIT_CASE = "audit_case"
    ALLOCATE_AUDIT = "allocate_audit"
    CHASE_AUDIT = "chase_audit"
    ANSWER_AUDIT = "answer_audit"
    AGREE_GRADES = "agree_grades"
    AUDIT_ACTION = "audit_action"
    LOOK_AGAIN = "look_again"
    BOARD_ACTION = "board_action"
    LOOK_AT_BOARD_ACTION = "look_at_board_action"


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
    WorkAct.REVIEW_WITHHOLDING: "Look again at what a family is not told",
    WorkAct.TELL_OTHERS: "See who else needs to know",
    WorkAct.DECIDE_CONCERN: "Decide on an adult at risk",
    WorkAct.WEIGH_DANGER: "Answer the questions about danger",
    WorkAct.HEAR_CONFERENCE: "Take it to the conference",
    WorkAct.TELL_BRANCH: "Tell them, and keep what they do",
    WorkAct.READ_OPENING: "Read who opened a record you hold",
    WorkAct.REVIEW_OPENING: "Review why a record was opened",
    WorkAct.COMPLETE_CHECK: "Complete a check of a restricted record",
    WorkAct.TELL_SCHOOL: "Tell the school",
    WorkAct.SEE_TO_SCHOOL_NOTICE: "See to it that the school knows",
    WorkAct.PUPIL_WITHOUT_SCHOOL: "Read and act: a child in no school",
    WorkAct.AUDIT_CASE: "Audit the case file",
    WorkAct.ALLOCATE_AUDIT: "Give the audit to an auditor",
    WorkAct.CHASE_AUDIT: "Chase an audit that is late",
    WorkAct.ANSWER_AUDIT: "Answer what an auditor escalated",
    WorkAct.AGREE_GRADES: "Agree the grades of two readers",
    WorkAct.AUDIT_ACTION: "Do what an audit asked for",
    WorkAct.LOOK_AGAIN: "Look again: is it done?",
    WorkAct.BOARD_ACTION: "Do what the board agreed",
    WorkAct.LOOK_AT_BOARD_ACTION: "Look again: is what the board agreed done?",
}


class Rag(StrEnum):
    """Colours in order of need. Set by a person; no colour is a state too."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    NONE = ""


RAG_RANK: dict[str, int] = {Rag.RED: 0, Rag.AMBER: 1, Rag.GREEN: 2, Rag.NONE: 1}
