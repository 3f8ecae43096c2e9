"""Whether words that everybody reads name somebody of the family."""

import re
from collections.abc import Iterable

SHORTEST = 3  # letters: an initial, or a name of two, stands in too many words of others


def named_in(words: str, names: Iterable[str]) -> str | None:
    """Return the first of the names that stands in the words as a word of its own, whatever its case; None for none of them."""
    said = {part.casefold() for part in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", words)}
    said |= {part.removesuffix("'s").removesuffix("’s") for part in said}
    parts = (part for name in names for part in name.split() if len(part) >= SHORTEST)
    return next((part for part in parts if part.casefold() in said), None)
