"""The gate for what carries detail of a case: what a kind of recipient may be told, what stops a document, and who looks.

Plain values only. What the list of a kind of recipient does not name is left out; nobody has to remember to take it out.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from openmash.release.choices import PackageState

ADDRESS, PROTECTED_ADDRESS = "address", "protected_address"
TAKEN_OUT = "[taken out]"
SHORTEST_ADDRESS, SHORTEST_NAME, LENGTH_OF_NUMBER = 5, 3, 10
TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "sir", "pc", "dc", "ds", "sister", "nurse"}
)

# What may follow what. Anything changed after a look brings a package back to its preparing.
MOVES: Mapping[str, frozenset[str]] = {
    PackageState.PREPARED: frozenset({PackageState.WAITING, PackageState.RELEASED, PackageState.WITHDRAWN}),
    PackageState.WAITING: frozenset(
        {PackageState.PREPARED, PackageState.RELEASED, PackageState.REFUSED, PackageState.WITHDRAWN}
    ),
    PackageState.RELEASED: frozenset(),
    PackageState.REFUSED: frozenset(),
    PackageState.WITHDRAWN: frozenset(),
}


def may_move(before: str, after: str) -> bool:
    """Whether a package may go from one state to another."""
    return after in MOVES.get(before, frozenset())


@dataclass(frozen=True)
class Fact:
    """One fact that could be told: its kind, the words beside it, and whom it is about (a person's reference, or nobody).

    `also`: the kind of fact that the label gives away with it: whose birthday or address it is.
    """

    field: str
    label: str
    words: str
    about: str = ""
    also: str = ""


@dataclass(frozen=True)
class Known:
    """Somebody whom the record knows. `home_protected`: somebody with a protected address lives where they do."""

    reference: str
    name: str
    in_family: bool = True
    address: str = ""
    postcode: str = ""
    address_protected: bool = False
    home_protected: bool = False

    @property
    def hidden(self) -> bool:
        """Whether nobody may learn from this where they live."""
        return self.address_protected or self.home_protected


@dataclass(frozen=True)
class Told:
    """A fact as the recipient gets it, or why not."""

    fact: Fact
    shown: bool
    why_not: str = ""


NOT_FOR_THEM = "Not for this kind of recipient"
PROTECTED = "The address is protected, and this kind of recipient does not get it"
BY_HAND = "Left out by hand"


def told(
    facts: Sequence[Fact], *, allowed: Collection[str], left_out: Collection[int], protected: Collection[str]
) -> list[Told]:
    """Return each fact with whether it is told. `protected`: the references of people whose address is protected."""
    return [_told(fact, number in left_out, allowed, protected) for number, fact in enumerate(facts)]


def _told(fact: Fact, by_hand: bool, allowed: Collection[str], protected: Collection[str]) -> Told:
    hidden = fact.field == ADDRESS and fact.about in protected
    if hidden and PROTECTED_ADDRESS not in allowed:
        return Told(fact, False, PROTECTED)
    if fact.field not in allowed or (fact.also and fact.also not in allowed):
        return Told(fact, False, NOT_FOR_THEM)
    return Told(fact, not by_hand, BY_HAND if by_hand else "")


def without(words: str, taken_out: Iterable[str]) -> str:
    """Return words with each piece taken out and a mark in its place, however its letters are written and its words are parted."""
    for piece in sorted({piece.strip() for piece in taken_out if piece.strip()}, key=len, reverse=True):
        words = re.sub(r"\s+".join(map(re.escape, piece.split())), TAKEN_OUT, words, flags=re.IGNORECASE)
    return words


def document(rows: Iterable[Told], *, taken_out: Iterable[str]) -> str:
    """Return the document: one paragraph for each fact that is told."""
    pieces = list(taken_out)
    return "\n\n".join(f"{row.fact.label}: {without(row.fact.words, pieces)}" for row in rows if row.shown)


def mark_of(*, recipient: str, address: str, document: str) -> str:
    """Return the mark (SHA-256, 64 hex digits) of exactly this document to exactly this recipient at this address."""
    return sha256("\x1f".join((recipient, address, document)).encode()).hexdigest()


# -- what the gate finds -------------------------------------------------------------------------------------------


class Weight(StrEnum):
    """What a finding asks for: nothing goes; a second person reads it; whoever prepares it says that they saw it."""

    STOP = "stop"
    SECOND = "second"
    LOOK = "look"


@dataclass(frozen=True)
class Finding:
    """One thing that the gate points out, as a sentence."""

    weight: str
    code: str
    words: str


def findings(
    text: str,
    *,
    envelope: str,
    known: Sequence[Known],
    allowed: Collection[str],
    second_person: bool,
    not_to_be_named: Collection[str],
) -> list[Finding]:
    """Return what the gate finds in a text to an envelope (its address).

    `not_to_be_named`: names and numbers of whoever raised the worry, where they wish not to be named to others.
    """
    return [
        *_names_the_referrer(text, not_to_be_named, known),
        *_protected(text, envelope, known, allowed),
        *_outside(text, known),
        *(
            [Finding(Weight.SECOND, "kind", "Whatever goes to this kind of recipient is read by a second person.")]
            if second_person
            else []
        ),
    ]


def _names_the_referrer(text: str, not_to_be_named: Collection[str], known: Sequence[Known]) -> list[Finding]:
    if any(says(text, one) or dials(text, one) for one in not_to_be_named):
        words = "It names whoever raised the worry, who asked not to be named. Take that out."
        return [Finding(Weight.STOP, "referrer", words)]
    family = {part for one in known for part in plain(one.name).split()}
    parts = {part for one in not_to_be_named if "@" not in one for part in plain(one).split()} - TITLES - family
    if not any(len(part) >= SHORTEST_NAME and part.isalpha() and says(text, part) for part in parts):
        return []
    words = "It says a part of the name of whoever raised the worry, who asked not to be named. Is it needed?"
    return [Finding(Weight.LOOK, "referrer_part", words)]


def _protected(text: str, envelope: str, known: Sequence[Known], allowed: Collection[str]) -> list[Finding]:
    hidden = sorted((one for one in known if one.hidden), key=lambda one: not one.address_protected)
    found: list[Finding] = []
    for one in hidden:
        there = {each.code for each in found if not one.address_protected}  # said already beside whom it protects
        if lies_in(text, one) and "address_in_text" not in there:
            found.append(_where_they_live(one, allowed))
        if lies_in(envelope, one) and "address_on_envelope" not in there:
            words = f"It goes to where {one.name} lives, which is protected."
            found.append(Finding(Weight.SECOND, "address_on_envelope", words))
    if hidden and not any(one.weight == Weight.SECOND for one in found):
        names = " and ".join(one.name for one in hidden if one.address_protected) or "somebody who lives with them"
        words = f"The address of {names} is protected. A second person reads that nothing here leads to it."
        found.append(Finding(Weight.SECOND, "protected_person", words))
    return found


def _where_they_live(one: Known, allowed: Collection[str]) -> Finding:
    words = f"It says where {one.name} lives, which is protected."
    if PROTECTED_ADDRESS in allowed:
        return Finding(Weight.SECOND, "address_in_text", words)
    return Finding(Weight.STOP, "address_in_text", f"{words} Take that out.")


def _outside(text: str, known: Sequence[Known]) -> list[Finding]:
    outside = [one.name for one in known if not one.in_family and says(text, one.name)]
    strangers = names_in(text, known=[one.name for one in known])
    found = [Finding(Weight.LOOK, "outside", f"{name} is not of the family. Is it needed?") for name in outside]
    return found + [
        Finding(Weight.LOOK, "stranger", f"“{name}” reads like a name, and the record does not know it. Is it needed?")
        for name in strangers
    ]


def says(text: str, words: str) -> bool:
    """Whether a text says words as whole words, however their letters are written and parted; a name also without its title."""
    wanted = plain(words)
    first, _, rest = wanted.partition(" ")
    if first in TITLES and " " in rest:
        wanted = rest
    return bool(wanted) and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", plain(text)) is not None


def plain(words: str) -> str:
    """Return words as they are compared: small letters without accents and apostrophes, one space between them."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(one for one in letters if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")
    return " ".join(re.sub(r"[-\u2010-\u2015]", " ", re.sub(r"['`\u2018\u2019\u02bc]", "", kept)).split())


