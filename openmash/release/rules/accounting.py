"""What a person is told about telling: which of it, and in which words. Plain values only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openmash.release.choices import FIELD_WORDS, Standing


def standing_of(*, must_not_be_told: bool, withheld: bool | None, said_since: bool = False) -> Standing:
    """Return whether one telling stands in the statement. `withheld`: what the latest decision says; None without one.

    Where the family is not to learn of it, silence is not a yes: it stays out until somebody decides. And where that was
    said anew since somebody decided that they may be told (`said_since`), somebody decides anew.
    """
    if withheld:
        return Standing.WITHHELD
    if withheld is None or said_since:
        return Standing.TO_DECIDE if must_not_be_told else Standing.TOLD
    return Standing.TOLD


def review_is_due(review_on: date | None, *, on: date) -> bool:
    """Whether the day has come on which a decision to keep something back is looked at again."""
    return review_on is not None and review_on <= on


@dataclass(frozen=True)
class Telling:
    """One telling as a person reads of it: what was done, to whom, when, which kinds of fact, and why the law allows it."""

    what: str
    to: str
    on: date
    fields: Sequence[str] = ()
    bases: Sequence[str] = ()


# What was done, and how its facts are introduced, by the kind of telling. Whoever adds a kind adds its words here.
HELD = "It held {fields}."
DID: Mapping[str, tuple[str, str]] = {
    "request_opened": (
        "we asked {to} what they know about {name}",
        "So that they could find the right records, we told them {fields}.",
    ),
    "hub_release": ("we told {to}, who work beside us, what another service had said about {name}", HELD),
    "answer_package": ("we wrote to {to} about {name}", HELD),
    "standing_feed": ("we told {to} about {name}, as we do regularly under an agreement with them", HELD),
    "adult_safeguarding": ("we told {to} about {name}, so that somebody looks whether an adult needs protection", HELD),
    "marac": ("we told {to} about {name}, so that several services plan together how an adult is safe", HELD),
    "adviser": ("we told {to} about {name}, so that they offer help to an adult", HELD),
    "housing": ("we told {to} about {name}, so that a home is safe", HELD),
    "school_notice_read": ("{to} read what we told them about {name}, so that they look after {name} in school", HELD),
    "school_told": ("we told {to} about {name}, so that they look after {name} in school", HELD),
    "outcome": ("we told {to} what became of the worry about {name}", HELD),
    "disagreement_answer": ("we answered {to}, who had disagreed with what we decided about {name}", HELD),
    "disclosure_statement": ("we gave {to} a paper like this one about {name}", ""),
}
TOLD = ("we told {to} something about {name}", HELD)


def sentence(telling: Telling, *, name: str) -> str:
    """Return one telling in plain words, as a paragraph."""
    did, held = DID.get(telling.what, TOLD)
    named = list(dict.fromkeys(FIELD_WORDS.get(one, one.replace("_", " ")) for one in telling.fields))
    parts = [
        f"On {telling.on.day} {telling.on:%B %Y} {did.format(to=telling.to, name=name)}.",
        held.format(fields=in_a_row(named)) if named else "",
        *telling.bases,
    ]
    return " ".join(part for part in parts if part)


def in_a_row(words: Sequence[str]) -> str:
    """Return words as a list in a sentence."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


NOTHING = "We have told no other service anything about {name} that we can list here."


def told_in_words(tellings: Iterable[Telling], *, name: str) -> str:
    """Return everything that was told about somebody, a paragraph each, the earliest first. What is kept out is not counted."""
    rows = sorted(tellings, key=lambda one: one.on)
    return "\n\n".join(sentence(one, name=name) for one in rows) or NOTHING.format(name=name)
