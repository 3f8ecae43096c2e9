"""The life of a version of a document: drafted, approved by somebody else, in force, superseded or lapsed."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from openmash.base.errors import RuleBroken
from openmash.sharing.choices import DOCUMENT_WORDS, STATE_WORDS, DocumentKind, VersionState

MOVES: dict[str, frozenset[str]] = {
    VersionState.DRAFT: frozenset({VersionState.APPROVED, VersionState.SUPERSEDED}),
    VersionState.APPROVED: frozenset({VersionState.DRAFT, VersionState.IN_FORCE, VersionState.SUPERSEDED}),
    VersionState.IN_FORCE: frozenset({VersionState.SUPERSEDED, VersionState.LAPSED}),
    VersionState.SUPERSEDED: frozenset(),
    VersionState.LAPSED: frozenset(),
}
UNFINISHED = frozenset({VersionState.DRAFT, VersionState.APPROVED})
FEWEST_PARTIES = 2

# What a kind of document must say before it is approved, with the sentence for what is missing.
SAYS: Mapping[str, str] = {
    "words": "Write what it is for, in a few sentences.",
    "parties": "Choose the agencies that are party to it: at least two.",
    "purposes": "Choose the purposes that it covers.",
    "bases": "Choose the lawful bases that it relies on.",
    "items": "Choose the items of information that it covers.",
    "retention": "Choose how long what is shared is kept.",
    "review_on": "Give the day by which it is reviewed.",
}
NEEDED: dict[str, tuple[str, ...]] = {
    DocumentKind.SHARING_AGREEMENT: tuple(SAYS),
    DocumentKind.IMPACT_ASSESSMENT: ("words", "purposes", "bases", "items", "review_on"),
    DocumentKind.PRIVACY_NOTICE: ("words", "purposes", "bases", "review_on"),
    DocumentKind.POLICY_DOCUMENT: ("words", "bases", "retention", "review_on"),
}


def check_move(before: str, after: str) -> None:
    """Raise RuleBroken unless a version may go from one state to another."""
    if after not in MOVES[VersionState(before)]:
        raise RuleBroken(
            f"This version is “{STATE_WORDS[before].lower()}” and cannot become “{STATE_WORDS[after].lower()}”. "
            "Open the document again to see where it stands."
        )


def last_day(*, review_on: date | None, ends_on: date | None) -> date | None:
    """Return the last day on which a version in force still holds; None where neither day is given."""
    days = [day for day in (review_on, ends_on) if day is not None]
    return min(days, default=None)


def standing(state: str, *, review_on: date | None, ends_on: date | None, on: date) -> VersionState:
    """Return where a version stands on a day: one whose last day has passed is lapsed, whoever has noted it yet."""
    held, last = VersionState(state), last_day(review_on=review_on, ends_on=ends_on)
    if held is VersionState.IN_FORCE and last is not None and last < on:
        return VersionState.LAPSED
    return held


def review_is_near(*, review_on: date | None, ends_on: date | None, notice_days: int, on: date) -> bool:
    """Whether it is time to raise the review of a version in force: `notice_days` calendar days before its last day."""
    last = last_day(review_on=review_on, ends_on=ends_on)
    return last is not None and on >= last - timedelta(days=notice_days)


def missing(kind: str, *, said: Collection[str], parties: int, on: date, review_on: date | None) -> list[str]:
    """Return a sentence for each thing that a kind of document must say and does not; `said` names what is filled in."""
    found = [SAYS[name] for name in NEEDED[kind] if name not in said]
    few = "parties" in NEEDED[kind] and "parties" in said and parties < FEWEST_PARTIES
    found += [SAYS["parties"]] * few
    if review_on is not None and review_on <= on:
        found.append("The day of its review has come already. Give a day ahead.")
    return found


def check_whole(kind: str, *, said: Collection[str], parties: int, on: date, review_on: date | None) -> None:
    """Raise RuleBroken, naming everything that is missing, unless a document says what its kind must say."""
    found = missing(kind, said=said, parties=parties, on=on, review_on=review_on)
    if found:
        raise RuleBroken(f"{DOCUMENT_WORDS[kind]}: {' '.join(found)}")


def check_days(*, review_on: date | None, ends_on: date | None, on: date) -> None:
    """Raise RuleBroken for a review or an end that lies in the past."""
    for field, day, what in (("review_on", review_on, "review"), ("ends_on", ends_on, "end")):
        if day is not None and day < on:
            raise RuleBroken(f"The day of its {what} has passed. Give a day ahead.", field=field)
