"""Names are kept as given. What is compared is a folded copy, made here."""

import re
import unicodedata
from difflib import SequenceMatcher
from enum import IntEnum

LONGEST = 400
APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´′", "'"))
HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
# Letters that no decomposition takes apart.
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
ALIKE_FROM = 0.8


class Likeness(IntEnum):
    """How two names compare."""

    DIFFERENT = 0
    ALIKE = 1
    SAME = 2


def folded(words: str) -> str:
    """Return words in one case, with one kind of apostrophe and hyphen, as they are searched."""
    if words.isascii():  # as nearly all are, and an index has a million
        return " ".join(words.replace("`", "'").casefold().split())
    words = unicodedata.normalize("NFC", words).translate(APOSTROPHES).translate(HYPHENS)
    return " ".join(words.casefold().split())


def plain(words: str) -> str:
    """Return folded words without accents."""
    words = folded(words)
    if words.isascii():
        return words
    parts = unicodedata.normalize("NFKD", words)
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).translate(LETTERS)


def forms_of(word: str) -> list[str]:
    """Return the ways one folded word may be written: with and without accents, apostrophe and hyphen."""
    if word.isascii() and word.isalnum():
        return [word]
    found = [word, plain(word)]
    for form in list(found):
        if "'" in form:
            found.append(form.replace("'", ""))
        if "-" in form:
            found += [form.replace("-", ""), *form.split("-")]
    return [form for form in dict.fromkeys(found) if form]


def search_text(given: str, family: str, also_known_as: str = "") -> str:
    """Return what searching compares: the names as given in one case first, then each other way to write them."""
    words = folded(f"{given} {family} {also_known_as}").split()
    others = [form for word in words for form in forms_of(word) if form not in words]
    text = " ".join([*words, *dict.fromkeys(others)])
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0]


def query_text(*names: str) -> str:
    """Return names as they are looked for: without accents and apostrophes."""
    return plain(" ".join(names)).replace("'", "").strip()


def compact(words: str) -> str:
    """Return only the letters and digits of a name; all of it where it has none."""
    base = plain(words)
    return "".join(letter for letter in base if letter.isalnum()) or base


def parts_of(words: str) -> set[str]:
    """Return the words of a name, hyphened ones taken apart as well as joined."""
    return {compact(form) for word in folded(words).split() for form in forms_of(word) if compact(form)}


def likeness(one: str, other: str) -> Likeness:
    """Return whether two names are the same, alike (a shared part, a slip, a shortened form) or different."""
    left, right = compact(one), compact(other)
    if left == right:
        return Likeness.SAME
    shorter, longer = sorted((left, right), key=len)
    begins = len(shorter) >= 3 and longer.startswith(shorter)
    shared = {part for part in parts_of(one) & parts_of(other) if len(part) > 1}
    if begins or shared or SequenceMatcher(None, left, right).ratio() >= ALIKE_FROM:
        return Likeness.ALIKE
    return Likeness.DIFFERENT


def loose_likeness(typed: str, held: str) -> Likeness:
    """Return how words typed in any order compare with a whole name; a word may be the beginning of one."""
    wanted = re.findall(r"\S+", query_text(typed))
    names = parts_of(held)
    if not wanted or not names:
        return Likeness.DIFFERENT
    if all(compact(word) in names for word in wanted):
        return Likeness.SAME
    if all(any(name.startswith(compact(word)) or _near(compact(word), name) for name in names) for word in wanted):
        return Likeness.ALIKE
    return Likeness.DIFFERENT


def loose_likeness_of_one(typed: str, held: str) -> bool:
    """Whether one of several words typed is a name held, or nearly one."""
    wanted = [compact(word) for word in query_text(typed).split()]
    names = parts_of(held)
    return len(wanted) > 1 and any(
        len(word) > 1 and (word in names or any(_near(word, name) for name in names)) for word in wanted
    )


def _near(word: str, name: str) -> bool:
    return len(word) > 2 and SequenceMatcher(None, word, name).ratio() >= ALIKE_FROM


def unnamed(number: str, *, unborn: bool = False) -> str:
    """Return what somebody is called whose name nobody has given: by the council's own number, where there is one."""
    child = "Unborn child" if unborn else "Child"
    if number:
        return f"{child} {number}, name not given"
    return child if unborn else "Name not known yet"
