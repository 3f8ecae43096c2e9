"""Who minutes speak of: names as written there, initials by their key, and what may own an action."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from openmash.improvement.rules.minutes.dates import MONTHS, WEEKDAYS
from openmash.improvement.rules.minutes.words import NO_PERSON, any_of

_RANK = any_of(
    r"Sgt", r"Sergeant", r"Insp(?:ector)?", r"Ch(?:ief)?\s?Insp(?:ector)?", r"Supt", "Superintendent", r"Ch(?:ief)?\s?Supt",
    r"Chief\s+Superintendent", "Con(?:stable)?",
)  # fmt: skip
TITLE = any_of(
    r"County\s+Councillor", "Councillor", "Cllr", "CC", "Dr", "Mr", "Mrs", "Ms", "Miss", "Mx", "Prof(?:essor)?", "Rev", "Sir",
    "Dame", "Lady", "Lord", rf"(?:Det(?:ective)?\s+)?{_RANK}", "DCI", "DI", "DS", "DC", "PC", "PCSO",
) + r"\.?"  # fmt: skip
_PART = r"[A-Z][a-zà-öø-ÿ]+"
WORD = rf"(?:Ma?c{_PART}|{_PART}(?:[’'][A-Z]?[a-zà-öø-ÿ]+)?|[A-Z][’']{_PART})(?:-{_PART})*"
_PARTICLE = r"(?:de|van|der|von|la|le|al|bin|ben|da|dos|du)"
# Two words at least, or a title and one.
_GAP = r"[ \u00a0]{1,2}"  # no name goes on in the next line
FULL_NAME = (
    rf"(?:{TITLE}{_GAP}(?:{WORD}{_GAP})?(?:{_PARTICLE}{_GAP})?{WORD}"
    rf"|{WORD}(?:{_GAP}[A-Z]\.?)?(?:{_GAP}{_PARTICLE})?(?:{_GAP}{WORD}){{1,2}})"
)
INITIALS = r"[A-Z]{2,4}"
_ROLE_NOUN = any_of(
    "[Cc]hair(?:man|person|woman)?", "[Vv]ice[- ][Cc]hair", "[Dd]irectors?", "[Hh]eads?", "[Mm]anagers?", "[Oo]fficers?",
    "[Ll]eads?", "[Ss]ecretar(?:y|iat)", "[Cc]lerk", "[Mm]embers?", "[Tt]eams?", "[Gg]roup", "[Bb]oard", "[Hh]eadteachers?",
    "[Ii]nspector", "[Nn]urses?", "[Ww]orkers?", "[Cc]o-?ordinators?", "[Rr]epresentatives?", "[Pp]artners", "[Aa]gencies",
    "[Pp]olice", "[Hh]ealth", "[Ss]chools", "[Aa]nalysts?", "[Cc]ommissioners?", "[Ss]ervices?", "[Cc]ommittee", "[Pp]anel",
    "IRO", "[Aa]dvis[eo]rs?", rf"[Cc]hief{_GAP}[Ee]xecutive", "[Cc]onsultants?", "[Aa]uditors?", "[Gg]overnance", "HR", "IT",
    "Legal", "Finance", "Comms",
)  # fmt: skip
_CAPITAL = r"[A-Z][\w&’'-]*"
_OF = rf"(?:{_GAP}(?:of|for){_GAP}(?:the{_GAP})?{_CAPITAL}(?:{_GAP}(?:(?:and|&|of){_GAP})?{_CAPITAL}){{0,5}})"
ROLE = rf"(?:[Tt]he{_GAP})?(?:(?:{_CAPITAL}|of|for|and|the|in|&){_GAP}){{0,6}}{_ROLE_NOUN}(?:{_OF}|(?:,?{_GAP}{_CAPITAL}){{1,2}})?"
EVERYBODY = rf"(?:(?:[Aa]ll|ALL)(?:{_GAP}(?!to\b|will\b|are\b|agreed\b|and\b)[A-Za-z]+){{0,2}}|[Ee]veryone)"
OWNER = rf"(?:{FULL_NAME}|{EVERYBODY}|{ROLE}|{INITIALS}|{WORD})"
BETWEEN = r"\s*(?:/|,|;|&|\+|\band\b|\bwith\b)\s*"
_OWNER_OF = rf"(?:{OWNER})(?:\s*\([^)]{{1,60}}\))?"
OWNERS = rf"{_OWNER_OF}(?:{BETWEEN}{_OWNER_OF})*"
# The head of the minutes ends where the first item begins.
FIRST_ITEM = re.compile(
    r"(?im)^\s*(?:(?:item\s+)?1\s*[.):\t ]|1\.[01]\b|a[.)]\s|item\s|welcome\b|minutes\s*:|introductions?\b|we\s+went\b|agenda\s+item\b)"
)
LONGEST_HEAD = 6000
LONGEST_OWNERS = 120  # letters
# Whom a key that is missing would name: “QM said”, “PDW agreed”.
SPEAKER = re.compile(
    rf"(?:^|[.;!?]\s+|\n)(?P<who>{INITIALS})\s+(?:said|reported|noted|asked|agreed|explained|felt|confirmed|advised|thought|added|will|to|is|gave)\b"
)
NO_INITIALS = frozenset(
    {
        "NHS",
        "CCG",
        "ICB",
        "DFE",
        "CSC",
        "MASH",
        "SEND",
        "EHCP",
        "LADO",
        "CIN",
        "CLA",
        "PEP",
        "IRO",
        "LSCB",
        "CYP",
        "FGC",
    }
    | {"GP", "GPS", "IT", "HR", "PRU", "YOT", "DSL", "NEET"}
)
KEY_OF_LINE = re.compile(rf"\s*({INITIALS})(?:\s{{2,}}|\t|\s+[-–=:|]\s)")
IN_BRACKETS = re.compile(r"\(([^)]*)\)")
INITIALS_ALONE = re.compile(r"(?<![A-Za-z])[A-Z]{2,4}(?![A-Za-z])")
ALONE_IN_LIST = re.compile(rf"(?:^|[,;:\t])\s*(?P<name>{WORD})\s*\(")
PLACES = frozenset(
    {
        "Academy",
        "Building",
        "Centre",
        "Chamber",
        "Church",
        "College",
        "Hall",
        "Hospital",
        "House",
        "Office",
        "Primary",
        "Road",
    }
    | {"Room", "Street", "Suite"}
)

CALENDAR = frozenset({one.capitalize() for one in (*MONTHS, *WEEKDAYS)})
OFTEN = 2


@dataclass
class Roster:
    """The people of the minutes: full names in their order, and whom initials mean."""

    names: list[str] = field(default_factory=list)
    by_initials: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, name: str, initials: str = "") -> None:
        name = " ".join(name.split())
        if name not in self.names:
            self.names.append(name)
        if initials:
            self.by_initials[initials].add(name)

    def known_as(self, word: str, latest: Iterable[str]) -> str:
        """Return whom a first or last name alone means: who was named last, else the only one; the word itself for several."""
        for name in latest:
            if word in name.split():
                return name
        named = _apart_from_titles(name for name in self.names if word in name.split())
        return named[0] if len(named) == 1 else word if named else ""

    def full(self, written: str) -> tuple[str, str]:
        """Return a name in full as the minutes have it, and what is doubtful about it."""
        if re.fullmatch(INITIALS, written):
            return self._one_of(written, sorted(self.meant_by(written)))
        written = re.sub(r"^[Tt]he\s+(?=\S)", "", written)
        if re.fullmatch(WORD, written):
            return self._one_of(written, sorted(name for name in self.names if written in name.split()))
        if match := re.fullmatch(rf"{TITLE}\s+(?P<last>{WORD})", written):
            longer = [name for name in self.names if name.split()[-1] == match["last"] and name != written]
            return self._one_of(written, sorted(one for one in longer if not re.fullmatch(rf"{TITLE}\s+{WORD}", one)))
        if re.fullmatch(FULL_NAME, written):
            longer = [name for name in self.names if set(written.split()) < set(name.split())]
            return (longer[0], "") if len(longer) == 1 and not re.match(TITLE, longer[0]) else (written, "")
        return written, ""

    def meant_by(self, initials: str) -> set[str]:
        """Return whom initials can mean: by the key of the minutes, else by the names that have them."""
        return self.by_initials.get(initials) or {name for name in self.names if initials in initials_of(name)}

    @staticmethod
    def _one_of(written: str, named: list[str]) -> tuple[str, str]:
        named = _apart_from_titles(named)
        if len(named) == 1:
            return named[0], ""
        return written, f"“{written}” may be {' or '.join(named)}." if named else ""


def _apart_from_titles(names: Iterable[str]) -> list[str]:
    """Return each person once, by the fullest of the ways in which the name is written: “Mr Cole Ash”, “Cole Ash”, “Cole”."""
    kept: list[tuple[set[str], str]] = []
    for name in sorted(names, key=lambda one: -len(one)):
        words = set(bare_name(name).split())
        if not any(words <= other for other, _ in kept):
            kept.append((words, name))
    return sorted(name for _, name in kept)


def bare_name(name: str) -> str:
    """Return a name without its titles."""
    return re.sub(rf"^(?:{TITLE}\s+)+", "", name)


def initials_of(name: str) -> set[str]:
    """Return what initials of a name can be: of every part, of every word, and of its first and last."""
    words = bare_name(name).split()
    parts = [part for word in words for part in word.split("-")]
    return {
        "".join(one[0] for one in parts if one[0].isupper()),
        "".join(one[0] for one in words if one[0].isupper()),
        words[0][0] + words[-1][0],
        words[0][0] + words[-1].split("-")[-1][0],
    }


def roster_of(text: str) -> Roster:
    """Return the people whom minutes name in their head with or without initials, beside an item, or again and again."""
    found = Roster()
    for segment in re.split(r"[;\n]", _head(text)):
        _add_from(segment, found)
    for match in re.finditer(rf"(?P<name>{FULL_NAME})\s*\((?P<initials>{INITIALS})\)", text):
        if is_person(match["name"]) and match["initials"] in initials_of(match["name"]):
            found.add(match["name"], match["initials"])
    for match in re.finditer(rf"(?m)[-–]\s*(?P<name>{FULL_NAME})\s*$", text):
        if is_person(match["name"]):
            found.add(match["name"])
    for match in re.finditer(
        rf"(?P<name>{FULL_NAME})(?=\s*(?:\(|,\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+){{0,4}}{_ROLE_NOUN}))", text
    ):
        if is_person(match["name"]):
            found.add(match["name"])
    for match in re.finditer(rf"\b{TITLE}{_GAP}{WORD}{_GAP}{WORD}", text):
        found.add(match.group())
    for initials, number in Counter(match["who"] for match in SPEAKER.finditer(text)).items():
        often = number >= OFTEN or re.search(rf"[Aa](?:ction|CTION)[^)\n]{{0,40}}\b{initials}\b", text)
        if often and initials not in NO_INITIALS and not found.meant_by(initials):
            found.by_initials[initials].add(initials)
    times = Counter(match.group() for match in re.finditer(FULL_NAME, text))
    for name, number in times.items():
        if number >= OFTEN and is_person(name):
            found.add(name)
    return found


def _head(text: str) -> str:
    """Return the part of minutes before their first item."""
    start = FIRST_ITEM.search(text, 80)
    return text[: min(start.start() if start else LONGEST_HEAD, LONGEST_HEAD)]


def _add_from(segment: str, found: Roster) -> None:
    """Add the people of a line of the head, each with the initials beside the name."""
    names = [
        match
        for match in re.finditer(FULL_NAME, segment)
        if is_person(match.group()) and not PLACES & set(match.group().split())
    ]
    held = list(INITIALS_ALONE.finditer(segment))
    for place, match in enumerate(names):
        end = names[place + 1].start() if place + 1 < len(names) else len(segment)
        after = [one.group() for one in held if match.end() <= one.start() < end]
        before = [one.group() for one in held if one.end() <= match.start()] if place == 0 else []
        beside = re.match(rf"\s*\(({INITIALS})\)", segment[match.end() :])
        fitting = [one for one in (*after, *before) if one in initials_of(match.group())]
        if beside and not any(beside[1] in initials_of(one.group()) for one in names):
            fitting = [beside[1]]
        if place == 0 and (key := KEY_OF_LINE.match(segment)):
            fitting = [key[1]]
        found.add(match.group(), fitting[0] if fitting else "")
    for match in ALONE_IN_LIST.finditer(segment):
        if match["name"] not in NO_PERSON and not any(match["name"] in name.split() for name in found.names):
            found.add(match["name"])


def is_person(name: str) -> bool:
    """Whether words that look like a name can be a person's."""
    if re.match(rf"{TITLE}\s", name):
        return True
    words = name.split()
    return len(words) >= 2 and not any(word.rstrip("’s'") in NO_PERSON or word in NO_PERSON for word in words)


