"""The vocabulary of case-file audit: whom it looks at, how they were drawn, what is answered, the four grades."""

from enum import StrEnum


class Cohort(StrEnum):
    """Whom an audit is about, by the work that is done with them."""

    CIN = "CIN"
    CP = "CP"
    CLA = "CLA"
    LC = "LC"
    EH = "EH"
    CONTACT = "CONTACT"


COHORT_WORDS: dict[str, str] = {
    Cohort.CIN: "Child in need",
    Cohort.CP: "Child protection",
    Cohort.CLA: "Looked after",
    Cohort.LC: "Leaving care",
    Cohort.EH: "Early help",
    Cohort.CONTACT: "Contact at the front door",
}


class Sampling(StrEnum):
    """How the audits of a round are chosen. Targeted ones are never pooled with the others."""

    RANDOM = "random"
    STRATIFIED = "stratified"
    TARGETED = "targeted"


SAMPLING_WORDS: dict[str, str] = {
    Sampling.RANDOM: "Random",
    Sampling.STRATIFIED: "Stratified: as many from each group",
    Sampling.TARGETED: "Targeted: chosen for a reason",
}


class Stratum(StrEnum):
    """By what a stratified draw makes its groups."""

    LOCALITY = "locality"
    TEAM = "team"
    COHORT = "cohort"
    WORKER = "worker"


STRATUM_WORDS: dict[str, str] = {
    Stratum.LOCALITY: "Locality",
    Stratum.TEAM: "Team",
    Stratum.COHORT: "Group of children",
    Stratum.WORKER: "Worker",
}


class RoundState(StrEnum):
    """Where a round stands."""

    PLANNED = "planned"
    DRAWN = "drawn"
    CLOSED = "closed"


ROUND_STATE_WORDS: dict[str, str] = {
    RoundState.PLANNED: "Planned",
    RoundState.DRAWN: "Drawn",
    RoundState.CLOSED: "Closed",
}


class AuditKind(StrEnum):
    """Why an audit is made."""

    FIRST = "first"
    SECOND = "second"
    AGAIN = "again"


AUDIT_KIND_WORDS: dict[str, str] = {
    AuditKind.FIRST: "Audit",
    AuditKind.SECOND: "Second reading",
    AuditKind.AGAIN: "Audit again",
}


class AuditState(StrEnum):
    """Where an audit stands."""

    DRAWN = "drawn"
    ALLOCATED = "allocated"
    STARTED = "started"
    FINISHED = "finished"
    WITHDRAWN = "withdrawn"


AUDIT_STATE_WORDS: dict[str, str] = {
    AuditState.DRAWN: "To be given to an auditor",
    AuditState.ALLOCATED: "With the auditor",
    AuditState.STARTED: "Started",
    AuditState.FINISHED: "Finished",
    AuditState.WITHDRAWN: "Taken out of the round",
}

# While it is one of these, the case is with its auditor.
IN_HAND = (AuditState.ALLOCATED, AuditState.STARTED)


class Source(StrEnum):
    """Where an audit was made."""

    OWN = "own"
    ELSEWHERE = "elsewhere"


SOURCE_WORDS: dict[str, str] = {Source.OWN: "Made here", Source.ELSEWHERE: "Made elsewhere"}


class Answered(StrEnum):
    """What is answered to a question of compliance. Not applicable counts in no denominator."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "na"


ANSWER_WORDS: dict[str, str] = {
    Answered.YES: "Yes",
    Answered.NO: "No",
    Answered.NOT_APPLICABLE: "Not applicable",
}


class Grade(StrEnum):
    """The four grades, the best first."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"


GRADE_WORDS: dict[str, str] = {
    Grade.OUTSTANDING: "Outstanding",
    Grade.GOOD: "Good",
    Grade.REQUIRES_IMPROVEMENT: "Requires improvement to be good",
    Grade.INADEQUATE: "Inadequate",
}

# Sections that every toolkit has, beside its own.
COMPLIANCE = "compliance"
OVERALL = "overall"
IMPACT = "impact"


class FileOf(StrEnum):
    """What a file that was made elsewhere holds."""

    AUDITS = "audits"
    REPORTED = "reported"


FILE_WORDS: dict[str, str] = {
    FileOf.AUDITS: "Audits made elsewhere",
    FileOf.REPORTED: "Figures reported without their cases",
}
