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