def owners_in(words: str) -> list[str]:
    """Return the owners that words name; none where the words are anything else."""
    words = words.strip(" .;:–-\t")
    if (
        not words
        or len(words) > LONGEST_OWNERS
        or not re.fullmatch(OWNERS, words)
        or any(word in CALENDAR for word in re.split(r"[\s,/]+", words))
    ):
        return []
    bare = re.sub(r"\s*\([^)]*\)", "", words)
    parts = [part.strip() for part in re.split(r"\s*(?:/|,|;|&|\+)\s*", bare)]
    return list(_apart(parts))


def _apart(parts: Iterable[str]) -> Iterator[str]:
    """Yield owners, taking “A and B” apart unless it is one role (“Head of Finance and Assets”)."""
    for part in parts:
        if not part:
            continue
        held = [one.strip() for one in re.split(r"\s+(?:and|with)\s+", part)]
        one_role = re.match(rf"(?:{ROLE})$", part) and not all(_is_owner(one) for one in held)
        yield from ([part] if one_role else [one for one in held if one])


def _is_owner(words: str) -> bool:
    return (
        bool(re.fullmatch(rf"{FULL_NAME}|{EVERYBODY}|{INITIALS}", words))
        or (bool(re.fullmatch(ROLE, words)) and not re.fullmatch(_ROLE_NOUN, words))
        or words.lower().removeprefix("the ") in {"chair", "secretary", "clerk", "police", "health", "schools"}
    )
