"""What each recipient may see of a shared household, what may follow what, and when section 42 or a conference applies."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from openmash.adults.choices import BranchKind, BranchState, Instead, Judgement, Said, Section42, Shown, ToldBy
from openmash.base.errors import RuleBroken
from openmash.base.worktime import add_months, london_day

# Children's social care sees all of its own contact. What a school is told of the incident has rows of its own in the pack; of
# the household it sees the pupil alone.
CHILDREN, SCHOOL = "child", "school"
EVERYTHING = frozenset(Shown)
MAY_SEE: dict[str, frozenset[str]] = {
    CHILDREN: EVERYTHING,
    BranchKind.ADULT: EVERYTHING,
    BranchKind.CONFERENCE: EVERYTHING,
    BranchKind.ADVISER: EVERYTHING,
    SCHOOL: frozenset({Shown.ABOUT, Shown.BORN, Shown.CATEGORY}),
    BranchKind.HOUSING: frozenset({Shown.ABOUT, Shown.BORN, Shown.ADDRESS, Shown.CATEGORY}),
}
"""For each kind of recipient, what it may see of the household. What is not named is left out."""

FIRST: dict[str, BranchState] = {
    BranchKind.ADULT: BranchState.TO_DECIDE,
    BranchKind.CONFERENCE: BranchState.TO_WEIGH,
    BranchKind.ADVISER: BranchState.TO_TELL,
    BranchKind.HOUSING: BranchState.TO_TELL,
}
MOVES: dict[str, frozenset[str]] = {
    BranchState.TO_DECIDE: frozenset({BranchState.ENQUIRY, BranchState.NOT_MET}),
    BranchState.ENQUIRY: frozenset({BranchState.ENQUIRY_ENDED}),
    BranchState.TO_WEIGH: frozenset({BranchState.REFERRED, BranchState.NOT_REFERRED, BranchState.WITHDRAWN}),
    BranchState.REFERRED: frozenset({BranchState.HEARD, BranchState.WITHDRAWN}),
    BranchState.TO_TELL: frozenset({BranchState.SETTLED, BranchState.WITHDRAWN}),
    **{
        state: frozenset()
        for state in (
            BranchState.ENQUIRY_ENDED,
            BranchState.NOT_MET,
            BranchState.NOT_REFERRED,
            BranchState.HEARD,
            BranchState.SETTLED,
            BranchState.WITHDRAWN,
        )
    },
}
OPEN = frozenset(state for state, after in MOVES.items() if after)
MOVED_ON = "This has moved on meanwhile. Open it again to see where it stands."


def check_move(before: str, after: str) -> None:
    """Raise RuleBroken unless a branch may go from one state to another."""
    if after not in MOVES[BranchState(before)]:
        raise RuleBroken(MOVED_ON)


def check_told(*, released: bool, told: str) -> None:
    """Raise RuleBroken unless it is said how somebody was told: by what was released, else by word of mouth or not at all.

    What was released is a telling already: nobody says over it that they were told in another way.
    """
    if released and told:
        raise RuleBroken(MOVED_ON)
    if not released and told not in set(ToldBy):
        raise RuleBroken(
            "Nothing has left for them. Say whether they were told by word of mouth, or told nothing.", field="how"
        )


# -- what each may see of the household ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Member:
    """Somebody of the household, or of the incident, as the record knows them; words ready to be read."""

    reference: str
    name: str
    is_child: bool
    relationship: str = ""
    born: str = ""
    age: str = ""
    address: str = ""
    postcode: str = ""
    address_protected: bool = False
    address_kept_back: bool = False

    @property
    def place(self) -> str:
        """Return the whole address in one line."""
        return ", ".join(part for part in (self.address, self.postcode) if part)


def seen_by(kind: str, *, about: str, household: Sequence[Member]) -> list[Member]:
    """Return the household as a kind of recipient may see it: who of it, and of each what. `about` is a reference.

    An address is kept back from who may not have a protected one wherever somebody with a protected address lives, also where
    it stands beside somebody else's name. The postcode alone decides: the same home is written in many ways.
    """
    allowed = MAY_SEE[kind]
    hidden = {mark for one in household if one.address_protected for mark in _marks(one)}
    wanted = [one for one in household if _is_wanted(one, about, allowed)]
    return [_as_seen(one, allowed, kept_back=one.address_protected or bool(_marks(one) & hidden)) for one in wanted]


def _is_wanted(one: Member, about: str, allowed: frozenset[str]) -> bool:
    if one.reference == about:
        return Shown.ABOUT in allowed
    return (Shown.CHILDREN if one.is_child else Shown.ADULTS) in allowed


def _marks(one: Member) -> set[str]:
    """Return what a home is known by, however it is spaced and written: its address and its postcode."""
    marks = {re.sub(r"\W", "", words).casefold() for words in (one.address, one.postcode)}
    return marks - {""}


def _as_seen(one: Member, allowed: frozenset[str], *, kept_back: bool) -> Member:
    hides = Shown.ADDRESS not in allowed or (kept_back and Shown.PROTECTED_ADDRESS not in allowed)
    seen = replace(one, address="", postcode="") if hides else one
    seen = replace(seen, address_kept_back=hides and kept_back)
    return seen if Shown.BORN in allowed else replace(seen, born="", age="")


# What each kind of fact is called in agreements.
ITEMS: dict[str, tuple[str, ...]] = {
    Shown.ABOUT: ("name",),
    Shown.BORN: ("date_of_birth",),
    Shown.ADDRESS: ("address", "postcode"),
    Shown.PROTECTED_ADDRESS: ("address", "postcode"),
    Shown.CHILDREN: ("household",),
    Shown.ADULTS: ("household",),
    Shown.CATEGORY: ("category",),
    Shown.STORY: ("story",),
}


def items_of(kind: str) -> tuple[str, ...]:
    """Return what a kind of recipient is shown, as agreements call it."""
    return tuple(sorted({item for shown in MAY_SEE[kind] for item in ITEMS[shown]}))


# -- whom a branch may be about --------------------------------------------------------------------------------------

GROWN_UP = 18
# The Care Act is about adults. What the law calls domestic abuse happens between people of 16 and over (Domestic Abuse Act
# 2021, section 1): so the conference and an adviser are for a victim of 16 or 17 too, whom a record has among its children.
FROM_AGE: dict[str, int] = {BranchKind.ADULT: GROWN_UP, BranchKind.CONFERENCE: 16, BranchKind.ADVISER: 16}


def may_be_about(kind: str, *, is_child: bool, age: int | None) -> bool:
    """Whether a branch may be about somebody: by their age in whole years, where it is known; else by where the record has them.

    Whoever is recorded as a child needs an age that is known: nothing that is for adults is opened about a child by mistake.
    """
    if age is None:
        return not is_child
    return age >= FROM_AGE.get(kind, GROWN_UP if is_child else 0)


# -- section 42 -----------------------------------------------------------------------------------------------------


def section_42(answers: Mapping[str, str]) -> BranchState:
    """Return what the three answers lead to: an enquiry unless one of them is no. Not known is no no: the enquiry finds out.

    The enquiry is a duty, not a choice, where all three are yes.
    """
    return BranchState.NOT_MET if Said.NO in answers.values() else BranchState.ENQUIRY


@dataclass(frozen=True)
class ConcernDecision:
    """What adult social care decides: the three answers, the adult's own wishes, an advocate, the decision and why."""

    answers: Mapping[str, str]
    asked: bool
    wishes: str = ""
    why_not_asked: str = ""
    difficulty: str = Said.NOT_KNOWN
    advocate: str = ""
    decision: str = ""
    instead: str = ""
    reason: str = ""


