"""The codes of the practice pack that the story uses, in one place. A test holds them against the pack."""

# Outcomes.
NFA, ADVICE, SIGNPOST, EARLY_HELP, OPEN = "NFA", "ADVICE", "SIGNPOST", "EH", "OPEN"
S17, STRATEGY, IMMEDIATE = "S17", "STRAT", "IMMEDIATE"
LADO, PRIVATE_FOSTERING, MARAC, ADULT = "LADO", "PF", "MARAC", "ADULT"
EXPLOITATION, MISSING, CHANNEL, OTHER_AUTHORITY, NO_FUNDS = "CSE", "MISSING", "CHANNEL", "OLA", "NRPF"

REFERRALS = frozenset({S17, STRATEGY, IMMEDIATE})
NO_SERVICE = frozenset({NFA, ADVICE, SIGNPOST})
NFA_OR_ADVICE = frozenset({NFA, ADVICE})

RED, AMBER, GREEN = "red", "amber", "green"
HIGH_RISK, UNDERLYING, STRENGTH = "high_risk", "underlying", "strength"

TOLD, NOT_TOLD, MUST_NOT = "told", "not_told", "must_not"
AGREED, REFUSED, NOT_SOUGHT = "agreed", "refused", "not_sought"

FOUND, NO_RECORD, NOT_POSSIBLE = "found", "no_record", "not_possible"

# Reasons, by where they are given.
WITHOUT_TELLING_HARM = "risk_of_significant_harm"
WITHOUT_TELLING_CRIME = "prejudice_to_crime"
WITHOUT_TELLING_DELAY = "undue_delay"
WITHOUT_TELLING_CANNOT = "cannot_be_obtained"
REFUSED_BUT_HARM = "refused_but_harm"
BEFORE_HISTORY_DANGER = "danger_now"
CHECK_SYSTEM_DOWN = "register_down"
CHECK_NO_DETAILS = "too_few_details"
REJECT_MORE_NEEDED = "more_needed"
REJECT_OTHER_LOCALITY = "other_locality"
REJECT_EARLY_HELP = "early_help_enough"
SETTLED_THRESHOLD = "threshold_met"
SETTLED_RETURN = "stays_with_triage"
RERATED_HISTORY = "history_read"
RERATED_NEW = "new_information"
RERATED_SAFE = "safety_established"
REOPENED_NEW = "new_information"
REOPENED_DISAGREEMENT = "disagreement_upheld"
DISAGREES_LEVEL = "level_too_low"
DISAGREES_FACTS = "facts_missing"
NOT_REACHED = "no_answer"

# Lawful bases of sharing.
PUBLIC_TASK = "public_task"
SAFEGUARDING = "safeguarding_of_children"
S47_DUTY = "s47_enquiry"
S17_DUTY = "s17_need"
