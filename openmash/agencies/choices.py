"""The vocabulary of agencies: roles."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody does in a team. One person may hold several."""

    REFERRER = "referrer"
    SCREENING_WORKER = "screening_worker"
    MASH_MANAGER = "mash_manager"
    LOCALITY_MANAGER = "locality_manager"
    SOCIAL_WORKER = "social_worker"
    EARLY_HELP_OFFICER = "early_help_officer"
    ADULT_DUTY_WORKER = "adult_duty_worker"
    PARTNER = "partner"
    HUB_MEMBER = "hub_member"
    DESIGNATED_OFFICER = "designated_officer"
    BOARD_MEMBER = "board_member"
    BOARD_SECRETARY = "board_secretary"
    INFORMATION_GOVERNANCE = "information_governance"
    PRINCIPAL_SOCIAL_WORKER = "principal_social_worker"
    AUDITOR = "auditor"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


ROLE_WORDS: dict[str, str] = {
    Role.REFERRER: "Referrer",
    Role.SCREENING_WORKER: "Screening social worker",
    Role.MASH_MANAGER: "MASH manager",
    Role.LOCALITY_MANAGER: "Locality team manager",
    Role.SOCIAL_WORKER: "Social worker with open cases",
    Role.EARLY_HELP_OFFICER: "Early-help officer",
    Role.ADULT_DUTY_WORKER: "Adult duty worker",
    Role.PARTNER: "Partner agency",
    Role.HUB_MEMBER: "Co-located member of the hub",
    Role.DESIGNATED_OFFICER: "Designated officer for allegations",
    Role.BOARD_MEMBER: "Board member",
    Role.BOARD_SECRETARY: "Secretary of the improvement board",
    Role.INFORMATION_GOVERNANCE: "Information governance lead",
    Role.PRINCIPAL_SOCIAL_WORKER: "Principal social worker",
    Role.AUDITOR: "Auditor of case files",
    Role.ANALYST: "Performance analyst",
    Role.ADMINISTRATOR: "Administrator",
}

# Whoever holds one of these may see restricted people.
CLEARED_ROLES: frozenset[str] = frozenset({Role.MASH_MANAGER})

# What people of other agencies can be here. Every other role is the council's own and is worth nothing elsewhere.
OUTSIDE_ROLES: frozenset[str] = frozenset({Role.REFERRER, Role.PARTNER, Role.HUB_MEMBER, Role.BOARD_MEMBER})

# For what a holder opens records, in the trail and on the page, unless another purpose is given.
ROLE_PURPOSES: dict[str, str] = {
    Role.REFERRER: "Following a worry I raised",
    Role.SCREENING_WORKER: "Screening a contact",
    Role.MASH_MANAGER: "Overseeing the front door",
    Role.LOCALITY_MANAGER: "Managing a locality's work",
    Role.SOCIAL_WORKER: "Working with an open case",
    Role.EARLY_HELP_OFFICER: "Early-help check or offer",
    Role.ADULT_DUTY_WORKER: "Adult duty",
    Role.PARTNER: "Following what my agency sent",
    Role.HUB_MEMBER: "Working in the hub",
    Role.DESIGNATED_OFFICER: "Looking into a worry about a worker",
    Role.BOARD_MEMBER: "Reading figures for the board",
    Role.BOARD_SECRETARY: "Keeping the board’s plan",
    Role.INFORMATION_GOVERNANCE: "Keeping the register of sharing",
    Role.PRINCIPAL_SOCIAL_WORKER: "Overseeing case-file audit",
    Role.AUDITOR: "Auditing a case file",
    Role.ANALYST: "Making figures and returns",
    Role.ADMINISTRATOR: "Administration",
}
