"""What people said they would do, told in a sentence: “Debbie Duffell will speak to Richard Cooke”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openmash.improvement.rules.minutes.blocks import Block, sentences
from openmash.improvement.rules.minutes.people import CALENDAR, FULL_NAME, INITIALS, TITLE, WORD, Roster, is_person
from openmash.improvement.rules.minutes.words import DOING, NO_PERSON, NO_TASK, NOT_ALONE, NOTHING_TO_DO, any_of

_PROMISED = (
    r"(?:(?:has|have|had)\s+)?(?:kindly\s+|also\s+)*"
    + any_of(
        "agreed",
        "offered",
        "undertook",
        "undertaken",
        "volunteered",
        "promised",
        "committed",
        "pledged",
        "proposed",
        "intends?",
    )
    + r"\s+(?:that\s+(?:he|she|they)\s+(?:would|will)|to)"
)
_ASKED = (
    r"(?:was|were|is|are|has\s+been|have\s+been)\s+(?:then\s+)?"
    + any_of("asked", "tasked", "requested", "instructed", "nominated", "actioned", "delegated")
    + r"\s+(?:with\s+|to)"
)
_FUTURE = r"(?:will|shall|would|(?:was|were|is|are)\s+(?:now\s+)?(?:going\s+)?to|to)"
_BETWEEN = r"(?:\s+(?:also|then|now|therefore|both|jointly|continue\s+to|personally|separately|further))?"
HOW = rf"(?:{_PROMISED}|{_ASKED}|{_FUTURE}){_BETWEEN}"
_CAPITAL = r"[A-Z][\w’'-]*"
_OF = rf"(?:of|for)\s+{_CAPITAL}(?:\s+(?:(?:and|&|of|for)\s+)?{_CAPITAL}){{0,5}}"
_POST = any_of(
    "Manager",
    "Officer",
    "Lead",
    "Nurse",
    "Worker",
    "Director",
    "Co-?ordinator",
    "Inspector",
    "Headteacher",
    "Analyst",
    "Advis[eo]r",
)
_ROLE = (
    r"(?:[Tt]he\s+)?(?:[Vv]ice[- ])?(?:[Cc]hair(?:man|person|woman)?|[Ss]ecretary|[Cc]lerk"
    rf"|(?:(?:Interim|Assistant|Executive|Deputy)\s+)*(?:Director|Head|Manager)\s+{_OF}|(?:{_CAPITAL}\s+){{1,4}}{_POST})"
)
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey)"
_NO_DAY = rf"(?!(?:{'|'.join(sorted(CALENDAR))})\b)"
_ONE = rf"(?:{FULL_NAME}|{_ROLE}|(?:{TITLE}\s+)?\b{INITIALS}\b|{_PRONOUN}\b|{_NO_DAY}{WORD})"
_NAMED = rf"{_ONE}(?:\s*\([^)]{{1,60}}\))?"
_SEVERAL = rf"{_NAMED}(?:(?:\s*,\s*{_NAMED}){{0,3}}\s*,?\s*(?:&|/|\band\b)\s*{_NAMED})?"
_THAT = (
    any_of(
        "said",
        "added",
        "confirmed",
        "agreed",
        "stated",
        "explained",
        "replied",
        "promised",
        "indicated",
        "advised",
        "noted",
        "offered",
    )
    + r"\s+(?:that\s+)?(?:he|she|they)(?:\s+(?:will|would|(?:was|were)\s+going\s+to)|[’'](?:d|ll))"
)
SAID = re.compile(rf"(?<![\w’'-])(?P<who>{_SEVERAL}),?\s+(?P<how>{_THAT}|{HOW})\s+(?P<verb>[a-z]+(?:-[a-z]+)?)\b")
ASKED_OF = re.compile(
    rf"\b(?P<how>asked|requested|invited|tasked|instructed|agreed\s+for|agreed\s+with)\s+(?P<who>{_SEVERAL})"
    r"\s+(?:to|that\s+(?:he|she|they))\s+(?P<verb>[a-z]+(?:-[a-z]+)?)\b"
)
SHORT = re.compile(rf"(?<![\w’'-])(?P<who>{_ONE})(?P<how>[’']ll)\s+(?P<verb>[a-z]+(?:-[a-z]+)?)\b")
# An organisation or a team does what was agreed that it would.
AGREED_THAT = re.compile(
    rf"\b(?P<how>[Aa]greed|[Rr]equested)\s+that\s+(?:the\s+)?(?P<who>{_CAPITAL}(?:\s+(?:(?:and|of|for|the|&)\s+)?{_CAPITAL}){{0,5}})"
    r"\s+(?:would|will|should|to)\s+(?P<verb>[a-z]+(?:-[a-z]+)?)\b"
)
# “CB knows a speaker and will ring her”: whoever the sentence began with.
AND_WILL = re.compile(
    r"\b(?:and|but|so)\s+(?P<how>will|is\s+going\s+to|has\s+(?:agreed|offered)\s+to|(?:agreed|offered|undertook)\s+to)\s+(?P<verb>[a-z]+(?:-[a-z]+)?)\b"
)
GOING = re.compile(r"\s+(?:back|through|over|round|away\s+and)\b")
SEEING = re.compile(r"\s+(?:that|to\s+it|if|whether|what)\b")
OVERTAKEN = re.compile(r"\bin\s+(?:his|her|their)\s+absence\b|\b(?:was|were|did|had)\s+not\b|\bbut\b")
ABSENT = re.compile(
    r"\s+(?:early\s+retirement|retirement|(?:maternity|annual|sick|some)?\s*leave|up\s+(?:a|her|his)|time\s+off|over\s+from)\b"
)
STRONG = re.compile(
    r"agreed|offered|undert|volunteer|promised|committed|pledged|asked|tasked|requested|instructed|actioned|nominated|invited|delegated"
)
# What stands before a name that is not the one who acts: “governors at Upper Pell will …”.
OF_ANOTHER = re.compile(r"\b(?:which|at|of|in|from|with|by|near|between|against|about)\s*$")
UNCERTAIN = re.compile(r"\b(?:if|unless|whether|could|might|may|should\s+consider|possibly)\s*$", re.IGNORECASE)
HAVING = re.compile(
    r"\s+(?:a|another|an\s+initial|the)\s+(?:quick\s+|further\s+|separate\s+)?(?:word|conversation|chat|look|discussion|meeting|think|go)\b"
)


@dataclass(frozen=True)
class Commitment:
    """A clause in which somebody says they will do something: its place within the block, and who, as written."""

    start: int
    end: int
    owners: tuple[str, ...]


def commitments(block: Block, roster: Roster) -> Iterator[Commitment]:
    """Yield what people of a block say they will do, a clause each."""
    latest: list[str] = []
    for start, end in sentences(block):
        sentence = block.text[start:end]
        told = [] if sentence.rstrip().endswith("?") else _told(sentence, roster, latest)
        for place, (first, owners) in enumerate(told):
            last = told[place + 1][0] if place + 1 < len(told) else len(sentence)
            yield Commitment(start + (first if place else 0), start + last, owners)
        latest = _first_named(sentence, roster) or latest


def _told(sentence: str, roster: Roster, latest: list[str]) -> list[tuple[int, tuple[str, ...]]]:
    """Return where in a sentence somebody begins to say what they will do, and who; the same people once."""
    found: list[tuple[int, tuple[str, ...]]] = []
    matches = [match for pattern in (SAID, SHORT, ASKED_OF, AGREED_THAT) for match in pattern.finditer(sentence)]
    starter = _first_named(sentence, roster, at_start=True)
    if starter:
        matches += AND_WILL.finditer(sentence)
    for match in sorted(matches, key=lambda one: one.start()):
        who = starter if match.re is AND_WILL else _who(match, sentence, roster, latest)
        taken = {name for _, names in found for name in names}
        if who and not taken >= set(who) and _is_task(match, sentence, who, roster):
            found.append((match.start("who" if "who" in match.groupdict() else 0), tuple(who)))
    return found


def _is_task(match: re.Match[str], sentence: str, who: list[str], roster: Roster) -> bool:
    if match["verb"] in ("not", "never"):
        return False
    verb, how, after = match["verb"], match["how"], sentence[match.end() :]
    before = sentence[: match.start()]
    if (
        UNCERTAIN.search(before)
        or re.match(r"(?:If|Unless|Should|Were)\b", before)
        or (match.re is not ASKED_OF and match.re is not AGREED_THAT and OF_ANOTHER.search(before))
        or re.match(r"\s+(?:not|never)\b", after)
    ):
        return False
    if re.match(r"(?:was|were)\s+going", how) and OVERTAKEN.search(after):
        return False
    if verb in ("have", "be"):
        having = HAVING.match(after) is not None or STRONG.search(how) is not None
        return having if verb == "have" else _is_doing(after)
    if STRONG.search(how):
        return verb not in NOTHING_TO_DO
    known = all(name in roster.names or roster.meant_by(name) for name in who)
    if verb in NOT_ALONE and ("would" in how or not known) and not re.search(r"\b(?:he|she|they)\b", how):
        return False
    if GOING.match(after) if verb == "go" else SEEING.match(after) if verb == "see" else False:
        return True
    return verb in DOING or (known and "would" not in how and verb not in NO_TASK)


def _is_doing(after: str) -> bool:
    """Whether “will be …ing” tells of a task: not of leave."""
    doing = re.match(r"\s+(?P<doing>[a-z]+ing)\b", after)
    return doing is not None and _stem(doing["doing"]) in DOING and not ABSENT.match(after[doing.end() :])


def _stem(doing: str) -> str:
    bare = doing.removesuffix("ing")
    return next((form for form in (bare, bare + "e", bare[:-1]) if form in DOING), bare)


def _who(match: re.Match[str], sentence: str, roster: Roster, latest: list[str]) -> list[str]:
    """Return who is meant, as written: people, and roles of the board; a pronoun is whom the sentence began with, or the last."""
    if match.re is AGREED_THAT:
        return [match["who"]]
    found: list[str] = []
    for part in re.split(r"\s*(?:,|/|&|\band\b)\s*", re.sub(r"\s*\([^)]*\)", "", match["who"]).strip()):
        if re.fullmatch("[Tt]hey", part) and match.start():
            continue  # it may be anybody
        if re.fullmatch(_PRONOUN, part):
            found += _first_named(sentence[: match.start()], roster) or latest
        elif re.fullmatch(rf"(?:{TITLE}\s+)?{INITIALS}", part):
            initials = part.split()[-1]
            found += [initials] if roster.meant_by(initials) else []
        elif re.fullmatch(WORD, part) and (known := roster.known_as(part, latest)):
            found.append(known)
        elif re.fullmatch(_ROLE, part) or part in roster.names or is_person(part):
            found.append(part)
    return list(dict.fromkeys(found))


def _first_named(words: str, roster: Roster, *, at_start: bool = False) -> list[str]:
    """Return the first person whom words name, for a pronoun after them; with `at_start` only who begins them."""
    if role := re.match(_ROLE, words):
        return [role.group()]
    for match in re.finditer(rf"{FULL_NAME}|\b{INITIALS}\b|{WORD}", words):
        name = match.group()
        if at_start and match.start():
            break
        if name in roster.names or (re.fullmatch(INITIALS, name) and roster.meant_by(name)):
            return [name]
        if re.fullmatch(WORD, name) and name not in NO_PERSON and (known := roster.known_as(name, [])):
            return [known]
        if re.match(rf"{TITLE}\s", name) or (is_person(name) and match.start() == 0):
            return [name]
    return []
