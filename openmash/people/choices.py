"""The vocabulary of people: the indexes that can be loaded, and words for what is known of somebody."""

from enum import StrEnum


class Index(StrEnum):
    """An index of another service, loaded from a file."""

    SOCIAL_CARE = "social_care"
    EARLY_HELP = "early_help"
    POLICE = "police"
    HEALTH = "health"
    EDUCATION = "education"
    ADULT_CARE = "adult_care"
    MISSING = "missing"


# What our own records are called where a result says which index it comes from.
OWN = "people"

INDEX_WORDS: dict[str, str] = {
    Index.SOCIAL_CARE: "Children's social care",
    Index.EARLY_HELP: "Early help",
    Index.POLICE: "Police",
    Index.HEALTH: "Health",
    Index.EDUCATION: "Education",
    Index.ADULT_CARE: "Adult social care",
    Index.MISSING: "Missing from home",
    OWN: "Our own records",
}

# Which kinds of agency keep an index, where it is not the council itself: an agreement with one of them covers its loading.
SENDER_KINDS: dict[str, tuple[str, ...]] = {
    Index.POLICE: ("POL",),
    Index.MISSING: ("POL",),
    Index.HEALTH: ("HLTH_HV", "HLTH_GP", "HLTH_AC", "HLTH_MH", "ICB"),
    Index.EDUCATION: ("EDU_LA",),
}

# Days after which an index counts as old, unless the setting INDEX_STALE_DAYS says another number. Our own choice, from
# how often such lists usually come: no source fixes them.
STALE_DAYS: dict[str, int] = {
    Index.SOCIAL_CARE: 2,
    Index.EARLY_HELP: 7,
    Index.POLICE: 2,
    Index.HEALTH: 31,
    Index.EDUCATION: 31,
    Index.ADULT_CARE: 7,
    Index.MISSING: 2,
}

SEX_WORDS: dict[str, str] = {"F": "Female", "M": "Male", "U": "Not known"}

# What is known of a person in codes of the national returns, by the list of the pack that has them.
CODED: dict[str, str] = {
    "ethnicity": "ethnicities",
    "disabilities": "disabilities",
    "upn_unknown": "upn-unknown-reasons",
}
NO_DISABILITY = "NONE"


class Bond(StrEnum):
    """What binds a worker to a person, so that they have a purpose for reading that person's record."""

    DUTY = "duty"
    OWN = "own"
    TEAM = "team"
    REQUEST = "request"
    CASE = "case"
    LOCALITY = "locality"
    MATCHING = "matching"
    GLASS = "glass"


# As the trail keeps it behind what the worker's role opens records for, and as the page shows it.
BOND_WORDS: dict[str, str] = {
    Bond.DUTY: "management duty",
    Bond.OWN: "own work",
    Bond.TEAM: "my team's work",
    Bond.REQUEST: "a request to my service",
    Bond.CASE: "my open case",
    Bond.LOCALITY: "management duty in my locality",
    Bond.MATCHING: "finding out who a contact is about",
    Bond.GLASS: "reason given",
}


class OpeningFinding(StrEnum):
    """What a manager found who reviewed an opening for which somebody gave a reason."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"
    FOLLOW_UP = "follow_up"


OPENING_FINDING_WORDS: dict[str, str] = {
    OpeningFinding.JUSTIFIED: "Justified",
    OpeningFinding.NOT_JUSTIFIED: "Not justified",
    OpeningFinding.FOLLOW_UP: "Needs follow-up",
}


class CheckFinding(StrEnum):
    """What a cleared manager found who completed a check that had met a restricted record."""

    SAME = "same"
    NOT_SAME = "not_same"
    NOT_CLEAR = "not_clear"


CHECK_FINDING_WORDS: dict[str, str] = {
    CheckFinding.SAME: "It is this person",
    CheckFinding.NOT_SAME: "It is somebody else",
    CheckFinding.NOT_CLEAR: "It cannot be told",
}
