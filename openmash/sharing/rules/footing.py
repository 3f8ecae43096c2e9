"""Whether information may go from one agency to another: `may_share`.

An agreement is good practice; it is not the lawful basis. So what one case needs goes ahead on its recorded basis, with a
warning and a review, and only what goes regularly or in bulk needs an agreement in force. What an agency has sent is
loaded, with a warning. (ICO data sharing code; information-sharing advice for safeguarding practitioners, May 2024.)
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from openmash.base.worktime import in_full
from openmash.sharing.choices import SHARING_WORDS, ShareAnswer, SharingKind, VersionState
from openmash.sharing.rules.register import last_day, standing

NEEDS_AGREEMENT = frozenset({SharingKind.STANDING_FEED, SharingKind.BULK_EXCHANGE})
POLICE = "POL"

NO_PURPOSE = "No purpose is recorded. Say what it is shared for."
NO_BASIS = "No lawful basis is recorded. Choose the basis it is shared on."
NOT_POLICE = "Neither side is the police, so this is not sharing with the police."
INSIDE = "Both are services of the council: no agreement between agencies is needed. Share what is needed, and no more."
STOPPED_SO = "{what} goes only under an agreement in force that covers it. Nothing was sent."
WARNED_SO = (
    "It goes ahead on its recorded basis, because an agreement is good practice and not the lawful basis. "
    "The owner of the agreement is asked to review it."
)
LOADED_SO = "What was sent is loaded all the same. Ask the sender and the owner of the agreement to put this right."


@dataclass(frozen=True)
class Party:
    """One side: an agency by code and name, its kind, and whether it is a service of the council itself."""

    code: str
    name: str
    kind: str = ""
    inside: bool = False


@dataclass(frozen=True)
class Terms:
    """One version of an agreement: where it stands, between whom, for what. `council`: the council is party to it."""

    reference: str
    title: str
    number: int
    state: str
    parties: frozenset[str]
    council: bool = True
    purposes: frozenset[str] = frozenset()
    bases: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    review_on: date | None = None
    ends_on: date | None = None

    @property
    def named(self) -> str:
        """Return the version as people say it."""
        return f"{self.reference} {self.title}, version {self.number}"

    def standing(self, on: date) -> VersionState:
        return standing(self.state, review_on=self.review_on, ends_on=self.ends_on, on=on)

    def between(self, one: Party, other: Party) -> bool:
        """Whether both sides are party to it; the council's services count as the council."""
        return all(side.code in self.parties or (side.inside and self.council) for side in (one, other))


@dataclass(frozen=True)
class MayShare:
    """The answer, why in sentences, and the version that it rests on (or that is missing): None where there is none."""

    answer: ShareAnswer
    sentences: tuple[str, ...]
    terms: Terms | None = None
    review: bool = False

    @property
    def allowed(self) -> bool:
        """Whether it goes, with a warning or without."""
        return self.answer is not ShareAnswer.STOPPED


@dataclass(frozen=True)
class Words:
    """Titles of codes, for the sentences; a code without a title is said as it is."""

    purposes: dict[str, str] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)


def may_share(
    *,
    purpose: str,
    bases: Collection[str],
    from_: Party,
    to: Party,
    items: Collection[str],
    kind: SharingKind,
    on: date,
    agreements: Sequence[Terms],
    words: Words | None = None,
) -> MayShare:
    """Return whether information may go from one side to the other on a day, in one of the ways of `SharingKind`.

    `bases` are the lawful bases recorded for it, `items` what it holds, `agreements` every version of every agreement;
    those that other agencies have with each other are passed over. A superseded version counts for nothing.
    """
    stops = _not_recorded(purpose, bases, from_, to, kind)
    if stops:
        return MayShare(ShareAnswer.STOPPED, tuple(stops))
    if from_.inside and to.inside:
        return MayShare(ShareAnswer.ALLOWED, (INSIDE,))
    held = [terms for terms in agreements if terms.between(from_, to)]
    asked = _Asked(purpose, bases, items, words or Words(), loading=kind is SharingKind.LOADING)
    terms, doubts = _closest(held, asked, on)
    if terms is None:
        doubts = [f"There is no agreement between {from_.name} and {to.name}."]
    if not doubts and terms is not None:
        return MayShare(ShareAnswer.ALLOWED, (_covered(terms),), terms)
    if kind in NEEDS_AGREEMENT:
        return MayShare(ShareAnswer.STOPPED, (*doubts, STOPPED_SO.format(what=SHARING_WORDS[kind])), terms)
    if kind is SharingKind.LOADING:
        return MayShare(ShareAnswer.WARNED, (*doubts, LOADED_SO), terms)
    return MayShare(ShareAnswer.WARNED, (*doubts, WARNED_SO), terms, review=True)


def _not_recorded(purpose: str, bases: Collection[str], from_: Party, to: Party, kind: SharingKind) -> list[str]:
    """Return what must be written down before anything goes out; what came in is loaded whatever is written."""
    if kind is SharingKind.LOADING:
        return []
    found = [NO_PURPOSE] * (not purpose) + [NO_BASIS] * (not bases)
    if kind is SharingKind.WITH_POLICE and POLICE not in (from_.kind, to.kind):
        found.append(NOT_POLICE)
    return found


def _closest(held: Iterable[Terms], asked: "_Asked", on: date) -> tuple[Terms | None, list[str]]:
    """Return the version that fits best, with what it lacks: in force before approved, draft and lapsed; fewest gaps."""
    order = (VersionState.IN_FORCE, VersionState.APPROVED, VersionState.DRAFT, VersionState.LAPSED)
    found = []
    for terms in held:
        stands = terms.standing(on)
        if stands in order:
            gaps = [] if asked.loading else _gaps(terms, asked)
            doubts = gaps if stands is VersionState.IN_FORCE else [_not_in_force(terms, stands)]
            found.append((order.index(stands), len(gaps), -terms.number, terms.reference, terms, doubts))
    if not found:
        return None, []
    *_, terms, doubts = min(found, key=lambda one: one[:4])
    return terms, doubts


@dataclass(frozen=True)
class _Asked:
    purpose: str
    bases: Collection[str]
    items: Collection[str]
    words: Words
    loading: bool


def _gaps(terms: Terms, asked: _Asked) -> list[str]:
    """Return what a version in force does not cover."""
    found, words = [], asked.words
    if asked.purpose not in terms.purposes:
        found.append(f"{terms.named} does not cover the purpose “{words.purposes.get(asked.purpose, asked.purpose)}”.")
    beyond = [words.bases.get(code, code) for code in sorted(set(asked.bases) - terms.bases)]
    if beyond:
        found.append(f"{terms.named} does not name this basis: {', '.join(beyond)}.")
    more = [words.items.get(code, code) for code in sorted(set(asked.items) - terms.items)]
    if more:
        found.append(f"{terms.named} does not cover these items: {', '.join(more)}.")
    return found


def _not_in_force(terms: Terms, stands: VersionState) -> str:
    last = last_day(review_on=terms.review_on, ends_on=terms.ends_on)
    if stands is VersionState.LAPSED:
        return f"{terms.named} lapsed" + (f" after {in_full(last)}." if last else ".")
    return {
        VersionState.DRAFT: f"{terms.named} is still a draft.",
        VersionState.APPROVED: f"{terms.named} is approved and not in force yet.",
    }[stands]


def _covered(terms: Terms) -> str:
    last = last_day(review_on=terms.review_on, ends_on=terms.ends_on)
    return f"{terms.named} is in force" + (f" until {in_full(last)} and covers it." if last else " and covers it.")
