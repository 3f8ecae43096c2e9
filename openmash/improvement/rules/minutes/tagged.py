"""Actions that minutes mark as such: in a list under “Actions”, in a table, in brackets, or by the word itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from openmash.improvement.rules.minutes.blocks import Block, sentences
from openmash.improvement.rules.minutes.dates import NEXT_MEETING, DateFound, dates_in
from openmash.improvement.rules.minutes.people import OWNERS, WORD, Roster, owners_in

HEADING = re.compile(
    r"(?:agreed\s+|new\s+|further\s+|summary\s+of\s+|key\s+|next\s+steps\s+and\s+)?(?:actions?(?:\s+(?:points?|items?|agreed|arising|log|list|required|summary|plan\s+update))?|action\s+points?)\s*:?",
    re.IGNORECASE,
)
LEADING = re.compile(
    r"(?:agreed\s+)?actions?(?:\s+(?:point|item|required))?(?:\s*(?:no\.?\s*)?[A-Z]?\d+(?:[./]\d+)*)?\s*(?::|[-–—]|\.)\s*(?P<rest>\S.*)$",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(
    r"[\[(]\s*actions?(?:\s*(?:no\.?\s*)?\d+)?\s*(?::|[-–—]|\bfor\b|\bby\b|\s)\s*(?P<rest>[^\])]+)[\])]", re.IGNORECASE
)
AT_THE_END = re.compile(r"(?:^|[.\s])\s*(?:ACTION|Action)S?\s*(?::|[-–—])\s*(?P<rest>[^.:]{2,80})\.?\s*$")
TRAILING_DASH = re.compile(r"(?:\s+-\s*|\s*-\s+|\s*[–—]\s*)(?=[A-Z(])")
KEYED = re.compile(
    r"\b(?:owners?|leads?|lead\s+officer|responsible|responsibility|assigned\s+to|by\s+whom|who)\s*[:\-–]\s*(?P<owners>[^;|\n]+?)(?=$|[;|.]|\s+(?:by|due|deadline|when)\b)",
    re.IGNORECASE,
)
DUE = re.compile(
    r"\b(?:by(?:\s+when)?|before|due(?:\s+(?:date|by))?|deadline|no\s+later\s+than|ahead\s+of|in\s+time\s+for|target(?:\s+date)?|when|timescale|completion(?:\s+date)?|until)\s*:?\s*(?:the\s+)?(?:end\s+of\s+)?$",
    re.IGNORECASE,
)
DUE_NEXT = re.compile(
    r"\b(?:by|before|due|for|to|at|in\s+time\s+for|ahead\s+of)\s+(?:the\s+|our\s+|its\s+|their\s+)?next\s+(?:(?:full|formal|scheduled|board|group|sub-?group|committee|panel|partnership|executive|steering|forum|quarterly|monthly)\s+){0,3}meeting\b",
    re.IGNORECASE,
)
OWNER_TO = re.compile(
    rf"(?P<owners>{OWNERS})\s*(?:[-–—:]\s*)?(?P<how>to|will|is\s+to|are\s+to|agreed\s+to|shall)\s+(?P<verb>[a-z]+)"
)
LEADING_OWNER = re.compile(
    rf"(?P<owners>{OWNERS})(?:,?\s+(?P<when>by\s+[^:–—]{{3,30}}?))?\s*(?:\s[-–—]\s|:\s|[–—])\s*(?P<rest>[a-zA-Z].{{8,}})$"
)
ALWAYS_OWNER = re.compile(
    r"(?:The\s+)?(?:All|Everyone|Chair|Secretary|Clerk|Police|Health|Schools|Officers|Members|Partners)"
)
NONE = re.compile(r"(?:none|nil|n/?a|no\s+(?:further\s+)?actions?)\b\.?", re.IGNORECASE)
OVER = re.compile(r"(?:completed?|closed|done|discharged)\b.*", re.IGNORECASE)
WIDEST_HEADING = 4  # words of the heading of a column
STATUS = re.compile(r"(?:status|rag|brag|progress)", re.IGNORECASE)
COLUMNS = {
    "action": re.compile(
        r"(?:agreed\s+)?actions?(?:\s+(?:points?|required|agreed|description))?|task|what", re.IGNORECASE
    ),
    "owner": re.compile(
        r"(?:action\s+)?(?:owners?|leads?|lead\s+officer|by\s+whom|who|responsible(?:\s+(?:person|officer|lead))?|responsibility|assigned\s+to|person\s+responsible)",
        re.IGNORECASE,
    ),
    "due": re.compile(
        r"due(?:\s+(?:date|by))?|deadline|by\s+when|when|date(?:\s+due)?|timescales?|target(?:\s+date)?|completion(?:\s+date)?|complete\s+by",
        re.IGNORECASE,
    ),
}
OTHER_COLUMN = re.compile(
    r"(?:no\.?|ref(?:erence)?\.?|#|item(?:\s+no\.?)?|number|status|rag|brag|progress|update|updates|comments?|notes?|minute(?:\s+(?:no|ref)\.?)?|outcome|priority|agenda\s+item)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Due:
    """Until when: `value` as the contract has it, `problem` where it cannot be said."""

    value: str | None = None
    day: date | None = None
    problem: str = ""


@dataclass(frozen=True)
class Tagged:
    """An action marked as one: words, owners as written, until when, and its place in the minutes."""

    text: str
    owners: tuple[str, ...]
    due: Due
    start: int
    end: int


@dataclass(frozen=True)
class Known:
    """What is known of the meetings: when this one was, and when the next is."""

    met: date | None = None
    next_on: date | None = None
    roster: Roster = field(default_factory=Roster)


def due_in(words: str, known: Known, *, anywhere: bool, months: bool = False) -> Due:
    """Return until when something is due: a date after “by” and the like, or any date where it stands alone (`anywhere`).

    `months`: a month in which it is to be done is one too.
    """
    for one in dates_in(words, met_on=known.met, bare_months=anywhere):
        with_before = f"{words[: one.start][-8:]}{one.words} "
        in_month = (
            months
            and one.day is None
            and re.search(r"\b(?:in|during)\s+(?=\S+\s+(?:\d{4}\s)?$)", with_before, re.IGNORECASE)
        )
        if (
            anywhere
            or DUE.search(words[: one.start])
            or DUE.match(one.words)
            or in_month
            or _ends_in_brackets(words, one)
        ):
            return _due(one)
    if DUE_NEXT.search(words) or (anywhere and NEXT_MEETING.search(words)):
        if known.next_on is not None:
            return Due(known.next_on.isoformat(), known.next_on)
        return Due(problem="The minutes do not say when the next meeting is.")
    return Due()


def _ends_in_brackets(words: str, found: DateFound) -> bool:
    """Whether a date stands alone in brackets at the end: “… the report (15 July).”"""
    return (
        words[: found.start].rstrip().endswith("(") and re.fullmatch(r"\)[.;]?", words[found.end :].strip()) is not None
    )


def _due(found: DateFound) -> Due:
    return Due(found.value, found.day, found.problem)


def in_bracket_or_at_end(block: Block, known: Known) -> Iterator[tuple[int, int, Tagged]]:
    """Yield actions tagged within a paragraph, with the stretch of it that they take: “… (Action: A / B)”."""
    for start, end in sentences(block):
        sentence = block.text[start:end]
        match = IN_BRACKETS.search(sentence) or (
            AT_THE_END.search(sentence) if start or _has_words_before(sentence) else None
        )
        if match is None:
            continue
        first = start
        before = sentence[: match.start()].strip()
        if not before and start:  # the tag stands after the full stop of its sentence
            first = _sentence_before(block, start)
            before = block.text[first : start + match.start()].strip()
        made = _tagged(block, (first, end), before, match["rest"], known)
        if made is not None:
            yield first, end, made


def _has_words_before(sentence: str) -> bool:
    match = AT_THE_END.search(sentence)
    return match is not None and len(sentence[: match.start()].split()) >= 3


def _sentence_before(block: Block, start: int) -> int:
    return max((first for first, end in sentences(block) if first < start), default=0)


def _tagged(block: Block, place: tuple[int, int], before: str, rest: str, known: Known) -> Tagged | None:
    """Make an action of a sentence and its tag; the tag may hold the action itself (“(Action: RC to circulate)”)."""
    _, start, stop = block.part(*place)
    owners, due = owners_and_due(rest, known)
    if owners and before:
        due = due if due.value or due.problem else due_in(before, known, anywhere=False)
        return Tagged(before.rstrip(" ("), tuple(owners), due, start, stop)
    told = assignment(rest, known)
    if told is None:
        return None
    return Tagged(told[0], tuple(told[1]), told[2], start, stop)


def owners_and_due(words: str, known: Known) -> tuple[list[str], Due]:
    """Return owners, and until when, of words that name nothing else: “Richard Cooke, 12 Sep”; no owners where they do."""
    words = words.strip(" .;\t")
    if owners := owners_in(words):
        return owners, Due()
    for one in dates_in(words, met_on=known.met, bare_months=True):
        left = re.sub(
            r"[\s,;:(–—-]*(?:by|due|before|for|until|deadline|end\s+of|the|to\s+be\s+completed|w/c)*[\s,;:(–—-]*$",
            "",
            _trim(words[: one.start]),
            flags=re.IGNORECASE,
        )
        if (owners := owners_in(left)) and not re.search(r"[A-Za-z]{3}", words[one.end :]):
            return owners, _due(one)
    match = re.search(
        r"[\s,;:(–—-]+(?:(?:by|for|before|to)\s+)?(?:the\s+)?next\s+(?:[A-Za-z]+\s+){0,2}meeting\)?$",
        words,
        re.IGNORECASE,
    )
    if match and (owners := owners_in(words[: match.start()])):
        return owners, due_in(words, known, anywhere=True)
    match = re.search(
        r"[\s,;:(–—-]+(?:asap|ongoing|immediate(?:ly)?|tbc|soon|as\s+soon\s+as\s+possible|when\s+\w+|(?:with)?in\s+\w+\s+(?:days?|weeks?|months?))\)?$",
        words,
        re.IGNORECASE,
    )
    if match and (owners := owners_in(words[: match.start()])):
        return owners, Due()
    return [], Due()


def _trim(words: str) -> str:
    """Take the little words before a date away, however many there are."""
    while (
        cut := re.sub(
            r"(?:^|[\s,;:(–—-]+)(?:by|due|before|for|until|deadline|end\s+of|the|w/c)$",
            "",
            words.rstrip(" ,;:(–—-"),
            flags=re.IGNORECASE,
        )
    ) != words:
        words = cut
    return words


def assignment(words: str, known: Known) -> tuple[str, list[str], Due] | None:
    """Return the action, its owners and until when, of words that say both; none where no owner is named.

    “To update the plan – Richard Cooke, 12 Sep”, “… (RC)”, “RC to circulate …”, “… Owner: RC. By: 12 Sep”.
    """
    if match := KEYED.search(words):
        owners, due = owners_and_due(match["owners"], known)
        if owners:
            text = words[: match.start()].strip(" .;,|–-(")
            due = due if due.value else due_in(words[match.end() :], known, anywhere=True)
            return text or words, owners, due if due.value else due_in(text, known, anywhere=False)
    for cut in reversed(list(TRAILING_DASH.finditer(words))):
        owners, due = owners_and_due(words[cut.end() :].replace("(", "").replace(")", ""), known)
        text = words[: cut.start()].strip()
        if owners and len(text.split()) >= 2:
            return text, owners, due if due.value or due.problem else due_in(text, known, anywhere=False)
    if match := re.search(r"\((?P<owners>[^()]+)\)\s*[,–-]?\s*(?P<when>[^()]{0,40}?)[.;]?\s*$", words):
        owners, due = owners_and_due(match["owners"], known)
        text = words[: match.start()].strip(" ,–-")
        rest = match["when"].strip()
        if owners and len(text.split()) >= 2 and (not rest or dates_in(rest, met_on=known.met)):
            due = due if due.value else due_in(rest, known, anywhere=True)
            return text, owners, due if due.value or due.problem else due_in(text, known, anywhere=False)
    if match := LEADING_OWNER.match(words):
        owners, text = owners_in(match["owners"]), match["rest"]
        if owners and all(_may_lead(one, known) for one in owners):
            due = due_in(match["when"] or "", known, anywhere=True)
            due = due if due.value or due.problem else due_in(text, known, anywhere=False, months=True)
            return re.sub(r"\s+[-–—]\s+(?:by|before|due|due\s+by|asap)\b.*$", "", text).rstrip(" .;"), owners, due
    match = OWNER_TO.match(words)
    if match and (owners := owners_in(match["owners"])) and all(_may_lead(one, known) for one in owners):
        text, due = trailing_date(words.rstrip(" .;"), known)
        return text, owners, due if due.value else due_in(text, known, anywhere=False, months=True)
    return None


def trailing_date(words: str, known: Known) -> tuple[str, Due]:
    """Return words without the date that stands after their last dash or comma, and that date: “… support – January 2019”."""
    for one in dates_in(words, met_on=known.met)[-1:]:
        cut = re.search(r"(?:\s+-|\s*[–—,;])\s*$", words[: one.start])
        if cut and not words[one.end :].strip(" .;"):
            return words[: cut.start()], _due(one)
    return words, Due()


def _may_lead(owner: str, known: Known) -> bool:
    """Whether a word at the beginning is an owner: not any word with a capital letter is."""
    return (
        not re.fullmatch(WORD, owner) or bool(known.roster.known_as(owner, [])) or bool(ALWAYS_OWNER.fullmatch(owner))
    )


def table_columns(cells: Sequence[str], *, widest: int = WIDEST_HEADING) -> dict[str, int] | None:
    """Return which column holds what, of the heading of a table of actions; none where it is another row.

    `widest`: how many words a heading may have that is not known here.
    """
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        words = cell.strip(" :*")
        name = next((key for key, pattern in COLUMNS.items() if pattern.fullmatch(words)), "")
        if name and name not in found:
            found[name] = place
        elif STATUS.fullmatch(words):
            found["status"] = place
        elif not name and not OTHER_COLUMN.fullmatch(words) and len(words.split()) > widest:
            return None
    return found if {"action", "owner"} <= found.keys() else None


def of_row(cells: Sequence[str], columns: dict[str, int], known: Known, start: int, end: int) -> Tagged | None:
    """Return the action of a row of a table; none where it names none."""

    def cell(name: str) -> str:
        place = columns.get(name, -1)
        return cells[place].strip() if 0 <= place < len(cells) else ""

    text, who = cell("action"), cell("owner")
    if len(text.split()) < 2:
        return None
    owners, due = owners_and_due(who, known)
    if not owners and (told := assignment(text, known)):
        text, owners, due = told
    if cell("due"):
        due = due_in(cell("due"), known, anywhere=True)
    elif not (due.value or due.problem):
        due = due_in(text, known, anywhere=False)
    return Tagged(text.rstrip(" ;"), tuple(owners or ([who] if who and len(who.split()) <= 6 else [])), due, start, end)


def is_over(cells: Sequence[str], columns: dict[str, int]) -> bool:
    """Whether a row of a log says that its action was done."""
    place = columns.get("status", -1)
    return 0 <= place < len(cells) and OVER.match(cells[place].strip()) is not None
