"""The vocabulary of branches: what each is for, where it stands, and what adult social care can decide."""

from enum import StrEnum


class BranchKind(StrEnum):
    """What somebody else is told of an incident for."""

    ADULT = "adult_safeguarding"
    CONFERENCE = "marac"
    ADVISER = "adviser"
    HOUSING = "housing"


KIND_WORDS: dict[str, str] = {
    BranchKind.ADULT: "Adult safeguarding concern",
    BranchKind.CONFERENCE: "Domestic abuse conference (MARAC)",
    BranchKind.ADVISER: "Independent domestic abuse adviser",
    BranchKind.HOUSING: "Housing",
}


class BranchState(StrEnum):
    """Where a branch stands."""

    TO_DECIDE = "to_decide"
    ENQUIRY = "enquiry"
    ENQUIRY_ENDED = "enquiry_ended"
    NOT_MET = "not_met"
    TO_WEIGH = "to_weigh"
    REFERRED = "referred"
    NOT_REFERRED = "not_referred"
    HEARD = "heard"
    TO_TELL = "to_tell"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


STATE_WORDS: dict[str, str] = {
    BranchState.TO_DECIDE: "Adult social care has to decide",
    BranchState.ENQUIRY: "Enquiry under section 42",
    BranchState.ENQUIRY_ENDED: "Enquiry ended",
    BranchState.NOT_MET: "Section 42 not met",
    BranchState.TO_WEIGH: "Questions to be answered",
    BranchState.REFERRED: "Referred",
    BranchState.NOT_REFERRED: "Not referred",
    BranchState.HEARD: "Heard",
    BranchState.TO_TELL: "To be told",
    BranchState.SETTLED: "Settled",
    BranchState.WITHDRAWN: "Taken back",
}


class ToldBy(StrEnum):
    """How whom a branch is for was told, where what was prepared for them never left."""

    WORD = "by_word"
    NOBODY = "nobody"


TOLD_BY_WORDS: dict[str, str] = {
    ToldBy.WORD: "Told by word of mouth",
    ToldBy.NOBODY: "Told nothing by us",
}


class Said(StrEnum):
    """The answer to one question."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


SAID_WORDS: dict[str, str] = {Said.YES: "Yes", Said.NO: "No", Said.NOT_KNOWN: "Not known yet"}


class Section42(StrEnum):
    """The three questions of section 42 of the Care Act 2014."""

    NEEDS = "needs"
    AT_RISK = "at_risk"
    CANNOT_PROTECT = "cannot_protect"


SECTION_42_WORDS: dict[str, str] = {
    Section42.NEEDS: "Do they have needs for care and support?",
    Section42.AT_RISK: "Are they experiencing, or at risk of, abuse or neglect?",
    Section42.CANNOT_PROTECT: "Because of those needs, are they unable to protect themselves?",
}


class Instead(StrEnum):
    """What happens where section 42 is not met."""

    ADVISER = "adviser"
    INFORMATION = "information"
    OTHER = "other"


INSTEAD_WORDS: dict[str, str] = {
    Instead.ADVISER: "An independent domestic abuse adviser",
    Instead.INFORMATION: "Information and advice",
    Instead.OTHER: "Something else",
}


class Judgement(StrEnum):
    """What a professional's judgement does with the band of a total."""

    AS_BAND = "as_band"
    REFER = "refer"
    DO_NOT = "do_not_refer"


JUDGEMENT_WORDS: dict[str, str] = {
    Judgement.AS_BAND: "Do as the total says",
    Judgement.REFER: "Refer, also where the total is lower",
    Judgement.DO_NOT: "Do not refer, also where the total is high",
}


class Shown(StrEnum):
    """A kind of fact about the household that somebody can be shown."""

    ABOUT = "about"
    BORN = "born"
    ADDRESS = "address"
    PROTECTED_ADDRESS = "protected_address"
    CHILDREN = "children"
    ADULTS = "adults"
    CATEGORY = "category"
    STORY = "story"


SHOWN_WORDS: dict[str, str] = {
    Shown.ABOUT: "Name of the person it is about",
    Shown.BORN: "Dates of birth and ages",
    Shown.ADDRESS: "Address",
    Shown.PROTECTED_ADDRESS: "Address that is protected",
    Shown.CHILDREN: "The children",
    Shown.ADULTS: "The other adults",
    Shown.CATEGORY: "Kind of worry",
    Shown.STORY: "What happened",
}
