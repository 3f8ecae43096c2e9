"""Minutes, read: each paragraph is a heading, a tagged action, a resolution, or a text that may hold a commitment."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from openmash.improvement.rules.minutes import dates, tagged
from openmash.improvement.rules.minutes.blocks import LONGEST, Block, blocks
from openmash.improvement.rules.minutes.commitments import commitments
from openmash.improvement.rules.minutes.people import Roster, roster_of

RESOLVED = re.compile(
    r"(?:it\s+was\s+)?(?:unanimously\s+)?(?:RESOLVED|Resolved|resolved|Decided|DECIDED|Decision|DECISION)\s*(?:[:\-–—]\s*(?P<rest>.*)|\s*(?P<that>(?:[–-]\s*)?[Tt]hat\b.*)|)$"
)
ITEM = re.compile(r"(?:minutes|agenda\s+item|item|present(?:ers?)?|purpose|discussion|notes)\s*:?$", re.IGNORECASE)


@dataclass(frozen=True)
class ActionRead:
    """An action: `kind` is tagged or narrative; `due` is YYYY-MM-DD, YYYY-MM or none; place in the extracted text."""

    kind: str
    text: str
    owners: tuple[str, ...]
    due: str | None
    start: int
    end: int


@dataclass
class MinutesRead:
    """What minutes say: actions and resolutions in their order, and what a person should look at."""

    actions: list[ActionRead] = field(default_factory=list)
    resolutions: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def warn(self, words: str) -> None:
        if words and words not in self.warnings:
            self.warnings.append(words)


@dataclass
class _Reading:
    text: str
    known: tagged.Known
    roster: Roster
    found: MinutesRead
    in_actions: bool = False
    in_resolution: bool = False
    columns: dict[str, int] | None = None
    cells: frozenset[Block] = frozenset()

    def add(self, one: tagged.Tagged) -> None:
        owners = []
        for written in one.owners:
            name, doubt = self.roster.full(written)
            owners.append(name)
            self.found.warn(doubt)
        if not owners:
            self.found.warn(f"No owner is named: “{_short(one.text)}”.")
        self.found.warn(one.due.problem)
        self.found.actions.append(
            ActionRead("tagged", one.text.strip(), tuple(dict.fromkeys(owners)), one.due.value, one.start, one.end)
        )


def read_minutes(text: str, *, closed: dates.ClosedDay = lambda day: "") -> MinutesRead:
    """Read minutes. `closed` names the bank holiday of a day, empty for none. Places are offsets in `text`."""
    met = dates.met_on(text)
    roster = roster_of(text)
    known = tagged.Known(met, dates.next_meeting_on(text, met=met), roster)
    reading = _Reading(text, known, roster, MinutesRead())
    held = blocks(text)
    _read_cells(reading, held)
    place = 0
    while place < len(held):
        place += _read_block(reading, held, place)
    reading.found.actions.sort(key=lambda one: one.start)
    _warn_of_days(reading, closed)
    return reading.found


def _read_block(reading: _Reading, held: Sequence[Block], place: int) -> int:
    """Read a paragraph, and return how many were read with it."""
    block = held[place]
    if _is_row(reading, block):
        return 1
    reading.columns = None
    if block in reading.cells:
        return 1
    if tagged.HEADING.fullmatch(block.text):
        reading.in_actions, reading.in_resolution = True, False
        return 1
    if (count := _resolution(reading, held, place)) is not None:
        return count
    if _leading(reading, held, place) or _listed(reading, block):
        return 1
    _told(reading, block)
    return 1


def _is_row(reading: _Reading, block: Block) -> bool:
    """Read a row of a table of actions, its heading among them."""
    mark = "\t" if "\t" in block.text else "|" if "|" in block.text else ""
    if not mark:
        return False
    cells = block.text.strip("|").split(mark) if mark == "|" else block.text.split(mark)
    if columns := tagged.table_columns(cells):
        reading.columns = columns
        return True
    if reading.columns is None or len(cells) < 2:
        return False
    row = tagged.of_row(cells, reading.columns, reading.known, block.start, block.end)
    if row is not None and not tagged.is_over(cells, reading.columns):
        reading.add(row)
    return True


def _read_cells(reading: _Reading, held: Sequence[Block]) -> None:
    """Read tables that were laid flat, one cell a line, under the cells of their heading."""
    used: set[Block] = set()
    place = 0
    while place < len(held):
        width = next((n for n in (6, 5, 4, 3, 2) if _is_flat_heading(held[place : place + n], n)), 0)
        if not width:
            place += 1
            continue
        columns = tagged.table_columns([one.text for one in held[place : place + width]])
        assert columns is not None
        used.update(held[place : place + width])
        place += width
        while place + width <= len(held):
            cells = held[place : place + width]
            row = tagged.of_row([one.text for one in cells], columns, reading.known, cells[0].start, cells[-1].end)
            if row is None or not row.owners or not _is_cell_of_owner(cells[columns["owner"]].text):
                break
            reading.add(row)
            used.update(cells)
            place += width
    reading.cells = frozenset(used)


def _is_flat_heading(cells: Sequence[Block], width: int) -> bool:
    return (
        len(cells) == width
        and all("\t" not in one.text for one in cells)
        and tagged.table_columns([one.text for one in cells], widest=0) is not None
    )


def _is_cell_of_owner(words: str) -> bool:
    """Whether a cell can name owners: a few words, each with a capital letter."""
    named = re.findall(r"[A-Za-z]{3,}", re.sub(r"\b(?:and|of|for|the|all)\b", "", words))
    return len(words.split()) <= 12 and all(word[0].isupper() for word in named) and not words.endswith(".")


def _resolution(reading: _Reading, held: Sequence[Block], place: int) -> int | None:
    """Read a resolution, with its parts where it has some. None: it is none."""
    match = RESOLVED.match(held[place].text)
    if match is None:
        return None
    reading.in_actions = False
    words = (match["rest"] or match["that"] or "").strip(" –-")
    count = 1
    parts = [words] if words else []
    if not words or words.endswith(":"):
        while place + count < len(held) and (
            held[place + count].bulleted or re.match(r"[Tt]hat\b", held[place + count].text)
        ):
            parts.append(held[place + count].text)
            count += 1
    if words.endswith(":") and len(parts) > 1:
        parts = [f"{words.rstrip(':')} {part}" for part in parts[1:]]
    reading.found.resolutions += [part for part in parts if part]
    return count


def _leading(reading: _Reading, held: Sequence[Block], place: int) -> bool:
    """Read “Action: …” at the beginning of a paragraph. Under a heading, with names alone, it is who presents the item."""
    block = held[place]
    match = tagged.LEADING.match(block.text)
    if match is None:
        return False
    rest = match["rest"].strip()
    if tagged.NONE.fullmatch(rest):
        return True
    owners, due = tagged.owners_and_due(rest, reading.known)
    if owners:
        before = held[place - 1] if place else None
        if before is None or before.is_heading or ITEM.match(before.text) or reading.in_actions:
            return True  # who presents the item
        reading.add(tagged.Tagged(before.text, tuple(owners), due, before.start, block.end))
        return True
    told = tagged.assignment(rest, reading.known) or (rest, [], tagged.due_in(rest, reading.known, anywhere=False))
    if len(told[0].split()) < 2:
        return False
    reading.add(tagged.Tagged(told[0], tuple(told[1]), told[2], block.start, block.end))
    return True


def _listed(reading: _Reading, block: Block) -> bool:
    """Read a line of a list of actions, or a bullet “To … – Owner” wherever it stands."""
    is_to = re.match(r"To\s+[a-z]", block.text) is not None
    if not reading.in_actions and not is_to:
        return False
    if reading.in_actions and block.after_gap and not is_to and (block.numbered or not block.bulleted):
        told = tagged.assignment(block.text, reading.known)
        if told is None or (block.is_heading and not tagged.OWNER_TO.match(block.text)):
            reading.in_actions = False
            return False
    told = tagged.assignment(block.text, reading.known)
    if told is None and not (reading.in_actions and (is_to or block.bulleted)):
        return False
    text, owners, due = told or (block.text.rstrip(" .;"), [], tagged.due_in(block.text, reading.known, anywhere=False))
    if len(text.split()) < 2:
        return False
    reading.add(tagged.Tagged(text, tuple(owners), due, block.start, block.end))
    return True


def _told(reading: _Reading, block: Block) -> None:
    """Read a paragraph: actions tagged within it, and what people said they would do in the rest."""
    taken = []
    for start, end, one in tagged.in_bracket_or_at_end(block, reading.known):
        taken.append((start, end))
        reading.add(one)
    for told in commitments(block, reading.roster):
        if any(told.start < stop and first < told.end for first, stop in taken):
            continue
        owners = tuple(dict.fromkeys(reading.roster.full(name)[0] for name in told.owners))
        words, begin, _ = block.part(told.start, told.end)
        words = re.sub(r"(?:,|;|,?\s+and|\s+but)$", "", words)
        due = tagged.due_in(words, reading.known, anywhere=False, months=True)
        reading.found.actions.append(ActionRead("narrative", words, owners, due.value, begin, begin + len(words)))


def _warn_of_days(reading: _Reading, closed: dates.ClosedDay) -> None:
    """Say which days cannot be, and which meetings and last days fall on a day when nobody works."""
    met = reading.known.met
    for line in reading.text.splitlines():
        for found in dates.dates_in(line[:LONGEST], met_on=met):
            if found.problem and ("no day" in found.problem or found.value):
                reading.found.warn(found.problem)
    for words, day in _days_of_meetings(reading.text, met):
        if why := dates.closed_words(day, closed):
            reading.found.warn(f"{dates.in_words(day)}, given for {words}, is {why}: check the date.")
    for action in reading.found.actions:
        if action.due and len(action.due) == 10:
            day = date.fromisoformat(action.due)
            if why := dates.closed_words(day, closed):
                reading.found.warn(f"“{_short(action.text)}” is due on {dates.in_words(day)}, {why}.")
            elif met and day < met:
                reading.found.warn(f"“{_short(action.text)}” was due on {dates.in_words(day)}, before the meeting.")


def _days_of_meetings(text: str, met: date | None) -> Iterable[tuple[str, date]]:
    """Yield the days that are given for a next meeting, and in which words."""
    for match in re.finditer(r"\bnext\s+(?:[A-Za-z]+\s+){0,3}?(?:meeting|board)\b", text, re.IGNORECASE):
        line_end = text.find("\n", match.end())
        rest = text[match.end() : line_end if line_end >= 0 else len(text)][:80]
        yield from ((f"the {' '.join(match.group().split())}", one.day) for one in _first_day(rest, met) if one.day)


def _first_day(rest: str, met: date | None) -> Iterator[dates.DateFound]:
    found = [one for one in dates.dates_in(rest, met_on=met) if one.day is not None]
    yield from found[:1]


def _short(words: str) -> str:
    return words if len(words) <= 80 else words[:79].rsplit(" ", 1)[0] + " …"