def check_section_42(given: ConcernDecision) -> None:
    """Raise RuleBroken unless what adult social care decides is whole and agrees with its own three answers."""
    for question in Section42:
        if given.answers.get(question, "") not in set(Said):
            raise RuleBroken("Answer this, if only with “not known yet”.", field=str(question))
    _check_wishes(given)
    if given.decision not in (BranchState.ENQUIRY, BranchState.NOT_MET):
        raise RuleBroken("Choose what you decide.", field="decision")
    if given.decision != section_42(given.answers):
        raise RuleBroken(
            "One of your three answers is no, so section 42 is not met."
            if given.decision == BranchState.ENQUIRY
            else "None of your three answers is no, so the council has to enquire.",
            field="decision",
        )
    if given.decision == BranchState.NOT_MET and given.instead not in set(Instead):
        raise RuleBroken("Choose what happens instead.", field="instead")
    if not given.reason.strip():
        raise RuleBroken("Write why.", field="reason")


def _check_wishes(given: ConcernDecision) -> None:
    if given.asked and not given.wishes.strip():
        raise RuleBroken("Write what they want to happen, in their words.", field="wishes")
    if not given.asked and not given.why_not_asked.strip():
        raise RuleBroken("Write why they could not be asked.", field="why_not_asked")
    if given.difficulty == Said.YES and not given.advocate.strip():
        raise RuleBroken("Write who speaks for them, or what is done to find somebody.", field="advocate")


# -- the conference -------------------------------------------------------------------------------------------------


def total_of(answers: Mapping[str, str]) -> int:
    """Return how many questions were answered yes."""
    return sum(1 for answer in answers.values() if answer == Said.YES)


def is_repeat(moments: Iterable[datetime], *, now: datetime, months: int) -> bool:
    """Whether somebody was referred before within so many months."""
    since = add_months(london_day(now), -months)
    return any(since <= london_day(moment) and moment <= now for moment in moments)


def refers(*, by_total: bool, repeat: bool, judgement: str) -> bool:
    """Whether it goes to the conference: by its total, as a repeat, or by a professional's judgement either way."""
    return repeat or {Judgement.REFER: True, Judgement.DO_NOT: False}.get(Judgement(judgement), by_total)


def check_judgement(*, judgement: str, reason: str, repeat: bool) -> None:
    """Raise RuleBroken for a judgement without a reason, or one that would leave a repeat out."""
    if judgement not in set(Judgement):
        raise RuleBroken("Choose what your own judgement is.", field="judgement")
    if repeat and judgement == Judgement.DO_NOT:
        raise RuleBroken(
            "They were referred within the time in which a repeat goes back to the conference, so this goes too.",
            field="judgement",
        )
    if judgement != Judgement.AS_BAND and not reason.strip():
        raise RuleBroken("Write why you judge otherwise than the total.", field="judgement_reason")


def moves_of(kind: str) -> dict[str, frozenset[str]]:
    """Return the moves of a kind of branch, from its first state on, as far as they reach."""
    found: dict[str, frozenset[str]] = {}
    waiting: list[str] = [FIRST[kind]]
    while waiting:
        state = waiting.pop(0)
        if state not in found:
            found[state] = MOVES[state]
            waiting += sorted(MOVES[state])
    return found
