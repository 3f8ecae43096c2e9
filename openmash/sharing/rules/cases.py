"""The cases of `may_share`, as a table that a Caldicott guardian could sign: the tests check it, and the manual prints it.

Agreed between the council and health visiting: that it may be told (purpose `continuity-of-care`) the name and the date
of birth of a child, on the basis of public task. In each case something of that is otherwise. Today is 23 November 2026.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from openmash.sharing.choices import ShareAnswer, SharingKind, VersionState
from openmash.sharing.rules.footing import MayShare, Party, Terms, may_share

TODAY = date(2026, 11, 23)
COUNCIL = Party("LCC", "the council", "CSC", inside=True)
ADULTS = Party("LCC-ADULTS", "adult social care", "ASC", inside=True)
HEALTH = Party("HEALTH", "health visiting", "HLTH_HV")
POLICE = Party("POLICE", "the police", "POL")
AGREED = Terms(
    reference="G-1",
    title="Agreement",
    number=1,
    state=VersionState.IN_FORCE,
    parties=frozenset({"LCC", "HEALTH"}),
    purposes=frozenset({"continuity-of-care"}),
    bases=frozenset({"public-task"}),
    items=frozenset({"name", "date_of_birth"}),
    review_on=date(2027, 3, 1),
)
ASKED: dict[str, Any] = {
    "purpose": "continuity-of-care",
    "bases": ("public-task",),
    "from_": COUNCIL,
    "to": HEALTH,
    "items": ("name",),
    "kind": SharingKind.STANDING_FEED,
}
FEED, BULK, CHILD, ADULT, WITH_POLICE, LOADING = SharingKind
ALLOWED, WARNED, STOPPED = ShareAnswer
DRAFT = replace(AGREED, state=VersionState.DRAFT)
APPROVED = replace(AGREED, state=VersionState.APPROVED)
SUPERSEDED = replace(AGREED, state=VersionState.SUPERSEDED)
LAPSED = replace(AGREED, state=VersionState.LAPSED, review_on=date(2026, 8, 31))
REVIEW_PASSED = replace(AGREED, review_on=date(2026, 11, 22))
REVIEW_TODAY = replace(AGREED, review_on=TODAY)
ENDED = replace(AGREED, ends_on=date(2026, 10, 31))
SECOND_DRAFT = replace(DRAFT, number=2)
FROM_HEALTH: dict[str, Any] = {"from_": HEALTH, "to": COUNCIL, "kind": LOADING, "purpose": "", "bases": (), "items": ()}


@dataclass(frozen=True)
class Case:
    """One row: a readable name, what is shared and what the agreement is, in words; what is asked; the answer."""

    name: str
    shared: str
    agreement: str
    answer: ShareAnswer
    held: tuple[Terms, ...]
    asked: dict[str, Any]
    review: bool = False

    def decide(self) -> MayShare:
        """Return what the rule says to it."""
        return may_share(**(ASKED | self.asked), agreements=self.held, on=TODAY)


def _case(
    name: str, shared: str, agreement: str, answer: ShareAnswer, *held: Terms, review: bool = False, **asked: Any
) -> Case:
    return Case(name, shared, agreement, answer, held, asked, review)


CASES: tuple[Case, ...] = (
    _case("feed-in-force", "A standing feed", "in force", ALLOWED, AGREED),
    _case("feed-in-force-on-its-last-day", "A standing feed", "in force, its review is today", ALLOWED, REVIEW_TODAY),
    _case("feed-none", "A standing feed", "none", STOPPED),
    _case("feed-draft", "A standing feed", "a draft", STOPPED, DRAFT),
    _case("feed-approved", "A standing feed", "approved, not in force yet", STOPPED, APPROVED),
    _case("feed-lapsed", "A standing feed", "lapsed", STOPPED, LAPSED),
    _case("feed-review-passed", "A standing feed", "in force, its review was yesterday", STOPPED, REVIEW_PASSED),
    _case("feed-ended", "A standing feed", "in force, its end has passed", STOPPED, ENDED),
    _case("feed-superseded", "A standing feed", "superseded, and nothing after it", STOPPED, SUPERSEDED),
    _case("feed-renewal", "A standing feed", "version 1 in force, version 2 a draft", ALLOWED, AGREED, SECOND_DRAFT),
    _case("feed-lapsed-renewal", "A standing feed", "version 1 lapsed, version 2 a draft", STOPPED, LAPSED, SECOND_DRAFT),
    _case("feed-other-parties", "A standing feed to the police", "in force with health alone", STOPPED, AGREED, to=POLICE),
    _case(
        "feed-other-purpose", "A standing feed for another purpose", "in force", STOPPED, AGREED,
        purpose="preventing-crime",
    ),
    _case("feed-other-basis", "A standing feed on another basis", "in force", STOPPED, AGREED, bases=("s115",)),
    _case(
        "feed-more-items", "A standing feed with addresses as well", "in force", STOPPED, AGREED,
        items=("name", "address"),
    ),
    _case("feed-no-basis", "A standing feed without a recorded basis", "in force", STOPPED, AGREED, bases=()),
    _case("feed-no-purpose", "A standing feed without a purpose", "in force", STOPPED, AGREED, purpose=""),
    _case("bulk-in-force", "A bulk exchange", "in force", ALLOWED, AGREED, kind=BULK),
    _case("bulk-draft", "A bulk exchange", "a draft", STOPPED, DRAFT, kind=BULK),
    _case("bulk-lapsed", "A bulk exchange", "lapsed", STOPPED, LAPSED, kind=BULK),
    _case("child-in-force", "About one child", "in force", ALLOWED, AGREED, kind=CHILD),
    _case(
        "child-s47-draft", "About one child, on section 47", "a draft", WARNED, DRAFT, review=True,
        kind=CHILD, purpose="protecting-child", bases=("public-task", "s47"),
    ),
    _case(
        "child-s17-lapsed", "About one child, on section 17", "lapsed", WARNED, LAPSED, review=True,
        kind=CHILD, purpose="protecting-child", bases=("public-task", "s17"),
    ),
    _case(
        "child-s47-none", "About one child, on section 47", "none", WARNED, review=True,
        kind=CHILD, purpose="protecting-child", bases=("public-task", "s47"),
    ),
    _case(
        "child-beyond", "About one child, more than the agreement names", "in force", WARNED, AGREED, review=True,
        kind=CHILD, items=("name", "story"),
    ),
    _case("child-no-basis", "About one child without a recorded basis", "in force", STOPPED, AGREED, kind=CHILD, bases=()),
    _case(
        "child-from-partner", "About one child, from health to the council", "a draft", WARNED, DRAFT, review=True,
        kind=CHILD, from_=HEALTH, to=COUNCIL,
    ),
    _case(
        "adult-s42-draft", "About one adult, on section 42", "a draft", WARNED, DRAFT, review=True,
        kind=ADULT, purpose="protecting-adult", bases=("public-task", "s42"), from_=ADULTS,
    ),
    _case(
        "police-none", "With the police about one case", "none", WARNED, review=True,
        kind=WITH_POLICE, to=POLICE, purpose="preventing-crime", bases=("s115",),
    ),
    _case("police-without-police", "“With the police”, to health", "in force", STOPPED, AGREED, kind=WITH_POLICE),
    _case("load-in-force", "Loading what health sent", "in force", ALLOWED, AGREED, **FROM_HEALTH),
    _case("load-draft", "Loading what health sent", "a draft", WARNED, DRAFT, **FROM_HEALTH),
    _case("load-none", "Loading what health sent", "none", WARNED, **FROM_HEALTH),
    _case("inside", "A standing feed to adult social care", "none: one council", ALLOWED, to=ADULTS),
)  # fmt: skip
