"""The codes of the practice pack that the story uses, in one place. A test holds them against the pack."""

# Outcomes.
NFA, ADVICE, SIGNPOST, EARLY_HELP, OPEN = "NFA", "ADVICE", "SIGNPOST", "EH", "OPEN"
S17, STRATEGY, IMMEDIATE = "S17", "STRAT", "IMMEDIATE"
LADO, PRIVATE_FOSTERING, MARAC, ADULT = "LADO", "PF", "MARAC", "ADULT"
EXPLOITATION, MISSING, CHANNEL, OTHER_AUTHORITY, NO_FUNDS = "CSE", "MISSING", "CHANNEL", "OLA", "NRPF"

REFERRALS = frozenset({S17, STRATEGY, IMMEDIATE, PRIVATE_FOSTERING, NO_FUNDS})
URGENT = frozenset({STRATEGY, IMMEDIATE})
NO_SERVICE = frozenset({NFA, ADVICE, SIGNPOST})
NFA_OR_ADVICE = frozenset({NFA, ADVICE})

RED, AMBER, GREEN = "red", "amber", "green"
HIGH_RISK, UNDERLYING, STRENGTH = "high_risk", "underlying", "strength"

TOLD, NOT_TOLD, MUST_NOT = "told", "not_told", "must_not"
AGREED, REFUSED, NOT_SOUGHT = "agreed", "refused", "not_sought"

FOUND, NO_RECORD, NOT_POSSIBLE = "found", "no_record", "not_possible"

# Reasons, by where they are given.
WITHOUT_TELLING_HARM = "risk-to-child"
WITHOUT_TELLING_CRIME = "prejudice-crime"
WITHOUT_TELLING_DELAY = "undue-delay"
WITHOUT_TELLING_CANNOT = "cannot-be-told"
NOT_SOUGHT_HARM = "harm-likely"
NOT_SOUGHT_NOTHING = "nothing-offered"
NOT_SOUGHT_CANNOT = "cannot-be-obtained"
NOT_SOUGHT_REFUSED = "refused-harm-likely"
BEFORE_HISTORY = "danger-now"
CHECK_REGISTER_DOWN = "register-unavailable"
CHECK_UNBORN = "unborn"
REJECT_UNFINISHED = "screening-unfinished"
REJECT_OTHER_LOCALITY = "wrong-locality"
REJECT_LEVEL = "level-not-met"
SETTLED_TAKEN = "offered-team-takes"
SETTLED_KEPT = "offering-team-keeps"
RERATED_HISTORY = "history-read"
RERATED_NEW = "new-information"
RERATED_SAFE = "child-made-safe"
REOPENED_NEW = "new-information"
REOPENED_DISAGREEMENT = "referrer-disagrees"
DISAGREES_LEVEL = "level-too-low"
DISAGREES_FACTS = "information-missed"
WORKER_NOT_REACHED = "no-answer"

# Lawful bases of sharing.
PUBLIC_TASK, SAFEGUARDING, S47_DUTY, S17_DUTY, COOPERATION = "public-task", "safeguarding", "s47", "s17", "s10-2004"

# What people are to a child, by their role in the household.
RELATIONSHIPS = {
    "mother": "mother",
    "father": "father",
    "step_mother": "step-parent",
    "step_father": "step-parent",
    "grandmother": "grandmother",
    "grandfather": "grandfather",
    "aunt": "aunt",
}
LANGUAGES = {
    "Arabic": "ar", "Bengali": "bn", "Cantonese": "yue", "Gujarati": "gu", "Kurdish Sorani": "ckb", "Mandarin": "zh",
    "Polish": "pl", "Punjabi": "pa", "Romanian": "ro", "Russian": "ru", "Shona": "other", "Ukrainian": "uk", "Urdu": "ur",
    "Yoruba": "other",
}  # fmt: skip

# Warnings for workers' safety.
DOG, THREATS, WEAPONS, VIOLENCE, INFECTION = (
    "dangerous-dog",
    "threats-to-staff",
    "weapons",
    "violence-to-staff",
    "infection",
)
