"""Who is told of a worry about a worker and who never is; whom a name may mean. Plain values only."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping

from openmash.allegations.choices import DECISIONS, AllegationState, Reader

Keys = Collection[int]
APOSTROPHES = "'`\u2018\u2019\u02bc"


TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "reverend", "sir", "sgt", "pc", "dc"}
)


def _words(name: str) -> list[str]:
    """Return the words of a name as they are compared: small letters without accents and apostrophes."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(one for one in letters if not unicodedata.combining(one) and one not in APOSTROPHES)
    return "".join(character if character.isalnum() else " " for character in plain).split()


def same_name(given: str, held: str) -> bool:
    """Whether a name that somebody wrote may be a member's: every word of the shorter is in the longer, two words at least.

    A title and a single word are a family name. Rather one too many: who is taken for the person concerned sees nothing, and
    another officer is told.
    """
    said, own = _words(given), _words(held)
    if len(said) == 2 and said[0] in TITLES and own:
        return said[1] == own[-1] or set(said) <= set(own)
    shorter, longer = sorted((frozenset(said), frozenset(own)), key=len)
    return shorter <= longer and (len(shorter) > 1 or shorter == longer) and bool(shorter)


def invited_among(lines: str) -> list[str]:
    """Return who is invited, of words with one of them a line."""
    return [line.strip() for line in lines.splitlines() if line.strip()]


def concerned_in(name: str, members: Mapping[int, str]) -> list[int]:
    """Return the keys of the members whom a name may mean."""
    return sorted(key for key, held in members.items() if same_name(name, held))


def who_is_told(*, officers: Keys, managers: Keys, concerned: Keys) -> tuple[int, ...]:
    """Return who is told beside the designated officers, who see every worry but one about themselves.

    Where no officer is left but the person concerned, the managers who are not concerned stand in for them. Where none of
    them is left either, nobody is told here: `who_can_read` says so, and it is raised.
    """
    if set(officers) - set(concerned):
        return ()
    return tuple(sorted(set(managers) - set(concerned)))


def who_can_read(*, officers: Keys, managers: Keys, told: Keys, concerned: Keys) -> Reader:
    """Return who can read a worry now, by who holds the roles now and whom it was given to: never who is concerned."""
    if set(officers) - set(concerned):
        return Reader.OFFICER
    return Reader.STAND_IN if set(told) & set(managers) - set(concerned) else Reader.NOBODY


def keys_kept(keys: Iterable[int]) -> str:
    """Return keys as a row keeps them: each between commas, so that one can be looked for; nothing for nobody."""
    held = ",".join(str(key) for key in sorted(set(keys)))
    return f",{held}," if held else ""


def keys_of(kept: str) -> frozenset[int]:
    """Return the keys that a row keeps."""
    return frozenset(int(key) for key in kept.split(",") if key)


def problem_with(decision: str, *, thresholds: Collection[str], words: str) -> tuple[str, str] | None:
    """Return what is missing for a decision as field and sentence, or None."""
    if decision not in DECISIONS:
        return "decision", "Choose what you decide."
    if decision == AllegationState.MET and not thresholds:
        return "thresholds", "Choose which threshold is met."
    if not words.strip():
        return "words", "Write why you decide so, and who is told."
    return None