def dials(text: str, words: str) -> bool:
    """Whether a text holds a telephone number however it is spaced, with or without the country's code."""
    digits = re.sub(r"\D", "", words)[-10:]
    return len(digits) == LENGTH_OF_NUMBER and re.search(r"[\s().-]*".join(digits) + r"(?!\d)", text) is not None


def lies_in(text: str, one: Known) -> bool:
    """Whether a text holds somebody's address or postcode, however it is spaced."""
    flat = re.sub(r"\W", "", text).casefold()
    places = (re.sub(r"\W", "", place).casefold() for place in (one.address, one.postcode))
    return any(len(place) >= SHORTEST_ADDRESS and place in flat for place in places)


TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|PC|DC|DS|Sister|Nurse)\.?\s+"
    r"([A-Z][^\W\d_]*(?:['\u2019-][^\W\d_]+)*(?: [A-Z][^\W\d_]+(?:['\u2019-][^\W\d_]+)*)?)"
)


def names_in(text: str, *, known: Collection[str]) -> list[str]:
    """Return what reads like the name of somebody (a title and a name) whom the record does not know."""
    parts = {part for name in known for part in plain(name).split()}
    found = dict.fromkeys(" ".join(match.group(0).split()) for match in TITLED.finditer(text))
    return [name for name in found if not set(plain(name).split()[1:]) <= parts]


def stops(found: Iterable[Finding]) -> list[Finding]:
    """Return what nothing goes with."""
    return [one for one in found if one.weight == Weight.STOP]


def needs_second(found: Iterable[Finding]) -> bool:
    """Whether a second person has to read it."""
    return any(one.weight == Weight.SECOND for one in found)


def needs_look(found: Iterable[Finding]) -> bool:
    """Whether whoever prepares it has to say that they saw what was pointed out."""
    return any(one.weight == Weight.LOOK for one in found)


def is_second_person(*, hands: Collection[str], reader: str) -> bool:
    """Whether a reader is somebody else than all who had a hand in a package. A machine is nobody."""
    return bool(reader) and not reader.startswith("system:") and reader not in hands
