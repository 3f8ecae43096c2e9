"""What a message to the person who raised a worry may say, by whom and how they are told."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from string import Formatter

from openmash.base.errors import RuleBroken
from openmash.frontdoor.choices import Channel, WayIn

# What leaves the house in writing is read once more, whole, before it goes.
IN_WRITING = frozenset({Channel.EMAIL, Channel.LETTER})
SHORTEST_NAME = 2


@dataclass(frozen=True)
class Message:
    """A message word for word: what it is made from, its subject and its body."""

    template: str
    subject: str
    body: str


def outcome_template(*, professional: bool, passed: bool, way_in: str) -> str:
    """Return which fixed message tells an outcome: to the police, of an open case, to a professional, to the public."""
    if not professional:
        return "outcome_public"
    if passed:
        return "handed_over_professional"
    return "police_feedback" if way_in == WayIn.POLICE_NOTICE else "outcome_professional"


def outcome_for_professional(sentences: Iterable[tuple[str, str]]) -> str:
    """Return what is said of the children's outcomes: (initials, sentence) of each child, each sentence once.

    Where the outcomes differ, each sentence says whose it is: by initials, for a message leaves the house without names.
    """
    whose: dict[str, list[str]] = {}
    for initials, words in sentences:
        whose.setdefault(words, []).append(initials)
    if len(whose) < 2:
        return next(iter(whose), "")
    every = [initials for some in whose.values() for initials in some]
    if len(set(every)) < len(every) or not all(every):
        return " ".join(f"For {_how_many(len(some))}: {words}" for words, some in whose.items())
    return " ".join(f"For {_and(some)}: {words}" for words, some in whose.items())


def _how_many(number: int) -> str:
    return "one child" if number == 1 else f"{number} children"


def _and(words: list[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def initials_of(given: str, family: str) -> str:
    """Return A.E. for Aled Example."""
    return "".join(f"{part.strip()[0].upper()}." for part in (given, family) if part.strip())


def outcome_for_public(sentences: Collection[tuple[str, bool]]) -> str:
    """Return the one sentence the public hears: (sentence, whether the outcome closes) of each child.

    Where children differ, two sentences would tell apart which child is helped: the one that says more is done stands.
    """
    going_on = [words for words, closes in sentences if not closes]
    return next(iter(going_on or [words for words, _ in sentences]), "")


def fill(template: str, subject: str, body: str, values: Mapping[str, str]) -> Message:
    """Return a fixed message filled in. An own sentence that is empty leaves no gap."""
    filled = body.format(**values)
    return Message(template, subject.format(**values), re.sub(r"\n{3,}", "\n\n", filled).strip())


def takes_own_words(body: str) -> bool:
    """Whether the decider's own words have a place in a fixed message."""
    return any(name == "deciders_words" for _, name, *_ in Formatter().parse(body))


def given_away(words: str, *, names: Iterable[str], places: Iterable[str]) -> list[str]:
    """Return the names and places of a family that stand in words, as the words have them."""
    found = []
    for name in sorted({part for whole in names for part in whole.split() if len(part) >= SHORTEST_NAME}):
        # As written or in capitals: "will" is a verb, "Will" may be a boy.
        if re.search(rf"\b(?:{re.escape(name)}|{re.escape(name.upper())})\b", words):
            found.append(name)
    squeezed = re.sub(r"\W", "", words).casefold()
    for place in places:
        flat = re.sub(r"\W", "", place).casefold()
        if len(flat) >= 5 and flat in squeezed:
            found.append(place)
    return found


def check_names_no_caller(words: str, *, not_to_be_named: Iterable[str], field: str) -> None:
    """Raise RuleBroken where words that others read name whoever raised the worry, who asked not to be named."""
    for one in not_to_be_named:
        if one.strip() and re.search(rf"(?<!\w){re.escape(one.strip())}(?!\w)", words, re.IGNORECASE):
            raise RuleBroken(
                "This names whoever raised the worry, who asked not to be named. Write it without their name.",
                field=field,
            )


def check_gives_nothing_away(words: str, *, names: Iterable[str], places: Iterable[str]) -> None:
    """Raise RuleBroken when a message that leaves the house names somebody of the family, or where they live."""
    if found := given_away(words, names=names, places=places):
        raise RuleBroken(
            f"This message leaves the house, so it may not say {', '.join(f'“{one}”' for one in found)}. "
            "Write “the child” or “the family”: the reference says who is meant.",
            field="words",
        )


def check_channel(*, channel: str, words: str, reason: str, to: str, sees_it_here: bool, takes_words: bool) -> None:
    """Raise RuleBroken for a way that cannot reach the person, or that says nothing."""
    if channel == Channel.NOT_POSSIBLE:
        if not reason.strip():
            raise RuleBroken(
                "Say why the person cannot be answered, for instance that they stayed anonymous.", field="reason"
            )
        return
    if takes_words and not words.strip():
        raise RuleBroken("Write what you are telling them.", field="words")
    if channel == Channel.EMAIL and not to:
        raise RuleBroken(
            "No e-mail address is recorded for this person. Ring them, or add the address first.", field="channel"
        )
    if channel == Channel.LETTER and not to:
        raise RuleBroken(
            "No postal address is recorded for this person. Record it first, and where you have it from.",
            field="channel",
        )
    if channel == Channel.IN_PRODUCT and not sees_it_here:
        raise RuleBroken(
            "This person has no account here that shows this contact. Ring them or write to them.", field="channel"
        )
