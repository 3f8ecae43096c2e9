"""The vocabulary of a case: what can have happened, and where it is known from."""

from enum import StrEnum


class FactKind(StrEnum):
    """What can have happened in a case."""

    REFERRAL = "referral"
    ASSESSMENT = "assessment"
    STRATEGY = "strategy-discussion"
    SECTION_47 = "section-47"
    CONFERENCE = "conference"
    PLAN = "plan"
    PLAN_ITEM = "plan-item"
    VISIT = "visit"
    REVIEW = "review"
    CARE = "care-episode"
    PLACEMENT = "placement"
    LEGAL_STATUS = "legal-status"
    HEALTH = "health"
    EDUCATION = "education"
    WORKER = "worker"
    CONTACT = "contact"
    EARLY_HELP = "early-help"
    LEAVER = "care-leaver"
    ADOPTION = "adoption"


class Source(StrEnum):
    """Where a fact is known from."""

    ENTERED = "entered"
    CASE_SYSTEM = "case_system"
    ANNEX_A = "annex_a"
    CIN = "cin"
    CSV = "csv"


SOURCE_WORDS: dict[str, str] = {
    Source.ENTERED: "Entered here",
    Source.CASE_SYSTEM: "From the case system",
    Source.ANNEX_A: "From an Annex A workbook",
    Source.CIN: "From a children in need census file",
    Source.CSV: "From a file",
}


# Roles of children's social care: they read and record what happened in a case.
KEEPERS = ("social_worker", "locality_manager", "screening_worker", "mash_manager")


class Shape(StrEnum):
    """What one answer about a fact looks like."""

    CODE = "code"
    CODES = "codes"
    DAY = "day"
    YES_NO = "yes_no"
    NUMBER = "number"
    LINE = "line"
    WORDS = "words"


class ClockState(StrEnum):
    """Where the clock of a fact stands."""

    RUNNING = "running"
    LATE = "late"
    IN_TIME = "in_time"
    DONE_LATE = "done_late"


# Sub-kinds. One fact has at most one of them.
CONFERENCES = {"initial": "Initial child protection conference", "review": "Review child protection conference"}
PLANS = {
    "cin": "Child in need plan",
    "cp": "Child protection plan",
    "care": "Care plan",
    "pathway": "Pathway plan",
}
VISITS = {"cin": "Child in need visit", "cp": "Child protection visit", "care": "Visit to a looked-after child"}
REVIEWS = {
    "cin": "Child in need review",
    "care": "Review of a looked-after child",
    "pathway": "Pathway plan review",
}
HEALTH = {
    "initial": "Initial health assessment",
    "review": "Review health assessment",
    "dental": "Dental check",
    "immunisations": "Immunisations up to date",
    "sdq": "Strengths and difficulties questionnaire",
}
EDUCATION = {"pep": "Personal education plan", "exclusion": "Exclusion or suspension", "school": "Change of school"}
CONFERENCE_OUTCOMES = {"plan": "Child protection plan", "no_plan": "No child protection plan"}
STRATEGY_OUTCOMES = {
    "section_47": "Section 47 enquiry",
    "assessment": "Assessment goes on without a section 47 enquiry",
    "none": "No further action under child protection",
}
PLACED = {"in": "In the council's own area", "out": "Outside it"}
ELIGIBILITY = {
    "relevant": "Relevant child",
    "former": "Former relevant child",
    "qualifying": "Qualifying care leaver",
    "eligible": "Eligible child",
}
IN_TOUCH = {
    "yes": "Yes",
    "no": "No",
    "died": "Died",
    "refused": "The young person refuses contact",
    "not_required": "The young person needs no services",
    "returned_home": "Returned home",
}
